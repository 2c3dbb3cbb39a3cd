"""What goes into a person's calendar: frozen values with nothing left to look up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Person:
    """Somebody with an address, as calendars know them."""

    name: str
    email: str


@dataclass(frozen=True)
class TurnLine:
    """Where a person is in one turn; without a table they are free."""

    start: str  # a text for people, such as "18:30"
    table: str = ""
    mentor: str = ""


@dataclass(frozen=True)
class CalendarEntry:
    """An event in one person's calendar.

    The same `uid` is the same entry in all its versions; `sequence` counts them from 0, and of two the higher
    holds. `changed` is when this version was made. All three moments know their time zone; start and end are
    shown in theirs.
    """

    uid: str
    title: str
    start: datetime
    end: datetime
    changed: datetime
    sequence: int = 0
    place: str = ""
    about: str = ""
    turns: tuple[TurnLine, ...] = ()
    link: str = ""
    organiser: Person | None = None
    attendee: Person | None = None


@dataclass(frozen=True)
class CalendarWords:
    """How a turn is told in the description of an entry."""

    at_table: str = "{start} table {table}, {mentor}"
    at_table_alone: str = "{start} table {table}"
    free: str = "{start} free"
