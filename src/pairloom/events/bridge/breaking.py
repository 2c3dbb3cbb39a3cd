"""The rules that a change by hand would break, each named once with everybody whom it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from pairloom.engines import timetable
from pairloom.engines.timetable.problem import Ints
from pairloom.engines.timetable.quotas import beyond_quota
from pairloom.events.bridge.people import attendee_key
from pairloom.events.changes import ByHand, Cell, Retable
from pairloom.events.report import Broken
from pairloom.events.room import Room

Crowds = Mapping[tuple[int, int], int]  # how many sit at a place in a turn


def broken_rules(
    problem: timetable.TimetableProblem,
    before: Ints,
    after: Ints,
    change: ByHand,
    *,
    frozen: int,
    room: Room | None,
) -> Iterator[Broken]:
    """Every rule that the moved people would break, in the words of `Broken`. `room`: where mentors move."""
    if change.turn <= frozen:
        yield Broken("over", tuple(dict.fromkeys(cell.mentee for cell in change.cells)), change.turn)
    concerned: dict[tuple[str, int, int], list[int]] = {}
    for cell, kind in _faults(problem, after, change.cells, any_pair=room is not None):
        concerned.setdefault((kind, cell.after or 0, cell.turn), []).append(cell.mentee)
    for (kind, mentor, turn), mentees in concerned.items():
        yield Broken(kind, (*mentees, mentor), turn)
    if room is not None and isinstance(change, Retable):
        yield from _tables(room, change)
    else:
        yield from _mentors_tables(problem, before, after)
    yield from _together(problem, before, after)


def _faults(
    problem: timetable.TimetableProblem, after: Ints, cells: Iterable[Cell], *, any_pair: bool
) -> Iterator[tuple[Cell, str]]:
    """The meetings that may not be, and why. `any_pair`: only bans keep two from meeting."""
    rows = {attendee_key(mentee): row for row, mentee in enumerate(problem.mentees)}
    mentors = {attendee_key(mentor): place for place, mentor in enumerate(problem.mentors)}
    banned = set(map(tuple, problem.bans.tolist()))
    of_one_employer = beyond_quota(problem, after)
    for cell in cells:
        if cell.after is None:
            continue
        row, place, turn = rows[cell.mentee], mentors[cell.after], cell.turn - 1
        is_candidate = problem.edges_at(row, place) != timetable.NOBODY
        if (np.delete(after[row], turn) == place).any():
            yield cell, "met-twice"
        if (row, place) in banned or not (any_pair or is_candidate):
            yield cell, "not-allowed"
        if of_one_employer[row, turn]:
            yield cell, "employer"
        if not (problem.present[row, turn] and problem.staffed[place, turn]):
            yield cell, "absent"


def _mentors_tables(problem: timetable.TimetableProblem, before: Ints, after: Ints) -> Iterator[Broken]:
    """Mentors with more people at their table than it holds."""
    seats = dict(enumerate(problem.seats.tolist()))
    for place, turn in _crowded(seats, _crowds(before), _crowds(after)):
        yield Broken("full", (attendee_key(problem.mentors[place]),), turn)


def _tables(room: Room, change: Retable) -> Iterator[Broken]:
    """Tables with more people than they hold, and people who are to stay at another."""
    for table, turn in _crowded(room.seats, room.crowds, room.after(change).crowds):
        yield Broken("table-full", (), turn, table)
    for move in change.moves:
        if room.fixed.get(move.person, move.after) != move.after:
            yield Broken("cannot-move", (move.person,), change.turn, room.fixed[move.person])


def _crowds(seat: Ints) -> dict[tuple[int, int], int]:
    row, turn = np.nonzero(seat != timetable.NOBODY)
    cells, counts = np.unique(np.stack([seat[row, turn], turn + 1]), axis=1, return_counts=True)
    return dict(zip(map(tuple, cells.T.tolist()), counts.tolist(), strict=True))


def _crowded(seats: Mapping[int, int], before: Crowds, after: Crowds) -> list[tuple[int, int]]:
    """Places that become too full, each with the first turn in which it is."""
    full = [
        cell for cell, count in after.items() if count > seats.get(cell[0], 0) and count > before.get(cell, 0)
    ]
    first = dict(sorted(full, key=lambda cell: -cell[1]))
    return sorted(first.items())


def _together(problem: timetable.TimetableProblem, before: Ints, after: Ints) -> Iterator[Broken]:
    """People who would sit with whom they should not, each two with the first turn in which they do."""
    for one, other in problem.apart.tolist():
        is_new = (
            (after[one] == after[other]) & (after[one] != timetable.NOBODY) & (before[one] != before[other])
        )
        if is_new.any():
            people = (attendee_key(problem.mentees[one]), attendee_key(problem.mentees[other]))
            yield Broken("apart", people, int(is_new.argmax()) + 1)
