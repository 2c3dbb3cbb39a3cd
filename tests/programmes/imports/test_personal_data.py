"""Uploaded rows are handed over with the person's data, and go when the person goes."""

import pytest

from pairloom.programmes.imports.personal_data import erase_rows, export_rows
from pairloom.programmes.imports.services import confirm_import, correct_cells
from pairloom.programmes.models import SheetImport
from tests.support.scenarios import a_person, a_round_open_for_sign_up, organiser_of
from tests.support.spreadsheets import a_mentee_row, a_started_import

pytestmark = pytest.mark.django_db


def test_rows_that_wait_are_handed_over() -> None:
    a_started_import(a_round_open_for_sign_up(), a_mentee_row("Ana"), a_mentee_row("Bo"))
    (row,) = export_rows(a_person("Ana"))
    assert row["round"] == "Spring"
    assert "Availability: weekday evenings" in row["row"]
    assert "Bo" not in row["row"]


def test_erasing_takes_the_rows_out_of_every_waiting_sheet() -> None:
    round = a_round_open_for_sign_up()
    started = a_started_import(
        round, a_mentee_row("Ana", **{"E-mail": "Ana@Example.org"}), a_mentee_row("Bo")
    )
    mended = a_started_import(round, a_mentee_row("Ana", **{"E-mail": "ana"}))
    correct_cells(sheet_import=mended, cells={(2, 0): "ana@example.org"})
    erase_rows(a_person("Ana"))
    started.refresh_from_db()
    mended.refresh_from_db()
    assert [row[1][0] for row in started.rows] == ["bo@example.org"]
    assert (mended.rows, mended.corrections) == ([], {})


def test_a_confirmed_import_holds_nothing_of_anybody() -> None:
    round = a_round_open_for_sign_up()
    started = a_started_import(round, a_mentee_row("Ana"))
    confirm_import(sheet_import=started, left_out=0, by=organiser_of(round))
    assert export_rows(a_person("Ana")) == []
    assert "ana" not in str(vars(SheetImport.objects.get())).lower()
