"""Finds seating plans with the timetable engine: the best there is, or one that keeps an earlier one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from pairloom.engines import timetable
from pairloom.engines.timetable.problem import Ints
from pairloom.events.adjustments import Adjustments
from pairloom.events.bridge.affinity import scored_pairs
from pairloom.events.bridge.people import EventInput, attendee_key, table_key
from pairloom.events.bridge.problem import Past, problem_for
from pairloom.events.bridge.setting_aside import with_set_aside
from pairloom.events.bridge.telling import Planned, TableOf, told, unpacked
from pairloom.events.bridge.whole_tables import SECONDS, Kept, plan_tables

SCORED = 0.3  # of the whole work
Progress = Callable[[float], None]


class UnsolvableError(Exception):
    """Pins that cannot stand: each conflict with people and tables by key and its turn from 1."""

    def __init__(self, conflicts: Sequence[timetable.PinConflict]) -> None:
        super().__init__(f"{len(conflicts)} conflicts")
        self.conflicts = tuple(conflicts)

    def to_json(self) -> list[dict[str, Any]]:
        """What a failed plan stores; names nobody."""
        return [_conflict_as_json(each) for each in self.conflicts]


def _conflict_as_json(conflict: timetable.PinConflict) -> dict[str, Any]:
    """`places` are mentors sent to a table by hand; a `table` stands for a person where it has too much."""
    pairs = [(table_key(one), one, attendee_key(mentor)) for one, mentor in conflict.pairs]
    table = table_key(conflict.person)
    return {
        "kind": conflict.kind,
        "pairs": [[attendee_key(one), mentor] for at, one, mentor in pairs if at is None],
        "places": [[mentor, at] for at, _, mentor in pairs if at is not None],
        "person": attendee_key(conflict.person) if conflict.person and table is None else None,
        "table": table,
        "limit": conflict.limit,
        "turn": None if conflict.turn is None else conflict.turn + 1,
    }


def plan_new(
    given: EventInput, adjustments: Adjustments, *, progress: Progress = lambda share: None
) -> Planned:
    """The best plan there is, audited by the engine. Raises UnsolvableError where pins cannot stand."""
    scored = scored_pairs(given)
    progress(SCORED)
    problem = problem_for(given, adjustments, scored=scored)
    if given.mentors_move:
        return _plan_tables(given, problem, adjustments, None)
    result = _solved(problem, progress)
    return told(given, problem, result)


def plan_kept(
    given: EventInput,
    adjustments: Adjustments,
    *,
    past: Past,
    before: bytes,
    table_of: TableOf,
    lenient: bool = False,
    progress: Progress = lambda share: None,
) -> Planned:
    """A plan that changes as few cards as can be of the stored one in `before`, and no finished turn.

    `table_of` says at which table each mentee sits, where mentors move. Raises UnsolvableError where pins
    cannot stand, unless `lenient`: then those are set aside that cannot be held, and told in the report.
    """
    problem = problem_for(given, adjustments, past=past)
    if lenient:
        problem = timetable.with_pins_that_hold(problem)
    progress(SCORED)
    seat = _carried_over(unpacked(before), problem)
    if given.mentors_move:
        kept = Kept(table_of, seat, lenient=lenient)
        planned = _plan_tables(given, problem, adjustments, kept)
    else:
        planned = _replanned(given, problem, seat)
    if not lenient:
        return planned
    return replace(planned, report=with_set_aside(planned, adjustments, given, done=past.done))


def _replanned(given: EventInput, problem: timetable.TimetableProblem, seat: Ints) -> Planned:
    try:
        found = timetable.replan(problem, seat, seconds=SECONDS)
    except timetable.InfeasiblePins as infeasible:
        raise UnsolvableError(infeasible.conflicts) from None
    return replace(told(given, problem, found.result), least_cards=found.least_cards)


def _plan_tables(
    given: EventInput, problem: timetable.TimetableProblem, adjustments: Adjustments, kept: Kept | None
) -> Planned:
    bound = _solved(replace(problem, past=problem.past[:, :0], pins=()), lambda share: None)
    try:
        return plan_tables(given, problem, adjustments, bound=bound, kept=kept)
    except timetable.InfeasiblePins as infeasible:
        raise UnsolvableError(infeasible.conflicts) from None


def _solved(problem: timetable.TimetableProblem, progress: Progress) -> timetable.TimetableResult:
    try:
        return timetable.solve(
            problem,
            seconds=SECONDS,
            progress=lambda _, share: progress(SCORED + share * (1 - SCORED)),
        )
    except timetable.InfeasiblePins as infeasible:
        raise UnsolvableError(infeasible.conflicts) from None


def _carried_over(before: timetable.Plan, problem: timetable.TimetableProblem) -> Ints:
    """(N, R) the seats of an earlier plan in the order of a new problem; who was not in it has none."""
    mentors = {mentor: place for place, mentor in enumerate(problem.mentors)}
    translated = np.array(
        [*(mentors.get(mentor, timetable.NOBODY) for mentor in before.problem.mentors), timetable.NOBODY],
        np.int32,
    )
    rows = {mentee: place for place, mentee in enumerate(before.problem.mentees)}
    seat = np.full((len(problem.mentees), problem.turns), timetable.NOBODY, np.int32)
    turns = min(problem.turns, before.problem.turns)
    for place, mentee in enumerate(problem.mentees):
        if mentee in rows:
            seat[place, :turns] = translated[before.result.seat[rows[mentee], :turns]]
    return seat
