"""What a host can do to a seating plan. Each change makes new adjustments and is stored as JSON.

People are attendee keys, turns count from 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, NamedTuple

from pairloom.core import changes
from pairloom.events.adjustments import Adjustments, Place
from pairloom.events.adjustments import Pin as Pinned
from pairloom.events.enums import PlanKind


@dataclass(frozen=True)
class Change(changes.Change[Adjustments]):
    """Base of what can be done to a seating plan. `PLAN` says what kind of plan it makes."""

    ROLES = ("mentee", "mentor", "one", "other", "person")
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


@dataclass(frozen=True)
class LetGo(Change):
    """Where mentors move: a table that was given by hand is left open again."""

    KIND = "let-go"
    person: int
    turn: int | None = None

    def applied_to(self, before: Adjustments) -> Adjustments:
        kept = frozenset(
            each for each in before.places if (each.person, each.turn) != (self.person, self.turn)
        )
        return replace(before, places=kept)


class Cell(NamedTuple):
    """Whom a mentee met in a turn, and whom now. None: sits out."""

    mentee: int
    turn: int
    before: int | None
    after: int | None


class Move(NamedTuple):
    """The table that somebody had, and the one they have now. None: no table."""

    person: int
    before: int | None
    after: int | None


@dataclass(frozen=True)
class ByHand(Change):
    """Base of what is done without solving: these meetings change, and all others stay as they are.

    `turn` is the first that changes.
    """

    PLAN = PlanKind.CHANGED
    turn: int
    cells: tuple[Cell, ...]

    def applied_to(self, before: Adjustments) -> Adjustments:
        """Without the pins and bans that this overrules."""
        met = {(cell.mentee, cell.after) for cell in self.cells}
        left = {(cell.mentee, cell.before) for cell in self.cells} - met
        cells = {(cell.mentee, cell.turn) for cell in self.cells}
        kept = (pin for pin in before.pins if pin[:2] not in left and (pin.mentee, pin.turn) not in cells)
        return replace(before, pins=frozenset(kept), bans=before.bans - met)


@dataclass(frozen=True)
class Reseat(ByHand):
    """Where mentees move: one goes to another table in a turn, or two swap. They stay there as pins."""

    KIND = "reseat"

    @property
    def people(self) -> tuple[int, ...]:
        return tuple(
            key for cell in self.cells for key in (cell.mentee, cell.before, cell.after) if key is not None
        )

    def applied_to(self, before: Adjustments) -> Adjustments:
        kept = super().applied_to(before)
        new = {Pinned(cell.mentee, cell.after, cell.turn) for cell in self.cells if cell.after is not None}
        pairs = {pin[:2] for pin in new}
        return replace(kept, pins=frozenset(pin for pin in kept.pins if pin[:2] not in pairs) | new)


@dataclass(frozen=True)
class Retable(ByHand):
    """Where mentors move: mentees change tables for what is left of the evening, or mentors in one turn.

    They keep those tables: `lasts` tells mentees from mentors.
    """

    KIND = "retable"
    lasts: bool
    moves: tuple[Move, ...]

    @property
    def people(self) -> tuple[int, ...]:
        return tuple(move.person for move in self.moves)

    def applied_to(self, before: Adjustments) -> Adjustments:
        turn = None if self.lasts else self.turn
        new = {Place(move.person, move.after, turn) for move in self.moves if move.after is not None}
        visited = set() if self.lasts else {place.table for place in new}
        kept = frozenset(
            place
            for place in before.places
            if place.turn != turn or (place.person not in self.people and place.table not in visited)
        )
        return replace(super().applied_to(before), places=kept | new)


CHANGES: dict[str, type[Change]] = {
    kind.KIND: kind
    for kind in (PlanAgain, Replan, Pin, Ban, Release, Apart, Together, MeetAgain, LetGo, Reseat, Retable)
}


def change_from_json(stored: Mapping[str, Any]) -> Change:
    """What `to_json` wrote. Raises KeyError or TypeError for anything else."""
    values = {name: value for name, value in stored.items() if name != "kind"}
    for name, made in (("cells", Cell), ("moves", Move)):
        if name in values:
            values[name] = tuple(made(*each) for each in values[name])
    if "absent" in values:
        values["absent"] = tuple(values["absent"])
    return CHANGES[stored["kind"]](**values)


def _in_order(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
