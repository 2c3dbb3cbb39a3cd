"""Rows of a sheet read into sign-ups: what each person says, whatever is known of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import Any

from django.utils.translation import gettext as _

from pairloom.core.errors import InvalidError
from pairloom.people.enums import ProfilePart
from pairloom.programmes.bridge import CellError, read_timestamps
from pairloom.programmes.enums import Side
from pairloom.programmes.imports.columns import (
    AGREED,
    CAPACITY,
    EMAIL,
    FIRST_NAME,
    LAST_NAME,
    SIDES,
    SIGNED_UP,
    WANTS,
    Column,
)
from pairloom.programmes.imports.sheets import Row, Sheet
from pairloom.programmes.kinds import kind_of
from pairloom.programmes.services.applications import MOST_MENTEES, MOST_MENTORS

_LONGEST_HEADER = 60


@dataclass(frozen=True)
class SignUp:
    """What somebody says in one row. What is not in `profile` and `answers`, they say nothing about."""

    email: str
    profile: Mapping[ProfilePart, Any] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    """Values by question key, as `kinds.Kind.check` gives them."""

    sides: frozenset[Side] | None = None
    capacity: int | None = None
    wants: int | None = None
    agreed: bool = False
    at: datetime | None = None


@dataclass(frozen=True)
class Problem:
    """Something that keeps a row out. `place` is the column's, None where it is about the whole row."""

    row: int
    message: str
    place: int | None = None
    heading: str = ""
    cell: str = ""

    def __str__(self) -> str:
        where = _("row %d") % self.row
        return f"{where}, {self.heading}: {self.message}" if self.heading else f"{where}: {self.message}"


@dataclass(frozen=True)
class ReadRow:
    """A row with all that was understood of it. Without an address there is no sign-up."""

    row: Row
    email: str | None
    at: datetime | None
    sign_up: SignUp | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Plan:
    """How to read a sheet: what each column holds, and the side of all where no column tells it."""

    columns: Mapping[int, Column]
    everybody: frozenset[Side] | None = None
    zone: tzinfo = UTC
    """What the clock shows by which the timestamps were written, where they do not say UTC."""


def shown_heading(header: str) -> str:
    """A column's header as a message names it."""
    plain = " ".join(header.split()).rstrip("?:* ")
    return plain if len(plain) <= _LONGEST_HEADER else f"{plain[:_LONGEST_HEADER].rstrip()}…"


def problem_at(sheet: Sheet, plan: Plan, row: Row, key: str | None, message: str) -> Problem:
    """A problem in the cell of the column that holds `key`, or where none does, with the row."""
    place = next((place for place, column in plan.columns.items() if column.key == key), None)
    if place is None:
        return Problem(row.number, message)
    return Problem(row.number, message, place, shown_heading(sheet.header[place]), row.cells[place])


def read_rows(sheet: Sheet, plan: Plan) -> Iterator[ReadRow]:
    """Every row in the sheet's order."""
    moments = _moments(sheet, plan)
    for row, at in zip(sheet.rows, moments, strict=True):
        yield _RowReader(sheet, plan, row).read(at)


def _moments(sheet: Sheet, plan: Plan) -> Sequence[datetime | None]:
    place = next((place for place, column in plan.columns.items() if column.key == SIGNED_UP), None)
    if place is None:
        return [None] * len(sheet.rows)
    cells = [row.cells[place] for row in sheet.rows]
    zones = [UTC if cell.endswith(("UTC", "Z")) else plan.zone for cell in cells]
    read = read_timestamps(cells)
    return [moment and moment.replace(tzinfo=zone) for moment, zone in zip(read, zones, strict=True)]


class _RowReader:
    """Reads one row, gathering every problem on the way."""

    def __init__(self, sheet: Sheet, plan: Plan, row: Row) -> None:
        self._sheet = sheet
        self._plan = plan
        self._row = row
        self._problems: list[Problem] = []
        self._places = {column.key: place for place, column in plan.columns.items()}

    def read(self, at: datetime | None) -> ReadRow:
        values = {column.key: self._value(place, column) for place, column in self._plan.columns.items()}
        email = values.get(EMAIL)
        if self._row.surplus:
            self._problem(
                None, _("the row has more cells than the header has columns; is a separator too much?")
            )
        if email is None and not self._has_problem(EMAIL):
            self._problem(EMAIL, _("an e-mail address is needed: by it we know people again"))
        sides = self._sides(values)
        self._check_places(values, sides)
        if values.get(AGREED) is False:
            self._problem(AGREED, _("the code of conduct was not accepted"))
        sign_up = SignUp(
            email=email or "",
            profile=self._profile(values),
            answers=self._answers(values),
            sides=sides,
            capacity=values.get(CAPACITY),
            wants=values.get(WANTS),
            agreed=bool(values.get(AGREED)),
            at=at,
        )
        is_whole = not self._problems
        return ReadRow(self._row, email, at, sign_up if is_whole else None, tuple(self._problems))

    def _value(self, place: int, column: Column) -> Any:
        if column.key == SIGNED_UP:
            return None
        try:
            return column.read(self._row.cells[place])
        except CellError as error:
            self._problem(column.key, str(error))
            return None

    def _problem(self, key: str | None, message: str) -> None:
        self._problems.append(problem_at(self._sheet, self._plan, self._row, key, message))

    def _has_problem(self, key: str) -> bool:
        return any(problem.place == self._places.get(key) for problem in self._problems)

    def _sides(self, values: Mapping[str, Any]) -> frozenset[Side] | None:
        """The sides that the row names, else those of everybody, else those whose number is there."""
        said: frozenset[Side] | None = values.get(SIDES) or self._plan.everybody
        if said is not None:
            return said
        numbers = {Side.MENTEE: values.get(WANTS), Side.MENTOR: values.get(CAPACITY)}
        return frozenset(side for side, number in numbers.items() if number is not None) or None

    def _check_places(self, values: Mapping[str, Any], sides: frozenset[Side] | None) -> None:
        capacity, wants = values.get(CAPACITY), values.get(WANTS)
        if sides and Side.MENTOR in sides and capacity is not None and capacity > MOST_MENTEES:
            self._problem(CAPACITY, _("a mentor takes 0 to %d mentees") % MOST_MENTEES)
        if sides and Side.MENTEE in sides and wants is not None and not 1 <= wants <= MOST_MENTORS:
            self._problem(WANTS, _("a mentee has 1 to %d mentors") % MOST_MENTORS)

    def _profile(self, values: Mapping[str, Any]) -> dict[ProfilePart, Any]:
        profile = {part: values[part] for part in ProfilePart if values.get(part) is not None}
        names = [values[key] for key in (FIRST_NAME, LAST_NAME) if values.get(key)]
        if names and ProfilePart.NAME not in profile:
            profile[ProfilePart.NAME] = " ".join(names)
        return profile

    def _answers(self, values: Mapping[str, Any]) -> dict[str, Any]:
        parts: dict[str, dict[str, Any]] = {}
        columns = [column for column in self._plan.columns.values() if column.question]
        for column in columns:
            if column.question and values.get(column.key) is not None:
                parts.setdefault(column.question.key, {})[column.part] = values[column.key]
        answers = {}
        for column in columns:
            question = column.question
            if question is None or question.key not in parts or question.key in answers:
                continue
            entered = parts[question.key]
            try:
                answers[question.key] = kind_of(question).check(question, entered.get("", entered))
            except InvalidError as error:
                self._problem(column.key, _as_clause(error.fields[question.key]))
        return {key: value for key, value in answers.items() if value is not None}


def _as_clause(sentence: str) -> str:
    """A form's sentence as the end of "row 17, Availability: ..."."""
    return sentence[:1].lower() + sentence[1:].rstrip(".")
