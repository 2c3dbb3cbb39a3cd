"""What is answered: the pairs, and for every level its value, its bound and the prices that prove it."""

from __future__ import annotations

from dataclasses import dataclass

from pairloom.engines.assignment.problem import Ints


@dataclass(frozen=True, eq=False)
class Prices:
    """Whole-number prices of one more pair; what any plan can reach at most follows from them alone."""

    mentee: Ints  # (n,)
    mentor: Ints  # (m,)


@dataclass(frozen=True, eq=False)
class LevelResult:
    """One objective: what was reached, and the most that anything could reach given the levels before it.

    Units: people for `served` and `mentors`, seats for `minimum`, pairs for `pairs`, score units for
    `worst` and `total` (bonus for kept pairs included). `worst` is None where there is no scored pair.
    """

    name: str
    value: int | None
    bound: int | None
    prices: Prices

    @property
    def proven(self) -> bool:
        """Whether nothing better exists, given the levels before it."""
        return self.value == self.bound


@dataclass(frozen=True, eq=False)
class AssignmentResult:
    """The plan: indices into the problem's edges, rising, and its figures in people and score units."""

    priority: tuple[str, ...]
    edges: Ints  # (pairs,)
    levels: tuple[LevelResult, ...]
    served: int  # mentees with at least one mentor
    busy: int  # mentors with at least one mentee
    worst: int | None  # the lowest score among the scored pairs
    total: int  # the sum of scores, without bonus

    @property
    def proven(self) -> bool:
        """Whether every level reached its bound."""
        return all(level.proven for level in self.levels)

    def level(self, name: str) -> LevelResult | None:
        """The level of that name, or None where it was not among the objectives."""
        return next((level for level in self.levels if level.name == name), None)


class InfeasiblePins(Exception):  # noqa: N818 (an answer about the pins, not a fault of the program)
    """The pins contradict the bans, the capacities or the wants: no plan can hold them all."""

    def __init__(self, conflicts: tuple[PinConflict, ...]) -> None:
        super().__init__("\n".join(map(str, conflicts)))
        self.conflicts = conflicts


@dataclass(frozen=True)
class PinConflict:
    """Pins that cannot stand together. `kind`: `banned`, `capacity` or `wants`."""

    kind: str
    pairs: tuple[tuple[str, str], ...]
    person: str
    limit: int

    def __str__(self) -> str:
        mentees = ", ".join(mentee for mentee, _ in self.pairs)
        mentors = ", ".join(mentor for _, mentor in self.pairs)
        if self.kind == "banned":
            return f"{mentees} is pinned to {mentors}, and the same pair is banned."
        if self.kind == "capacity":
            seats = "no free seat" if self.limit == 0 else f"{self.limit} free seat{'s' * (self.limit > 1)}"
            return f"{self.person} has {seats}, but {len(self.pairs)} mentees are pinned there: {mentees}."
        wanted = "no mentor" if self.limit == 0 else f"{self.limit} mentor{'s' * (self.limit > 1)}"
        return f"{self.person} wants {wanted}, but is pinned to {len(self.pairs)}: {mentors}."
