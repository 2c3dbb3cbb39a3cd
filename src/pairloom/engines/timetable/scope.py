"""What is left to decide: the pairs that may still meet, and how many meetings each person has room for."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pairloom.engines.timetable.figures import meetings_of_mentees, table_sizes
from pairloom.engines.timetable.problem import NOBODY, Flags, Longs, TimetableProblem
from pairloom.engines.timetable.quotas import quotas_of


@dataclass(frozen=True, eq=False)
class Scope:
    """Edges that are free, room for new meetings, and what is already there (finished turns and pins)."""

    edge_mentee: Longs  # (e,)
    edge_mentor: Longs  # (e,)
    score: Longs  # (e,)
    top: Flags  # (e,) one of those the mentee wants most, for mentees who have had none of them yet
    mentee_had: Longs  # (N,)
    mentee_room: Longs  # (N,)
    mentor_need: Longs  # (M,) meetings that are missing to the minimum
    mentor_room: Longs  # (M,)
    quota: Longs  # (e,) the limit on a group that the edge falls under, or NOBODY
    quota_room: Longs  # (Q,) how many of those edges may be taken

    def only(self, edges: Flags | Longs) -> Scope:
        """The same with some of the edges."""
        return replace(
            self,
            edge_mentee=self.edge_mentee[edges],
            edge_mentor=self.edge_mentor[edges],
            score=self.score[edges],
            top=self.top[edges],
            quota=self.quota[edges],
        )


def open_turns(problem: TimetableProblem) -> Longs:
    """The turns that are not over."""
    return np.arange(problem.done, problem.turns)


def scope_of(
    problem: TimetableProblem,
    *,
    had: Longs,
    top: Flags,
    free: Longs,
    mentee_room: Longs,
    mentor_room: Longs,
) -> Scope:
    """The scope with these free edges, when the edges `had` are settled and finished turns count too.

    `mentee_room` and `mentor_room` are what presence and tables allow; `most` is applied here.
    """
    n, m = len(problem.mentees), len(problem.mentors)
    mentee_had = meetings_of_mentees(problem.past) + np.bincount(problem.edge_mentee[had], minlength=n)
    mentor_had = table_sizes(problem.past, m).sum(axis=1) + np.bincount(problem.edge_mentor[had], minlength=m)
    served = np.zeros(n, bool)
    served[problem.edge_mentee[had[top[had]]]] = True
    served |= _served_in_the_past(problem, top)
    mentee_room = np.clip(mentee_room, 0, np.maximum(problem.most - mentee_had, 0))
    quota, quota_room = quotas_of(problem, had, free, mentee_room)
    return Scope(
        edge_mentee=problem.edge_mentee[free].astype(np.int64),
        edge_mentor=problem.edge_mentor[free].astype(np.int64),
        score=problem.score[free].astype(np.int64),
        top=top[free] & ~served[problem.edge_mentee[free]],
        mentee_had=mentee_had,
        mentee_room=mentee_room,
        mentor_need=np.maximum(problem.least - mentor_had, 0),
        mentor_room=np.maximum(mentor_room, 0),
        quota=quota,
        quota_room=quota_room,
    )


def met_in_the_past(problem: TimetableProblem) -> Flags:
    """(E,) the edges whose two have met in a finished turn."""
    met = np.zeros(len(problem.score), bool)
    mentee, turn = np.nonzero(problem.past != NOBODY)
    edges = problem.edges_at(mentee, problem.past[mentee, turn])
    met[edges[edges != NOBODY]] = True
    return met


def _served_in_the_past(problem: TimetableProblem, top: Flags) -> Flags:
    served = np.zeros(len(problem.mentees), bool)
    served[problem.edge_mentee[met_in_the_past(problem) & top]] = True
    return served


def most_wanted(problem: TimetableProblem, top: int) -> Flags:
    """(E,) the mentors whom a mentee wants most: those wished for, else the `top` best scores with ties."""
    if top < 1 or not len(problem.score):
        return np.zeros(len(problem.score), bool)
    wishes = np.zeros(len(problem.mentees), bool)
    wishes[problem.edge_mentee[problem.wished]] = True
    order = np.lexsort((-problem.score, problem.edge_mentee))
    first = np.searchsorted(problem.edge_mentee, np.arange(len(problem.mentees)))
    last = np.searchsorted(problem.edge_mentee, np.arange(len(problem.mentees)), "right") - 1
    kth = order[np.clip(np.minimum(first + top - 1, last), 0, None)]
    best: Flags = problem.score >= problem.score[kth][problem.edge_mentee]
    return np.where(wishes[problem.edge_mentee], problem.wished, best)
