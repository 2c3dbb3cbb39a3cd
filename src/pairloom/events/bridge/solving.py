"""Finds seating plans with the timetable engine, and gives them back as seats of attendees."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pairloom.engines import timetable
from pairloom.engines.timetable.measure import remeasured
from pairloom.engines.timetable.problem import Ints
from pairloom.events.adjustments import Adjustments
from pairloom.events.bridge.affinity import scored_pairs
from pairloom.events.bridge.groups import NO_TABLE, grouped
from pairloom.events.bridge.people import EventInput, attendee_key
from pairloom.events.bridge.problem import NO_PAST, Past, problem_for
from pairloom.events.bridge.reasons import reason
from pairloom.events.bridge.tables import extra_chairs, tables_of_turn
from pairloom.events.report import Level, Report

SCORED = 0.3  # of the whole work
SECONDS = 5.0  # for each search that cannot be proven to end
Progress = Callable[[float], None]


class UnsolvableError(Exception):
    """Pins that cannot stand: each conflict with its people as attendee keys and its turn from 1."""

    def __init__(self, conflicts: Sequence[timetable.PinConflict]) -> None:
        super().__init__(f"{len(conflicts)} conflicts")
        self.conflicts = tuple(conflicts)

    def to_json(self) -> list[dict[str, Any]]:
        """What a failed plan stores; names nobody."""
        return [
            {
                "kind": each.kind,
                "pairs": [[attendee_key(one), attendee_key(other)] for one, other in each.pairs],
                "person": attendee_key(each.person) if each.person else None,
                "limit": each.limit,
                "turn": None if each.turn is None else each.turn + 1,
            }
            for each in self.conflicts
        ]


@dataclass(frozen=True)
class CellFound:
    """One seat of a plan: keys of attendees and of the table, turn from 1."""

    turn: int
    mentee: int
    mentor: int
    table: int | None
    affinity: float
    reason: str

    def as_columns(self) -> dict[str, Any]:
        return {
            "turn": self.turn,
            "mentee_id": self.mentee,
            "mentor_id": self.mentor,
            "table_id": self.table,
            "affinity": self.affinity,
            "reason": self.reason,
        }


@dataclass(frozen=True)
class Planned:
    """A solved plan. `least_cards` is set where it was made to keep an earlier one."""

    seats: tuple[CellFound, ...]
    report: Report
    solved: timetable.Plan
    encoded: bytes
    least_cards: int | None = None


def plan_new(
    given: EventInput, adjustments: Adjustments, *, progress: Progress = lambda share: None
) -> Planned:
    """The best plan there is, audited by the engine. Raises UnsolvableError where pins cannot stand."""
    scored = scored_pairs(given)
    progress(SCORED)
    problem = problem_for(given, adjustments, scored=scored)
    if given.mentors_move:
        return _plan_tables(given, problem, {}, NO_PAST, None)
    result = _solved(problem, progress)
    return told(given, problem, result)


def plan_kept(
    given: EventInput,
    adjustments: Adjustments,
    *,
    past: Past,
    before: bytes,
    groups: Mapping[int, int],
    progress: Progress = lambda share: None,
) -> Planned:
    """A plan that changes as few cards as can be of the stored one in `before`, and no finished turn.

    `groups` are the tables at which mentees sit, where mentors move. Raises UnsolvableError.
    """
    problem = problem_for(given, adjustments, past=past)
    progress(SCORED)
    if given.mentors_move:
        return _plan_tables(given, problem, groups, past, before)
    try:
        found = timetable.replan(problem, _carried_over(unpacked(before), problem), seconds=SECONDS)
    except timetable.InfeasiblePins as infeasible:
        raise UnsolvableError(infeasible.conflicts) from None
    return replace(told(given, problem, found.result), least_cards=found.least_cards)


def told(
    given: EventInput,
    problem: timetable.TimetableProblem,
    result: timetable.TimetableResult,
    *,
    table_of: Mapping[int, int] | None = None,
) -> Planned:
    """A result as seats, figures and bytes. `table_of`: each mentee's table, where mentors move."""
    seats, chairs = _seats(given, problem, result.seat, table_of)
    solved = timetable.Plan(problem, result)
    encoded = gzip.compress(timetable.encode(solved), compresslevel=6, mtime=0)
    return Planned(seats, _report(given, problem, result, seats, chairs), solved, encoded)


def unpacked(encoded: bytes) -> timetable.Plan:
    """The stored plan of such bytes."""
    return timetable.decode(gzip.decompress(encoded))


def _plan_tables(
    given: EventInput,
    problem: timetable.TimetableProblem,
    groups: Mapping[int, int],
    past: Past,
    before: bytes | None,
) -> Planned:
    """Mentors move: tables are formed (or kept as in `groups`), and planned like people.

    What no plan can pass is known from the same people without tables: whoever may sit anywhere does at least
    as well.
    """
    places = {table.key: place for place, table in enumerate(given.tables)}
    seated = {key: given.home[key] for key in given.keeps if key in given.home} | dict(groups)
    rows = {attendee_key(mentee): row for row, mentee in enumerate(problem.mentees)}
    fixed = {rows[key]: places[table] for key, table in seated.items() if key in rows and table in places}
    history = _past_of_tables(problem, given, groups, past)
    bound = _solved(replace(problem, past=problem.past[:, :0], pins=()), lambda share: None)
    try:
        found = grouped(
            problem,
            seats=[table.seats for table in given.tables],
            fixed=fixed,
            solve=lambda tables: timetable.solve(tables, mix_budget=0.0, seconds=SECONDS),
            past=history,
        )
    except timetable.InfeasiblePins as infeasible:
        raise UnsolvableError([_of_people(each, problem) for each in infeasible.conflicts]) from None
    table_of = {
        attendee_key(mentee): given.tables[place].key
        for mentee, place in zip(problem.mentees, found.table.tolist(), strict=True)
        if place != NO_TABLE
    }
    result = remeasured(problem, bound, found.seat)
    return told(given, problem, result, table_of=table_of)


def _past_of_tables(
    problem: timetable.TimetableProblem, given: EventInput, groups: Mapping[int, int], past: Past
) -> Ints:
    """(tables, turns over) the mentor whom each table met."""
    places = {table.key: place for place, table in enumerate(given.tables)}
    mentors = {attendee_key(mentor): place for place, mentor in enumerate(problem.mentors)}
    met = np.full((len(places), past.done), timetable.NOBODY, np.int32)
    for (mentee, turn), mentor in past.seats.items():
        if groups.get(mentee) in places and mentor in mentors:
            met[places[groups[mentee]], turn - 1] = mentors[mentor]
    return met


def _of_people(conflict: timetable.PinConflict, problem: timetable.TimetableProblem) -> timetable.PinConflict:
    """A conflict between tables as one between the people who are pinned."""
    pinned = {problem.mentors[pin.mentor]: problem.mentees[pin.mentee] for pin in problem.pins}
    pairs = tuple((pinned.get(mentor, problem.mentees[0]), mentor) for _, mentor in conflict.pairs)
    person = conflict.person if conflict.person in problem.mentors else pairs[0][0]
    return replace(conflict, pairs=pairs, person=person)


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


def _seats(
    given: EventInput,
    problem: timetable.TimetableProblem,
    seat: Ints,
    table_of: Mapping[int, int] | None,
) -> tuple[tuple[CellFound, ...], int]:
    """All seats by turn, and how many chairs must be brought."""
    mentees = [attendee_key(each) for each in problem.mentees]
    mentors = [attendee_key(each) for each in problem.mentors]
    profiles = {attendee_key(each.id): each for each in (*given.mentees, *given.mentors)}
    worth = problem.worth_of(seat) / timetable.UNITS
    cells, chairs = [], 0
    for turn in range(problem.turns):
        rows = np.flatnonzero(seat[:, turn] != timetable.NOBODY).tolist()
        guests: dict[int, list[int]] = {}
        for row in rows:
            guests.setdefault(mentors[seat[row, turn]], []).append(mentees[row])
        tables = {} if table_of is not None else tables_of_turn(given, guests)
        chairs += extra_chairs(given, tables, guests)
        for row in rows:
            mentee, mentor = mentees[row], mentors[seat[row, turn]]
            table = tables.get(mentor) if table_of is None else table_of.get(mentee)
            why = reason(profiles.get(mentee), profiles.get(mentor))
            cells.append(CellFound(turn + 1, mentee, mentor, table, float(worth[row, turn]), why))
    return tuple(cells), chairs


def _report(
    given: EventInput,
    problem: timetable.TimetableProblem,
    result: timetable.TimetableResult,
    seats: Sequence[CellFound],
    chairs: int,
) -> Report:
    mentees = {attendee_key(each) for each in problem.mentees}
    mentors = {attendee_key(each) for each in problem.mentors}
    wishes = {wish for wish in given.wishes if wish[0] in mentees and wish[1] in mentors}
    wishing = {mentee for mentee, _ in wishes}
    met = {cell.mentee for cell in seats if (cell.mentee, cell.mentor) in wishes}
    count = max(1, len(seats))
    return Report(
        mentees=len(mentees),
        mentors=len(mentors),
        meetings=len(seats),
        meetings_min=result.meetings_min,
        meetings_max=result.meetings_max,
        affinity=result.affinity / timetable.UNITS / count,
        affinity_bound=result.affinity_bound / timetable.UNITS / count,
        repeats=result.repeats,
        coincidences=result.coincidences,
        unavoidable=result.unavoidable,
        apart_broken=result.apart_broken,
        table_spread=result.table_spread,
        wishing=len(wishing),
        wishes_met=len(wishing & met),
        sitting_out=int((problem.present & (result.seat == timetable.NOBODY)).sum()),
        known_pairs=len(given.known),
        extra_chairs=chairs,
        proven=result.proven,
        seconds=round(result.seconds, 3),
        levels=tuple(
            Level(level.name, level.value, level.bound, level.proven, level.gap) for level in result.levels
        ),
    )
