"""The best meetings as a linear programme in which nobody's sum of scores lies below a floor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pairloom.engines.timetable.flow import steps_of
from pairloom.engines.timetable.problem import NOBODY, UNITS, Flags, Longs
from pairloom.engines.timetable.scope import Scope

Terms = list[tuple[Any, float]]

ROUNDING = 0.01  # score units that a floating-point sum may lie below the whole number it means
NODES = 500  # of the search tree; a limit that does not depend on the machine


@dataclass(frozen=True, eq=False)
class Programme:
    """Plans as good as `chosen` in the levels before `worst`.

    Only pairs need be whole: then the best steps of meetings, minimums of mentors and mentees of level top
    are too. Solved by OR-Tools (GLOP in parts, SCIP in whole pairs), each time within `seconds`.
    """

    scope: Scope
    chosen: Flags  # (e,)
    settled: Longs  # (N,) score units that each mentee has from finished turns and pins
    counted: Longs  # mentees among whom the lowest sum is sought
    seconds: float

    def relaxed_worst(self) -> int:
        """The lowest sum, in score units, that no plan can pass: pairs may be cut in parts."""
        model = self._model("GLOP", floor=0)
        model.solver.Maximize(model.lowest)
        model.solve()
        return int(np.floor(model.solver.Objective().Value() * UNITS + ROUNDING))

    def highest_worst(self) -> tuple[int, int] | None:
        """The best lowest sum, in score units, that was found with whole pairs, and a bound on it."""
        model = self._model("SCIP", floor=0)
        model.solver.Maximize(model.lowest)
        if not model.solve():
            return None
        found, bound = model.lowest.solution_value(), model.solver.Objective().BestBound()
        return int(np.floor(found * UNITS + ROUNDING)), int(np.floor(bound * UNITS + ROUNDING))

    def most_affinity(self, floor: int) -> tuple[Flags, int] | None:
        """The pairs with the most affinity where nobody's sum is below the floor, and a bound on it.

        None where no such plan exists, or none was found in time.
        """
        model = self._model("SCIP", floor=floor)
        objective = model.solver.Objective()
        for pair, worth in model.affinity():
            objective.SetCoefficient(pair, worth)
        objective.SetMaximization()
        if not model.solve():
            return None
        chosen = np.array([pair.solution_value() > 0.5 for pair in model.pairs], bool)
        return chosen, int(np.floor(objective.BestBound() * UNITS + ROUNDING))

    def _model(self, name: str, floor: int) -> Model:
        model = Model(name, self.scope, floor / UNITS, self.seconds)
        scope, chosen = self.scope, self.chosen
        mentee = np.bincount(scope.edge_mentee[chosen], minlength=len(scope.mentee_room))
        mentor = np.bincount(scope.edge_mentor[chosen], minlength=len(scope.mentor_room))
        price = int((mentee * scope.mentee_had + mentee * (mentee - 1) // 2).sum())
        steps = model.steps()
        model.at_least(int(mentee.sum()), [(step, 1) for step, _ in steps])
        model.at_least(-price, [(step, -height) for step, height in steps])
        model.at_least(int(np.minimum(mentor, scope.mentor_need).sum()), model.minimums())
        model.at_least(len(np.unique(scope.edge_mentee[chosen & scope.top])), model.tops())
        for at in self.counted.tolist():
            model.hold_sum(at, int(self.settled[at]))
        return model


class Model:
    """One programme in the solver's own objects: a column for each of the scope's pairs, and the lowest sum.

    GLOP takes pairs in parts, SCIP as a whole. Terms are variables with factors.
    """

    def __init__(self, name: str, scope: Scope, floor: float, seconds: float) -> None:
        from ortools.linear_solver import pywraplp  # takes longer to load than a small event to plan

        self.solver = pywraplp.Solver.CreateSolver(name)
        self.solver.SetTimeLimit(max(int(seconds * 1000), 1))
        self._exactly = pywraplp.MPSolverParameters()
        self._exactly.SetDoubleParam(pywraplp.MPSolverParameters.RELATIVE_MIP_GAP, 0.0)
        whole = name == "SCIP"
        if whole:
            self.solver.SetSolverSpecificParametersAsString(f"limits/nodes = {NODES}")
        self._scope = scope
        self.pairs = [self.solver.Var(0, 1, whole, "") for _ in range(len(scope.score))]
        self.lowest = self.solver.NumVar(floor, self.solver.infinity(), "")
        self._of_mentee = grouped(scope.edge_mentee, len(scope.mentee_room))
        self._of_mentor = grouped(scope.edge_mentor, len(scope.mentor_room))
        for room, edges in zip(scope.mentor_room.tolist(), self._of_mentor, strict=True):
            self.at_most(room, [(self.pairs[edge], 1) for edge in edges])
        limited = np.flatnonzero(scope.quota != NOBODY)
        of_quota = grouped(scope.quota[limited], len(scope.quota_room))
        for room, places in zip(scope.quota_room.tolist(), of_quota, strict=True):
            self.at_most(room, [(self.pairs[limited[place]], 1) for place in places])

    def solve(self) -> bool:
        """Whether a plan was found."""
        self._status = self.solver.Solve(self._exactly)
        return self._status in (self.solver.OPTIMAL, self.solver.FEASIBLE)

    def best(self, terms: Terms) -> float | None:
        """The largest value of the terms, or None where it was not proven to be that."""
        objective = self.solver.Objective()
        objective.Clear()
        for variable, factor in terms:
            objective.SetCoefficient(variable, factor)
        objective.SetMaximization()
        return float(objective.Value()) if self.solve() and self._status == self.solver.OPTIMAL else None

    def steps(self) -> Terms:
        """A variable for each meeting that a mentee may come to, and how many that mentee has before it."""
        step_of, height = steps_of(self._scope)
        steps = [self.solver.NumVar(0, 1, "") for _ in range(len(height))]
        of_mentee = grouped(step_of, len(self._of_mentee))
        for edges, own in zip(self._of_mentee, of_mentee, strict=True):
            self._row(0, 0, [(self.pairs[edge], 1) for edge in edges] + [(steps[at], -1) for at in own])
        return list(zip(steps, height.tolist(), strict=True))

    def minimums(self) -> Terms:
        """Meetings that fill the mentors' minimums."""
        met: Terms = []
        for edges, need in zip(self._of_mentor, self._scope.mentor_need.tolist(), strict=True):
            if need:
                met.append((self.solver.NumVar(0, need, ""), 1))
                self.at_least(0, [*((self.pairs[edge], 1) for edge in edges), (met[-1][0], -1)])
        return met

    def tops(self) -> Terms:
        """Mentees with one of the mentors they want most."""
        served: Terms = []
        for edges in self._of_mentee:
            best = [(self.pairs[edge], 1) for edge in edges if self._scope.top[edge]]
            if best:
                served.append((self.solver.NumVar(0, 1, ""), 1))
                self.at_least(0, [*best, (served[-1][0], -1)])
        return served

    def affinity(self) -> Terms:
        """The sum of scores, in perfect meetings."""
        return [
            (pair, score / UNITS) for pair, score in zip(self.pairs, self._scope.score.tolist(), strict=True)
        ]

    def hold_sum(self, mentee: int, settled: int) -> None:
        """This mentee's sum, `settled` included, is no lower than the lowest."""
        score = self._scope.score
        terms = [(self.pairs[edge], int(score[edge]) / UNITS) for edge in self._of_mentee[mentee]]
        self.at_least(-settled / UNITS, [*terms, (self.lowest, -1)])

    def at_least(self, low: float, terms: Terms) -> None:
        self._row(low, self.solver.infinity(), terms)

    def at_most(self, high: float, terms: Terms) -> None:
        self._row(-self.solver.infinity(), high, terms)

    def _row(self, low: float, high: float, terms: Terms) -> None:
        row = self.solver.Constraint(low, high)
        for variable, factor in terms:
            row.SetCoefficient(variable, factor)


def grouped(person: NDArray[np.integer], people: int) -> list[list[int]]:
    """The places of each person's entries."""
    groups: list[list[int]] = [[] for _ in range(people)]
    for at, one in enumerate(person.tolist()):
        groups[one].append(at)
    return groups
