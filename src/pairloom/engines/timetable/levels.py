"""The objectives as figures of a set of meetings, in their strict order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pairloom.engines.timetable.figures import still_there
from pairloom.engines.timetable.problem import NOBODY, Flags, Ints, Longs, TimetableProblem
from pairloom.engines.timetable.result import Level


@dataclass(frozen=True)
class Values:
    """What a set of meetings reaches. `unevenness` is the sum of squared meeting counts: with equally many
    meetings, the leximin best have the least of it. `top` and `worst` are None where nobody asked."""

    least: int
    meetings: int
    unevenness: int
    top: int | None
    worst: int | None
    affinity: int

    @property
    def order(self) -> tuple[int, ...]:
        """Larger is better, the most important figure first."""
        return (
            self.least,
            self.meetings,
            -self.unevenness,
            self.top or 0,
            self.worst or 0,
            self.affinity,
        )


def values_of_seat(problem: TimetableProblem, seat: Ints, wanted: Flags) -> Values:
    """The figures of a seat array, finished turns included. `wanted` flags the edges of level top."""
    mentee, turn = np.nonzero(seat != NOBODY)
    return _values(problem, mentee, seat[mentee, turn], wanted)


def values_of_edges(problem: TimetableProblem, edges: Longs, wanted: Flags) -> Values:
    """The figures of finished turns and these further meetings."""
    mentee, turn = np.nonzero(problem.past != NOBODY)
    mentor = problem.past[mentee, turn]
    mentee = np.concatenate([mentee, problem.edge_mentee[edges]])
    return _values(problem, mentee, np.concatenate([mentor, problem.edge_mentor[edges]]), wanted)


def _values(problem: TimetableProblem, mentee: Longs, mentor: Ints, wanted: Flags) -> Values:
    edge = problem.edges_at(mentee, mentor)
    known = edge[edge != NOBODY]
    mentee_meetings = np.bincount(mentee, minlength=len(problem.mentees))
    mentor_meetings = np.bincount(mentor, minlength=len(problem.mentors))
    asked = bool(wanted.any())
    return Values(
        least=int(np.minimum(mentor_meetings, problem.least).sum()),
        meetings=len(mentee),
        unevenness=int((mentee_meetings**2).sum()),
        top=len(np.unique(problem.edge_mentee[known[wanted[known]]])) if asked else None,
        worst=_worst(problem, known) if asked else None,
        affinity=int(problem.score[known].sum(dtype=np.int64)),
    )


def who_counts(problem: TimetableProblem) -> Flags:
    """(N,) mentees among whom the lowest sum is sought: still there, with somebody to meet."""
    candidates = np.bincount(problem.edge_mentee, minlength=len(problem.mentees)) > 0
    counted: Flags = still_there(problem) & candidates
    return counted


def _worst(problem: TimetableProblem, edges: Longs) -> int:
    counted = who_counts(problem)
    sums = np.bincount(
        problem.edge_mentee[edges], weights=problem.score[edges], minlength=len(problem.mentees)
    )
    return int(sums[counted].min()) if counted.any() else 0


def levels_of(best: Values, bound: Values, now: Values, *, exact: bool) -> tuple[Level, ...]:
    """The levels before mixing: `best` was found, nothing can pass `bound`, and `now` is after mixing.

    A level is proven only if all levels before it are, as its bound holds given those. Where mixing spent
    some of one level, a later one can pass what was its bound; it is not called proven then.
    """
    levels: list[Level] = []
    proven = True
    for name in ("least", "meetings", "top", "worst", "affinity"):
        found, most, value = getattr(best, name), getattr(bound, name), getattr(now, name)
        if found is None or (name == "least" and not most):
            continue
        proven = proven and found == most and (exact or name != "affinity")
        if name == "meetings":
            proven = proven and best.unevenness == bound.unevenness
        bound_now = max(most, found, value)
        within = value + (spent := max(found - value, 0)) == bound_now
        levels.append(Level(name, value, bound_now, proven and within, spent))
    return tuple(levels)
