"""Reads the short lists: pins, mentees to keep apart, and who is gone or late on the day."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path

from pairloom.cli.errors import BadInput, Problem, Problems
from pairloom.cli.pair_lists import unknown_id
from pairloom.cli.tables import read_table
from pairloom.cli.timetable.cells import Row, read_rows
from pairloom.cli.timetable.turns import read_turn

APART_COLUMNS = (("a", "b"), ("mentee", "other"))


def read_pins(
    path: Path | None,
    *,
    mentees: Collection[str],
    mentors: Collection[str],
    turns: int,
    problems: Problems,
) -> list[tuple[str, str, int | None]]:
    """mentee,mentor[,turn]; the turn counts from 0, None where any will do."""
    if path is None:
        return []
    pins = []
    for row in read_rows(path, problems, required=("mentee", "mentor"), optional=("turn",)):
        mentee, mentor = _known(row, "mentee", mentees), _known(row, "mentor", mentors)
        turn = _turn_or_none(row, "turn", turns)
        if mentee and mentor:
            pins.append((mentee, mentor, turn))
    return pins


def read_apart(path: Path | None, *, mentees: Collection[str], problems: Problems) -> list[tuple[str, str]]:
    """Pairs of mentees, in the columns a,b or mentee,other."""
    if path is None:
        return []
    header = read_table(path).header
    columns = next((names for names in APART_COLUMNS if set(names) <= set(header)), None)
    if columns is None:
        raise BadInput(Problem("the header should be a,b or mentee,other.", path, 1))
    pairs = []
    for row in read_rows(path, problems, required=columns):
        one, other = (_known(row, column, mentees, noun="mentee") for column in columns)
        if one and one == other:
            row.wrong(columns[1], f"'{one}' cannot be kept apart from themselves.")
        elif one and other:
            pairs.append((one, other))
    return pairs


def read_from_turns(
    path: Path | None, noun: str, known: Collection[str], *, turns: int, must: bool, problems: Problems
) -> dict[str, int | None]:
    """mentee[,from_turn] or mentor[,from_turn]: the turn, from 0, from which something holds for a person.

    `must`: the turn has to be told. None where it is not.
    """
    if path is None:
        return {}
    columns = {"required": (noun, "from_turn")} if must else {"required": (noun,), "optional": ("from_turn",)}
    found: dict[str, int | None] = {}
    for row in read_rows(path, problems, **columns):
        person = _known(row, noun, known)
        if person in found:
            row.wrong(noun, f"'{person}' is listed twice.")
        elif must:
            turn = row.read("from_turn", partial(read_turn, turns=turns), 0)
            found[person] = turn
        else:
            found[person] = _turn_or_none(row, "from_turn", turns)
    found.pop("", None)
    return found


def read_mentees_of(path: Path | None, mentees: Collection[str]) -> set[str] | None:
    """The mentees in a file with a column mentee, such as changes.csv; None for None. Raises BadInput."""
    if path is None:
        return None
    problems = Problems()
    rows = read_rows(path, problems, required=("mentee",), optional=("turn", "old_mentor", "new_mentor"))
    found = {_known(row, "mentee", mentees) for row in rows}
    problems.raise_if_any()
    return found


def read_questions(path: Path | None, mentees: Collection[str]) -> dict[str, str]:
    """mentee,question: what each mentee asked in advance. Raises BadInput."""
    if path is None:
        return {}
    problems = Problems()
    found: dict[str, str] = {}
    for row in read_rows(path, problems, required=("mentee", "question")):
        person = _known(row, "mentee", mentees)
        if person in found:
            row.wrong("mentee", f"'{person}' is listed twice.")
        found[person] = row.text("question")
    problems.raise_if_any()
    return found


def _turn_or_none(row: Row, column: str, turns: int) -> int | None:
    return row.read(column, partial(read_turn, turns=turns), 0) if row.text(column) else None


def _known(row: Row, column: str, ids: Collection[str], *, noun: str = "") -> str:
    """The id in a cell; empty, with a problem told, where nobody has it."""
    value = row.text(column)
    if value in ids:
        return value
    row.wrong(column, unknown_id(value, noun or column, ids))
    return ""
