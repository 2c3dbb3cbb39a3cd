"""The level `worst`: the lowest sum of scores that a mentee goes home with, as high as can be.

Sums of pairs are no flow, and the level is NP-hard. Small events are whole-number programmes: the linear
relaxation gives the bound, and mostly some plan reaches it. In larger events the scores of whoever falls
short are raised and the flow is solved again, until nobody falls short of what the worst-off could have.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pairloom.engines.timetable.choose import Choice, Question
from pairloom.engines.timetable.flow import best_meetings
from pairloom.engines.timetable.levels import values_of_edges, who_counts
from pairloom.engines.timetable.problem import Flags, Longs, TimetableProblem
from pairloom.engines.timetable.programme import Programme

PROGRAMME_EDGES = 6_000  # up to here a whole-number programme ends in about a second
ROUNDS = 12  # raised flows, for events above that
TOLERANCE = 5  # score units that the programme's floating point may be off


def with_highest_worst(
    problem: TimetableProblem, question: Question, first: Choice, wanted: Flags, *, seconds: float
) -> Choice:
    """The choice with the highest lowest sum among those as good as `first` in the levels before it.

    `first` has the most affinity of all; the answer has the most that the lowest sum leaves, proven for small
    events. `seconds` limits each programme, which is far from reached below PROGRAMME_EDGES.
    """
    ceiling = ceiling_of(problem, question)
    assert first.bound.worst is not None
    if first.bound.worst >= ceiling:
        return first
    if len(question.free) <= PROGRAMME_EDGES:
        return _by_programme(problem, question, first, wanted, ceiling, seconds)
    return _by_raising(problem, question, first, wanted, ceiling)


def ceiling_of(problem: TimetableProblem, question: Question) -> int:
    """The lowest of the sums that each mentee could have if all others stepped back."""
    scope = question.scope
    order = np.lexsort((-scope.score, scope.edge_mentee))
    first = np.searchsorted(scope.edge_mentee, np.arange(len(scope.mentee_room)))
    rank = np.arange(len(order)) - first[scope.edge_mentee[order]]
    best = order[rank < scope.mentee_room[scope.edge_mentee[order]]]
    sums = _settled_sums(problem, question) + _sums(question, best)
    counted = who_counts(problem)
    return int(sums[counted].min()) if counted.any() else 0


def _sums(question: Question, chosen: Longs | Flags) -> Longs:
    scope = question.scope
    people = len(scope.mentee_room)
    sums = np.bincount(scope.edge_mentee[chosen], weights=scope.score[chosen], minlength=people)
    whole: Longs = sums.astype(np.int64)
    return whole


def _settled_sums(problem: TimetableProblem, question: Question) -> Longs:
    """(N,) what finished turns and pins are worth."""
    past = problem.worth_of(problem.past).sum(axis=1)
    mentee, worth = problem.edge_mentee[question.settled], problem.score[question.settled]
    sums: Longs = past + np.bincount(mentee, weights=worth, minlength=len(past)).astype(np.int64)
    return sums


def _by_programme(
    problem: TimetableProblem,
    question: Question,
    first: Choice,
    wanted: Flags,
    ceiling: int,
    seconds: float,
) -> Choice:
    programme = Programme(
        scope=question.scope,
        chosen=np.isin(question.free, first.edges),
        settled=_settled_sums(problem, question),
        counted=np.flatnonzero(who_counts(problem)),
        seconds=seconds,
    )
    relaxed = min(ceiling, programme.relaxed_worst())
    answer = programme.most_affinity(relaxed)
    if answer is None:
        answer = programme.most_affinity(programme.highest_worst())
    if answer is None:
        return replace(first, bound=replace(first.bound, worst=relaxed))
    chosen, affinity_bound = answer
    found = _choice(problem, question, chosen, wanted, first.exact)
    worst, settled = found.bound.worst or 0, first.bound.affinity - _free_affinity(question, first)
    bound = replace(
        found.bound,
        worst=worst if relaxed - worst <= TOLERANCE else relaxed,
        affinity=max(found.bound.affinity, _near(affinity_bound + settled, found.bound.affinity)),
    )
    return replace(found, bound=bound)


def _near(bound: int, value: int) -> int:
    return value if bound - value <= TOLERANCE else bound


def _free_affinity(question: Question, choice: Choice) -> int:
    free = np.isin(question.free, choice.edges)
    return int(question.scope.score[free].sum())


def _by_raising(
    problem: TimetableProblem, question: Question, first: Choice, wanted: Flags, ceiling: int
) -> Choice:
    """Raise the scores of all who fall short of the ceiling, a little more each time, and solve again."""
    settled, counted = _settled_sums(problem, question), who_counts(problem)
    scope, best = question.scope, first
    chosen = np.isin(question.free, first.edges)
    raised = np.ones(len(settled))
    for _ in range(ROUNDS):
        short = counted & (settled + _sums(question, chosen) < ceiling)
        if not short.any():
            break
        raised[short] *= 2
        worth = (scope.score * (raised / raised.max())[scope.edge_mentee]).astype(np.int64)
        chosen = best_meetings(scope, worth).chosen
        found = _choice(problem, question, chosen, wanted, first.exact)
        best = max(best, found, key=lambda choice: choice.bound.order)
    return replace(best, bound=replace(best.bound, worst=ceiling, affinity=first.bound.affinity))


def _choice(
    problem: TimetableProblem, question: Question, chosen: Flags, wanted: Flags, exact: bool
) -> Choice:
    edges = np.union1d(question.settled, question.free[chosen])
    return Choice(edges, values_of_edges(problem, edges, wanted), exact)
