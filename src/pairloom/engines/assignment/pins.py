"""Pins that cannot stand together: the one way in which a problem has no answer."""

from __future__ import annotations

import numpy as np

from pairloom.engines.assignment.problem import AssignmentProblem, Ints
from pairloom.engines.assignment.result import PinConflict


def pin_conflicts(problem: AssignmentProblem) -> tuple[PinConflict, ...]:
    """Every contradiction: pinned and banned, more pins than free seats, more pins than wanted. O(e)."""
    pins = np.flatnonzero(problem.pinned)
    mentee, mentor = problem.edge_mentee[pins], problem.edge_mentor[pins]
    banned = np.isin(problem.key[pins], problem.bans[:, 0] * len(problem.mentors) + problem.bans[:, 1])
    return (
        *(_conflict(problem, "banned", pins[[at]], "", 0) for at in np.flatnonzero(banned)),
        *_above(problem, "capacity", pins, mentor, problem.seats, problem.mentors),
        *_above(problem, "wants", pins, mentee, problem.wants, problem.mentees),
    )


def _above(
    problem: AssignmentProblem, kind: str, pins: Ints, person: Ints, limit: Ints, names: tuple[str, ...]
) -> list[PinConflict]:
    over = np.flatnonzero(np.bincount(person, minlength=len(limit)) > limit)
    return [_conflict(problem, kind, pins[person == at], names[at], int(limit[at])) for at in over]


def _conflict(problem: AssignmentProblem, kind: str, pins: Ints, person: str, limit: int) -> PinConflict:
    pairs = tuple(
        (problem.mentees[problem.edge_mentee[at]], problem.mentors[problem.edge_mentor[at]]) for at in pins
    )
    return PinConflict(kind, pairs, person, limit)
