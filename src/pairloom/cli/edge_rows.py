"""Reads edges.csv: millions of rows fast, and every bad one with its row and column.

Whole chunks of rows are checked at once; only a chunk in which something is wrong is gone through row by row.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pairloom.cli.errors import Problems
from pairloom.cli.pair_lists import unknown_id
from pairloom.cli.tables import Chunk, Table, check_header, read_table, wrong_width
from pairloom.engines.assignment.problem import Ints

TOP_SCORE = 1e9
DIGITS = frozenset("0123456789.")
NUMBER = re.compile(r"\+?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
FLOAT_DIGITS = 15  # so many decimal digits a float always holds


@dataclass(frozen=True, eq=False)
class EdgeRows:
    """The edges as columns: positions in the lists of people, scores, and how many decimals these have."""

    mentee: Ints
    mentor: Ints
    score: NDArray[np.float64]
    decimals: int
    exact: bool  # False where a score has more digits than a float holds

    @property
    def top(self) -> float:
        return float(self.score.max()) if self.score.size else 0.0


@dataclass
class _Columns:
    mentee: list[Ints]
    mentor: list[Ints]
    score: list[NDArray[np.float64]]
    row: list[Ints]
    decimals: int = 0
    exact: bool = True


def read_edges(path: Path, mentees: dict[str, int], mentors: dict[str, int], problems: Problems) -> EdgeRows:
    """All rows of a file with the columns mentee, mentor and score. Adds what is wrong to `problems`.

    `mentees` and `mentors` are the known ids in the order in which positions count.
    """
    table = read_table(path)
    check_header(table, required=("mentee", "mentor", "score"))
    at = tuple(table.header.index(name) for name in ("mentee", "mentor", "score"))
    places = {person: place for place, person in enumerate(mentees)}
    mentor_places = {person: place for place, person in enumerate(mentors)}
    columns = _Columns([], [], [], [])
    for chunk in table.chunks():
        if not _read_chunk(chunk, at, places, mentor_places, columns):
            good = _good_rows(table, chunk, at, places, mentor_places, problems)
            _read_chunk(good, at, places, mentor_places, columns)
    rows = EdgeRows(
        np.concatenate([*columns.mentee, np.zeros(0, np.int64)]),
        np.concatenate([*columns.mentor, np.zeros(0, np.int64)]),
        np.concatenate([*columns.score, np.zeros(0)]),
        columns.decimals,
        columns.exact,
    )
    numbers = np.concatenate([*columns.row, np.zeros(0, np.int64)])
    _check_repeats(table, rows, numbers, mentees, mentors, problems)
    return rows


def _read_chunk(
    chunk: Chunk, at: tuple[int, ...], mentees: dict[str, int], mentors: dict[str, int], columns: _Columns
) -> bool:
    """Add a chunk to the columns if it is all good; else leave them as they are and say False."""
    rows = chunk.rows
    if not rows:
        return True
    if set(map(len, rows)) != {3}:
        return False
    cells = list(zip(*rows, strict=True))
    mentee = _positions(cells[at[0]], mentees)
    mentor = _positions(cells[at[1]], mentors)
    texts = cells[at[2]]
    if mentee is None or mentor is None or not all(texts):
        return False
    plain = set().union(*texts) <= DIGITS
    texts = texts if plain else tuple(map(str.strip, texts))
    if not plain and not all(map(NUMBER.fullmatch, texts)):
        return False
    try:
        score = np.array(list(map(float, texts)))
    except ValueError:
        return False
    if not np.all(score <= TOP_SCORE):
        return False
    decimals, exact = _precision(texts, odd=not plain)
    columns.mentee.append(mentee)
    columns.mentor.append(mentor)
    columns.score.append(score)
    columns.row.append(np.array(chunk.numbers, np.int64))
    columns.decimals = max(columns.decimals, decimals)
    columns.exact &= exact
    return True


def _positions(cells: Iterable[str], people: dict[str, int]) -> Ints | None:
    found = list(map(people.get, cells))
    if None in found:
        found = [people.get(cell.strip()) for cell in cells]
        if None in found:
            return None
    return np.array(found, np.int64)


def _precision(texts: Sequence[str], *, odd: bool) -> tuple[int, bool]:
    """The most decimals among the scores, trailing zeros aside; whether floats hold all as spelled."""
    spelled = [f"{float(text):.18f}" if "e" in text.lower() else text for text in texts] if odd else texts
    trimmed = [text.rstrip("0") for text in spelled if "." in text]
    decimals = max([len(text) - text.index(".") - 1 for text in trimmed], default=0)
    long = [text for text in trimmed if len(text) > FLOAT_DIGITS + 1]
    return decimals, all(Decimal(text) == Decimal(repr(float(text))) for text in long)


def _good_rows(
    table: Table,
    chunk: Chunk,
    at: tuple[int, ...],
    mentees: dict[str, int],
    mentors: dict[str, int],
    problems: Problems,
) -> Chunk:
    """The rows of a chunk that can be used; the others become problems."""
    numbers: list[int] = []
    rows: list[list[str]] = []
    for number, row in chunk:
        if len(row) != 3:
            problems.add(wrong_width(len(row), 3), file=table.path, row=number)
            continue
        wrong = False
        for place, name, ids in ((at[0], "mentee", mentees), (at[1], "mentor", mentors)):
            if row[place].strip() not in ids:
                wrong = True
                message = "" if problems.full else unknown_id(row[place].strip(), name, ids)
                problems.add(message, file=table.path, row=number, column=name)
        message = wrong_score(row[at[2]].strip())
        if message:
            problems.add(message, file=table.path, row=number, column="score")
        elif not wrong:
            numbers.append(number)
            rows.append(row)
    return Chunk(numbers, rows)


def wrong_score(text: str) -> str:
    """What is wrong with a score, or nothing."""
    if not text:
        return "is empty; a number from 0 to 1,000,000,000 is expected."
    if NUMBER.fullmatch(text) and float(text) <= TOP_SCORE:
        return ""
    hint = ""
    if NUMBER.fullmatch(text.replace(",", ".")):
        hint = " Write decimals with a point."
    elif text.startswith("-") and NUMBER.fullmatch(text[1:]) and math.isfinite(float(text[1:])):
        hint = " Leave out the pairs that must not be, or list them as bans."
    return f"'{text}' is not a number from 0 to 1,000,000,000.{hint}"


def _check_repeats(
    table: Table,
    rows: EdgeRows,
    numbers: Ints,
    mentees: dict[str, int],
    mentors: dict[str, int],
    problems: Problems,
) -> None:
    key = rows.mentee * max(len(mentors), 1) + rows.mentor
    order = np.argsort(key, kind="stable")
    again = np.flatnonzero(key[order[1:]] == key[order[:-1]])
    if not again.size:
        return
    mentee_ids, mentor_ids = list(mentees), list(mentors)
    for at in again[np.argsort(numbers[order[again + 1]])]:
        first, second = order[at], order[at + 1]
        pair = f"{mentee_ids[rows.mentee[second]]} and {mentor_ids[rows.mentor[second]]}"
        problems.add(
            f"{pair} are already in row {numbers[first]}.", file=table.path, row=int(numbers[second])
        )
