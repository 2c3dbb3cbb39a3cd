"""Small events with varying presence, solved whole: a column for each pair in each turn, level by level."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from pairloom.engines.timetable.choose import Question
from pairloom.engines.timetable.layout import empty_seating
from pairloom.engines.timetable.levels import who_counts
from pairloom.engines.timetable.pins import turns_together
from pairloom.engines.timetable.problem import UNITS, Flags, Ints, Longs, TimetableProblem
from pairloom.engines.timetable.programme import Model, Terms, grouped
from pairloom.engines.timetable.scope import open_turns

PinnedTurn = tuple[int, int, int, Any]  # mentee, mentor, turn, and the variable that says so

COLUMNS = 400  # pairs times turns; above that the search takes too long for a host who waits
SHARE = 0.1  # of the seconds, for each level
SLACK = 0.5 / UNITS  # how far a level may fall back for the solver's floating point


def solved_whole(
    problem: TimetableProblem, question: Question, settled: Longs, wanted: Flags, *, seconds: float
) -> Ints | None:
    """(N, R) the best timetable of all, or None where the event is too large or the proof took too long.

    `settled` (N,) is what each mentee's finished turns and pins are worth.
    """
    edge, turn = _columns(problem, question.free)
    if len(edge) > COLUMNS:
        return None
    scope = replace(question.scope.only(edge), top=question.scope.top[edge])
    model = Model("SCIP", scope, 0.0, seconds * SHARE)
    pins = _pins(model, problem)
    _keep_rules(model, problem, question.free[edge], turn, pins)
    if not _level_by_level(model, problem, settled, bool(wanted.any())):
        return None
    seat = empty_seating(problem)
    for column, pair in enumerate(model.pairs):
        if pair.solution_value() > 0.5:
            at = question.free[edge[column]]
            seat[problem.edge_mentee[at], turn[column]] = problem.edge_mentor[at]
    for mentee, mentor, when, variable in pins:
        if variable.solution_value() > 0.5:
            seat[mentee, when] = mentor
    return seat


def _columns(problem: TimetableProblem, free: Longs) -> tuple[Longs, Longs]:
    """For each column, the place of its pair among the free ones, and its turn."""
    there = problem.present[problem.edge_mentee[free]] & problem.staffed[problem.edge_mentor[free]]
    there[:, : problem.done] = False
    edge, turn = np.nonzero(there)
    return edge, turn


def _pins(model: Model, problem: TimetableProblem) -> list[PinnedTurn]:
    """Every turn in which a pin could be kept; each pin is kept once."""
    pins = []
    for pin in problem.pins:
        turns = np.flatnonzero(turns_together(problem, pin)).tolist()
        own = [(pin.mentee, pin.mentor, turn, model.solver.BoolVar("")) for turn in turns]
        model.at_least(1, [(variable, 1) for *_, variable in own])
        model.at_most(1, [(variable, 1) for *_, variable in own])
        pins += own
    return pins


def _keep_rules(
    model: Model,
    problem: TimetableProblem,
    edge: Longs,
    turn: Longs,
    pins: list[PinnedTurn],
) -> None:
    """A pair once; a mentee at one table a turn; no more at a table than seats."""
    for columns in grouped(edge, len(problem.score)):
        model.at_most(1, [(model.pairs[column], 1) for column in columns])
    for when in open_turns(problem).tolist():
        now = np.flatnonzero(turn == when)
        pinned = [pin for pin in pins if pin[2] == when]
        for side, people, room in (
            (0, problem.edge_mentee[edge[now]], np.ones(len(problem.mentees), int)),
            (1, problem.edge_mentor[edge[now]], problem.seats),
        ):
            for person, places in enumerate(grouped(people, len(room))):
                terms: Terms = [(model.pairs[now[place]], 1) for place in places]
                terms += [(pin[3], 1) for pin in pinned if pin[side] == person]
                model.at_most(int(room[person]), terms)


def _level_by_level(model: Model, problem: TimetableProblem, settled: Longs, asked: bool) -> bool:
    """Whether every level was solved to the end; the last solution is the answer."""
    steps = model.steps()
    levels: list[Terms] = [
        model.minimums(),
        [(step, 1) for step, _ in steps],
        [(step, -height) for step, height in steps],
    ]
    if asked:
        for mentee in np.flatnonzero(who_counts(problem)).tolist():
            model.hold_sum(mentee, int(settled[mentee]))
        levels += [model.tops(), [(model.lowest, 1)] if who_counts(problem).any() else []]
    for terms in filter(None, levels):
        value = model.best(terms)
        if value is None:
            return False
        model.at_least(value - SLACK, terms)
    return model.best(model.affinity()) is not None
