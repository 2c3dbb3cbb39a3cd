"""Which meetings there should be, whatever their turns: pins first, then the flow."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pairloom.engines.timetable.flow import best_meetings, most_affinity
from pairloom.engines.timetable.levels import Values, values_of_edges
from pairloom.engines.timetable.problem import NOBODY, Flags, Longs, TimetableProblem
from pairloom.engines.timetable.scope import Scope, met_in_the_past, open_turns, scope_of


@dataclass(frozen=True, eq=False)
class Choice:
    """New meetings as indices of edges, rising, their figures, and figures that no timetable can pass."""

    edges: Longs
    value: Values
    bound: Values
    exact: bool


@dataclass(frozen=True, eq=False)
class Question:
    """The pairs that are settled by pins, those that are free, and the room that presence leaves for them."""

    settled: Longs
    free: Longs
    scope: Scope


def question_of(problem: TimetableProblem, wanted: Flags) -> Question:
    """What the flow has to decide. `wanted` flags the edges of level top."""
    settled = np.unique(problem.edges_at([p.mentee for p in problem.pins], [p.mentor for p in problem.pins]))
    possible = np.flatnonzero(~met_in_the_past(problem))
    mentee, mentor = problem.edge_mentee[possible], problem.edge_mentor[possible]
    meetable = np.zeros(len(possible), bool)
    mentee_room, mentor_room = (
        np.zeros(len(problem.mentees), np.int64),
        np.zeros(len(problem.mentors), np.int64),
    )
    for turn in open_turns(problem):
        now = problem.present[mentee, turn] & problem.staffed[mentor, turn]
        meetable |= now
        mentee_room += np.bincount(mentee[now], minlength=len(mentee_room)) > 0
        mentor_room += np.minimum(np.bincount(mentor[now], minlength=len(mentor_room)), problem.seats)
    meetable &= ~np.isin(possible, settled)
    free = possible[meetable]
    scope = scope_of(
        problem,
        had=settled,
        top=wanted,
        free=free,
        mentee_room=mentee_room - np.bincount(problem.edge_mentee[settled], minlength=len(mentee_room)),
        mentor_room=mentor_room - np.bincount(problem.edge_mentor[settled], minlength=len(mentor_room)),
    )
    return Question(settled, free, scope)


def best_choice(problem: TimetableProblem, question: Question, wanted: Flags) -> Choice:
    """The meetings that are best in all levels but `worst`, proven by the flow."""
    found = best_meetings(question.scope)
    choice = choice_of(problem, question, found.chosen, wanted, exact=found.exact)
    if found.too_much is None:
        return choice
    beyond = choice_of(problem, question, found.too_much, wanted, exact=found.exact).value
    return replace(choice, bound=_bound(problem, question, choice.value, beyond, wanted))


def _bound(
    problem: TimetableProblem, question: Question, value: Values, beyond: Values, wanted: Flags
) -> Values:
    """Figures that no plan can pass, where `value` was found and `beyond` goes beyond limits on groups.

    Meetings are proven. With as many and as even ones nobody passes the top of `beyond`, nor with as many
    served its affinity; else it takes all who want somebody, and the most affinity whoever is served.
    """
    even = value.order[:3] == beyond.order[:3]
    top = beyond.top if even else len(np.unique(problem.edge_mentee[wanted]))
    if even and beyond.top == value.top:
        return replace(value, affinity=beyond.affinity)
    past = int(problem.worth_of(problem.past).sum()) + int(problem.score[question.settled].sum())
    new = value.meetings - len(question.settled) - int((problem.past != NOBODY).sum())
    return replace(value, top=top, affinity=past + most_affinity(question.scope, new))


def choice_of(
    problem: TimetableProblem, question: Question, chosen: Flags, wanted: Flags, *, exact: bool
) -> Choice:
    """These free edges and the settled ones, with their own figures as the bound."""
    edges = np.sort(np.concatenate([question.settled, question.free[chosen]]))
    value = values_of_edges(problem, edges, wanted)
    return Choice(edges, value, value, exact)
