"""Which column holds what, in the words of many forms."""

import pytest

from pairloom.programmes.bridge import header_key
from pairloom.programmes.enums import QuestionKind
from pairloom.programmes.imports.columns import IGNORED, columns_of
from pairloom.programmes.imports.reading import read_sheet
from pairloom.programmes.imports.recognising import recognised
from pairloom.programmes.models import Round
from pairloom.programmes.services import add_question
from tests.examples.test_community import PEOPLE_CSV
from tests.support.scenarios import a_round, ask_the_usual

pytestmark = pytest.mark.django_db


@pytest.fixture
def round() -> Round:
    made = a_round()
    ask_the_usual(made)
    return made


def keys(round: Round, header: str, *rows: str, remembered: dict[str, str] | None = None) -> list[str | None]:
    sheet = read_sheet("\n".join([header, *(rows or [",".join("x" * (header.count(",") + 1))])]).encode())
    found = recognised(sheet, columns_of(round), remembered or {})
    return [found.get(place) for place in range(len(sheet.header))]


def test_every_column_of_the_example_is_recognised(round: Round) -> None:
    sheet = read_sheet(PEOPLE_CSV.read_bytes())
    found = recognised(sheet, columns_of(round), {})
    assert [found.get(place) for place in range(len(sheet.header))] == [
        "signed_up",
        "name",
        "pronouns",
        "email",
        "sides",
        "capacity",
        "wants",
        "topics_wanted",
        "topics_offered",
        "languages",
        "time_zone",
        "availability",
        "ways_to_meet",
        "employer",
        "experience",
        "answer:goal",
        "about",
        "agreed",
    ]


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("email", "email"),
        ("E-Mail:", "email"),
        ("Your e-mail", "email"),
        ("What is your full name?", "name"),
        ("Your time zone (required)", "time_zone"),
        ("AVAILABILITY", "availability"),
        ("Please tell us: what can you help with?", "topics_offered"),
        ("Are you a mentor or a mentee?", "sides"),
        ("Do you accept the code of conduct?", "agreed"),
        ("Favourite colour", None),
    ],
)
def test_a_header_is_recognised_however_it_is_put(round: Round, header: str, key: str | None) -> None:
    assert keys(round, f'"{header}",Something')[0] == key


def test_a_column_is_given_to_one_thing_only_and_the_first_gets_it(round: Round) -> None:
    assert keys(round, "E-mail,Email,Mail") == ["email", None, None]


def test_columns_without_a_telling_header_are_recognised_by_their_cells(round: Round) -> None:
    rows = (
        "ana@example.org,2/13/2027 10:00,Mentor,Berlin,weekday evenings,blue",
        "bo@example.org,2/14/2027 11:00,mentee,CET,Mon 18-20,3",
    )
    found = keys(round, "One,Two,Three,Four,Five,Six", *rows)
    assert found == ["email", "signed_up", "sides", "time_zone", "availability", None]


def test_what_an_organiser_said_before_counts_more_than_the_header(round: Round) -> None:
    remembered = {header_key("Employer"): "place", header_key("E-mail"): "email"}
    assert keys(round, "Employer,E-mail", remembered=remembered) == ["place", "email"]


def test_a_column_that_was_ignored_before_is_ignored_again(round: Round) -> None:
    assert keys(round, "Employer,E-mail", remembered={header_key("Employer"): IGNORED}) == [IGNORED, "email"]


def test_what_was_said_about_a_question_that_is_gone_is_no_longer_said(round: Round) -> None:
    assert keys(round, "Hopes,E-mail", remembered={header_key("Hopes"): "answer:gone"}) == [None, "email"]


def test_a_question_of_the_round_goes_before_a_part_of_the_profile(round: Round) -> None:
    add_question(round=round, kind=QuestionKind.SHORT, label="Company", key="company", by=None)
    assert keys(round, "Company,E-mail") == ["answer:company", "email"]
