"""What can be printed for a speed event: frozen values with nothing left to look up.

Turns count from 1. Texts are shown as they are, never read as markup. No score has a place here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TurnTimes:
    """When a turn starts and ends, as texts for people, such as "09:12"; empty where nobody knows yet."""

    start: str = ""
    end: str = ""


@dataclass(frozen=True)
class EventHead:
    """What stands at the top of every sheet. `turns` has an entry for each turn of the event."""

    name: str
    turns: tuple[TurnTimes, ...]
    place: str = ""
    date: str = ""


@dataclass(frozen=True)
class CardRow:
    """Where a person sits in one turn; without a table they sit out."""

    turn: int
    table: str = ""
    mentor: str = ""
    why: str = ""  # one line: what brings these two together


@dataclass(frozen=True)
class Card:
    """What a person holds in the hand. `link` becomes a QR code."""

    person: str
    rows: tuple[CardRow, ...]
    number: str = ""
    link: str = ""


@dataclass(frozen=True)
class SeatedMentee:
    """A mentee at a mentor's table, with the question they asked in advance."""

    name: str
    question: str = ""


@dataclass(frozen=True)
class SheetTurn:
    """Whom a mentor meets in one turn; nobody means a pause. `table` where it is another than the sheet's."""

    turn: int
    mentees: tuple[SeatedMentee, ...] = ()
    table: str = ""


@dataclass(frozen=True)
class MentorSheet:
    """Who comes to a mentor, turn by turn."""

    mentor: str
    table: str
    turns: tuple[SheetTurn, ...]


@dataclass(frozen=True)
class TableSign:
    """What stands on a table."""

    table: str
    mentor: str
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class WallName:
    """A person on the wall, with their table in each turn of the event; empty where they sit out."""

    name: str
    tables: tuple[str, ...]


@dataclass(frozen=True)
class GridTable:
    """A table on the wall, with the names of who sits there in each turn of the event."""

    table: str
    mentor: str
    turns: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Cards:
    """A card for each person, several on a page, to be cut."""

    head: EventHead
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class MentorSheets:
    """A sheet for each mentor."""

    head: EventHead
    sheets: tuple[MentorSheet, ...]


@dataclass(frozen=True)
class TableSigns:
    """A sign for each table, to be folded in the middle."""

    head: EventHead
    signs: tuple[TableSign, ...]


@dataclass(frozen=True)
class WallList:
    """Everybody's tables by name, for the wall at the door."""

    head: EventHead
    names: tuple[WallName, ...]


@dataclass(frozen=True)
class WallGrid:
    """Who sits where, table by table and turn by turn, for the wall."""

    head: EventHead
    tables: tuple[GridTable, ...]


Document = Cards | MentorSheets | TableSigns | WallList | WallGrid
