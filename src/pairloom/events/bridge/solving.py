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
from pairloom.events.bridge.groups import NO_TABLE, Visit, grouped, place_name
from pairloom.events.bridge.people import EventInput, Seats, attendee_key, table_id, table_key
from pairloom.events.bridge.problem import NO_PAST, Past, problem_for
from pairloom.events.bridge.reasons import reason
from pairloom.events.bridge.tables import extra_chairs, tables_of_turn
from pairloom.events.report import Level, Report

SCORED = 0.3  # of the whole work
SECONDS = 5.0  # for each search that cannot be proven to end
Progress = Callable[[float], None]
TableOf = Mapping[tuple[int, int], int]  # (mentee, turn from 1) to table


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
        return _plan_tables(given, problem, adjustments, {}, NO_PAST)
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
        return _plan_tables(given, problem, adjustments, groups, past)
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
    table_of: TableOf | None = None,
) -> Planned:
    """A result as seats, figures and bytes. `table_of`: where mentors move, each mentee's table by turn."""
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
    adjustments: Adjustments,
    groups: Mapping[int, int],
    past: Past,
) -> Planned:
    """Mentors move: tables are formed (or kept as in `groups`), and planned like people.

    What no plan can pass is known from the same people without tables: whoever may sit anywhere does at least
    as well.
    """
    places = {table.key: place for place, table in enumerate(given.tables)}
    rows = {attendee_key(mentee): row for row, mentee in enumerate(problem.mentees)}
    seated = dict(groups) | {each.person: each.table for each in adjustments.places if each.turn is None}
    seated |= {key: given.home[key] for key in given.keeps if key in given.home}
    visits = _visits(problem, adjustments, places)
    bound = _solved(replace(problem, past=problem.past[:, :0], pins=()), lambda share: None)
    try:
        found = grouped(
            problem,
            seats=[table.seats for table in given.tables],
            fixed={
                rows[key]: places[table] for key, table in seated.items() if key in rows and table in places
            },
            visits=visits,
            solve=lambda tables: timetable.solve(tables, mix_budget=0.0, seconds=SECONDS),
            past=_past_of_tables(problem, places, past),
        )
    except timetable.InfeasiblePins as infeasible:
        conflicts = [_of_people(each, problem, given.tables, visits) for each in infeasible.conflicts]
        raise UnsolvableError(conflicts) from None
    table_of = {
        (attendee_key(mentee), turn): given.tables[place].key
        for mentee, place in zip(problem.mentees, found.table.tolist(), strict=True)
        for turn in range(1, given.turns + 1)
        if place != NO_TABLE
    }
    result = remeasured(problem, bound, found.seat)
    return told(given, problem, result, table_of=table_of | dict(past.tables))


def _visits(
    problem: timetable.TimetableProblem, adjustments: Adjustments, places: Mapping[int, int]
) -> list[Visit]:
    """Mentors whom the host sent to a table in a turn that is not over."""
    mentors = {attendee_key(mentor): place for place, mentor in enumerate(problem.mentors)}
    return sorted(
        Visit(places[each.table], mentors[each.person], each.turn - 1)
        for each in adjustments.places
        if each.turn is not None
        and problem.done < each.turn <= problem.turns
        and each.table in places
        and each.person in mentors
    )


def _past_of_tables(problem: timetable.TimetableProblem, places: Mapping[int, int], past: Past) -> Ints:
    """(tables, turns over) the mentor whom each table met."""
    mentors = {attendee_key(mentor): place for place, mentor in enumerate(problem.mentors)}
    met = np.full((len(places), past.done), timetable.NOBODY, np.int32)
    for (mentee, turn), table in past.tables.items():
        mentor = past.seats[mentee, turn]
        if table in places and mentor in mentors:
            met[places[table], turn - 1] = mentors[mentor]
    return met


def _of_people(
    conflict: timetable.PinConflict,
    problem: timetable.TimetableProblem,
    tables: Sequence[Seats],
    visits: Sequence[Visit],
) -> timetable.PinConflict:
    """A conflict between tables, told of people who are pinned, and of tables that mentors were sent to."""
    pinned = {problem.mentors[pin.mentor]: problem.mentees[pin.mentee] for pin in problem.pins}
    sent = {(place_name(visit.table), problem.mentors[visit.mentor]): visit.table for visit in visits}
    names = {place_name(place): table_id(table.key) for place, table in enumerate(tables)}
    pairs = tuple(
        (names[pair[0]] if pair in sent else pinned.get(pair[1], problem.mentees[0]), pair[1])
        for pair in conflict.pairs
    )
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
    table_of: TableOf | None,
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
            table = tables.get(mentor) if table_of is None else table_of.get((mentee, turn + 1))
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
