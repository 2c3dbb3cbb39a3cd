"""Which half-hours of a round's weeks somebody is free in, in UTC, daylight saving included.

Every half-hour of UTC in the round is looked up in each person's own time: so clock changes need no rule of
their own. Weeks in which all zones stand in the same relation are counted once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pairloom.engines.affinity.problem import Profile
from pairloom.engines.affinity.rubric import TIME_ZONE, RoundWeeks
from pairloom.engines.cells import HALF_HOURS_A_WEEK, resolve_time_zone

ANY_YEAR = RoundWeeks(date(2027, 1, 4), 52)  # where no round is given: the fewest hours in any week of a year
_HALF_HOUR = timedelta(minutes=30)

Grid = NDArray[np.int16]


def local_half_hours(zone: tzinfo, weeks: RoundWeeks) -> Grid:
    """(weeks, 336, 2) local half-hours of the week that each half-hour of UTC begins and ends in.

    The two differ only in zones whose offset is no multiple of 30 minutes.
    """
    minutes = 30 * np.arange(weeks.weeks * HALF_HOURS_A_WEEK) + _offsets(zone, weeks)
    first = minutes // 30
    last = first + (minutes % 30 > 0)
    both = np.stack([first, last], axis=-1) % HALF_HOURS_A_WEEK
    return both.astype(np.int16).reshape(weeks.weeks, HALF_HOURS_A_WEEK, 2)


def _offsets(zone: tzinfo, weeks: RoundWeeks) -> NDArray[np.int64]:
    """Minutes from UTC in each half-hour: asked twice a day, and more closely where that changed."""
    start = datetime.combine(weeks.first_monday, datetime.min.time(), UTC)
    count = weeks.weeks * HALF_HOURS_A_WEEK
    twice_a_day = [_offset(zone, start + slot * _HALF_HOUR) for slot in range(0, count + 1, 24)]
    offsets = np.repeat(np.array(twice_a_day[:-1], np.int64), 24)
    for half_day, (before, after) in enumerate(pairwise(twice_a_day)):
        if before != after:
            for slot in range(24 * half_day, 24 * half_day + 24):
                offsets[slot] = _offset(zone, start + slot * _HALF_HOUR)
    return offsets


def _offset(zone: tzinfo, moment: datetime) -> int:
    shift = moment.astimezone(zone).utcoffset() or timedelta(0)
    return round(shift.total_seconds() / 60)


class WeekGrids:
    """Everybody's free half-hours as 0/1 rows of UTC, one grid for each kind of week in the round."""

    def __init__(self, people: Iterable[Profile], weeks: RoundWeeks | None) -> None:
        names = sorted({zone for person in people if (zone := person.choice(TIME_ZONE))})
        whole_round = [local_half_hours(resolve_time_zone(name), weeks or ANY_YEAR) for name in names]
        kept = _distinct_weeks(whole_round)
        self._zones = {name: slots[kept] for name, slots in zip(names, whole_round, strict=True)}
        self.kinds_of_week = len(kept)

    def free(self, people: Sequence[Profile], column: str) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """(kinds of week, people, 336) 1 where free; and (people,) who said when they are free, and where."""
        grid = np.zeros((self.kinds_of_week, len(people), HALF_HOURS_A_WEEK), np.float32)
        known = np.zeros(len(people), bool)
        for place, person in enumerate(people):
            zone, hours = person.choice(TIME_ZONE), person.hours(column)
            if zone and hours:
                own_week = np.zeros(HALF_HOURS_A_WEEK, bool)
                own_week[list(hours)] = True
                grid[:, place] = own_week[self._zones[zone]].all(axis=-1)
                known[place] = True
        return grid, known


def _distinct_weeks(zones: Sequence[Grid]) -> NDArray[np.intp]:
    """The first of each kind of week: the weeks that look different to at least one zone."""
    if not zones:
        return np.zeros(0, np.intp)
    together = np.concatenate([slots.reshape(len(slots), -1) for slots in zones], axis=1)
    first = np.unique(together, axis=0, return_index=True)[1]
    kept: NDArray[np.intp] = np.sort(first)
    return kept


def common_half_hours(
    first: Profile, second: Profile, columns: tuple[str, str], weeks: RoundWeeks
) -> list[int]:
    """Each week's half-hours in which both are free, moment by moment. The plain, slow reading."""
    zones = [resolve_time_zone(person.choice(TIME_ZONE) or "UTC") for person in (first, second)]
    free = [person.hours(column) for person, column in zip((first, second), columns, strict=True)]
    start = datetime.combine(weeks.first_monday, datetime.min.time(), UTC)
    counts = []
    for week in range(weeks.weeks):
        moments = (start + timedelta(weeks=week) + slot * _HALF_HOUR for slot in range(HALF_HOURS_A_WEEK))
        counts.append(
            sum(
                all(_is_free(moment, zone, hours) for zone, hours in zip(zones, free, strict=True))
                for moment in moments
            )
        )
    return counts


def _is_free(moment: datetime, zone: tzinfo, hours: frozenset[int]) -> bool:
    for minute in (moment, moment + timedelta(minutes=29)):
        local = minute.astimezone(zone)
        if local.weekday() * 48 + local.hour * 2 + local.minute // 30 not in hours:
            return False
    return True
