import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from pairloom.core import personal_data
from pairloom.core.errors import RefusedError
from pairloom.pairs.models import Pair
from pairloom.pairs.queries import already_paired, pairs_of, standing_in
from pairloom.pairs.services import close_pair, open_pair
from pairloom.people.models import Person
from pairloom.programmes.enums import Role
from pairloom.programmes.models import Round
from tests.support.queries import SameQueries
from tests.support.scenarios import (
    a_mentee,
    a_mentor,
    a_person,
    a_round,
    a_team_member,
    ask_the_usual,
    organiser_of,
)

pytestmark = pytest.mark.django_db


def a_pair(round: Round | None = None) -> Pair:
    """Amara and Kofi, who share evenings, with an answer for the pair and one for organisers only."""
    round = round or a_round()
    ask_the_usual(round)
    mentee = a_mentee(
        round, "Amara", goal="To ship my first service", private="Please nobody from work"
    ).person
    mentor = a_mentor(round, "Kofi").person
    return open_pair(
        round=round,
        mentor=mentor,
        mentee=mentee,
        affinity=0.8,
        reasons=["{mentor} offers Kubernetes, which {mentee} asks for."],
    )


def shown(client: Client, pair: Pair) -> str:
    page = client.get(reverse("pairs:pair", args=[pair.pk]))
    assert page.status_code == 200
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode())))


def half(pair: Pair, side: str) -> Person:
    person = getattr(pair, side)
    assert isinstance(person, Person)
    return person


def test_the_same_two_are_one_pair_however_often_they_are_brought_together() -> None:
    pair = a_pair()
    again = open_pair(
        round=pair.round, mentor=half(pair, "mentor"), mentee=half(pair, "mentee"), affinity=0.1, reasons=[]
    )
    assert (again, again.affinity) == (pair, 0.8)


def test_nobody_is_their_own_mentor() -> None:
    person = a_person("Amara")
    with pytest.raises(RefusedError):
        open_pair(round=a_round(), mentor=person, mentee=person, affinity=1, reasons=[])


def test_a_closed_pair_stands_no_more_but_was() -> None:
    pair = a_pair()
    mentee, mentor = half(pair, "mentee"), half(pair, "mentor")
    close_pair(pair=pair, by=None)
    assert standing_in(pair.round) == []
    assert already_paired([mentee.pk, mentor.pk]) == {(mentee.pk, mentor.pk)}
    assert already_paired([mentee.pk, mentor.pk], besides=pair.round) == set()
    assert list(pairs_of(mentor)) == [pair]


def test_each_of_the_two_sees_the_other_and_what_was_said_for_them(client: Client) -> None:
    pair = a_pair()
    client.force_login(half(pair, "mentor"))
    page = shown(client, pair)
    assert "Your mentee: Amara" in page
    assert "Kofi offers Kubernetes, which Amara asks for." in page
    assert "To ship my first service" in page
    assert "Please nobody from work" not in page
    client.force_login(half(pair, "mentee"))
    assert "Your mentor: Kofi" in shown(client, pair)


def test_only_the_two_and_those_who_run_the_programme_see_a_pair(client: Client) -> None:
    pair = a_pair()
    address = reverse("pairs:pair", args=[pair.pk])
    assert client.get(address).status_code == 302
    outsiders = [a_person("Stranger"), a_team_member(pair.round.programme, Role.REVIEWER)]
    for person in outsiders:
        client.force_login(person)
        assert client.get(address).status_code == 403
    client.force_login(a_team_member(pair.round.programme, Role.COORDINATOR))
    assert "Amara and Kofi" in shown(client, pair)


def test_a_pair_is_part_of_what_a_person_takes_along() -> None:
    pair = a_pair()
    (holder,) = (each for each in personal_data.holders() if each.name == "pairs")
    (row,) = holder.export(half(pair, "mentee"))
    assert (row["you are"], row["with"]) == ("mentee", "Kofi")


def test_after_erasure_the_pair_counts_but_names_nobody(client: Client) -> None:
    pair = a_pair()
    mentor = half(pair, "mentor")
    (holder,) = (each for each in personal_data.holders() if each.name == "pairs")
    holder.erase(half(pair, "mentee"))
    pair.refresh_from_db()
    assert (pair.mentee, pair.reasons) == (None, [])
    client.force_login(mentor)
    assert "somebody left" in shown(client, pair)


def test_organisers_see_the_pairs_of_a_round_and_find_one_by_name(client: Client) -> None:
    pair = a_pair()
    address = reverse("pairs:round", args=[pair.round.programme.slug, pair.round.slug])
    client.force_login(half(pair, "mentor"))
    assert client.get(address).status_code == 403
    client.force_login(a_team_member(pair.round.programme, Role.COORDINATOR))
    assert "Amara" in client.get(address, {"q": "kofi"}).content.decode()
    assert "No pair with" in client.get(address, {"q": "zoe"}).content.decode()


def test_the_list_of_pairs_takes_as_many_queries_for_three_as_for_one(
    client: Client, same_queries: SameQueries
) -> None:
    round = a_round()
    client.force_login(organiser_of(round))

    def one_more() -> None:
        mentee, mentor = a_person(), a_person()
        open_pair(round=round, mentor=mentor, mentee=mentee, affinity=0.5, reasons=[])

    same_queries(client, reverse("pairs:round", args=[round.programme.slug, round.slug]), one_more)


def a_pair_without_a_round() -> Pair:
    return open_pair(round=None, mentor=a_person("Kofi"), mentee=a_person("Amara"))


def test_two_people_can_be_a_pair_without_a_round_and_only_once() -> None:
    pair = a_pair_without_a_round()
    close_pair(pair=pair, by=None)
    again = open_pair(round=None, mentor=half(pair, "mentor"), mentee=half(pair, "mentee"))
    assert (again.pk, again.state) == (pair.pk, "active")


def test_a_pair_without_a_round_is_seen_by_the_two_alone(client: Client) -> None:
    pair = a_pair_without_a_round()
    client.force_login(half(pair, "mentee"))
    assert "Found each other" in shown(client, pair)
    assert "found each other" in client.get(reverse("desk:me")).content.decode()
    client.force_login(organiser_of(a_round()))
    assert client.get(reverse("pairs:pair", args=[pair.pk])).status_code == 403
    export = next(holder for holder in personal_data.holders() if holder.name == "pairs").export
    assert [row["round"] for row in export(half(pair, "mentor"))] == [""]
