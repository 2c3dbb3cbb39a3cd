"""What is exported can be imported again without a change."""

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from pairloom.core.models import AuditEntry
from pairloom.programmes.enums import Audience, QuestionKind
from pairloom.programmes.imports.checking import Outcome
from pairloom.programmes.imports.exporting import FORMATS, export_sign_ups, sheet_rows
from pairloom.programmes.imports.queries import check_import
from pairloom.programmes.imports.services import confirm_import, start_import
from pairloom.programmes.models import Round, SheetImport
from pairloom.programmes.services import add_question
from tests.examples.test_community import PEOPLE_CSV
from tests.support.scenarios import a_mentee, a_mentor, a_round, a_round_open_for_sign_up, organiser_of

pytestmark = pytest.mark.django_db


def imported(round: Round, data: bytes) -> SheetImport:
    return start_import(round=round, data=data, file_name="export", by=organiser_of(round))


def export(round: Round, ending: str = "csv") -> bytes:
    return export_sign_ups(round=round, file_format=FORMATS[ending], by=organiser_of(round))


def a_round_with_every_kind_of_question() -> Round:
    round = a_round()
    asked = {"by": organiser_of(round), "round": round}
    options = ["Yes, always", "Now; and then", "never"]
    for kind in QuestionKind:
        more = {"options": options} if kind in _WITH_OPTIONS else {}
        add_question(kind=kind, label=f"About {kind}", key=f"q-{kind}", **asked, **more)
    return round


_WITH_OPTIONS = {
    QuestionKind.ONE_OF,
    QuestionKind.SEVERAL_OF,
    QuestionKind.SCALE,
    QuestionKind.LIKE_IDENTITY,
}
_ANSWERS = {
    "q-short": "=HYPERLINK(1)",
    "q-long": "Two lines\nand 'quotes', \"both\"",
    "q-one-of": "Now; and then",
    "q-several-of": ["Yes, always", "never"],
    "q-scale": 2,
    "q-number": -3,
    "q-consent": True,
    "q-like-identity": {"wanted": ["never"]},
    "q-links": {"links": ["https://example.org/a,b", "https://example.com"]},
}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_export_reads_back_without_a_change(ending: str) -> None:
    round = a_round_with_every_kind_of_question()
    a_mentee(round, "Ana", wants=3, **_ANSWERS)
    a_mentor(round, "Bo", capacity=0, topics=("Go", "C++"))
    both = a_mentor(round, "Cy", topics=("Rust",))
    both.wants = 2
    both.save()
    both.person.about, both.person.chat_handle, both.person.place = "+1 for calm", "@cy", "-"
    both.person.save()
    found = check_import(imported(round, export(round, ending)))
    assert [str(problem) for problem in found.problems] == []
    assert [(row.email, row.outcome, row.changed) for row in found.rows] == [
        (f"{name}@example.org", Outcome.UNCHANGED, ()) for name in ("ana", "bo", "cy")
    ]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_example_comes_back_from_its_own_export(ending: str) -> None:
    round = a_round_open_for_sign_up()
    confirm_import(sheet_import=imported(round, PEOPLE_CSV.read_bytes()), left_out=0, by=organiser_of(round))
    counts = check_import(imported(round, export(round, ending))).counts
    assert (counts["unchanged"], sum(counts.values())) == (161, 161)


def test_an_export_makes_the_same_sign_ups_in_another_round() -> None:
    first = a_round_open_for_sign_up()
    confirm_import(sheet_import=imported(first, PEOPLE_CSV.read_bytes()), left_out=0, by=organiser_of(first))
    second = a_round_open_for_sign_up(first.programme, "Autumn")
    confirm_import(sheet_import=imported(second, export(first)), left_out=0, by=organiser_of(second))
    assert [row[1:] for row in sheet_rows(second)] == [row[1:] for row in sheet_rows(first)]


def test_no_cell_of_an_export_can_run_as_a_formula() -> None:
    round = a_round_open_for_sign_up()
    application = a_mentee(round, "Ana", goal="=cmd|'/c calc'!A0")
    for column, value in {"about": "@sum(1)", "place": "+1", "employer": "-1", "pronouns": "\t=1"}.items():
        setattr(application.person, column, value)
    application.person.save()
    rows = list(csv.reader(io.StringIO(export(round).decode("utf-8-sig"))))
    assert "'=cmd|'/c calc'!A0" in rows[1]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_an_empty_round_gives_a_sheet_to_fill_in() -> None:
    round = a_round_open_for_sign_up()
    (header,) = sheet_rows(round)
    assert header[:5] == ["Timestamp", "Name", "Pronouns", "E-mail address", "I want to take part as"]
    assert header[-2:] == ["What do you hope for?", "Anything only the organisers should know?"]


def test_answers_past_their_date_are_not_exported() -> None:
    round = a_round_open_for_sign_up()
    question = round.questions.get(key="private")
    a_mentee(round, "Ana", private="A secret.")
    question.erase_on = round.phases.all()[0].starts_on.replace(year=2020)
    question.save()
    fresh = Round.objects.get(pk=round.pk)
    assert not [cell for row in sheet_rows(fresh) for cell in row if "secret" in cell]
    assert question.label not in next(iter(sheet_rows(fresh)))


def test_an_export_is_downloaded_under_the_round_s_name_and_noted(client: Client) -> None:
    round = a_round_open_for_sign_up()
    a_mentee(round, "Ana")
    client.force_login(organiser_of(round))
    names = [round.programme.slug, round.slug]
    answer = client.get(reverse("programmes:export-file", args=[*names, "xlsx"]))
    assert answer.headers["Content-Disposition"].endswith('filename="cloud-mentoring-spring-sign-ups.xlsx"')
    assert AuditEntry.objects.get(action="exported the sign-ups").details == {"rows": 1, "format": "xlsx"}
    assert client.get(reverse("programmes:export-file", args=[*names, "pdf"])).status_code == 404


def test_a_question_for_one_side_is_in_everybody_s_file() -> None:
    round = a_round_open_for_sign_up()
    add_question(
        round=round, kind=QuestionKind.SHORT, label="For mentors", audience=Audience.MENTORS, by=None
    )
    assert next(sheet_rows(round))[-1] == "For mentors"


def test_an_export_can_be_matched_on_the_command_line(tmp_path: Path) -> None:
    round = a_round_open_for_sign_up()
    confirm_import(sheet_import=imported(round, PEOPLE_CSV.read_bytes()), left_out=0, by=organiser_of(round))
    (tmp_path / "people.csv").write_bytes(export(round))
    command = [sys.executable, "-m", "pairloom", "match", "--people", "people.csv"]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3] / "src")}
    told = subprocess.run(
        [*command, "--out", "pairs.csv", "--report", "report.json"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert "of 106 mentees have a mentor" in told.stdout
