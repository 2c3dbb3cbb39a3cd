"""Checks a result from the problem and the definitions alone. Shares no code with the solver.

It recomputes every figure from the pairs, and every bound from the level's prices: if each person and each
candidate pair did the best for itself at those prices, nothing better than the bound could come of it (weak
duality). Then it keeps exactly the plans which reach that bound, and checks the next level among those.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pairloom.engines.assignment.problem import AssignmentProblem, Flags, Ints
from pairloom.engines.assignment.result import AssignmentResult, LevelResult


class AuditError(AssertionError):
    """The result breaks a rule of the problem, states a wrong figure, or its proof does not hold."""


def audit(problem: AssignmentProblem, result: AssignmentResult) -> None:
    """Raises AuditError unless all constraints, figures and proofs hold. O(e) for each level."""
    _check_pairs(problem, result.edges)
    _check_figures(problem, result)
    scope = _Scope.everything(problem)
    for level in result.levels:
        scope = _check_level(problem, result, level, scope)


def exact_sum(values: Ints) -> int:
    """The sum of 64-bit numbers as a Python integer, which never overflows."""
    high, low = np.sum(values >> 32), np.sum(values & 0xFFFFFFFF)
    return (int(high) << 32) + int(low)


def _demand(holds: bool, message: str) -> None:
    if not holds:
        raise AuditError(message)


def _check_pairs(problem: AssignmentProblem, edges: Ints) -> None:
    inside = edges.size == 0 or bool(edges.min() >= 0 and edges.max() < len(problem.score))
    _demand(inside, "a pair is no candidate pair")
    _demand(bool(np.all(edges[1:] > edges[:-1])), "a pair is there twice or out of order")
    taken = np.zeros(len(problem.score), np.int64)
    taken[edges] = 1
    _demand(bool(np.all(taken[problem.pinned] == 1)), "a pinned pair is missing")
    mentee = np.zeros(len(problem.mentees), np.int64)
    mentor = problem.used.copy()
    np.add.at(mentee, problem.edge_mentee, taken)
    np.add.at(mentor, problem.edge_mentor, taken)
    _demand(bool(np.all(mentee <= problem.wants)), "a mentee has more mentors than wanted")
    over = (mentor > problem.capacity) & (mentor > problem.used)
    _demand(not over.any(), "a mentor is above capacity")
    banned = {(int(mentee), int(mentor)) for mentee, mentor in problem.bans}
    if banned:
        pairs = zip(problem.edge_mentee[edges].tolist(), problem.edge_mentor[edges].tolist(), strict=True)
        _demand(not any(pair in banned for pair in pairs), "a banned pair is in the plan")


def _check_figures(problem: AssignmentProblem, result: AssignmentResult) -> None:
    edges = result.edges
    known = edges[problem.scored[edges]]
    worst = int(np.min(problem.score[known])) if known.size else None
    figures = {
        "served": (result.served, len(set(problem.edge_mentee[edges].tolist()))),
        "busy": (result.busy, len(set(problem.edge_mentor[edges].tolist()))),
        "worst": (result.worst, worst),
        "total": (result.total, sum(problem.score[edges].tolist())),
    }
    for name, (stated, found) in figures.items():
        _demand(stated == found, f"{name} is stated as {stated}, but is {found}")


@dataclass(frozen=True, eq=False)
class _Scope:
    """The plans among which a level is judged: pairs that may and must be there, least and most loads."""

    may: Ints  # (e,) 1 or 0
    must: Ints  # (e,) 1 or 0
    mentee_least: Ints
    mentee_most: Ints
    mentor_least: Ints
    mentor_most: Ints

    @staticmethod
    def everything(problem: AssignmentProblem) -> _Scope:
        seats = np.maximum(problem.capacity - problem.used, 0)
        pinned = problem.pinned.astype(np.int64)
        mentee_pins, mentor_pins = np.zeros_like(problem.wants), np.zeros_like(seats)
        np.add.at(mentee_pins, problem.edge_mentee, pinned)
        np.add.at(mentor_pins, problem.edge_mentor, pinned)
        open_mentee, open_mentor = mentee_pins < problem.wants, mentor_pins < seats
        room = open_mentee[problem.edge_mentee] & open_mentor[problem.edge_mentor]
        may = np.maximum(room.astype(np.int64), pinned)
        return _Scope(may, pinned, mentee_pins, problem.wants, mentor_pins, seats)


@dataclass(frozen=True, eq=False)
class _Worth:
    """What a level counts: so much for a pair, one for each of a person's first so many pairs."""

    pair: Ints
    mentee_first: Ints
    mentor_first: Ints


def _worth(problem: AssignmentProblem, name: str) -> _Worth:
    none = (np.zeros_like(problem.score), np.zeros_like(problem.wants), np.zeros_like(problem.capacity))
    if name == "served":
        return _Worth(none[0], np.ones_like(problem.wants), none[2])
    if name == "minimum":
        return _Worth(none[0], none[1], np.clip(problem.minimum - problem.used, 0, None))
    if name == "mentors":
        return _Worth(none[0], none[1], (problem.used < 1).astype(np.int64))
    if name == "pairs":
        return _Worth(none[0] + 1, none[1], none[2])
    _demand(name == "total", f"there is no level {name}")
    return _Worth(problem.score + np.where(problem.kept, problem.bonus, 0), none[1], none[2])


def _check_level(
    problem: AssignmentProblem, result: AssignmentResult, level: LevelResult, scope: _Scope
) -> _Scope:
    if level.name == "worst":
        return _check_worst(problem, result, level, scope)
    worth = _worth(problem, level.name)
    _demand(
        level.value == _reached(problem, result, worth), f"{level.name}: the value is not what the pairs give"
    )
    pairs = _pairs_priced(problem, level, worth.pair)
    mentee = _Loads(scope.mentee_least, scope.mentee_most, worth.mentee_first, level.prices.mentee)
    mentor = _Loads(scope.mentor_least, scope.mentor_most, worth.mentor_first, level.prices.mentor)
    at_most = _pairs_at_best(pairs, scope) + mentee.at_best() + mentor.at_best()
    _demand(level.bound == at_most, f"{level.name}: the prices prove {at_most}, not {level.bound}")
    if level.value != level.bound:
        return scope
    must = np.where((scope.may == 1) & (pairs > 0), 1, scope.must)
    return _Scope(
        np.where((scope.must == 0) & (pairs < 0), 0, scope.may),
        must,
        *mentee.ends_of_best(problem.edge_mentee[must == 1]),
        *mentor.ends_of_best(problem.edge_mentor[must == 1]),
    )


def _reached(problem: AssignmentProblem, result: AssignmentResult, worth: _Worth) -> int:
    mentee, mentor = np.zeros_like(problem.wants), np.zeros_like(problem.capacity)
    np.add.at(mentee, problem.edge_mentee[result.edges], 1)
    np.add.at(mentor, problem.edge_mentor[result.edges], 1)
    first = np.minimum(mentee, worth.mentee_first).sum() + np.minimum(mentor, worth.mentor_first).sum()
    return exact_sum(worth.pair[result.edges]) + int(first)


def _pairs_priced(problem: AssignmentProblem, level: LevelResult, worth: Ints) -> Ints:
    priced: Ints = worth - level.prices.mentee[problem.edge_mentee] - level.prices.mentor[problem.edge_mentor]
    return priced


def _pairs_at_best(priced: Ints, scope: _Scope) -> int:
    must = scope.must == 1
    return exact_sum(priced[must]) + exact_sum(np.clip(priced[(scope.may == 1) & ~must], 0, None))


@dataclass(frozen=True, eq=False)
class _Loads:
    """One side's choice of how many pairs to have, at the given prices: min(load, first) + price * load."""

    least: Ints
    most: Ints
    first: Ints
    price: Ints

    def _worth_at(self, load: Ints) -> Ints:
        worth: Ints = np.minimum(load, self.first) + self.price * load
        return worth

    def _corners(self) -> tuple[Ints, Ints, Ints]:
        return self.least, np.minimum(np.maximum(self.first, self.least), self.most), self.most

    def _peak(self) -> Ints:
        at_least, at_first, at_most = (self._worth_at(corner) for corner in self._corners())
        peak: Ints = np.maximum(np.maximum(at_least, at_first), at_most)
        return peak

    def at_best(self) -> int:
        return exact_sum(self._peak())

    def ends_of_best(self, people_of_must: Ints) -> tuple[Ints, Ints]:
        """The least and the most pairs at which each does best; least no less than the pairs that must be."""
        peak = self._peak()
        least, most = self.most.copy(), self.least.copy()
        for corner in self._corners():
            best = self._worth_at(corner) == peak
            least = np.where(best, np.minimum(least, corner), least)
            most = np.where(best, np.maximum(most, corner), most)
        must = np.zeros_like(least)
        np.add.at(must, people_of_must, 1)
        return np.maximum(least, must), most


def _check_worst(
    problem: AssignmentProblem, result: AssignmentResult, level: LevelResult, scope: _Scope
) -> _Scope:
    if level.bound is None:
        _demand(not np.any((scope.may == 1) & problem.scored), "worst: there are scored pairs to choose from")
        return scope
    _demand(level.value == level.bound, "worst: the value is not the bound")
    known = result.edges[problem.scored[result.edges]]
    kept = known.size == 0 or int(problem.score[known].min()) >= level.bound
    _demand(kept, "worst: a pair lies below the floor")
    above = problem.score > level.bound
    must_low = np.any((scope.must == 1) & problem.scored & ~above)
    none_above = not np.any((scope.may == 1) & (scope.must == 0) & above)
    if not must_low and not none_above:
        _demand(
            _impossible(problem, level, scope, above), "worst: nothing proves that no higher floor exists"
        )
    too_low = (problem.score < level.bound) & (scope.must == 0)
    return _Scope(
        np.where(too_low, 0, scope.may),
        scope.must,
        scope.mentee_least,
        scope.mentee_most,
        scope.mentor_least,
        scope.mentor_most,
    )


def _impossible(problem: AssignmentProblem, level: LevelResult, scope: _Scope, above: Flags) -> bool:
    """Whether the prices show that no plan in scope does without the pairs that are not above the floor."""
    nothing = np.zeros_like(problem.score)
    pairs = _pairs_priced(problem, level, nothing)
    narrow = _Scope(
        np.where(above | (scope.must == 1), scope.may, 0),
        scope.must,
        scope.mentee_least,
        scope.mentee_most,
        scope.mentor_least,
        scope.mentor_most,
    )
    mentee = _Loads(scope.mentee_least, scope.mentee_most, np.zeros_like(problem.wants), level.prices.mentee)
    mentor = _Loads(
        scope.mentor_least, scope.mentor_most, np.zeros_like(problem.capacity), level.prices.mentor
    )
    return _pairs_at_best(pairs, narrow) + mentee.at_best() + mentor.at_best() < 0
