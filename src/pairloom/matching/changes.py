"""What an organiser can do to a proposal. Each change makes new adjustments and is stored as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pairloom.core import changes
from pairloom.matching.adjustments import Adjustments
from pairloom.matching.enums import MetBefore

MOST_SEATS = 20
MOST_WANTS = 5
MOST_WEIGHT = 100.0


@dataclass(frozen=True)
class Change(changes.Change[Adjustments]):
    """Base of what can be done to a proposal."""

    ROLES = ("mentee", "mentor", "instead")


@dataclass(frozen=True)
class RunAgain(Change):
    """Nothing but a new look at the applications and the rubric."""

    KIND = "run-again"

    def applied_to(self, before: Adjustments) -> Adjustments:
        return before


@dataclass(frozen=True)
class Pin(Change):
    """These two belong together, whatever else; `instead` is the mentor whose pin with the mentee ends."""

    KIND = "pin"
    mentee: int
    mentor: int
    instead: int | None = None

    def applied_to(self, before: Adjustments) -> Adjustments:
        pair = (self.mentee, self.mentor)
        pins = before.pins - {(self.mentee, self.instead)}
        return replace(before, pins=pins | {pair}, bans=before.bans - {pair})


@dataclass(frozen=True)
class Ban(Change):
    """Never these two."""

    KIND = "ban"
    mentee: int
    mentor: int

    def applied_to(self, before: Adjustments) -> Adjustments:
        pair = (self.mentee, self.mentor)
        return replace(before, pins=before.pins - {pair}, bans=before.bans | {pair})


@dataclass(frozen=True)
class Release(Change):
    """Neither pinned nor banned any more."""

    KIND = "release"
    mentee: int
    mentor: int

    def applied_to(self, before: Adjustments) -> Adjustments:
        pair = {(self.mentee, self.mentor)}
        return replace(before, pins=before.pins - pair, bans=before.bans - pair)


@dataclass(frozen=True)
class Seats(Change):
    """How many mentees a mentor takes."""

    KIND = "seats"
    mentor: int
    seats: int

    def applied_to(self, before: Adjustments) -> Adjustments:
        return replace(before, capacities={**before.capacities, self.mentor: self.seats})


@dataclass(frozen=True)
class Wants(Change):
    """How many mentors a mentee gets at most; none leaves the person out of this proposal."""

    KIND = "wants"
    mentee: int
    wants: int

    def applied_to(self, before: Adjustments) -> Adjustments:
        return replace(before, wants={**before.wants, self.mentee: self.wants})


@dataclass(frozen=True)
class Weights(Change):
    """What each criterion counts; 0 leaves it out. Criteria not named keep their weight."""

    KIND = "weights"
    weights: Mapping[str, float]

    def applied_to(self, before: Adjustments) -> Adjustments:
        return replace(before, weights={**before.weights, **self.weights})


@dataclass(frozen=True)
class Priority(Change):
    """What comes first: an order of the engine's levels."""

    KIND = "priority"
    priority: tuple[str, ...]

    def applied_to(self, before: Adjustments) -> Adjustments:
        return replace(before, priority=tuple(self.priority))


@dataclass(frozen=True)
class PairAgain(Change):
    """Whether people who were paired in an earlier round may be paired again."""

    KIND = "pair-again"
    again: bool

    def applied_to(self, before: Adjustments) -> Adjustments:
        return replace(before, again=self.again)


@dataclass(frozen=True)
class MetAtEvents(Change):
    """Whether people who met at an event are favoured, avoided, or neither."""

    KIND = "met-at-events"
    met: str

    def applied_to(self, before: Adjustments) -> Adjustments:
        return replace(before, met=MetBefore(self.met))


@dataclass(frozen=True)
class HonourMutual(Change):
    """Whether it counts strongly that two found each other and both wish to be a pair in this round."""

    KIND = "honour-mutual"
    mutual: bool

    def applied_to(self, before: Adjustments) -> Adjustments:
        return replace(before, mutual=self.mutual)


CHANGES: dict[str, type[Change]] = {
    kind.KIND: kind
    for kind in (
        RunAgain,
        Pin,
        Ban,
        Release,
        Seats,
        Wants,
        Weights,
        Priority,
        PairAgain,
        MetAtEvents,
        HonourMutual,
    )
}


def change_from_json(stored: Mapping[str, Any]) -> Change:
    """What `to_json` wrote. Raises KeyError or TypeError for anything else."""
    values = {name: value for name, value in stored.items() if name != "kind"}
    if "priority" in values:
        values["priority"] = tuple(values["priority"])
    return CHANGES[stored["kind"]](**values)
