"""Imports as they wait and as they were: what is in them, and what confirming one would do."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC

from django.db.models import QuerySet

from pairloom.programmes.enums import PhaseKind, Side
from pairloom.programmes.imports.checking import DryRun, dry_run
from pairloom.programmes.imports.columns import NEW_QUESTION, columns_of, new_question_column
from pairloom.programmes.imports.sheets import Row, Sheet
from pairloom.programmes.imports.sign_ups import Plan
from pairloom.programmes.models import Round, SheetImport
from pairloom.programmes.queries import phases_with_state


def sheet_of(sheet_import: SheetImport) -> Sheet:
    """The sheet as it waits, with the cells that were mended."""
    rows = []
    for number, cells, surplus in sheet_import.rows:
        row = Row(number, tuple(cells), surplus)
        mended = sheet_import.corrections.get(str(number), {})
        rows.append(_mended(row, {int(place): text for place, text in mended.items()}) if mended else row)
    return Sheet(tuple(sheet_import.header), tuple(rows), tuple(sheet_import.notes))


def plan_of(sheet_import: SheetImport) -> Plan:
    """How the sheet is to be read, as far as the round still asks the same."""
    known = columns_of(sheet_import.round)
    columns = {}
    for place, key in sorted((int(place), key) for place, key in sheet_import.columns.items()):
        if key == NEW_QUESTION:
            columns[place] = new_question_column(place, sheet_import.header[place])
        elif key in known:
            columns[place] = known[key]
    everybody = frozenset({Side(sheet_import.everybody)}) if sheet_import.everybody else None
    zone = sheet_import.made_by.zone if sheet_import.made_by else UTC
    return Plan(columns, everybody, zone)


def check_import(sheet_import: SheetImport) -> DryRun:
    """What confirming would do now."""
    return dry_run(round=sheet_import.round, sheet=sheet_of(sheet_import), plan=plan_of(sheet_import))


def waiting_imports(round: Round) -> QuerySet[SheetImport]:
    """What was uploaded and not confirmed, without its rows."""
    return (
        round.sheet_imports.filter(confirmed_at=None).select_related("made_by").defer("rows", "corrections")
    )


def past_imports(round: Round) -> QuerySet[SheetImport]:
    """What was imported, the latest first."""
    return (
        round.sheet_imports.exclude(confirmed_at=None).select_related("made_by").defer("rows", "corrections")
    )


def can_be_taken_back(sheet_import: SheetImport) -> bool:
    """While it made somebody take part, and the round's pairs do not meet yet."""
    if not sheet_import.confirmed_at or sheet_import.taken_back_at or not sheet_import.added:
        return False
    running = [phase for phase in phases_with_state(sheet_import.round) if phase.kind == PhaseKind.RUNNING]
    return all(phase.is_future for phase in running)


def _mended(row: Row, texts: Mapping[int, str]) -> Row:
    cells = [texts.get(place, cell).strip() for place, cell in enumerate(row.cells)]
    return replace(row, cells=tuple(cells))
