"""Cutting a document into parts that typst can set within a given memory, each a document of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from typing import Any, Generic, TypeVar

from pairloom.printing.values import (
    Card,
    Cards,
    Document,
    GridTable,
    MentorSheet,
    MentorSheets,
    TableSign,
    TableSigns,
    WallGrid,
    WallList,
    WallName,
)

PART = 250_000  # kilobytes: some 400 cards with eight turns
T = TypeVar("T")


@dataclass(frozen=True)
class Part:
    """Some of a document, and the names that its first and its last thing go by."""

    document: Document
    first: str
    last: str


@dataclass(frozen=True)
class _Things(Generic[T]):
    """The field of a document that can be cut, what its things go by, and the kilobytes that one takes."""

    field: str
    name: Callable[[T], str]
    kilobytes: Callable[[T], int]


# Measured with typst 0.15 and texts of usual length; some 40,000 more before the first line.
THINGS: dict[type[Document], _Things[Any]] = {
    Cards: _Things[Card]("cards", lambda card: card.person, lambda card: 70 * len(card.rows)),
    MentorSheets: _Things[MentorSheet](
        "sheets",
        lambda sheet: sheet.mentor,
        lambda sheet: 70 * sum(1 + len(turn.mentees) for turn in sheet.turns),
    ),
    TableSigns: _Things[TableSign]("signs", lambda sign: sign.table, lambda sign: 250),
    WallList: _Things[WallName]("names", lambda one: one.name, lambda one: 15 * len(one.tables)),
    WallGrid: _Things[GridTable](
        "tables", lambda table: table.table, lambda table: 7 * sum(1 + len(turn) for turn in table.turns)
    ),
}


def parts(document: Document, *, kilobytes: int = PART) -> list[Part]:
    """The document in order, in parts of about the same size that take no more than about so much memory.

    A document without anything in it is one part.
    """
    kind = THINGS[type(document)]
    things: Sequence[Any] = getattr(document, kind.field)
    runs = list(_runs([kind.kilobytes(thing) for thing in things], kilobytes)) or [slice(0)]
    return [_part(document, kind, things[run]) for run in runs]


def _part(document: Document, kind: _Things[Any], things: Sequence[Any]) -> Part:
    ends = [kind.name(things[place]) for place in (0, -1)] if things else ["", ""]
    cut: dict[str, Any] = {kind.field: tuple(things)}
    return Part(replace(document, **cut), *ends)


def _runs(weights: Sequence[int], most: int) -> Iterator[slice]:
    """Cuts into runs of about the same weight, of which none is heavier than `most` and one thing more."""
    total = sum(weights)
    count = max(1, -(-total // most))
    before = list(accumulate(weights, initial=0))
    for _, run in groupby(range(len(weights)), key=lambda place: before[place] * count // max(1, total)):
        places = list(run)
        yield slice(places[0], places[-1] + 1)
