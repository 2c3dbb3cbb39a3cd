"""What is to be mixed: a seating, what may move, and what it may cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

import numpy as np

from pairloom.engines.timetable.problem import Flags, Ints, Longs, TimetableProblem

APART = 1_000  # how many repeats one broken wish to be kept apart weighs
FLOOR = 0.9  # the part of its own sum that a mentee keeps at least


@dataclass(frozen=True, eq=False)
class MixingTask:
    """Given to either way of mixing. Its arrays are not changed."""

    problem: TimetableProblem
    seat: Ints  # (N, R)
    movable: Flags  # (N, R) cells that may change
    wanted: Flags  # (E,) edges of which a mentee keeps one, if it has one
    budget: float  # the part of the affinity that may be spent
    seed: int
    deadline: float  # on the clock of `monotonic`
    progress: Callable[[float], None]

    @property
    def turns(self) -> range:
        """The turns that are not over."""
        return range(self.problem.done, self.problem.turns)

    @property
    def out_of_time(self) -> bool:
        return monotonic() > self.deadline

    def sums(self) -> Longs:
        """(N,) the sum of scores of each mentee."""
        sums: Longs = self.problem.worth_of(self.seat).sum(axis=1)
        return sums

    def floors(self) -> Longs:
        """(N,) what each mentee's sum must not fall below."""
        floors: Longs = np.ceil(self.sums() * FLOOR).astype(np.int64)
        return floors


def movable_cells(problem: TimetableProblem) -> Flags:
    """(N, R) which seats may change: neither over nor pinned to that turn, and the mentee is there."""
    movable = problem.present.copy()
    movable[:, : problem.done] = False
    for pin in problem.pins:
        if pin.turn is not None:
            movable[pin.mentee, pin.turn] = False
    return movable
