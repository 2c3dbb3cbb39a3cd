"""The level `worst`: the highest score that no pair need fall below, by maximum flows over thresholds.

A threshold is too high when the face has no plan without the edges below it. The cut that shows this also
says how far the threshold must fall before the cut opens, so a few flows are enough; the last cut is the
proof.
"""

from __future__ import annotations

import numpy as np

from pairloom.engines.assignment.face import IN, Face
from pairloom.engines.assignment.flows import demands_nothing, plan_or_cut
from pairloom.engines.assignment.problem import AssignmentProblem, Flags, Ints
from pairloom.engines.assignment.result import Prices


def highest_floor(problem: AssignmentProblem, face: Face, chosen: Flags) -> tuple[int | None, Flags, Prices]:
    """The floor (None without any scored pair), a plan that keeps to it, and prices that prove it highest.

    `chosen` is some plan of the face. O(log e) maximum flows.
    """
    nothing = Prices(np.zeros_like(face.mentee_low), np.zeros_like(face.mentor_low))
    settled = problem.score[(face.state == IN) & problem.scored]
    scores = problem.score[face.free]
    ceiling = min([int(part.min()) for part in (settled,) if part.size], default=None)
    if not scores.size:
        return ceiling, chosen, nothing
    top = int(scores.max()) if ceiling is None else ceiling
    if demands_nothing(face):
        return top, (face.state == IN), nothing
    return _search(problem, face, chosen, top, nothing)


def _search(
    problem: AssignmentProblem, face: Face, chosen: Flags, top: int, proof: Prices
) -> tuple[int, Flags, Prices]:
    values = np.unique(problem.score[face.free])
    picked = problem.score[face.free & chosen]
    low = min(top, int(picked.min())) if picked.size else top
    high, proof = _by_degrees(problem, face, top, proof)
    halve = False
    while low < high:
        between = values[(values > low) & (values <= high)]
        tried = int(between[len(between) // 2]) if halve and between.size else high
        plan, cut = plan_or_cut(face.without(problem.score < tried))
        if plan is not None:
            kept = problem.score[face.free & plan]
            chosen, low = plan, (min(high, int(kept.min())) if kept.size else high)
        else:
            assert cut is not None
            high, proof = max(low, _opens_at(problem, face, cut, tried)), cut
        halve = not halve
    return low, chosen, proof


def _opens_at(problem: AssignmentProblem, face: Face, cut: Prices, below: int) -> int:
    """The highest score under `below` of an edge that would cross the cut."""
    crossing = face.free & (problem.score < below)
    crossing &= cut.mentee[face.edge_mentee] + cut.mentor[face.edge_mentor] < 0
    return int(problem.score[crossing].max())


def _by_degrees(problem: AssignmentProblem, face: Face, top: int, proof: Prices) -> tuple[int, Prices]:
    """A quick upper bound: who needs k more pairs cannot do better than their k-th best free edge."""
    mentee, mentor = face.loads(face.state == IN)
    free = np.flatnonzero(face.free)
    best, proof_of = top, proof
    for person, need, other in (
        (face.edge_mentee[free], face.mentee_low - mentee, face.mentor_low),
        (face.edge_mentor[free], face.mentor_low - mentor, face.mentee_low),
    ):
        at, score = _kth_best(person, problem.score[free], need)
        if at is not None and score < best:
            best = score
            single, none = np.zeros(len(need), np.int64), np.zeros(len(other), np.int64)
            single[at] = -1
            proof_of = Prices(single, none) if other is face.mentor_low else Prices(none, single)
    return best, proof_of


def _kth_best(person: Ints, score: Ints, need: Ints) -> tuple[int | None, int]:
    """Who with need k > 0 has the lowest k-th best score, and that score."""
    order = np.lexsort((-score, person))
    start = np.searchsorted(person[order], np.arange(len(need)))
    who = np.flatnonzero(need > 0)
    if not who.size:
        return None, 0
    kth = score[order][start[who] + need[who] - 1]
    worst = int(np.argmin(kth))
    return int(who[worst]), int(kth[worst])
