"""The level `worst`: the lowest sum of scores that a mentee goes home with, as high as can be.

Sums of pairs are no flow, and the level is NP-hard. Small events are whole-number programmes: the linear
relaxation gives the bound, and mostly some plan reaches it. In larger events the scores of whoever falls
short are raised and the flow is solved again, until nobody falls short of what the worst-off could have.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from pairloom.engines.timetable.choose import Choice, Question, choice_of
from pairloom.engines.timetable.flow import best_meetings
from pairloom.engines.timetable.levels import who_counts
from pairloom.engines.timetable.problem import Flags, Longs, TimetableProblem
from pairloom.engines.timetable.programme import Programme

PROGRAMME_EDGES = 5_000  # up to here a whole-number programme ends in about a second
ROUNDS = 12  # raised flows, for events above that
PART_EDGES = 60_000  # pairs that a raised flow looks at
SHARE = 0.2  # of the seconds, for each of up to three programmes
TOLERANCE = 5  # score units that the programme's floating point may be off


def with_highest_worst(
    problem: TimetableProblem, question: Question, first: Choice, wanted: Flags, *, seconds: float
) -> Choice:
    """The choice with the highest lowest sum among those as good as `first` in the levels before it.

    `first` has the most affinity of all; the answer has the most that the lowest sum leaves, proven for small
    events. `seconds` limits the programmes, which mostly end long before.
    """
    ceiling = ceiling_of(problem, question)
    assert first.bound.worst is not None
    if first.bound.worst >= ceiling or _somebody_sits_out(problem, question, first):
        return first
    if len(question.free) <= PROGRAMME_EDGES:
        return _by_programme(problem, question, first, wanted, ceiling, seconds)
    return _by_raising(problem, question, first, wanted, ceiling)


def _somebody_sits_out(problem: TimetableProblem, question: Question, first: Choice) -> bool:
    """Whether somebody has no meeting at all: so it is in every plan with as even meetings, and 0 is best."""
    meetings = question.scope.mentee_had.copy()
    np.add.at(meetings, question.scope.edge_mentee[_free_of(question, first)], 1)
    return bool((meetings[who_counts(problem)] == 0).any())


def ceiling_of(problem: TimetableProblem, question: Question) -> int:
    """The lowest of the sums that each mentee could have if all others stepped back."""
    scope = question.scope
    within = _best_of(scope.quota, scope.score, np.append(scope.quota_room, len(scope.score)))
    own = np.flatnonzero(within)
    best = own[_best_of(scope.edge_mentee[own], scope.score[own], scope.mentee_room)]
    sums = settled_sums(problem, question) + _sums(question, best)
    counted = who_counts(problem)
    return int(sums[counted].min()) if counted.any() else 0


def _best_of(group: Longs, score: Longs, room: Longs) -> Flags:
    """(e,) the best edges of each group, as many as `room` (indexed by group) has for it."""
    order = np.lexsort((-score, group))
    ordered = group[order]
    rank = np.arange(len(order)) - np.searchsorted(ordered, ordered)
    best = np.zeros(len(order), bool)
    best[order[rank < room[ordered]]] = True
    return best


def _sums(question: Question, chosen: Longs | Flags) -> Longs:
    scope = question.scope
    people = len(scope.mentee_room)
    sums = np.bincount(scope.edge_mentee[chosen], weights=scope.score[chosen], minlength=people)
    whole: Longs = sums.astype(np.int64)
    return whole


def settled_sums(problem: TimetableProblem, question: Question) -> Longs:
    """(N,) what finished turns and pins are worth."""
    past = problem.worth_of(problem.past).sum(axis=1)
    mentee, worth = problem.edge_mentee[question.settled], problem.score[question.settled]
    sums: Longs = past + np.bincount(mentee, weights=worth, minlength=len(past)).astype(np.int64)
    return sums


def _free_of(question: Question, choice: Choice) -> Flags:
    """(e,) which of the free edges are chosen."""
    return np.isin(question.free, choice.edges)


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
        chosen=_free_of(question, first),
        settled=settled_sums(problem, question),
        counted=np.flatnonzero(who_counts(problem)),
        seconds=seconds * SHARE,
    )
    most = min(ceiling, programme.relaxed_worst())
    answer = programme.most_affinity(most)
    if answer is None:
        floor, bound = programme.highest_worst() or (first.bound.worst or 0, most)
        most = min(most, bound)
        answer = programme.most_affinity(floor - TOLERANCE)
    if answer is None:
        return _by_raising(problem, question, first, wanted, most)
    chosen, affinity_most = answer
    found = choice_of(problem, question, chosen, wanted, exact=first.exact)
    affinity_most += found.bound.affinity - int(question.scope.score[chosen].sum())
    return _in_bounds(
        found,
        top=first.bound.top,
        worst=_near(found.bound.worst or 0, most),
        affinity=_near(found.bound.affinity, min(affinity_most, first.bound.affinity)),
        otherwise=lambda: _by_raising(problem, question, first, wanted, most),
    )


def _in_bounds(
    found: Choice, *, top: int | None, worst: int, affinity: int, otherwise: Callable[[], Choice]
) -> Choice:
    """The choice with its bounds; where time ran out before they were reached, the better of both ways."""
    bounds = replace(found.bound, worst=worst, affinity=affinity)
    if bounds.order != found.bound.order:
        raised = otherwise()
        if raised.value.order > found.value.order:
            found = raised
    return replace(found, bound=replace(found.value, top=top, worst=worst, affinity=affinity))


def _near(value: int, bound: int) -> int:
    return value if bound - value <= TOLERANCE else bound


def _by_raising(
    problem: TimetableProblem, question: Question, first: Choice, wanted: Flags, ceiling: int
) -> Choice:
    """Raise the scores of all who fall short of the ceiling, a little more each time, and solve again."""
    settled, counted = settled_sums(problem, question), who_counts(problem)
    best, chosen, raised = first, _free_of(question, first), np.ones(len(settled))
    for _ in range(ROUNDS):
        short = counted & (settled + _sums(question, chosen) < ceiling)
        if not short.any():
            break
        raised[short] *= 2
        chosen = _solved_again(question, chosen, short, raised)
        found = choice_of(problem, question, chosen, wanted, exact=first.exact)
        best = max(best, found, key=lambda choice: choice.value.order)
    bound = replace(best.value, top=first.bound.top, worst=ceiling, affinity=first.bound.affinity)
    return replace(best, bound=bound)


def _solved_again(question: Question, chosen: Flags, short: Flags, raised: np.ndarray) -> Flags:
    """The best meetings with raised scores; in large events only a part of the mentees may change."""
    scope = question.scope
    people = _those_in_the_way(question, chosen, short)
    part = people[scope.edge_mentee]
    kept = np.bincount(scope.edge_mentor[chosen & ~part], minlength=len(scope.mentor_room))
    open_part = replace(
        scope.only(part),
        mentee_room=np.where(people, scope.mentee_room, 0),
        mentor_room=scope.mentor_room - kept,
        mentor_need=np.maximum(scope.mentor_need - kept, 0),
    )
    factor = raised / raised[people].max()
    worth = (open_part.score * factor[open_part.edge_mentee]).astype(np.int64)
    again = chosen & ~part
    again[part] = best_meetings(open_part, worth).chosen
    return again


def _those_in_the_way(question: Question, chosen: Flags, short: Flags) -> Flags:
    """(N,) everybody in a small event; else those who fall short and who sit with mentors they could use."""
    scope = question.scope
    if len(scope.score) <= PART_EDGES:
        return np.ones(len(short), bool)
    wish = np.bincount(
        scope.edge_mentor, weights=scope.score * short[scope.edge_mentee], minlength=len(scope.mentor_room)
    )
    in_the_way = np.bincount(
        scope.edge_mentee, weights=wish[scope.edge_mentor] * chosen, minlength=len(short)
    )
    limit = max(PART_EDGES * len(short) // len(scope.score), 1)
    first = np.lexsort((-in_the_way, ~short))[:limit]
    people = np.zeros(len(short), bool)
    people[first] = True
    return people
