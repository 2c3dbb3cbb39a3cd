"""What is answered: who sits where in which turn, and how good each objective is against its bound."""

from __future__ import annotations

from dataclasses import dataclass

from pairloom.engines.timetable.problem import Ints
from pairloom.engines.words import counted


@dataclass(frozen=True)
class Level:
    """One objective: what was reached, and the best that anything could reach given the levels before it.

    Levels in their order, with units (all as large as possible but `repeats`):
    `least` meetings that fill mentors' minimums; `meetings` all meetings, as evenly spread as can be (the
    value is the number of meetings; proven means that no other plan is leximin better); `top` mentees who
    meet one of those they want most; `worst` score units of the mentee with the lowest sum; `affinity` score
    units in all; `repeats` coincidences, as few as possible. Values are those of the plan as it stands;
    `spent` is how much of the value mixing gave away again for fewer repeats, after the level was settled.
    """

    name: str
    value: int
    bound: int
    proven: bool
    spent: int = 0

    @property
    def gap(self) -> float:
        """The part of the bound that is missing, what mixing spent included."""
        return abs(self.bound - self.value) / max(self.bound, 1)


@dataclass(frozen=True, eq=False)
class TimetableResult:
    """The plan and its figures, which count finished turns too.

    `affinity` and its bound are in score units (`problem.UNITS` is a perfect meeting); mixing may have spent
    a little of it. Meetings are counted over the mentees who are there in a turn that is not over.
    `repeats` is the sum over pairs of mentees of C(times at one table, 2); `unavoidable` is a lower bound on
    it for any plan with these meetings; `coincidences` is how many pairs of mentees share a table more than
    once; `apart_broken` how many times mentees to be kept apart share one. `table_spread` is the largest
    difference between the sizes of one table in two of its turns. `proven` says that every level before
    mixing reached its bound. `seconds` is how long the solving took, and no part of a stored plan.
    """

    seat: Ints  # (N, R) mentor index or NOBODY
    levels: tuple[Level, ...]
    affinity: int
    affinity_bound: int
    meetings_min: int
    meetings_max: int
    repeats: int
    coincidences: int
    unavoidable: int
    apart_broken: int
    table_spread: int
    proven: bool
    top: int  # how many best mentors count for level `top`; 0 where it was not asked for
    seconds: float = 0.0

    def level(self, name: str) -> Level | None:
        """The level of that name, or None where it was not among the objectives."""
        return next((level for level in self.levels if level.name == name), None)


@dataclass(frozen=True)
class PinConflict:
    """Pins that cannot stand together, with the ids of everybody they name.

    `kind`: `banned`, `absent` (one of the two is not there in that turn, or they never are together),
    `same_turn` (one mentee at two tables), `seats` (more pins than seats), `most` (more pins than meetings),
    `group` (more pins than mentors of one group whom a mentee may still meet), `twice` (a pair pinned to two
    turns) or `together` (each can stand, but no way was found to seat all). `turn` counts from 0.
    """

    kind: str
    pairs: tuple[tuple[str, str], ...]
    person: str
    limit: int
    turn: int | None = None
    group: str = ""

    def __str__(self) -> str:
        pairs = ", ".join(f"{mentee} with {mentor}" for mentee, mentor in self.pairs)
        when = "" if self.turn is None else f" in turn {self.turn + 1}"
        told = {
            "banned": f"{pairs} is pinned and banned. Take away the pin or the ban.",
            "absent": f"{pairs} is pinned{when}, but they are not there together. "
            "Move the pin or the presence.",
            "same_turn": f"{self.person} is pinned to several tables{when}: {pairs}. Keep one of these pins.",
            "seats": f"{self.person} has {counted(self.limit, 'seat')}{when}, "
            f"but {len(self.pairs)} pins: {pairs}. Take away pins or add seats.",
            "most": f"{self.person} may have {counted(self.limit, 'meeting')}, "
            f"but {len(self.pairs)} pins: {pairs}. Take away pins or allow more meetings.",
            "group": f"{self.person} may meet {counted(self.limit, 'mentor')} of {self.group} in the turns "
            f"that are left, but is pinned to {len(self.pairs)}: {pairs}. Take away pins or allow more.",
            "twice": f"{pairs} is pinned to several turns. A pair meets once: keep one of these pins.",
            "together": f"These pins leave no place for all of them: {pairs}. "
            "Take away a pin, or pin it to no turn.",
        }
        return told[self.kind]


class InfeasiblePins(Exception):  # noqa: N818 (an answer about the pins, not a fault of the program)
    """The pins contradict bans, presence, seats or each other: no plan can hold them all."""

    def __init__(self, conflicts: tuple[PinConflict, ...]) -> None:
        super().__init__("\n".join(map(str, conflicts)))
        self.conflicts = conflicts
