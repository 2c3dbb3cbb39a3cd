"""When two people can meet, as moments that each reads in their own time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pairloom.core.week import Week
from pairloom.engines.affinity import MeetingTime, Profile, RoundWeeks, common_times
from pairloom.people.models import Person

HORIZON = timedelta(days=14)
MANY = 7 * 24  # more hours than a week has


@dataclass(frozen=True)
class Slot:
    """A stretch in which both are free. `starts` is in UTC."""

    starts: datetime
    minutes: int

    @property
    def ends(self) -> datetime:
        return self.starts + timedelta(minutes=self.minutes)


def common_slots(one: Person, other: Person, *, after: datetime, count: int = 3) -> list[Slot]:
    """Up to `count` stretches of an hour or less within two weeks of `after`, on different days if possible.

    Daylight saving is counted day by day in each one's zone. Empty where either did not say.
    """
    people = [_hours(person) for person in (one, other)]
    monday = after.date() - timedelta(days=after.weekday())
    found: list[MeetingTime] = []
    for week in range(3):
        weeks = RoundWeeks(monday + timedelta(weeks=week), 1)
        found += common_times(people[0], people[1], weeks=weeks, count=MANY)
    ahead = [time for time in found if after <= time.starts < after + HORIZON]
    return [Slot(time.starts, time.minutes) for time in _spread(ahead, count)]


def common_week(one: Person, other: Person, *, day: datetime) -> list[Slot]:
    """Every stretch of the week of `day` in which both are free."""
    monday = day.date() - timedelta(days=day.weekday())
    times = common_times(_hours(one), _hours(other), weeks=RoundWeeks(monday, 1), count=MANY)
    return _joined(Slot(time.starts, time.minutes) for time in times)


def _hours(person: Person) -> Profile:
    week: Week = person.availability
    return Profile(f"p{person.pk}", {"availability": week.cells, "time_zone": person.time_zone})


def _spread(times: list[MeetingTime], count: int) -> list[MeetingTime]:
    """Whole hours first, then one a day before two of any; told in order of time."""
    turn: dict[object, int] = {}
    ranked = []
    for time in sorted(times, key=lambda time: (-time.minutes, time.starts)):
        day = time.starts.date()
        turn[day] = turn.get(day, 0) + 1
        ranked.append((-time.minutes, turn[day], time.starts, time))
    chosen = [entry[3] for entry in sorted(ranked, key=lambda entry: entry[:3])[:count]]
    return sorted(chosen, key=lambda time: time.starts)


def _joined(slots: Iterable[Slot]) -> list[Slot]:
    """Neighbouring stretches as one."""
    joined: list[Slot] = []
    for slot in sorted(slots, key=lambda slot: slot.starts):
        if joined and joined[-1].ends == slot.starts:
            joined[-1] = Slot(joined[-1].starts, joined[-1].minutes + slot.minutes)
        else:
            joined.append(slot)
    return joined
