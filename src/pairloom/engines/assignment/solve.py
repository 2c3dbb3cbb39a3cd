"""Finds the best plan: level after level in strict order, each proven before the next begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from pairloom.engines.assignment import flows
from pairloom.engines.assignment.audit import audit
from pairloom.engines.assignment.face import IN, Face, narrowed, whole_face
from pairloom.engines.assignment.levels import DEFAULT_PRIORITY, Level, full_order, level_of
from pairloom.engines.assignment.pins import pin_conflicts
from pairloom.engines.assignment.prices import prices_of
from pairloom.engines.assignment.problem import AssignmentProblem, Flags
from pairloom.engines.assignment.result import AssignmentResult, InfeasiblePins, LevelResult
from pairloom.engines.assignment.worst import highest_floor

Progress = Callable[[str, float], None]


def solve(
    problem: AssignmentProblem,
    *,
    priority: Sequence[str] = DEFAULT_PRIORITY,
    progress: Progress | None = None,
) -> AssignmentResult:
    """The plan that is best in the order of `priority`, proven so by an independent audit.

    `progress` is told the level's name and the share of the levels done, 0 to 1. Never fails for want of
    seats: who cannot be paired is left out. Raises InfeasiblePins where pins contradict bans, wants or
    seats; ValueError for a priority that is not one; AuditError if the proof does not hold, which would be
    a fault of the program.
    """
    order = full_order(problem, priority)
    conflicts = pin_conflicts(problem)
    if conflicts:
        raise InfeasiblePins(conflicts)
    face = whole_face(problem)
    chosen: Flags = face.state == IN
    levels: list[LevelResult] = []
    for done, name in enumerate(order):
        if progress is not None:
            progress(name, done / len(order))
        step = _solve_worst if name == "worst" else _solve_sum
        level, chosen, face = step(problem, name, face, chosen)
        levels.append(level)
    result = _result(problem, tuple(priority), chosen, tuple(levels))
    audit(problem, result)
    if progress is not None:
        progress("done", 1.0)
    return result


def _solve_sum(
    problem: AssignmentProblem, name: str, face: Face, chosen: Flags
) -> tuple[LevelResult, Flags, Face]:
    level = level_of(problem, name)
    counts_one_side = not level.reward.any() and level.mentee_step.any() != level.mentor_step.any()
    if counts_one_side and flows.demands_nothing(face):
        chosen, prices = flows.most_filled(face, level)
    else:
        chosen = flows.best(face, level)
        prices = prices_of(face, level, chosen)
    value = _value(face, level, chosen)
    return LevelResult(name, value, value, prices), chosen, narrowed(face, level, prices)


def _solve_worst(
    problem: AssignmentProblem, name: str, face: Face, chosen: Flags
) -> tuple[LevelResult, Flags, Face]:
    floor, chosen, prices = highest_floor(problem, face, chosen)
    face = face if floor is None else face.without(problem.score < floor)
    return LevelResult(name, floor, floor, prices), chosen, face


def _value(face: Face, level: Level, chosen: Flags) -> int:
    mentee, mentor = face.loads(chosen)
    filled = np.minimum(mentee, level.mentee_step).sum() + np.minimum(mentor, level.mentor_step).sum()
    return int(sum(level.reward[chosen].tolist()) + filled)


def _result(
    problem: AssignmentProblem, priority: tuple[str, ...], chosen: Flags, levels: tuple[LevelResult, ...]
) -> AssignmentResult:
    edges = np.flatnonzero(chosen)
    scored = problem.score[chosen & problem.scored]
    return AssignmentResult(
        priority=priority,
        edges=edges,
        levels=levels,
        served=len(np.unique(problem.edge_mentee[edges])),
        busy=len(np.unique(problem.edge_mentor[edges])),
        worst=int(scored.min()) if scored.size else None,
        total=sum(problem.score[edges].tolist()),
    )
