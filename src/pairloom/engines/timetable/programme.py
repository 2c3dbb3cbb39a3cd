"""The best meetings as a linear programme in which nobody's sum of scores lies below a floor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pairloom.engines.timetable.flow import steps_of
from pairloom.engines.timetable.problem import UNITS, Flags, Longs
from pairloom.engines.timetable.scope import Scope

Floats = NDArray[np.float64]
ROUNDING = 0.01  # score units that a floating-point sum may lie below the whole number it means


@dataclass(frozen=True, eq=False)
class Programme:
    """Plans as good as `chosen` in the levels before `worst`. Solved by HiGHS, each time within `seconds`.

    Columns: pairs; steps of meetings; mentors' minimums; mentees of level top; the lowest sum. Only pairs
    need be whole: then the best steps, minimums and tops are too. Sums count in perfect meetings.
    """

    scope: Scope
    chosen: Flags  # (e,)
    settled: Longs  # (N,) score units that each mentee has from finished turns and pins
    counted: Longs  # mentees among whom the lowest sum is sought
    seconds: float

    def relaxed_worst(self) -> int:
        """The lowest sum, in score units, that no plan can pass: pairs may be cut in parts."""
        answer = self._solve(self._lowest(), floor=0, whole=False)
        return int(np.floor(-answer.fun * UNITS + ROUNDING))

    def highest_worst(self) -> int:
        """The best lowest sum, in score units, that was found with whole pairs."""
        answer = self._solve(self._lowest(), floor=0, whole=True)
        return 0 if answer.x is None else int(np.floor(answer.x[-1] * UNITS + ROUNDING))

    def most_affinity(self, floor: int) -> tuple[Flags, int] | None:
        """The pairs with the most affinity where nobody's sum is below the floor, and a bound on it.

        None where no such plan exists, or none was found in time.
        """
        cost = np.zeros(self._columns)
        cost[: self._pairs] = -self.scope.score / UNITS
        answer = self._solve(cost, floor=floor, whole=True)
        if answer.x is None:
            return None
        chosen: Flags = answer.x[: self._pairs] > 0.5
        return chosen, int(np.floor(-answer.mip_dual_bound * UNITS + ROUNDING))

    @property
    def _pairs(self) -> int:
        return len(self.scope.score)

    @property
    def _starts(self) -> list[int]:
        """The first column of each kind, and one past the last."""
        n, m = len(self.scope.mentee_room), len(self.scope.mentor_room)
        starts: list[int] = np.cumsum([0, self._pairs, int(self.scope.mentee_room.sum()), m, n, 1]).tolist()
        return starts

    @property
    def _columns(self) -> int:
        return self._starts[-1]

    def _lowest(self) -> Floats:
        cost = np.zeros(self._columns)
        cost[-1] = -1
        return cost

    def _solve(self, cost: Floats, *, floor: int, whole: bool) -> Any:
        from scipy.optimize import Bounds, milp  # scipy loads slower than most events are planned

        low, high = np.zeros(self._columns), np.ones(self._columns)
        _, _, minimums, tops, _, _ = self._starts
        high[minimums:tops] = self.scope.mentor_need
        low[-1], high[-1] = floor / UNITS, np.inf
        integrality = np.zeros(self._columns)
        integrality[: self._pairs] = whole
        options = {"time_limit": self.seconds, "mip_rel_gap": 0.0}
        return milp(
            cost, integrality=integrality, bounds=Bounds(low, high), constraints=self._rows(), options=options
        )

    def _rows(self) -> list[Any]:
        from scipy.optimize import LinearConstraint

        scope, free = self.scope, np.inf
        pair = np.arange(self._pairs)
        _, steps, minimums, tops, lowest, _ = self._starts
        mentors, mentees = np.arange(minimums, tops), np.arange(tops, lowest)
        step_of, step = steps_of(scope)
        step_columns = steps + np.arange(len(step_of))
        n, m = len(scope.mentee_room), len(scope.mentor_room)
        one_pair, one_step = np.ones(len(pair)), np.ones(len(step))
        reached = self._reached()
        at_mentee = self._matrix(
            (scope.edge_mentee, pair, one_pair), (step_of, step_columns, -one_step), rows=n
        )
        at_mentor = self._matrix((scope.edge_mentor, pair, one_pair), rows=m)
        missing = self._matrix(
            (scope.edge_mentor, pair, -one_pair), (np.arange(m), mentors, np.ones(m)), rows=m
        )
        topped = self._matrix(
            (scope.edge_mentee, pair, -1.0 * scope.top), (np.arange(n), mentees, np.ones(n)), rows=n
        )
        zero = np.zeros(len(pair), np.int64)
        totals = self._matrix(
            (zero, pair, one_pair),
            (np.full(len(step), 1), step_columns, -1.0 * step),
            (np.full(m, 2), mentors, np.ones(m)),
            (np.full(n, 3), mentees, np.ones(n)),
            rows=4,
        )
        sums = self._matrix(
            (scope.edge_mentee, pair, scope.score / UNITS),
            (np.arange(n), np.full(n, lowest), -np.ones(n)),
            rows=n,
        )[self.counted]
        return [
            LinearConstraint(at_mentee, 0, 0),
            LinearConstraint(at_mentor, -free, scope.mentor_room),
            LinearConstraint(missing, -free, 0),
            LinearConstraint(topped, -free, 0),
            LinearConstraint(totals, reached, free),
            LinearConstraint(sums, -self.settled[self.counted] / UNITS, free),
        ]

    def _reached(self) -> Floats:
        """Meetings, minus the price of their steps, minimums met and tops served, as the first choice has."""
        scope = self.scope
        mentee = np.bincount(scope.edge_mentee[self.chosen], minlength=len(scope.mentee_room))
        mentor = np.bincount(scope.edge_mentor[self.chosen], minlength=len(scope.mentor_room))
        price = mentee * scope.mentee_had + mentee * (mentee - 1) // 2
        tops = np.unique(scope.edge_mentee[self.chosen & scope.top])
        least = np.minimum(mentor, scope.mentor_need)
        return np.array([mentee.sum(), -price.sum(), least.sum(), len(tops)], float)

    def _matrix(self, *parts: tuple[NDArray[Any], NDArray[Any], NDArray[Any]], rows: int) -> Any:
        from scipy.sparse import csr_array

        row, column, value = (np.concatenate([part[at] for part in parts]) for at in range(3))
        return csr_array((value, (row, column)), (rows, self._columns))
