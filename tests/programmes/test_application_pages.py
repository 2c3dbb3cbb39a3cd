"""Organisers read applications, correct them, and add people by hand."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pairloom.people.models import Person
from pairloom.programmes.enums import ApplicationSource, ApplicationState, Role
from pairloom.programmes.models import Application, Round
from pairloom.programmes.services import save_draft, submit_application
from tests.support.scenarios import (
    a_mentee,
    a_mentor,
    a_person,
    a_programme,
    a_round_open_for_sign_up,
    a_team_member,
    organiser_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def round() -> Round:
    return a_round_open_for_sign_up()


@pytest.fixture
def organiser(round: Round, client: Client) -> Client:
    client.force_login(organiser_of(round))
    return client


def page(round: Round, name: str = "applications", *more: object) -> str:
    return reverse(f"programmes:{name}", args=[round.programme.slug, round.slug, *more])


def names(client: Client, round: Round, **query: Any) -> list[str]:
    rows = client.get(page(round), query).context["rows"]
    return [application.person.name for application, _missing in rows]


def test_the_list_tells_who_takes_part_and_what_is_missing(organiser: Client, round: Round) -> None:
    a_mentee(round, "Mei")
    a_mentor(round, "Kofi", capacity=3)
    submit_application(
        round=round, person=a_person("Bare"), capacity=None, wants=2, answers={}, by=organiser_of(round),
        source=ApplicationSource.ORGANISER,
    )  # fmt: skip
    answer = organiser.get(page(round))
    said = answer.content.decode()
    assert "mentor, takes 3" in said
    assert "2 answers are missing" in said
    assert {name: len(missing) for name, missing in by_name(answer).items()} == {
        "Mei": 0,
        "Kofi": 0,
        "Bare": 2,
    }
    counts = answer.context["counts"]
    assert (counts.mentees, counts.mentors, counts.places, counts.wanted, counts.short) == (2, 1, 3, 3, 0)


def by_name(answer: Any) -> dict[str, list[Any]]:
    return {application.person.name: missing for application, missing in answer.context["rows"]}


def test_the_list_is_narrowed_by_side_state_and_words(organiser: Client, round: Round) -> None:
    a_mentee(round, "Mei", topics=("Rust",))
    a_mentor(round, "Kofi")
    a_mentor(round, "Paul", capacity=0)
    both = a_mentee(round, "Both")
    both.capacity = 2
    both.save()
    save_draft(round=round, person=a_person("Draft"), capacity=None, wants=1, answers={})
    assert names(organiser, round) == ["Both", "Kofi", "Mei", "Paul"]
    assert names(organiser, round, who="mentees") == ["Both", "Mei"]
    assert names(organiser, round, who="mentors") == ["Both", "Kofi"]
    assert names(organiser, round, who="both") == ["Both"]
    assert names(organiser, round, who="pausing") == ["Paul"]
    assert names(organiser, round, state="draft") == ["Draft"]
    assert names(organiser, round, search="rust") == ["Mei"]
    assert names(organiser, round, search="kofi@example") == ["Kofi"]


def test_a_filter_that_makes_no_sense_shows_everybody(organiser: Client, round: Round) -> None:
    a_mentee(round, "Mei")
    assert names(organiser, round, who="kings", state="lost", page="-3") == ["Mei"]


def test_a_search_without_result_offers_the_way_back(organiser: Client, round: Round) -> None:
    a_mentee(round, "Mei")
    assert "Nobody like that" in organiser.get(page(round), {"search": "zzz"}).content.decode()


def test_an_empty_list_helps(organiser: Client, round: Round) -> None:
    assert "Nobody has signed up yet" in organiser.get(page(round)).content.decode()


def test_the_list_costs_the_same_for_any_number_of_people(same_queries, organiser, round: Round) -> None:
    same_queries(organiser, page(round), lambda: a_mentee(round, goal="To learn."))


def test_many_people_come_in_pages(organiser: Client, round: Round) -> None:
    for _ in range(51):
        a_mentee(round)
    assert "Page 1 of 2" in organiser.get(page(round)).content.decode()
    assert len(names(organiser, round, page=2)) == 1


def test_a_reviewer_reads_without_what_is_for_the_organisers_only(client: Client, round: Round) -> None:
    application = a_mentee(round, goal="To run a cluster.", private="I am shy.")
    client.force_login(a_team_member(round.programme, Role.REVIEWER))
    said = client.get(page(round, "application", application.pk)).content.decode()
    assert "To run a cluster." in said
    assert "I am shy." not in said
    assert "Withdraw for them" not in said


def test_applications_of_another_programme_stay_out_of_reach(organiser: Client, round: Round) -> None:
    elsewhere = a_round_open_for_sign_up(a_programme("Other", organiser="Otto"))
    application = a_mentee(elsewhere)
    assert organiser.get(page(round, "application", application.pk)).status_code == 404
    assert organiser.get(page(elsewhere, "application", application.pk)).status_code == 403


def test_an_organiser_corrects_places_on_the_page(organiser: Client, round: Round) -> None:
    application = a_mentee(round)
    address = page(round, "application-places", application.pk)
    organiser.post(address, {"sides": ["mentor", "mentee"], "capacity": "2", "wants": "3"})
    application.refresh_from_db()
    assert (application.capacity, application.wants) == (2, 3)
    answer = organiser.post(address, {"sides": [], "capacity": "2", "wants": "3"})
    assert "Tick one, or both." in answer.content.decode()


def test_an_organiser_withdraws_somebody_and_takes_it_back(organiser: Client, round: Round) -> None:
    application = a_mentee(round, "Mei")
    answer = organiser.post(page(round, "application-withdraw", application.pk), follow=True)
    undo = page(round, "application-restore", application.pk)
    assert f'action="{undo}"' in answer.content.decode()
    organiser.post(undo)
    application.refresh_from_db()
    assert application.state == ApplicationState.SUBMITTED


def test_somebody_is_added_by_hand_and_their_profile_is_only_filled_where_given(organiser, round) -> None:
    known = a_person("Mei", languages=["Malay"])
    sent = {
        "name": "Other Name",
        "email": "MEI@example.org",
        "sides": ["mentee"],
        "wants": "1",
        "q-topics-topics_wanted": ["Kubernetes"],
        "q-languages-languages": [""],
    }
    answer = organiser.post(page(round, "application-add"), sent, follow=True)
    assert "Mei takes part." in answer.content.decode()
    application = Application.objects.get()
    assert (application.person, application.source) == (known, ApplicationSource.ORGANISER)
    known = Person.objects.get(pk=known.pk)
    assert (known.name, known.languages) == ("Mei", ["Malay"])
    assert known.topics.get().topic.name == "Kubernetes"


def test_adding_somebody_twice_shows_what_is_there(organiser: Client, round: Round) -> None:
    a_mentee(round, "Mei", wants=3)
    sent = {"name": "Mei", "email": "mei@example.org", "sides": ["mentor"], "capacity": "1"}
    answer = organiser.post(page(round, "application-add"), sent, follow=True)
    assert "takes part already" in answer.content.decode()
    assert Application.objects.get().wants == 3


def test_what_is_missing_to_add_somebody_is_told(organiser: Client, round: Round) -> None:
    answer = organiser.post(page(round, "application-add"), {"email": "nobody"})
    assert set(answer.context["form"].errors) == {"name", "email", "sides"}
