"""Reads who comes: mentees.csv and mentors.csv, with the turns in which they are there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pairloom.cli.errors import Problems
from pairloom.cli.pair_lists import unknown_id
from pairloom.cli.timetable.cells import Row, read_rows, whole_number
from pairloom.cli.timetable.turns import read_turn, read_turns
from pairloom.engines.cells.spelling import same_key

MENTEE_COLUMNS = ("name", "from_turn", "to_turn", "most", "wishes")
MENTOR_COLUMNS = ("name", "table", "turns", "least", "group")


@dataclass(frozen=True)
class Mentee:
    """One row of mentees.csv."""

    id: str
    name: str
    present: tuple[bool, ...]
    most: int
    wishes: tuple[str, ...]
    row: int


@dataclass(frozen=True)
class Mentor:
    """One row of mentors.csv. The table is the place in the file where the row names none."""

    id: str
    seats: int
    name: str
    table: str
    staffed: tuple[bool, ...]
    least: int
    group: str
    row: int


def read_mentees(path: Path, *, turns: int, problems: Problems) -> dict[str, Mentee]:
    """By id, in the file's order. Adds what is wrong to `problems`."""
    found: dict[str, Mentee] = {}
    for row in read_rows(path, problems, required=("id",), optional=MENTEE_COLUMNS):
        person = _new_id(row, found)
        if person is None:
            continue
        found[person] = Mentee(
            id=person,
            name=row.text("name"),
            present=_presence(row, turns),
            most=min(row.whole("most", turns), turns),
            wishes=tuple(filter(None, map(str.strip, row.text("wishes").split(";")))),
            row=row.number,
        )
    return found


def read_mentors(path: Path, *, turns: int, problems: Problems, first_table: int = 1) -> dict[str, Mentor]:
    """By id, in the file's order. Adds what is wrong to `problems`."""
    found: dict[str, Mentor] = {}
    for row in read_rows(path, problems, required=("id", "seats"), optional=MENTOR_COLUMNS):
        person = _new_id(row, found)
        if person is None:
            continue
        found[person] = Mentor(
            id=person,
            seats=row.read("seats", whole_number, 0),
            name=row.text("name"),
            table=row.text("table") or str(first_table + len(found)),
            staffed=row.read("turns", partial(read_turns, turns=turns), (True,) * turns),
            least=row.whole("least", 0),
            group=same_key(row.text("group")),
            row=row.number,
        )
    return found


def check_wishes(
    path: Path, mentees: dict[str, Mentee], mentors: Collection[str], problems: Problems
) -> None:
    """Adds a problem for every wished mentor who is not there."""
    for mentee in mentees.values():
        for wish in mentee.wishes:
            if wish not in mentors:
                message = unknown_id(wish, "mentor", mentors)
                problems.add(message, file=path, row=mentee.row, column="wishes")


def check_tables(path: Path, mentors: dict[str, Mentor], problems: Problems) -> None:
    """Adds a problem where two mentors sit at one table in the same turn."""
    at_table: dict[tuple[str, int], Mentor] = {}
    told = set()
    for mentor in mentors.values():
        for turn in (turn for turn, there in enumerate(mentor.staffed) if there):
            other = at_table.setdefault((mentor.table, turn), mentor)
            if other is not mentor and mentor.id not in told:
                told.add(mentor.id)
                message = f"'{mentor.table}' is taken by {other.id} of row {other.row} in turn {turn + 1}."
                problems.add(message, file=path, row=mentor.row, column="table")


def _new_id(row: Row, found: dict[str, Mentee] | dict[str, Mentor]) -> str | None:
    person = row.text("id")
    if not person:
        row.wrong("id", "is empty; every row needs an id.")
    elif person in found:
        row.wrong("id", f"'{person}' is already in row {found[person].row}.")
    else:
        return person
    return None


def _presence(row: Row, turns: int) -> tuple[bool, ...]:
    read = partial(read_turn, turns=turns)
    first = row.read("from_turn", read, 0) if row.text("from_turn") else 0
    last = row.read("to_turn", read, turns - 1) if row.text("to_turn") else turns - 1
    if first > last:
        row.wrong("to_turn", f"is before from_turn: {last + 1} against {first + 1}.")
    return tuple(first <= turn <= last for turn in range(turns))
