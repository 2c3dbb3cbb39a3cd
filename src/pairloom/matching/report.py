"""What a run found, as values without names: figures with bounds, who is left over and why, prices.

People are their keys. Affinities are from 0 to 1. Stored as JSON in the run, read back by the pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Level:
    """One objective: what was reached, and the most that any plan could reach given the levels before it."""

    name: str
    value: float | None
    bound: float | None
    proven: bool


@dataclass(frozen=True)
class RuledOut:
    """So many mentors removed for somebody: by a rule of the rubric, or kept apart by an organiser."""

    reason: str
    count: int
    is_rule: bool = True


@dataclass(frozen=True)
class Unmatched:
    """A mentee without a mentor. `kind` as the engine tells it; `candidates` best first, at most five."""

    person: int
    kind: str
    candidates: tuple[int, ...] = ()
    candidate_count: int = 0
    bottleneck: int | None = None
    ruled_out: tuple[RuledOut, ...] = ()


@dataclass(frozen=True)
class Fewer:
    """A mentee who wanted more mentors than there were."""

    person: int
    wants: int
    got: int


@dataclass(frozen=True)
class Unused:
    """A mentor without a mentee."""

    person: int
    kind: str
    candidates: int


@dataclass(frozen=True)
class Bottleneck:
    """So many mentees who can only go to these mentors, with so many seats."""

    mentees: tuple[int, ...]
    unmatched: tuple[int, ...]
    mentors: tuple[int, ...]
    seats: int


@dataclass(frozen=True)
class LevelChange:
    """An objective in two plans."""

    name: str
    before: float | None
    after: float | None

    @property
    def difference(self) -> float:
        return (self.after or 0.0) - (self.before or 0.0)


@dataclass(frozen=True)
class Move:
    """A mentee whose mentors differ between two plans; `gain` is the difference in affinity."""

    mentee: int
    before: tuple[int, ...]
    after: tuple[int, ...]
    gain: float


@dataclass(frozen=True)
class Price:
    """Two plans compared. `joined` and `left` took part in only one of them."""

    levels: tuple[LevelChange, ...] = ()
    moves: tuple[Move, ...] = ()
    joined: tuple[int, ...] = ()
    left: tuple[int, ...] = ()

    @property
    def gainers(self) -> tuple[Move, ...]:
        return tuple(move for move in self.moves if move.gain > 0)

    @property
    def losers(self) -> tuple[Move, ...]:
        return tuple(move for move in self.moves if move.gain < 0)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Price:
        return cls(
            levels=tuple(LevelChange(**level) for level in stored.get("levels", ())),
            moves=tuple(
                Move(move["mentee"], tuple(move["before"]), tuple(move["after"]), move["gain"])
                for move in stored.get("moves", ())
            ),
            joined=tuple(stored.get("joined", ())),
            left=tuple(stored.get("left", ())),
        )


@dataclass(frozen=True)
class Report:
    """A run's result except the pairs themselves."""

    mentees: int = 0
    mentors: int = 0
    seats: int = 0
    served: int = 0
    pairs: int = 0
    standing: int = 0
    worst: float | None = None
    total: float = 0.0
    seconds: float = 0.0
    levels: tuple[Level, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    fewer: tuple[Fewer, ...] = ()
    unused: tuple[Unused, ...] = ()
    bottlenecks: tuple[Bottleneck, ...] = field(default=())

    @property
    def proven(self) -> bool:
        """Whether nothing better exists, level for level."""
        return bool(self.levels) and all(level.proven for level in self.levels)

    def level(self, name: str) -> Level | None:
        """The objective of that name, if it was one."""
        return next((level for level in self.levels if level.name == name), None)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Report:
        values: dict[str, Any] = dict(stored)
        for key, read in _LISTS.items():
            values[key] = tuple(read(row) for row in stored.get(key, ()))
        return cls(**values)


def _unmatched(row: Mapping[str, Any]) -> Unmatched:
    return Unmatched(
        **{
            **row,
            "candidates": tuple(row["candidates"]),
            "ruled_out": tuple(RuledOut(**each) for each in row["ruled_out"]),
        }
    )


def _bottleneck(row: Mapping[str, Any]) -> Bottleneck:
    people = {key: tuple(row[key]) for key in ("mentees", "unmatched", "mentors")}
    return Bottleneck(**people, seats=row["seats"])


_LISTS: dict[str, Any] = {
    "levels": lambda row: Level(**row),
    "unmatched": _unmatched,
    "fewer": lambda row: Fewer(**row),
    "unused": lambda row: Unused(**row),
    "bottlenecks": _bottleneck,
}
