"""The matching pages, as an organiser walks through them without JavaScript."""

import json
import re
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from pairloom.matching.changes import Pin, Seats
from pairloom.matching.models import Matching, MatchRun
from pairloom.people.models import Person
from pairloom.programmes.enums import Role
from pairloom.programmes.models import Round
from tests.support.matching import (
    a_closed_round,
    a_mentee,
    a_mentor,
    a_round_short_of_kubernetes_mentors,
    a_solved_run,
    organiser_of,
)
from tests.support.queries import SameQueries
from tests.support.scenarios import a_person, a_team_member

pytestmark = pytest.mark.django_db


def address(name: str, round: Round, *args: int) -> str:
    return reverse(f"matching:{name}", args=[round.programme.slug, round.slug, *args])


def text(page: HttpResponse) -> str:
    """What a reader sees, as one line."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode())))


def as_organiser(client: Client, round: Round) -> Person:
    organiser = organiser_of(round)
    client.force_login(organiser)
    return organiser


def current_number(round: Round) -> int:
    current = Matching.objects.get(round=round).current
    assert current is not None
    return current.number


PAGES = ["proposal", "trade-offs", "compare", "rubric", "rubric-file"]


@pytest.mark.parametrize("name", PAGES)
def test_only_those_who_organise_see_matching_pages(client: Client, name: str) -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    a_solved_run(round)
    assert client.get(address(name, round)).status_code == 302
    for person in (people["Amara"], a_team_member(round.programme, Role.REVIEWER), a_person("Stranger")):
        client.force_login(person)
        assert client.get(address(name, round)).status_code == 403
    client.force_login(a_team_member(round.programme, Role.COORDINATOR))
    assert client.get(address(name, round)).status_code == 200


@pytest.mark.parametrize("name", ["change", "undo", "redo", "publish", "rubric-standard", "rubric-upload"])
def test_nobody_else_can_change_or_publish(client: Client, name: str) -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    run = a_solved_run(round)
    client.force_login(people["Amara"])
    assert client.post(address(name, round), {"made_on": run.number, "kind": "run-again"}).status_code == 403
    assert MatchRun.objects.filter(round=round).count() == 1


def test_before_anybody_signed_up_the_page_says_what_it_waits_for(client: Client) -> None:
    round = a_closed_round()
    as_organiser(client, round)
    assert "Nobody to match yet" in text(client.get(address("proposal", round)))


def test_from_sign_ups_to_a_proposal_with_one_button(client: Client) -> None:
    round, _ = a_round_short_of_kubernetes_mentors()
    as_organiser(client, round)
    assert "4 mentees have signed up" in text(client.get(address("proposal", round)))
    page = client.post(address("change", round), {"kind": "run-again", "made_on": ""}, follow=True)
    shown = text(page)
    assert "3 of 4 mentees have a mentor" in shown
    assert "proven" in shown
    assert "Mira offers Go, which Dana asks for." in shown


def test_who_is_left_over_comes_with_a_button_that_serves_them(client: Client) -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    run = a_solved_run(round)
    as_organiser(client, round)
    shown = text(client.get(address("proposal", round)))
    assert "All 2 mentors who could help are full" in shown
    assert "you could serve 4 instead of 3" in shown
    assert "Try Kofi with 2 places" in shown
    change = {"kind": "seats", "mentor": people["Kofi"].pk, "seats": 2, "made_on": run.number}
    shown = text(client.post(address("change", round), change, follow=True))
    assert "4 of 4 mentees have a mentor" in shown
    assert "1 better off, 0 worse off" in shown


def test_a_change_that_makes_no_sense_is_refused_with_what_was_typed(client: Client) -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    run = a_solved_run(round)
    as_organiser(client, round)
    change = {"kind": "seats", "mentor": people["Kofi"].pk, "seats": "-3", "made_on": run.number}
    page = client.post(address("change", round), change)
    assert page.status_code == 422
    assert 'value="-3"' in page.content.decode()
    assert current_number(round) == run.number


@pytest.mark.parametrize("kind", ["pin", "ban"])
def test_somebody_outside_the_round_cannot_be_pinned_or_banned(client: Client, kind: str) -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    run = a_solved_run(round)
    as_organiser(client, round)
    change = {"kind": kind, "mentee": a_person("Stranger").pk, "mentor": people["Kofi"].pk}
    assert client.post(address("change", round), {**change, "made_on": run.number}).status_code == 422


def test_when_two_organisers_change_at_once_the_second_sees_both_and_can_go_on(client: Client) -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    seen = a_solved_run(round)
    first = organiser_of(round)
    second = a_team_member(round.programme, Role.COORDINATOR, "Cora")
    pin = {"kind": "pin", "mentee": people["Amara"].pk, "mentor": people["Kofi"].pk}
    client.force_login(first)
    client.post(address("change", round), {**pin, "made_on": seen.number})
    client.force_login(second)
    seats = {"kind": "seats", "mentor": people["Lena"].pk, "seats": "3"}
    page = client.post(address("change", round), {**seats, "made_on": seen.number})
    assert page.status_code == 409
    assert "Orla pinned Amara with Kofi" in text(page)
    assert "Gave Lena 3 places" in text(page)
    sent = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode()))
    sent.pop("csrfmiddlewaretoken", None)
    client.post(address("change", round), sent)
    current = Matching.objects.get(round=round).current
    assert current is not None
    assert current.adjustments["pins"] == [[people["Amara"].pk, people["Kofi"].pk]]
    assert current.adjustments["capacities"] == {str(people["Lena"].pk): 3}


def test_undo_and_redo_are_a_button_each(client: Client) -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    a_solved_run(round)
    a_solved_run(round, Seats(people["Kofi"].pk, 2))
    as_organiser(client, round)
    assert "Proposal 1" in text(client.post(address("undo", round), {"made_on": 2}, follow=True))
    assert "Proposal 2" in text(client.post(address("redo", round), {"made_on": 1}, follow=True))


def test_undo_pressed_twice_goes_back_once(client: Client) -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    for seats in (1, 2, 3):
        a_solved_run(round, Seats(people["Kofi"].pk, seats))
    as_organiser(client, round)
    client.post(address("undo", round), {"made_on": 3})
    assert "Somebody changed" in text(client.post(address("undo", round), {"made_on": 3}, follow=True))
    assert current_number(round) == 2


def test_pins_that_cannot_stand_lead_to_a_page_that_says_which_and_the_way_back(client: Client) -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    a_solved_run(round, Pin(people["Amara"].pk, people["Kofi"].pk))
    a_solved_run(round, Pin(people["Bo"].pk, people["Kofi"].pk))
    as_organiser(client, round)
    shown = text(client.get(address("proposal", round)))
    assert "Kofi has 1 free place, but Amara and Bo are pinned there." in shown
    assert "Go back to the proposal before" in shown


def test_other_mentors_for_somebody_come_with_what_they_would_cost(client: Client) -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    run = a_solved_run(round)
    left = next(p for p in people.values() if p.pk == run.report["unmatched"][0]["person"])
    as_organiser(client, round)
    shown = text(client.get(address("options", round, left.pk)))
    assert f"Mentors for {left.name}" in shown
    assert "1 better off, 1 worse off" in shown


def test_two_people_stand_side_by_side_with_their_hours_in_common(client: Client) -> None:
    round = a_closed_round()
    mentee = a_mentee(round, "Amara", wants=["Go"], time_zone="Europe/Berlin")
    mentor = a_mentor(round, "Kofi", offers=["Go"], time_zone="Europe/London")
    as_organiser(client, round)
    shown = text(client.get(address("pair", round, mentee.pk, mentor.pk)))
    assert "Mon 19:00\u201321:00" in shown  # Amara, in Berlin
    assert "Mon 18:00\u201320:00" in shown  # Kofi, in London
    assert client.get(address("pair", round, mentor.pk, mentee.pk)).status_code == 200
    assert client.get(address("pair", round, mentee.pk, mentee.pk)).status_code == 404


def test_a_run_is_a_file_that_names_nobody(client: Client) -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    run = a_solved_run(round)
    as_organiser(client, round)
    file = client.get(address("download", round, run.number)).content.decode()
    assert json.loads(file)["problem"]["mentees"] == sorted(
        f"p{people[name].pk}" for name in ("Amara", "Bo", "Chen", "Dana")
    )
    assert not [name for name in people if name in file]


def test_pairs_can_be_found_by_name_and_narrowed_to_the_pinned(client: Client) -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    a_solved_run(round, Pin(people["Amara"].pk, people["Kofi"].pk))
    as_organiser(client, round)
    found = client.get(address("proposal", round), {"q": "dana"}).context["rows"]
    assert [row.pair.mentee.name for row in found] == ["Dana"]
    pinned = client.get(address("proposal", round), {"show": "pinned"}).context["rows"]
    assert [row.pair.mentee.name for row in pinned] == ["Amara"]
    assert "No pair with" in text(client.get(address("proposal", round), {"q": "nobody"}))


def test_an_answer_changed_since_asks_to_run_again(client: Client) -> None:
    round, _ = a_round_short_of_kubernetes_mentors()
    a_solved_run(round)
    as_organiser(client, round)
    assert "Since this proposal was made" not in text(client.get(address("proposal", round)))
    a_mentor(round, "Nia", offers=["Kubernetes"])
    assert "Since this proposal was made" in text(client.get(address("proposal", round)))


def test_another_rubric_asks_to_run_again(client: Client) -> None:
    round, _ = a_round_short_of_kubernetes_mentors()
    a_solved_run(round)
    as_organiser(client, round)
    client.post(address("rubric-standard", round))
    assert "what counts was changed" in text(client.get(address("proposal", round)))


def test_a_proposal_takes_as_many_queries_for_three_pairs_as_for_one(
    client: Client, same_queries: SameQueries
) -> None:
    round, _ = a_round_short_of_kubernetes_mentors()
    as_organiser(client, round)
    names = iter("XYZUVW")

    def one_more_pair() -> None:
        name = next(names)
        a_mentee(round, f"Mentee {name}", wants=[f"Topic {name}"])
        a_mentor(round, f"Mentor {name}", offers=[f"Topic {name}"])
        a_solved_run(round)

    same_queries(client, address("proposal", round), one_more_pair)


def test_a_run_that_is_still_being_solved_shows_how_far_it_is(client: Client) -> None:
    round, _ = a_round_short_of_kubernetes_mentors()
    run = a_solved_run(round)
    MatchRun.objects.filter(pk=run.pk).update(state="solving", progress=0.5)
    as_organiser(client, round)
    assert "Finding the best proposal" in text(client.get(address("proposal", round)))
    assert "HX-Refresh" not in client.get(address("progress", round, run.number)).headers
    MatchRun.objects.filter(pk=run.pk).update(state="solved")
    assert client.get(address("progress", round, run.number)).headers["HX-Refresh"] == "true"
