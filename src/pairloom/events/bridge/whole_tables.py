"""Where mentors move: a plan of whole tables, which are formed or kept, with the mentors who come to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pairloom.engines import timetable
from pairloom.engines.timetable.measure import remeasured
from pairloom.engines.timetable.problem import Ints
from pairloom.events.adjustments import Adjustments
from pairloom.events.bridge.groups import NO_TABLE, Visit, grouped, place_name
from pairloom.events.bridge.people import EventInput, Seats, attendee_key, table_id
from pairloom.events.bridge.telling import Planned, TableOf, told

SECONDS = 5.0  # for each search that cannot be proven to end


@dataclass(frozen=True)
class Kept:
    """Where mentors move: the tables of the plan that people follow, and (N, turns) whom they meet there.

    `lenient`: pins and mentors sent to tables are set aside where they cannot be held.
    """

    table_of: TableOf
    seat: Ints
    lenient: bool = False


def plan_tables(
    given: EventInput,
    problem: timetable.TimetableProblem,
    adjustments: Adjustments,
    *,
    bound: timetable.TimetableResult,
    kept: Kept | None,
) -> Planned:
    """The best tables found, or those kept, with as few changes as can be of who comes to them.

    `bound` is the result of the same people without tables, which no plan can pass: whoever may sit anywhere
    does at least as well. Raises InfeasiblePins; where a table stands for a person, it is called `t12`.
    """
    places = {table.key: place for place, table in enumerate(given.tables)}
    visits = _visits(problem, adjustments, places)
    before = _visits_before(problem, places, kept)
    try:
        found = grouped(
            problem,
            seats=[table.seats for table in given.tables],
            fixed=_fixed(given, problem, adjustments, places, kept),
            visits=visits,
            solve=lambda tables: _timetable_of(tables, before, kept),
            past=before[:, : problem.done],
        )
    except timetable.InfeasiblePins as infeasible:
        conflicts = (_of_people(each, problem, given.tables, visits) for each in infeasible.conflicts)
        raise timetable.InfeasiblePins(tuple(conflicts)) from None
    table_of = {
        (attendee_key(mentee), turn): given.tables[place].key
        for mentee, place in zip(problem.mentees, found.table.tolist(), strict=True)
        for turn in range(1, given.turns + 1)
        if place != NO_TABLE
    }
    if kept:
        table_of |= {cell: table for cell, table in kept.table_of.items() if cell[1] <= problem.done}
    return told(given, problem, remeasured(problem, bound, found.seat), table_of=table_of)


def _timetable_of(
    tables: timetable.TimetableProblem, before: Ints, kept: Kept | None
) -> timetable.TimetableResult:
    if kept is None:
        return timetable.solve(tables, mix_budget=0.0, seconds=SECONDS)
    held = timetable.with_pins_that_hold(tables) if kept.lenient else tables
    return timetable.replan(held, before, seconds=SECONDS).result


def _fixed(
    given: EventInput,
    problem: timetable.TimetableProblem,
    adjustments: Adjustments,
    places: Mapping[int, int],
    kept: Kept | None,
) -> dict[int, int]:
    """The tables of mentees, by place, that are settled: where they sit last, were moved, or must stay."""
    seated = {key: table for (key, _), table in sorted(kept.table_of.items())} if kept else {}
    seated |= {each.person: each.table for each in adjustments.places if each.turn is None}
    seated |= {key: given.home[key] for key in given.keeps if key in given.home}
    rows = {attendee_key(mentee): row for row, mentee in enumerate(problem.mentees)}
    return {rows[key]: places[table] for key, table in seated.items() if key in rows and table in places}


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


def _visits_before(problem: timetable.TimetableProblem, places: Mapping[int, int], kept: Kept | None) -> Ints:
    """(tables, turns) the mentor who comes to each table by the plan that is kept."""
    visits = np.full((len(places), problem.turns), timetable.NOBODY, np.int32)
    if kept is None:
        return visits
    rows = {attendee_key(mentee): row for row, mentee in enumerate(problem.mentees)}
    for (mentee, turn), table in kept.table_of.items():
        if mentee in rows and table in places and turn <= problem.turns:
            visits[places[table], turn - 1] = kept.seat[rows[mentee], turn - 1]
    return visits


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
