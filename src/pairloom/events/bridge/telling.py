"""A solved plan as seats of attendees, figures and bytes."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pairloom.engines import timetable
from pairloom.engines.timetable.problem import Ints
from pairloom.events.bridge.people import EventInput, attendee_key
from pairloom.events.bridge.reasons import reason
from pairloom.events.bridge.tables import extra_chairs, tables_of_turn
from pairloom.events.report import Level, Report

TableOf = Mapping[tuple[int, int], int]  # (mentee, turn from 1) to table


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
