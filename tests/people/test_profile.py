"""A profile in small steps, with and without scripts."""

import pytest
from django.test import Client
from django.urls import reverse

from pairloom.core.week import Week
from pairloom.people.enums import Level
from pairloom.people.models import Person
from pairloom.people.queries import profile_of
from pairloom.people.services import update_profile
from pairloom.people.steps import STEPS
from pairloom.people.week_words import times_by_day
from tests.support.queries import queries_for
from tests.support.scenarios import a_person

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def person() -> Person:
    return a_person("Ana Reis")


@pytest.fixture
def client(client: Client, person: Person) -> Client:
    client.force_login(person)
    return client


def step(slug: str) -> str:
    return reverse("people:profile-step", args=[slug])


def test_each_step_leads_to_the_next_and_the_last_to_the_whole(client: Client) -> None:
    given = {"about": {"name": "Ana"}, "where-and-when": {"time_zone": "Europe/Lisbon"}}
    seen = [client.post(step(one.slug), given.get(one.slug, {}))["Location"] for one in STEPS]
    assert seen == [*(step(one.slug) for one in STEPS[1:]), reverse("people:profile")]


def test_a_step_works_without_scripts(client: Client, person: Person) -> None:
    topics = {"topics_wanted": ["Go", "", "public  speaking"], "topics_wanted-level": ["1", "2", "3"]}
    client.post(step("learn"), topics)
    assert profile_of(person)["topics_wanted"] == {"Go": Level.BASICS, "public speaking": Level.EXPERT}
    page = client.get(step("learn")).content.decode()
    assert (
        page.count('name="topics_wanted"') == 2 + 2 + 1
    )  # the filled, two blank, and the pattern for scripts


def test_saving_as_you_go_keeps_what_is_valid_and_says_what_is_not(client: Client, person: Person) -> None:
    answer = client.post(step("work"), {"employer": "Banco do Norte", "links": "no link"}, headers=HTMX)
    text = answer.content.decode()
    assert "Not saved yet:" in text
    assert "“no link” is not a web address." in text
    person.refresh_from_db()
    assert (person.employer, person.links) == ("Banco do Norte", [])


def test_saving_as_you_go_says_saved_and_ticks_the_step(client: Client) -> None:
    text = client.post(step("work"), {"experience": "new"}, headers=HTMX).content.decode()
    assert "Saved" in text
    assert text.count("Filled in:") == 2  # who one is, and work


def test_a_fault_keeps_what_was_typed(client: Client) -> None:
    page = client.post(step("about"), {"name": "", "place": "Porto", "about": "x" * 281})
    text = page.content.decode()
    assert page.status_code == 200
    assert 'value="Porto"' in text
    assert "x" * 281 in text
    assert text.count('class="field__error"') == 2


def test_an_emptied_name_is_not_kept(client: Client, person: Person) -> None:
    client.post(step("about"), {"name": " "}, headers=HTMX)
    person.refresh_from_db()
    assert person.name == "Ana Reis"


def test_clearing_the_week_clears_it(client: Client, person: Person) -> None:
    update_profile(person=person, by=person, availability=Week.of([1]), time_zone="Europe/Lisbon")
    client.post(step("where-and-when"), {"time_zone": "Europe/Lisbon"})
    person.refresh_from_db()
    assert person.availability == Week()


def test_there_is_no_such_step(client: Client) -> None:
    assert client.get(step("dreams")).status_code == 404


def test_the_whole_profile_reads_well(client: Client, person: Person) -> None:
    week = Week.of([36, 37, 48 + 36, 48 + 37])
    parts = {"availability": week, "time_zone": "Europe/Lisbon", "ways_to_meet": ["in-person"]}
    update_profile(person=person, by=person, **parts, topics_offered={"Go": Level.EXPERT})
    text = client.get(reverse("people:profile")).content.decode()
    for words in ("Ana Reis", "Monday and Tuesday", "18:00 to 19:00", "in person", "Go", "deep experience"):
        assert words in text


def test_a_visitor_is_asked_to_sign_in() -> None:
    for page in (reverse("people:profile"), step("about"), reverse("people:data")):
        assert Client().get(page)["Location"] == f"{reverse('account_login')}?next={page}"


def test_the_pages_cost_few_queries_however_much_is_told(client: Client, person: Person) -> None:
    before = {one.slug: len(queries_for(client, step(one.slug))) for one in STEPS}
    topics = {f"topic {number}": Level.WORKING for number in range(8)}
    update_profile(person=person, by=person, topics_wanted=topics, topics_offered=topics)
    assert {one.slug: len(queries_for(client, step(one.slug))) for one in STEPS} == before
    assert len(queries_for(client, reverse("people:profile"))) <= 4


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ([], []),
        ([0], [("Monday", "00:00 to 00:30")]),
        ([46, 47, 48], [("Monday", "23:00 to 24:00"), ("Tuesday", "00:00 to 00:30")]),
        ([day * 48 + 40 for day in range(5)], [("Monday to Friday", "20:00 to 20:30")]),
        ([2, 8], [("Monday", "01:00 to 01:30, 04:00 to 04:30")]),
    ],
)
def test_a_week_in_words(cells: list[int], told: list[tuple[str, str]]) -> None:
    assert times_by_day(Week.of(cells)) == told
