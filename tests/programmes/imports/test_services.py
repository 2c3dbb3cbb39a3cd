"""An import from upload to confirmation: nothing is written before, everything once."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from pairloom.core import clock
from pairloom.core.errors import InvalidError, RefusedError, StaleError
from pairloom.core.models import AuditEntry
from pairloom.people.enums import Level, TopicSide
from pairloom.people.models import Consent, Person
from pairloom.people.queries import topics_of
from pairloom.programmes.enums import ApplicationSource, ApplicationState, Side
from pairloom.programmes.imports.checking import Outcome
from pairloom.programmes.imports.columns import NEW_QUESTION
from pairloom.programmes.imports.queries import check_import
from pairloom.programmes.imports.services import (
    choose_columns,
    confirm_import,
    correct_cells,
    discard_import,
    forget_unconfirmed,
    replace_file,
    start_import,
    take_back_import,
)
from pairloom.programmes.models import Answer, Application, ImportedColumn, Round, SheetImport
from pairloom.programmes.services import submit_application, withdraw
from tests.examples.test_community import PEOPLE_CSV
from tests.support.scenarios import a_mentee, a_person, a_round, a_round_open_for_sign_up, organiser_of
from tests.support.spreadsheets import a_mentee_row, a_mentor_row, a_started_import, csv_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def round() -> Round:
    return a_round_open_for_sign_up()


def problems(sheet_import: SheetImport) -> list[str]:
    return [str(problem) for problem in check_import(sheet_import).problems]


def outcomes(sheet_import: SheetImport) -> list[Outcome]:
    return [row.outcome for row in check_import(sheet_import).rows]


def confirm(sheet_import: SheetImport, left_out: int = 0) -> SheetImport:
    by = organiser_of(sheet_import.round)
    return confirm_import(sheet_import=sheet_import, left_out=left_out, by=by)


def the(name: str, round: Round) -> Application:
    return Application.objects.get(round=round, person__email=f"{name.lower()}@example.org")


def test_nothing_is_written_until_confirmed(round: Round) -> None:
    started = a_started_import(round, a_mentee_row("Ana"), a_mentor_row("Bo"))
    assert outcomes(started) == [Outcome.NEW, Outcome.NEW]
    assert not Application.objects.exists()
    assert not Person.objects.filter(email="ana@example.org").exists()


def test_confirming_makes_people_take_part(round: Round) -> None:
    confirm(a_started_import(round, a_mentee_row("Ana"), a_mentor_row("Bo", Capacity="2")))
    ana, bo = the("Ana", round), the("Bo", round)
    assert (ana.wants, ana.capacity, ana.state) == (1, None, ApplicationState.SUBMITTED)
    assert (bo.wants, bo.capacity, bo.source) == (None, 2, ApplicationSource.IMPORT)
    assert topics_of(ana.person, TopicSide.WANTED) == {"Go": Level.WORKING}
    assert ana.person.name == "Ana"
    assert ana.person.availability.hours == 20
    assert not ana.person.has_usable_password()


def test_problems_are_told_by_row_and_column(round: Round) -> None:
    started = a_started_import(
        round,
        a_mentee_row("Ana"),
        a_mentee_row("Bo", Availability="evnings"),
        a_mentee_row("Cy", **{"E-mail": ""}),
        a_mentee_row("Di", Role="", Capacity=""),
        a_mentor_row("Ed", Capacity="7"),
        a_mentee_row("Flo", **{"E-mail": "flo.example.org", "Role": "mentro"}),
        a_mentee_row("Gus", **{"What do you hope for?": "x" * 501}),
    )
    assert problems(started) == [
        "row 3, Availability: 'evnings' is not a time; did you mean evenings?",
        "row 4, E-mail: an e-mail address is needed: by it we know people again",
        "row 5, Role: it does not say whether this is a mentor or a mentee",
        "row 6, Capacity: a mentor takes 0 to 5 mentees",
        "row 7, E-mail: 'flo.example.org' is not an e-mail address",
        "row 7, Role: 'mentro' is not mentor, mentee or both; did you mean mentor?",
        "row 8, What do you hope for: ensure this value has at most 500 characters (it has 501)",
    ]
    assert check_import(started).counts["new"] == 1


def test_rows_with_problems_are_left_out_when_the_organiser_says_so(round: Round) -> None:
    started = a_started_import(round, a_mentee_row("Ana"), a_mentee_row("Bo", Availability="evnings"))
    confirmed = confirm(started, left_out=1)
    assert list(Application.objects.values_list("person__name", flat=True)) == ["Ana"]
    assert (confirmed.counts["new"], confirmed.counts["problem"]) == (1, 1)


def test_confirming_what_has_changed_since_it_was_shown_is_refused(round: Round) -> None:
    started = a_started_import(round, a_mentee_row("Ana"), a_mentee_row("Bo", Availability="evnings"))
    with pytest.raises(StaleError):
        confirm(started, left_out=0)
    assert not Application.objects.exists()


def test_a_mended_cell_counts_and_the_file_stays_as_it_is(round: Round) -> None:
    started = a_started_import(round, a_mentee_row("Bo", Availability="evnings"))
    correct_cells(sheet_import=started, cells={(2, 3): " evenings "})
    assert problems(started) == []
    assert started.rows[0][1][3] == "evnings"
    assert confirm(started).counts["new"] == 1


def test_confirming_twice_writes_once(round: Round) -> None:
    started = a_started_import(round, a_mentee_row("Ana"))
    assert confirm(started) == confirm(started)
    assert Application.objects.count() == 1
    assert AuditEntry.objects.filter(action="imported sign-ups").count() == 1


def test_after_confirming_only_figures_stay(round: Round) -> None:
    started = confirm(a_started_import(round, a_mentee_row("Ana"), a_mentee_row("Bo", Role="?!")), left_out=1)
    assert (started.rows, started.header, started.corrections) == ([], [], {})
    assert started.counts == {
        "new": 1,
        "changed": 0,
        "unchanged": 0,
        "kept": 0,
        "repeated": 0,
        "problem": 1,
    }


def test_importing_the_same_file_twice_changes_nothing(round: Round) -> None:
    rows = a_mentee_row("Ana", **{"I accept the code of conduct": "yes"}), a_mentor_row("Bo")
    confirm(a_started_import(round, *rows))
    before = [vars(application) for application in Application.objects.all()]
    again = a_started_import(round, *rows)
    assert outcomes(again) == [Outcome.UNCHANGED] * 2
    confirm(again)
    after = [vars(application) for application in Application.objects.all()]
    assert [row | {"_state": 0} for row in after] == [row | {"_state": 0} for row in before]


def test_the_example_is_imported_whole_and_twice_changes_nothing(round: Round) -> None:
    by = organiser_of(round)
    first = start_import(round=round, data=PEOPLE_CSV.read_bytes(), file_name="people.csv", by=by)
    assert problems(first) == []
    assert confirm(first).counts == {
        "new": 161,
        "changed": 0,
        "unchanged": 0,
        "kept": 0,
        "repeated": 9,
        "problem": 0,
    }
    second = start_import(round=round, data=PEOPLE_CSV.read_bytes(), file_name="people.csv", by=by)
    counts = confirm(second).counts
    assert (counts["unchanged"], counts["new"], counts["changed"]) == (161, 0, 0)
    assert Consent.objects.filter(document=f"programme:{round.programme.pk}").count() == 161


def test_a_later_row_of_the_same_person_counts(round: Round) -> None:
    started = a_started_import(
        round,
        a_mentee_row("Ana", Timestamp="3/2/2026 10:00"),
        a_mentee_row("Ana", Timestamp="3/1/2026 10:00", Role="Mentor"),
    )
    assert outcomes(started) == [Outcome.NEW, Outcome.REPEATED]
    unstamped = a_started_import(round, a_mentee_row("Ana"), a_mentee_row("Ana", Role="Mentor"))
    assert outcomes(unstamped) == [Outcome.REPEATED, Outcome.NEW]


def test_what_a_row_does_not_say_stays(round: Round) -> None:
    application = a_mentee(round, "Ana", wants=2, goal="To learn.")
    row = {"E-mail": "ana@example.org", "Name": "", "Role": "", "Pronouns": "she/her"}
    started = a_started_import(round, row)
    assert [row.changed for row in check_import(started).rows] == [("pronouns",)]
    confirm(started)
    application.refresh_from_db()
    assert (application.wants, application.person.name) == (2, "Ana")
    assert Answer.objects.get(application=application).value == "To learn."


def test_what_a_row_says_is_written_over_what_was_there(round: Round) -> None:
    a_mentee(round, "Ana", goal="To learn.")
    row = a_mentee_row("Ana", **{"What do you hope for?": "To build.", "Topics you want to learn": "Rust"})
    started = a_started_import(round, row)
    assert check_import(started).rows[0].changed == ("availability", "topics_wanted", "goal")
    confirm(started)
    assert Answer.objects.get().value == "To build."
    assert topics_of(the("Ana", round).person, TopicSide.WANTED) == {"Rust": Level.WORKING}


def test_what_somebody_changed_here_after_their_row_was_written_stays(round: Round) -> None:
    a_mentee(round, "Ana")
    yesterday = (clock.now() - timedelta(days=1)).strftime("%Y-%m-%d %H:%M:%S UTC")
    tomorrow = (clock.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M:%S UTC")
    older = a_started_import(round, a_mentor_row("Ana", Timestamp=yesterday))
    newer = a_started_import(round, a_mentor_row("Ana", Timestamp=tomorrow))
    assert outcomes(older) == [Outcome.KEPT]
    assert outcomes(newer) == [Outcome.CHANGED]


def test_somebody_who_withdrew_stays_out_unless_they_signed_up_again_later(round: Round) -> None:
    withdraw(application=a_mentee(round, "Ana"), by=organiser_of(round))
    tomorrow = (clock.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M:%S UTC")
    assert outcomes(a_started_import(round, a_mentee_row("Ana"))) == [Outcome.KEPT]
    assert outcomes(a_started_import(round, a_mentee_row("Ana", Timestamp=tomorrow))) == [Outcome.NEW]


def test_a_person_known_from_elsewhere_is_the_same_person(round: Round) -> None:
    ana = a_person("Ana", place="Porto")
    confirm(a_started_import(round, a_mentee_row("Ana", **{"E-mail": " ANA@example.org "})))
    assert the("Ana", round).person == ana
    ana.refresh_from_db()
    assert ana.place == "Porto"


def test_a_refused_code_of_conduct_keeps_the_row_out(round: Round) -> None:
    started = a_started_import(round, a_mentee_row("Ana", **{"Code of conduct": "no"}))
    assert problems(started) == ["row 2, Code of conduct: the code of conduct was not accepted"]


def test_consent_is_recorded_at_the_time_of_the_answer(round: Round) -> None:
    row = a_mentee_row("Ana", Timestamp="2026-03-01 10:00:00 UTC", **{"Code of conduct": "I accept"})
    confirm(a_started_import(round, row))
    assert Consent.objects.get(document__startswith="programme").at == datetime(2026, 3, 1, 10, tzinfo=UTC)
    assert the("Ana", round).submitted_at == datetime(2026, 3, 1, 10, tzinfo=UTC)


def test_a_sheet_without_sides_asks_what_everybody_is(round: Round) -> None:
    data = b"E-mail,Name\nana@example.org,Ana\n"
    started = start_import(round=round, data=data, file_name="a.csv", by=organiser_of(round))
    with pytest.raises(InvalidError) as refused:
        choose_columns(sheet_import=started, holds={0: "email", 1: "name"}, everybody=None)
    assert "everybody" in refused.value.fields
    choose_columns(sheet_import=started, holds={0: "email", 1: "name"}, everybody=Side.MENTOR)
    confirm(started)
    assert the("Ana", round).capacity == 1


def test_choosing_columns_tells_what_is_missing_or_said_twice(round: Round) -> None:
    started = a_started_import(round, a_mentee_row("Ana"))
    with pytest.raises(InvalidError) as refused:
        choose_columns(sheet_import=started, holds={1: "name", 2: "name", 3: "nonsense"}, everybody=None)
    assert refused.value.fields.keys() == {"column-2", "column-3", "email", "everybody"}


def test_a_column_can_become_a_new_question_when_confirmed(round: Round) -> None:
    started = a_started_import(round, a_mentee_row("Ana", **{"T-shirt size": "M"}))
    holds = {int(place): key for place, key in started.columns.items()}
    choose_columns(sheet_import=started, holds=holds | {6: NEW_QUESTION}, everybody=None)
    assert not round.questions.filter(label="T-shirt size").exists()
    confirm(started)
    assert Answer.objects.get(question__label="T-shirt size").value == "M"
    assert outcomes(a_started_import(round, a_mentee_row("Ana", **{"T-shirt size": "M"}))) == [
        Outcome.UNCHANGED
    ]


def test_renamed_columns_are_remembered_for_the_programme(round: Round) -> None:
    row = a_mentee_row("Ana", Firma="Kestrel", Role="")
    row["Was bist du?"] = "Mentee"
    started = a_started_import(round, row)
    holds = {0: "email", 1: "name", 3: "availability", 6: "employer", 7: "sides"}
    choose_columns(sheet_import=started, holds=holds, everybody=None)
    confirm(started)
    later = a_started_import(a_round(round.programme, name="Later"), row)
    assert later.columns == {"0": "email", "1": "name", "3": "availability", "6": "employer", "7": "sides"}
    assert ImportedColumn.objects.filter(programme=round.programme).count() == 8


def test_a_corrected_file_keeps_what_the_columns_hold(round: Round) -> None:
    started = a_started_import(round, a_mentee_row("Ana", Firma="Kestrel", Availability="evnings"))
    holds = {int(place): key for place, key in started.columns.items()} | {6: "employer"}
    choose_columns(sheet_import=started, holds=holds, everybody=None)
    mended = csv_of(a_mentee_row("Ana", Firma="Kestrel"), header=("Firma", "E-mail"))
    replace_file(sheet_import=started, data=mended, file_name="mended.csv")
    assert started.columns["0"] == "employer"
    assert outcomes(started) == [Outcome.NEW]


def test_taking_an_import_back_removes_who_it_added_and_nobody_else_touched(round: Round) -> None:
    a_mentee(round, "Old")
    confirmed = confirm(a_started_import(round, a_mentee_row("Ana"), a_mentee_row("Bo"), a_mentee_row("Old")))
    submit_application(
        round=round, person=the("Bo", round).person, capacity=1, wants=None, answers={}, by=None
    )
    assert take_back_import(sheet_import=confirmed, by=organiser_of(round)) == 1
    assert set(Application.objects.values_list("person__name", flat=True)) == {"Old", "Bo"}
    with pytest.raises(RefusedError):
        take_back_import(sheet_import=confirmed, by=organiser_of(round))


def test_an_import_can_be_made_again_after_it_was_taken_back(round: Round) -> None:
    confirmed = confirm(a_started_import(round, a_mentee_row("Ana")))
    take_back_import(sheet_import=confirmed, by=organiser_of(round))
    assert outcomes(a_started_import(round, a_mentee_row("Ana"))) == [Outcome.NEW]


def test_an_import_is_not_taken_back_once_pairs_meet(round: Round) -> None:
    confirmed = confirm(a_started_import(round, a_mentee_row("Ana")))
    with time_machine.travel(datetime.now(UTC) + timedelta(days=40)), pytest.raises(RefusedError):
        take_back_import(sheet_import=confirmed, by=organiser_of(round))


def test_what_was_confirmed_cannot_be_changed(round: Round) -> None:
    confirmed = confirm(a_started_import(round, a_mentee_row("Ana")))
    with pytest.raises(RefusedError):
        correct_cells(sheet_import=confirmed, cells={(2, 1): "x"})
    with pytest.raises(RefusedError):
        discard_import(sheet_import=confirmed)


def test_what_nobody_confirms_is_forgotten_after_a_week(round: Round) -> None:
    confirm(a_started_import(round, a_mentee_row("Ana")))
    a_started_import(round, a_mentee_row("Bo"))
    assert forget_unconfirmed() == 0
    with time_machine.travel(datetime.now(UTC) + timedelta(days=8)):
        assert forget_unconfirmed() == 1
    assert SheetImport.objects.get().confirmed_at
