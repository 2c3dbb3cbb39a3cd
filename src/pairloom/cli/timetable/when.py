"""When the turns of an event take place, from its start and the minutes of a turn and of a change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pairloom.cli.errors import BadInput, Problem
from pairloom.printing import EventHead, TurnTimes

SOME_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 (stands for the day of an event that told only its hour)
MOST_MINUTES = 24 * 60


@dataclass(frozen=True)
class Clock:
    """When an event starts. `dated`: whether its day is known, else only the hour counts."""

    start: datetime
    dated: bool
    minutes: int
    change: int

    def turn(self, number: int) -> tuple[datetime, datetime]:
        """When a turn, from 1, starts and ends."""
        start = self.start + (number - 1) * timedelta(minutes=self.minutes + self.change)
        return start, start + timedelta(minutes=self.minutes)


def read_clock(starts: str | None, zone: str | None, *, minutes: int, change: int) -> Clock | None:
    """The clock that these options tell; None without --starts. Raises BadInput."""
    for option, value, least in (("--minutes", minutes, 1), ("--change", change, 0)):
        if not least <= value <= MOST_MINUTES:
            raise BadInput(Problem(f"{option} takes a number from {least} to {MOST_MINUTES}, not {value}."))
    if starts is None:
        return None
    start, dated = _moment(starts)
    if zone is not None:
        start = start.astimezone(_zone(zone)) if start.tzinfo else start.replace(tzinfo=_zone(zone))
    return Clock(start, dated, minutes, change)


def head(name: str, place: str, turns: int, clock: Clock | None) -> EventHead:
    """What stands on every sheet."""
    if clock is None:
        return EventHead(name, (TurnTimes(),) * turns, place=place)
    spans = [clock.turn(number) for number in range(1, turns + 1)]
    return EventHead(
        name,
        tuple(TurnTimes(f"{start:%H:%M}", f"{end:%H:%M}") for start, end in spans),
        place=place,
        date=f"{clock.start:%A} {clock.start.day} {clock.start:%B %Y}" if clock.dated else "",
    )


def _moment(text: str) -> tuple[datetime, bool]:
    try:
        return datetime.combine(SOME_DAY.date(), time.fromisoformat(text)), False
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text), True
    except ValueError:
        message = f"--starts takes a moment such as 2026-11-14T18:30 or an hour such as 18:30, not '{text}'."
        raise BadInput(Problem(message)) from None


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        message = f"--zone takes the name of a time zone such as Europe/Lisbon, not '{name}'."
        raise BadInput(Problem(message)) from None
