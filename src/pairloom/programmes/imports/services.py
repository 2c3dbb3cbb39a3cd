"""The life of an import: started, columns chosen, cells mended, confirmed once, perhaps taken back."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from pairloom.core import audit, clock
from pairloom.core.errors import InvalidError, RefusedError, StaleError
from pairloom.people.models import Person
from pairloom.programmes.bridge import header_key
from pairloom.programmes.enums import ApplicationSource, Side
from pairloom.programmes.imports.applying import ask_new_questions, write_sign_ups
from pairloom.programmes.imports.checking import Outcome, dry_run
from pairloom.programmes.imports.columns import (
    CAPACITY,
    EMAIL,
    IGNORED,
    NEW_QUESTION,
    SIDES,
    WANTS,
    columns_of,
)
from pairloom.programmes.imports.queries import can_be_taken_back, plan_of, sheet_of
from pairloom.programmes.imports.reading import read_sheet
from pairloom.programmes.imports.recognising import recognised
from pairloom.programmes.imports.sheets import Sheet
from pairloom.programmes.imports.sign_ups import Plan
from pairloom.programmes.models import Application, ImportedColumn, Round, SheetImport

KEPT_UNCONFIRMED = timedelta(days=7)
_LONGEST_KEY = 200

Cells = Mapping[tuple[int, int], str]
"""Texts by row number and place of the column."""


def start_import(*, round: Round, data: bytes, file_name: str, by: Person) -> SheetImport:
    """Read an uploaded file and recognise its columns. Nothing of the round changes. Raises InvalidError."""
    started = SheetImport(round=round, made_by=by, file_name=file_name[-200:])
    _fill(started, read_sheet(data))
    sheet = sheet_of(started)
    remembered = dict(round.programme.imported_columns.values_list("header", "holds"))
    found = recognised(sheet, columns_of(round), remembered)
    started.columns = {str(place): key for place, key in found.items() if key != IGNORED}
    started.save()
    return started


def replace_file(*, sheet_import: SheetImport, data: bytes, file_name: str) -> None:
    """Take a corrected file instead. Columns of the same name keep what they hold; mended cells do not."""
    _refuse_if_confirmed(sheet_import)
    sheet = read_sheet(data)
    held = {header_key(sheet_import.header[int(place)]): key for place, key in sheet_import.columns.items()}
    found = recognised(sheet, columns_of(sheet_import.round), held)
    sheet_import.file_name = file_name[-200:]
    sheet_import.columns = {str(place): key for place, key in found.items()}
    sheet_import.corrections = {}
    _fill(sheet_import, sheet)
    sheet_import.save()


def choose_columns(*, sheet_import: SheetImport, holds: Mapping[int, str], everybody: Side | None) -> None:
    """Say what each column holds; a column that is not named is ignored.

    Raises InvalidError by field: `column-<place>` or `everybody`.
    """
    _refuse_if_confirmed(sheet_import)
    faults = _faults(sheet_import, holds, everybody)
    if faults:
        raise InvalidError(_("Not every column is clear yet."), faults)
    sheet_import.columns = {str(place): key for place, key in holds.items()}
    sheet_import.everybody = "" if SIDES in holds.values() or everybody is None else everybody
    sheet_import.save(update_fields=["columns", "everybody"])


def correct_cells(*, sheet_import: SheetImport, cells: Cells) -> None:
    """Read these cells as if they said something else. The file itself stays as it is."""
    _refuse_if_confirmed(sheet_import)
    for (row, place), text in cells.items():
        sheet_import.corrections.setdefault(str(row), {})[str(place)] = text
    sheet_import.save(update_fields=["corrections"])


@transaction.atomic
def confirm_import(*, sheet_import: SheetImport, left_out: int, by: Person) -> SheetImport:
    """Write everything, once however often it is confirmed, and forget the rows.

    `left_out` is how many rows with problems the person was shown as being left out; StaleError where it has
    become another number since.
    """
    locked = (
        SheetImport.objects.select_for_update().select_related("round__programme").get(pk=sheet_import.pk)
    )
    if locked.confirmed_at:
        return locked
    plan = ask_new_questions(round=locked.round, plan=plan_of(locked), by=by)
    found = dry_run(round=locked.round, sheet=sheet_of(locked), plan=plan)
    if found.counts[Outcome.PROBLEM.value] != left_out:
        raise StaleError(_("Something changed since you looked. Please look once more, then confirm."))
    new = write_sign_ups(
        round=locked.round,
        sign_ups=[(row.sign_up, row.known) for row in found.to_write if row.sign_up],
        source=ApplicationSource.IMPORT,
    )
    _remember_columns(locked, plan)
    locked.counts = found.counts
    locked.added = [application.pk for application in new]
    locked.confirmed_at = clock.now()
    locked.header, locked.rows, locked.notes, locked.corrections = [], [], [], {}
    locked.save()
    audit.record("imported sign-ups", locked.round, by=by, source=audit.reference(locked), **found.counts)
    return locked


@transaction.atomic
def take_back_import(*, sheet_import: SheetImport, by: Person) -> int:
    """Remove the applications that the import made and nobody changed since; says how many.

    What it changed about people who took part before stays. Refused once the pairs are meeting.
    """
    locked = SheetImport.objects.select_for_update().get(pk=sheet_import.pk)
    if not can_be_taken_back(locked):
        raise RefusedError(_("This import can no longer be taken back."))
    unchanged = Application.objects.filter(
        pk__in=locked.added, source=ApplicationSource.IMPORT, changed_at__lte=locked.confirmed_at
    )
    count = unchanged.count()
    unchanged.delete()
    locked.taken_back_at = clock.now()
    locked.save(update_fields=["taken_back_at"])
    audit.record("took an import back", locked.round, by=by, source=audit.reference(locked), removed=count)
    return count


def discard_import(*, sheet_import: SheetImport) -> None:
    """Forget an import that was not confirmed, with all its rows."""
    _refuse_if_confirmed(sheet_import)
    sheet_import.delete()


def forget_unconfirmed() -> int:
    """Delete imports that nobody confirmed for a week; says how many."""
    old = SheetImport.objects.filter(confirmed_at=None, changed_at__lt=clock.now() - KEPT_UNCONFIRMED)
    count = old.count()
    old.delete()
    return count


def _fill(sheet_import: SheetImport, sheet: Sheet) -> None:
    sheet_import.header = list(sheet.header)
    sheet_import.rows = [[row.number, list(row.cells), row.surplus] for row in sheet.rows]
    sheet_import.notes = list(sheet.notes)


def _refuse_if_confirmed(sheet_import: SheetImport) -> None:
    if sheet_import.confirmed_at:
        raise RefusedError(_("This import was confirmed already. Start a new one to change more."))


def _faults(sheet_import: SheetImport, holds: Mapping[int, str], everybody: Side | None) -> dict[str, str]:
    columns = columns_of(sheet_import.round)
    faults: dict[str, str] = {}
    first: dict[str, int] = {}
    for place, key in sorted(holds.items()):
        if key == NEW_QUESTION:
            continue
        if key not in columns:
            faults[f"column-{place}"] = _("Choose one of the list.")
        elif key in first:
            other = sheet_import.header[first[key]]
            faults[f"column-{place}"] = _("“%s” is said to hold the same. Choose one of them.") % other
        first.setdefault(key, place)
    if EMAIL not in first:
        faults["email"] = _("Say which column holds the e-mail addresses: by them we know people again.")
    if not {SIDES, CAPACITY, WANTS} & first.keys() and everybody is None:
        faults["everybody"] = _("No column says who is a mentor. Say what the people in this file are.")
    return faults


def _remember_columns(sheet_import: SheetImport, plan: Plan) -> None:
    holds = {place: column.key for place, column in plan.columns.items()}
    rows: dict[str, ImportedColumn] = {}
    for place, header in enumerate(sheet_import.header):
        key = header_key(header)[:_LONGEST_KEY]
        if key:
            said = holds.get(place, IGNORED)
            rows.setdefault(
                key, ImportedColumn(programme=sheet_import.round.programme, header=key, holds=said)
            )
    ImportedColumn.objects.bulk_create(
        rows.values(), update_conflicts=True, unique_fields=["programme", "header"], update_fields=["holds"]
    )
