"""The dry run: what importing a sheet would do, row by row, with nothing written."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext as _

from pairloom.programmes.enums import ApplicationState
from pairloom.programmes.imports.columns import SIDES
from pairloom.programmes.imports.known import NOBODY, Known, changes, known_people
from pairloom.programmes.imports.sheets import Sheet
from pairloom.programmes.imports.sign_ups import (
    Plan,
    Problem,
    ReadRow,
    SignUp,
    problem_at,
    read_rows,
)
from pairloom.programmes.models import Round


class Outcome(Enum):
    """What confirming would do with a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    """The sign-up was changed or withdrawn here after the row was written: that stays."""

    REPEATED = "repeated"
    """The person answered again further down: the later answer counts."""

    PROBLEM = "problem"


@dataclass(frozen=True)
class CheckedRow:
    """One row's outcome. `changed` names what differs; `repeated_by` is the row that counts instead."""

    number: int
    email: str
    outcome: Outcome
    sign_up: SignUp | None = None
    known: Known = NOBODY
    changed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    repeated_by: int | None = None

    @property
    def name(self) -> str:
        said = self.sign_up.profile.get("name") if self.sign_up else None  # type: ignore[call-overload]
        return said or (str(self.known.person) if self.known.person else self.email)


@dataclass(frozen=True)
class DryRun:
    """Every row of a sheet with its outcome."""

    rows: tuple[CheckedRow, ...]

    def with_outcome(self, outcome: Outcome) -> list[CheckedRow]:
        return [row for row in self.rows if row.outcome == outcome]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have which outcome, by its value."""
        found = Counter(row.outcome.value for row in self.rows)
        return {outcome.value: found[outcome.value] for outcome in Outcome}

    @property
    def to_write(self) -> list[CheckedRow]:
        return [row for row in self.rows if row.outcome in {Outcome.NEW, Outcome.CHANGED}]

    @property
    def problems(self) -> list[Problem]:
        return [problem for row in self.rows for problem in row.problems]


def dry_run(*, round: Round, sheet: Sheet, plan: Plan) -> DryRun:
    """What importing would do. A fixed number of queries for any number of rows."""
    read = list(read_rows(sheet, plan))
    counting = _rows_that_count(read)
    known = known_people(round, counting)
    checker = _Checker(sheet, plan, counting, known)
    return DryRun(tuple(map(checker.check, read)))


def _rows_that_count(rows: Iterable[ReadRow]) -> dict[str, ReadRow]:
    """The last answer of each address: by its time where all have one, else by its place."""
    by_address: dict[str, list[ReadRow]] = {}
    for row in rows:
        if row.email:
            by_address.setdefault(row.email, []).append(row)
    return {address: _last(answers) for address, answers in by_address.items()}


def _last(answers: list[ReadRow]) -> ReadRow:
    times = {row.row.number: row.at for row in answers if row.at}
    if len(times) < len(answers):
        return answers[-1]
    return max(answers, key=lambda row: (times[row.row.number], row.row.number))


class _Checker:
    """Settles the outcome of each row, knowing which rows count and what is known of their people."""

    def __init__(
        self, sheet: Sheet, plan: Plan, counting: Mapping[str, ReadRow], known: Mapping[str, Known]
    ) -> None:
        self._sheet = sheet
        self._plan = plan
        self._counting = counting
        self._known = known

    def check(self, read: ReadRow) -> CheckedRow:
        number, email = read.row.number, read.email or ""
        counts = self._counting.get(email, read).row.number
        if counts != number:
            return CheckedRow(number, email, Outcome.REPEATED, repeated_by=counts)
        known = self._known.get(email, NOBODY)
        problems = read.problems or self._problems_with(read, known)
        if problems or read.sign_up is None:
            return CheckedRow(number, email, Outcome.PROBLEM, known=known, problems=problems)
        outcome, changed = _outcome(read.sign_up, known)
        return CheckedRow(number, email, outcome, read.sign_up, known, tuple(changed))

    def _problems_with(self, read: ReadRow, known: Known) -> tuple[Problem, ...]:
        """What is wrong only in the light of what is known: somebody new must say on which side."""
        if read.sign_up is None or read.sign_up.sides or known.takes_part:
            return ()
        message = _("it does not say whether this is a mentor or a mentee")
        return (problem_at(self._sheet, self._plan, read.row, SIDES, message),)


def _outcome(sign_up: SignUp, known: Known) -> tuple[Outcome, list[str]]:
    """A sign-up that was changed or withdrawn here after the row was written stays as it is."""
    application = known.application
    if application is None or application.state == ApplicationState.DRAFT:
        return Outcome.NEW, []
    changed = changes(sign_up, known)
    if known.takes_part and not changed:
        return Outcome.UNCHANGED, []
    is_newer_here = sign_up.at is not None and sign_up.at < application.changed_at.replace(microsecond=0)
    if is_newer_here or (sign_up.at is None and not known.takes_part):
        return Outcome.KEPT, changed
    return (Outcome.CHANGED if known.takes_part else Outcome.NEW), changed
