"""What a host can do to a seating plan. Each change makes new adjustments and is stored as JSON.

People are attendee keys, turns count from 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, NamedTuple

from pairloom.core import changes
from pairloom.events.adjustments import Adjustments
from pairloom.events.adjustments import Pin as Pinned
from pairloom.events.enums import PlanKind


@dataclass(frozen=True)
class Change(changes.Change[Adjustments]):
    """Base of what can be done to a seating plan. `PLAN` says what kind of plan it makes."""

    ROLES = ("mentee", "mentor", "one", "other")
    PLAN: ClassVar[PlanKind] = PlanKind.SOLVED


@dataclass(frozen=True)
class PlanAgain(Change):
    """A new look at who comes. What is published is kept where it still stands, unless `afresh`."""

    KIND = "plan-again"
    afresh: bool = False

    def applied_to(self, before: Adjustments) -> Adjustments:
        return before


@dataclass(frozen=True)
class Replan(Change):
    """On the day: without those in `absent`, with everybody else who is there, keeping what still stands."""

    KIND = "replan"
    PLAN = PlanKind.REPLANNED
    absent: tuple[int, ...] = ()

    def applied_to(self, before: Adjustments) -> Adjustments:
        return replace(before, absent=frozenset(self.absent))


@dataclass(frozen=True)
class Pin(Change):
    """These two meet, whatever else: in this turn, or in any."""

    KIND = "pin"
    mentee: int
    mentor: int
    turn: int | None = None

    def applied_to(self, before: Adjustments) -> Adjustments:
        pair = (self.mentee, self.mentor)
        kept = frozenset(pin for pin in before.pins if pin[:2] != pair)
        return replace(before, pins=kept | {Pinned(*pair, self.turn)}, bans=before.bans - {pair})


@dataclass(frozen=True)
class Ban(Change):
    """Never these two."""

    KIND = "ban"
    mentee: int
    mentor: int

    def applied_to(self, before: Adjustments) -> Adjustments:
        pair = (self.mentee, self.mentor)
        kept = frozenset(pin for pin in before.pins if pin[:2] != pair)
        return replace(before, pins=kept, bans=before.bans | {pair})


@dataclass(frozen=True)
class Release(Change):
    """A mentee and a mentor neither pinned nor banned any more."""

    KIND = "release"
    mentee: int
    mentor: int

    def applied_to(self, before: Adjustments) -> Adjustments:
        pair = (self.mentee, self.mentor)
        kept = frozenset(pin for pin in before.pins if pin[:2] != pair)
        return replace(before, pins=kept, bans=before.bans - {pair})


@dataclass(frozen=True)
class Apart(Change):
    """Two mentees who should never share a table."""

    KIND = "apart"
    one: int
    other: int

    def applied_to(self, before: Adjustments) -> Adjustments:
        return replace(before, apart=before.apart | {_in_order(self.one, self.other)})


@dataclass(frozen=True)
class Together(Change):
    """Two mentees who may share a table again."""

    KIND = "together"
    one: int
    other: int

    def applied_to(self, before: Adjustments) -> Adjustments:
        return replace(before, apart=before.apart - {_in_order(self.one, self.other)})


@dataclass(frozen=True)
class MeetAgain(Change):
    """Whether people who know each other, were paired or met before may be seated together."""

    KIND = "meet-again"
    again: bool

    def applied_to(self, before: Adjustments) -> Adjustments:
        return replace(before, again=self.again)


class Cell(NamedTuple):
    """Where a mentee sat in a turn, and where now. None: sits out."""

    mentee: int
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Reseat(Change):
    """Mentees moved by hand in one turn: one to another table, or two who swap. They stay there as pins."""

    KIND = "reseat"
    PLAN = PlanKind.CHANGED
    turn: int
    cells: tuple[Cell, ...]

    @property
    def people(self) -> tuple[int, ...]:
        return tuple(key for cell in self.cells for key in cell if key is not None)

    def applied_to(self, before: Adjustments) -> Adjustments:
        left = {(cell.mentee, cell.before) for cell in self.cells}
        moved = {cell.mentee for cell in self.cells}
        kept = frozenset(
            pin
            for pin in before.pins
            if pin[:2] not in left and not (pin.mentee in moved and pin.turn == self.turn)
        )
        new = {Pinned(cell.mentee, cell.after, self.turn) for cell in self.cells if cell.after is not None}
        pairs = {pin[:2] for pin in new}
        kept = frozenset(pin for pin in kept if pin[:2] not in pairs)
        return replace(before, pins=kept | new, bans=before.bans - pairs)

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.KIND, "turn": self.turn, "cells": [list(cell) for cell in self.cells]}


CHANGES: dict[str, type[Change]] = {
    kind.KIND: kind for kind in (PlanAgain, Replan, Pin, Ban, Release, Apart, Together, MeetAgain, Reseat)
}


def change_from_json(stored: Mapping[str, Any]) -> Change:
    """What `to_json` wrote. Raises KeyError or TypeError for anything else."""
    values = {name: value for name, value in stored.items() if name != "kind"}
    if "cells" in values:
        values["cells"] = tuple(Cell(*cell) for cell in values["cells"])
    if "absent" in values:
        values["absent"] = tuple(values["absent"])
    return CHANGES[stored["kind"]](**values)


def _in_order(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
