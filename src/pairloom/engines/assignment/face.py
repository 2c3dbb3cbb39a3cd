"""All plans that are best so far: which pairs are settled, and how many pairs each person may have.

After a level is solved, its prices tell exactly which plans reach its bound: a pair worth more than its
prices is in all of them, a pair worth less in none, and each person's number of pairs lies in an interval.
The next level chooses among those plans only. So the order of the levels is strict without any large
weights.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pairloom.engines.assignment.levels import Level
from pairloom.engines.assignment.problem import AssignmentProblem, Flags, Ints
from pairloom.engines.assignment.result import Prices

OUT, FREE, IN = -1, 0, 1


@dataclass(frozen=True, eq=False)
class Face:
    """The plans still in play. `low` and `high` bound how many pairs a person has, settled ones included."""

    edge_mentee: Ints  # (e,)
    edge_mentor: Ints  # (e,)
    state: NDArray[np.int8]  # (e,) OUT, FREE or IN
    mentee_low: Ints  # (n,)
    mentee_high: Ints  # (n,)
    mentor_low: Ints  # (m,)
    mentor_high: Ints  # (m,)

    @property
    def free(self) -> Flags:
        """(e,) the edges that may be chosen or left."""
        free: Flags = self.state == FREE
        return free

    def loads(self, chosen: Flags) -> tuple[Ints, Ints]:
        """How many of the chosen edges each mentee and each mentor has."""
        mentee = np.bincount(self.edge_mentee[chosen], minlength=len(self.mentee_low))
        mentor = np.bincount(self.edge_mentor[chosen], minlength=len(self.mentor_low))
        return mentee.astype(np.int64), mentor.astype(np.int64)

    def without(self, edges: Flags) -> Face:
        """The same, but the given free edges are out."""
        return replace(self, state=np.where(edges & self.free, np.int8(OUT), self.state))


def whole_face(problem: AssignmentProblem) -> Face:
    """Every plan that keeps the pins, the capacities and the wants. Edges without any room left are out."""
    face = Face(
        edge_mentee=problem.edge_mentee,
        edge_mentor=problem.edge_mentor,
        state=np.where(problem.pinned, np.int8(IN), np.int8(FREE)),
        mentee_low=np.zeros_like(problem.wants),
        mentee_high=problem.wants,
        mentor_low=np.zeros_like(problem.capacity),
        mentor_high=problem.seats,
    )
    mentee, mentor = face.loads(problem.pinned)
    face = replace(face, mentee_low=mentee, mentor_low=mentor)
    full = (mentee >= face.mentee_high)[face.edge_mentee] | (mentor >= face.mentor_high)[face.edge_mentor]
    return face.without(full)


def narrowed(face: Face, level: Level, prices: Prices) -> Face:
    """The plans of the face that reach the bound which the prices prove for the level. O(n + m + e)."""
    gain = level.reward - prices.mentee[face.edge_mentee] - prices.mentor[face.edge_mentor]
    state = np.where(face.free, np.sign(gain).astype(np.int8), face.state)
    mentee = _best_loads(face.mentee_low, face.mentee_high, level.mentee_step, prices.mentee)
    mentor = _best_loads(face.mentor_low, face.mentor_high, level.mentor_step, prices.mentor)
    best = Face(face.edge_mentee, face.edge_mentor, state, *mentee, *mentor)
    settled_mentee, settled_mentor = best.loads(state == IN)
    return replace(
        best,
        mentee_low=np.maximum(best.mentee_low, settled_mentee),
        mentor_low=np.maximum(best.mentor_low, settled_mentor),
    )


def _best_loads(low: Ints, high: Ints, step: Ints, price: Ints) -> tuple[Ints, Ints]:
    """The loads d in [low, high] with the largest min(d, step) + price * d: an interval, as it is concave."""
    bend = np.clip(step, low, high)
    best_low = np.where(price > 0, high, np.where(price == 0, bend, low))
    best_high = np.where(price >= 0, high, np.where(price == -1, bend, low))
    return best_low, best_high
