"""Reads the rows of a sign-up sheet into people, and says of every cell that cannot be read where it is and
why.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pairloom.cli.errors import Problems
from pairloom.cli.people_columns import Column, Columns, answer_columns
from pairloom.cli.tables import Table, wrong_width
from pairloom.engines.affinity import TIME_ZONE, Item, Overlap, Profile, Rubric, Shape, Value
from pairloom.engines.cells import (
    CellError,
    Role,
    did_you_mean,
    is_blank,
    place_on,
    read_availability,
    read_list,
    read_number,
    read_role,
    read_time_zone,
    read_timestamps,
    read_whole_number,
    same_key,
    split_level,
)

MOST_PLACES = 1_000_000


@dataclass(frozen=True)
class SignUp:
    """One person's row, read: a profile for each side taken, and how many pairs they want on each."""

    id: str
    role: Role
    profile: Profile
    wants: int
    capacity: int
    minimum: int


@dataclass(frozen=True)
class _Row:
    number: int
    cells: list[str]


def read_rows(
    table: Table, columns: Columns, rubric: Rubric, side: Role, problems: Problems
) -> tuple[list[SignUp], list[str]]:
    """The people in a table, each once, and warnings about who is there more than once."""
    rows = _rows(table, problems)
    kept, warnings = _last_answers(rows, table, columns, problems)
    read = (_sign_up(row, table, columns, rubric, side, problems) for row in kept)
    return [sign_up for sign_up in read if sign_up is not None], warnings


def _rows(table: Table, problems: Problems) -> list[_Row]:
    """Rows as wide as the header; blank cells beyond it are no harm."""
    width = len(table.header)
    found = []
    for chunk in table.chunks():
        for number, row in chunk:
            cells = [cell.strip() for cell in row]
            while len(cells) > width and not cells[-1]:
                cells.pop()
            if len(cells) == width:
                found.append(_Row(number, cells))
            else:
                problems.add(wrong_width(len(cells), width), file=table.path, row=number)
    return found


def _last_answers(
    rows: list[_Row], table: Table, columns: Columns, problems: Problems
) -> tuple[list[_Row], list[str]]:
    """One row for each person: the last complete one by time of signing up, or by place where no time is
    given.
    """
    by_person: dict[str, list[_Row]] = {}
    for row in rows:
        identity = columns.id.text(row.cells)
        if identity:
            by_person.setdefault(same_key(identity), []).append(row)
        else:
            problems.add("is empty.", file=table.path, row=row.number, column=columns.id.heading)
    order = _order(rows, columns)
    kept, warnings = [], []
    for answers in by_person.values():
        last = max(answers, key=lambda row: (_is_complete(row, columns), order[row.number]))
        kept.append(last)
        if len(answers) > 1:
            warnings.append(_repeated(answers, last, table, columns.id.text(last.cells)))
    return kept, warnings


def _repeated(answers: list[_Row], last: _Row, table: Table, identity: str) -> str:
    *numbers, final = (str(row.number) for row in answers)
    which = f"{', '.join(numbers)} and {final} are {'both' if len(numbers) == 1 else 'all'}"
    return f"{table.path}: rows {which} {identity}; row {last.number} counts, the last complete one."


def _order(rows: list[_Row], columns: Columns) -> dict[int, tuple[float, int]]:
    stamps = read_timestamps([columns.signed_up.text(row.cells) for row in rows] if columns.signed_up else [])
    moments = [moment.timestamp() if moment else 0.0 for moment in stamps] or [0.0] * len(rows)
    return {row.number: (moment, row.number) for row, moment in zip(rows, moments, strict=True)}


def _is_complete(row: _Row, columns: Columns) -> bool:
    """Whether a row says what its person takes part as, and anything that can be compared."""
    said = [column.text(row.cells) for column in columns.answers.values()]
    return bool((columns.role is None or columns.role.text(row.cells)) and any(said))


def _sign_up(
    row: _Row, table: Table, columns: Columns, rubric: Rubric, side: Role, problems: Problems
) -> SignUp | None:
    cell = _CellReader(row, table, problems)
    role = side if columns.role is None else cell.role(columns.role)
    if role is None:
        return None
    values = {
        name: value
        for name in sorted(answer_columns(rubric, role) & columns.answers.keys())
        if (value := cell.value(columns.answers[name], name, rubric)) is not None
    }
    identity = columns.id.text(row.cells)
    name = columns.name.text(row.cells) if columns.name else ""
    sign_up = SignUp(
        id=identity,
        role=role,
        profile=Profile(identity, values, name),
        wants=cell.places("wants", columns, rubric) if Role.MENTEE in role else 0,
        capacity=cell.places("capacity", columns, rubric) if Role.MENTOR in role else 0,
        minimum=cell.places("minimum", columns, rubric) if Role.MENTOR in role else 0,
    )
    if sign_up.minimum > sign_up.capacity:
        cell.refuse(columns.numbers.get("minimum", columns.id), "the minimum is above the capacity")
    return sign_up


@dataclass(frozen=True)
class _CellReader:
    """Reads cells of one row; what cannot be read becomes a problem and counts as left open."""

    row: _Row
    table: Table
    problems: Problems

    def refuse(self, column: Column, message: str) -> None:
        """Note a problem with a cell of this row."""
        self.problems.add(
            f"{message}.".replace("?.", "?"),
            file=self.table.path,
            row=self.row.number,
            column=column.heading,
        )

    def role(self, column: Column) -> Role | None:
        try:
            role = read_role(column.text(self.row.cells))
        except CellError as error:
            self.refuse(column, str(error))
            return None
        if role is None:
            self.refuse(column, "is empty; mentor, mentee or both is expected")
        return role

    def places(self, name: str, columns: Columns, rubric: Rubric) -> int:
        """How many pairs: what the cell says, else what the rubric's defaults say (one; no minimum)."""
        usual = rubric.defaults.get(name, 0 if name == "minimum" else 1)
        column = columns.numbers.get(name)
        if column is None:
            return usual
        try:
            number = read_whole_number(column.text(self.row.cells))
        except CellError as error:
            self.refuse(column, str(error))
            return 0
        if number is not None and number > MOST_PLACES:
            self.refuse(column, f"{number} is more than {MOST_PLACES:,}")
            return 0
        return usual if number is None else number

    def value(self, column: Column, name: str, rubric: Rubric) -> Value | None:
        """The answer in a cell, read as the rubric compares it; None where it is left open or unreadable."""
        text = column.text(self.row.cells)
        try:
            if name == TIME_ZONE:
                return read_time_zone(text)
            return _value(text, name, rubric) or None
        except CellError as error:
            self.refuse(column, str(error))
            return None


def _value(text: str, name: str, rubric: Rubric) -> Value | None:
    match rubric.shapes[name]:
        case Shape.HOURS:
            return read_availability(text)
        case Shape.NUMBER:
            return read_number(text)
        case Shape.LIST:
            return _items(read_list(text, rubric.separators), name, rubric)
        case Shape.CHOICE:
            return _choice(text, name, rubric)
        case Shape.TEXT:
            return text


def _items(texts: Iterable[str], name: str, rubric: Rubric) -> tuple[Item, ...]:
    levels = next(
        (
            rubric.scales[entry.levels]
            for entry in rubric.criteria
            if isinstance(entry, Overlap) and entry.levels and name in (entry.mentee, entry.mentor)
        ),
        (),
    )
    return tuple(Item(*split_level(text, levels)) for text in texts)


def _choice(text: str, name: str, rubric: Rubric) -> str:
    """A single answer; where it has to be a place on a scale, one that is there."""
    if is_blank(text):
        return ""
    for entry in rubric.comparisons:
        scale = rubric.scales.get(getattr(entry, "scale", None) or "", ())
        asked = name in (entry.mentee, entry.mentor)
        if scale and asked and place_on(scale, text) is None:
            raise CellError(f"{text!r} is not on the scale {', '.join(scale)}{did_you_mean(text, scale)}")
    return text
