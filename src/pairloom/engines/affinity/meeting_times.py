"""When two people could meet, as moments that each can read in their own time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from pairloom.engines.affinity.hours import ANY_YEAR, local_half_hours
from pairloom.engines.affinity.problem import Profile
from pairloom.engines.affinity.rubric import TIME_ZONE, RoundWeeks
from pairloom.engines.cells import HALF_HOURS_A_WEEK, resolve_time_zone


@dataclass(frozen=True)
class MeetingTime:
    """A stretch of a week in which both are free: when it first begins, in UTC, and how many minutes it
    lasts.
    """

    starts: datetime
    minutes: int


def common_times(
    first: Profile,
    second: Profile,
    *,
    columns: tuple[str, str] = ("availability", "availability"),
    weeks: RoundWeeks | None = None,
    count: int = 3,
) -> tuple[MeetingTime, ...]:
    """The longest stretches (of an hour at most each) in which both are free in the first week of the round.

    At most one a day where there are enough days, earliest first; empty where either did not say.
    """
    weeks = RoundWeeks((weeks or ANY_YEAR).first_monday, 1)
    free = np.ones(HALF_HOURS_A_WEEK, bool)
    for person, column in ((first, columns[0]), (second, columns[1])):
        zone, hours = person.choice(TIME_ZONE), person.hours(column)
        if not zone or not hours:
            return ()
        own_week = np.zeros(HALF_HOURS_A_WEEK, bool)
        own_week[list(hours)] = True
        free &= own_week[local_half_hours(resolve_time_zone(zone), weeks)[0]].all(axis=-1)
    monday = datetime.combine(weeks.first_monday, datetime.min.time(), UTC)
    times = [
        MeetingTime(monday + timedelta(minutes=30 * start), 30 * length) for start, length in _hours(free)
    ]
    return tuple(sorted(_spread(times)[:count], key=lambda time: time.starts))


def _hours(free: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[tuple[int, int]]:
    """(start, length) of stretches of two half-hours, or one where the neighbours are not free."""
    found, slot = [], 0
    while slot < len(free):
        length = 2 if slot + 1 < len(free) and free[slot] and free[slot + 1] else int(free[slot])
        if length:
            found.append((slot, length))
        slot += max(1, length)
    return found


def _spread(times: list[MeetingTime]) -> list[MeetingTime]:
    """Whole hours before half-hours, and the first of each day before the second of any."""
    order = []
    seen: dict[object, int] = {}
    for time in times:
        day = time.starts.date()
        seen[day] = seen.get(day, 0) + 1
        order.append((-time.minutes, seen[day], time.starts, time))
    return [time for *_, time in sorted(order, key=lambda entry: entry[:3])]
