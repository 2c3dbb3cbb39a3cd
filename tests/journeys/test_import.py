"""An organiser brings the spreadsheet of a form service, mends it, and takes the sign-ups out again."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from pairloom.programmes.models import Application, Round
from tests.examples.test_community import PEOPLE_CSV
from tests.support.accessibility import axe, fits_its_screen
from tests.support.browser import PHONE, OpenPage
from tests.support.scenarios import a_round_open_for_sign_up, organiser_of
from tests.support.spreadsheets import a_mentee_row, a_mentor_row, csv_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def round() -> Round:
    return a_round_open_for_sign_up()


def page_of(round: Round, page: str) -> str:
    return f"/programmes/{round.programme.slug}/{round.slug}/organise/{page}/"


def upload(page: Page, file: Path | dict[str, object]) -> None:
    page.get_by_label("Spreadsheet").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Read this file").click()


def looks_right(page: Page) -> None:
    axe(page)
    fits_its_screen(page)


def test_a_sheet_with_mistakes_becomes_sign_ups(open_page: OpenPage, round: Round) -> None:
    page = open_page(organiser_of(round))
    page.goto(page_of(round, "applications"))
    page.get_by_role("link", name="Import").click()
    looks_right(page)
    rows = [
        a_mentee_row("Ana", Firma="Kestrel Systems"),
        a_mentor_row("Bo", Firma="Northlight", Availability="Mon evnings"),
        a_mentee_row("Cy", **{"E-mail": "cy at example.org"}),
        a_mentee_row("Di", Availability="Mon evnings"),
    ]
    upload(page, {"name": "answers.csv", "mimeType": "text/csv", "buffer": csv_of(*rows)})

    expect(page.get_by_role("heading", level=1)).to_have_text("What does each column hold?")
    expect(page.get_by_label("Availability", exact=True)).to_have_value("availability")
    page.get_by_label("Firma").select_option(label="Employer")
    looks_right(page)
    page.get_by_role("button", name="Check the rows").click()

    problem = "rows 3 and 5, Availability: 'evnings' is not a time; did you mean evenings?"
    expect(page.get_by_label(problem)).to_have_value("Mon evnings")
    expect(page.get_by_role("button", name="Import 1 person, leave 3 rows out")).to_be_visible()
    looks_right(page)
    page.get_by_role("button", name="Use “Mon evenings”").click()
    page.get_by_label("row 4, E-mail").fill("cy@example.org")
    page.get_by_role("button", name="Keep these corrections").click()
    assert not Application.objects.exists()
    page.get_by_role("button", name="Import 4 people").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Imported")
    looks_right(page)
    assert set(Application.objects.values_list("person__name", "person__employer")) == {
        ("Ana", "Kestrel Systems"),
        ("Bo", "Northlight"),
        ("Cy", ""),
        ("Di", ""),
    }


def test_an_import_is_taken_back_with_one_button(open_page: OpenPage, round: Round) -> None:
    page = open_page(organiser_of(round))
    page.goto(page_of(round, "import"))
    upload(page, PEOPLE_CSV)
    page.get_by_role("button", name="Check the rows").click()
    page.get_by_role("button", name="Import 161 people").click()
    page.get_by_role("button", name="Take this import back").click()
    expect(page.get_by_text("161 sign-ups were removed again.")).to_be_visible()
    assert not Application.objects.exists()


def test_sign_ups_go_out_to_a_workbook_and_come_back_unchanged(
    open_page: OpenPage, round: Round, tmp_path: Path
) -> None:
    page = open_page(organiser_of(round))
    page.goto(page_of(round, "import"))
    upload(page, PEOPLE_CSV)
    page.get_by_role("button", name="Check the rows").click()
    page.get_by_role("button", name="Import 161 people").click()
    page.goto(page_of(round, "export"))
    looks_right(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the workbook").click()
    workbook = tmp_path / download.value.suggested_filename
    download.value.save_as(workbook)
    assert load_workbook(workbook).worksheets[0].max_row == 162
    page.goto(page_of(round, "import"))
    upload(page, workbook)
    page.get_by_role("button", name="Check the rows").click()
    expect(page.get_by_text("This file changes nothing")).to_be_visible()
    looks_right(page)


def test_the_import_works_on_a_phone(open_page: OpenPage, round: Round) -> None:
    page = open_page(organiser_of(round), viewport=PHONE)
    page.goto(page_of(round, "import"))
    fits_its_screen(page)
    upload(page, PEOPLE_CSV)
    looks_right(page)
    page.get_by_role("button", name="Check the rows").click()
    looks_right(page)
    page.get_by_role("button", name="Import 161 people").click()
    looks_right(page)
