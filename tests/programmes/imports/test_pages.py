"""The pages of an import, as an organiser meets them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pairloom.programmes.imports.services import confirm_import
from pairloom.programmes.models import Application, Round, SheetImport
from tests.examples.test_community import PEOPLE_CSV
from tests.support.queries import SameQueries, queries_for
from tests.support.scenarios import a_mentee, a_person, a_round_open_for_sign_up, organiser_of
from tests.support.spreadsheets import a_mentee_row, a_mentor_row, a_started_import, csv_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def round() -> Round:
    return a_round_open_for_sign_up()


@pytest.fixture
def organiser(client: Client, round: Round) -> Client:
    client.force_login(organiser_of(round))
    return client


def address(page: str, round: Round, *more: object) -> str:
    return reverse(f"programmes:{page}", args=[round.programme.slug, round.slug, *more])


def text(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200, where
    return " ".join(answer.content.decode().split())


def a_file(data: bytes, name: str = "people.csv") -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, data)}


def test_a_file_goes_through_columns_and_check_to_done(organiser: Client, round: Round) -> None:
    uploaded = organiser.post(
        address("import", round), a_file(csv_of(a_mentee_row("Ana"), a_mentor_row("Bo")))
    )
    started = SheetImport.objects.get()
    assert uploaded.headers["Location"] == address("import-columns", round, started.pk)
    page = text(organiser, uploaded.headers["Location"])
    assert "ana@example.org" in page
    assert '<option value="availability" selected>' in page
    kept = {f"column-{place}": key for place, key in started.columns.items()}
    checked = organiser.post(uploaded.headers["Location"], kept)
    assert "Import 2 people" in text(organiser, checked.headers["Location"])
    done = organiser.post(address("import-confirm", round, started.pk), {"left_out": 0})
    assert "Take this import back" in text(organiser, done.headers["Location"])
    assert Application.objects.count() == 2


def test_problems_are_told_mended_and_kept(organiser: Client, round: Round) -> None:
    rows = a_mentee_row("Ana", Availability="Evnings"), a_mentee_row("Bo", Availability="Evnings")
    started = a_started_import(round, *rows, a_mentee_row("Cy", **{"E-mail": "cy"}))
    check = address("import-check", round, started.pk)
    page = text(organiser, check)
    assert (
        "<strong>rows 2 and 3, Availability:</strong> &#x27;evnings&#x27; is not a time; did you mean" in page
    )
    assert "leave 3 rows out" not in page
    organiser.post(check, {"cell-3-2": "Evnings", "cell-0-4": "cy@example.org", "use": "cell-3-2"})
    page = text(organiser, check)
    assert "Import 3 people" in page
    assert "with a problem</h2>" not in page


def test_a_cell_that_is_still_wrong_stays_as_it_was_entered(organiser: Client, round: Round) -> None:
    started = a_started_import(round, a_mentee_row("Ana", Availability="evnings"))
    check = address("import-check", round, started.pk)
    organiser.post(check, {"cell-3-2": "when it rains"})
    assert 'value="when it rains"' in text(organiser, check)


def test_what_is_no_table_is_said_beside_the_file(organiser: Client, round: Round) -> None:
    answer = organiser.post(address("import", round), a_file(b"%PDF-1.7", "form.pdf"))
    assert "not a table but a file of type PDF" in answer.content.decode()
    assert "Choose a file first." in organiser.post(address("import", round)).content.decode()


def test_unclear_columns_are_told_and_what_was_chosen_is_kept(organiser: Client, round: Round) -> None:
    started = a_started_import(round, a_mentee_row("Ana"))
    answer = organiser.post(
        address("import-columns", round, started.pk), {"column-0": "name", "column-1": "name"}
    )
    page = " ".join(answer.content.decode().split())
    assert "Say which column holds the e-mail addresses" in page
    assert "“E-mail” is said to hold the same. Choose one of them." in page
    assert page.count('<option value="name" selected>') == 2
    assert "Say what the people in this file are." in page


def test_a_corrected_file_can_be_uploaded_instead(organiser: Client, round: Round) -> None:
    started = a_started_import(round, a_mentee_row("Ana", Availability="evnings"))
    replace = address("import-replace", round, started.pk)
    assert "empty" in organiser.post(replace, a_file(b"  ")).content.decode()
    organiser.post(replace, a_file(csv_of(a_mentee_row("Ana")), "mended.csv"))
    assert "Import 1 person" in text(organiser, address("import-check", round, started.pk))


def test_a_confirmed_import_has_one_page_and_can_be_taken_back(organiser: Client, round: Round) -> None:
    started = a_started_import(round, a_mentee_row("Ana"))
    confirm_import(sheet_import=started, left_out=0, by=organiser_of(round))
    done = address("import-done", round, started.pk)
    assert organiser.get(address("import-check", round, started.pk)).headers["Location"] == done
    assert (
        "1 sign-up was removed again."
        in organiser.post(address("import-take-back", round, started.pk), follow=True).content.decode()
    )
    assert not Application.objects.exists()


def test_a_file_that_changes_nothing_says_so(organiser: Client, round: Round) -> None:
    confirm_import(
        sheet_import=a_started_import(round, a_mentee_row("Ana")), left_out=0, by=organiser_of(round)
    )
    again = a_started_import(round, a_mentee_row("Ana"))
    assert "This file changes nothing" in text(organiser, address("import-check", round, again.pk))


def test_a_file_that_says_only_older_things_says_so(organiser: Client, round: Round) -> None:
    a_mentee(round, "Ana")
    started = a_started_import(round, a_mentor_row("Ana", Timestamp="2020-01-01 10:00:00 UTC"))
    page = text(organiser, address("import-check", round, started.pk))
    assert "what it says is here already, or was changed here since" in page


def test_what_changed_meanwhile_is_shown_before_it_is_confirmed(organiser: Client, round: Round) -> None:
    started = a_started_import(round, a_mentee_row("Ana", Availability="evnings"), a_mentee_row("Bo"))
    answer = organiser.post(address("import-confirm", round, started.pk), {"left_out": 0}, follow=True)
    assert "Something changed since you looked." in answer.content.decode()
    assert not Application.objects.exists()


def test_a_file_that_was_put_away_is_gone(organiser: Client, round: Round) -> None:
    started = a_started_import(round, a_mentee_row("Ana"))
    assert "Go on" in text(organiser, address("import", round))
    organiser.post(address("import-discard", round, started.pk))
    assert not SheetImport.objects.exists()


@pytest.mark.parametrize("page", ["import", "export"])
def test_only_organisers_import_and_export(client: Client, round: Round, page: str) -> None:
    client.force_login(a_person("Mallory"))
    assert client.get(address(page, round)).status_code == 403
    client.logout()
    assert client.get(address(page, round)).status_code == 302


def test_an_import_of_another_round_is_not_found(organiser: Client, round: Round) -> None:
    other = a_started_import(a_round_open_for_sign_up(round.programme, "Other"), a_mentee_row("Ana"))
    assert organiser.get(address("import-check", round, other.pk)).status_code == 404


def test_the_list_of_imports_costs_the_same_queries_however_long(
    organiser: Client, round: Round, same_queries: SameQueries
) -> None:
    def add_row() -> None:
        a_started_import(round, a_mentee_row("Ana"))
        confirmed = a_started_import(round, a_mentee_row(f"Person{SheetImport.objects.count()}"))
        confirm_import(sheet_import=confirmed, left_out=0, by=organiser_of(round))

    same_queries(organiser, address("import", round), add_row)


def test_checking_costs_the_same_queries_however_long_the_sheet_is(organiser: Client, round: Round) -> None:
    short = a_started_import(round, a_mentee_row("Ana"))
    long = a_started_import(round, *(a_mentee_row(f"Person{number}") for number in range(30)))
    for name in ("Ana", *(f"Person{number}" for number in range(30))):
        a_mentee(round, name)
    costs = [len(queries_for(organiser, address("import-check", round, it.pk))) for it in (short, long)]
    assert costs[0] == costs[1]


def test_the_example_passes_the_check(organiser: Client, round: Round) -> None:
    organiser.post(address("import", round), a_file(PEOPLE_CSV.read_bytes()))
    started = SheetImport.objects.get()
    assert "Import 161 people" in text(organiser, address("import-check", round, started.pk))
