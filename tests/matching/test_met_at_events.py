"""People who met at an event: a round may favour them, avoid them, or not care."""

from collections.abc import Mapping

import pytest
from django.test import Client

from pairloom.core import clock
from pairloom.matching.bridge.solving import unpacked
from pairloom.matching.changes import Ban, MetAtEvents
from pairloom.matching.models import MatchRun
from pairloom.pairs.services import record_encounters
from pairloom.people.models import Person
from pairloom.programmes.models import Round
from tests.support.matching import a_closed_round, a_mentee, a_mentor, a_solved_run, organiser_of, topics_only

pytestmark = pytest.mark.django_db

CHOICES = ("no-matter", "favour", "avoid")


@pytest.fixture
def world() -> tuple[Round, Mapping[str, Person]]:
    """Amara wants Kubernetes, which Kofi offers; Lena offers more than was asked for, and so fits less."""
    round = a_closed_round()
    people = [
        a_mentee(round, "Amara", wants=["Kubernetes"]),
        a_mentor(round, "Kofi", offers=["Kubernetes"]),
        a_mentor(round, "Lena", offers=["Kubernetes", "Go", "Rust"]),
    ]
    round.rubric = topics_only()
    round.save()
    return round, {person.name: person for person in people}


def met(*pairs: tuple[Person, Person]) -> None:
    record_encounters(
        source="event:1", at=clock.now(), met=[(mentee.pk, mentor.pk) for mentee, mentor in pairs]
    )


def mentor_in(run: MatchRun) -> Person:
    pair = run.pairs.get()
    return pair.mentor


def test_unless_asked_it_does_not_matter_who_met(world: tuple[Round, Mapping[str, Person]]) -> None:
    round, people = world
    met((people["Amara"], people["Lena"]))
    assert mentor_in(a_solved_run(round)) == people["Kofi"]


def test_favoured_pairs_come_first_and_say_so(world: tuple[Round, Mapping[str, Person]]) -> None:
    round, people = world
    met((people["Amara"], people["Lena"]))
    pair = a_solved_run(round, MetAtEvents("favour")).pairs.get()
    assert pair.mentor == people["Lena"]
    assert "they met at an event" in pair.reasons[0].lower()
    assert [part["name"] for part in pair.parts] == ["topics", "met at an event"]


def test_nobody_is_told_whom_they_would_rather_have_met_again(
    world: tuple[Round, Mapping[str, Person]],
) -> None:
    """Lena is kept apart from her: the reason for Kofi speaks of Kofi only."""
    round, people = world
    met((people["Amara"], people["Lena"]))
    a_solved_run(round, MetAtEvents("favour"))
    run = a_solved_run(round, Ban(people["Amara"].pk, people["Lena"].pk))
    assert mentor_in(run) == people["Kofi"]
    assert str(people["Lena"].pk) not in " ".join(run.pairs.get().reasons)
    assert "event" not in " ".join(run.pairs.get().reasons)


def test_avoided_pairs_are_not_made(world: tuple[Round, Mapping[str, Person]]) -> None:
    round, people = world
    met((people["Amara"], people["Kofi"]))
    assert mentor_in(a_solved_run(round, MetAtEvents("avoid"))) == people["Lena"]
    met((people["Amara"], people["Kofi"]), (people["Amara"], people["Lena"]))
    assert not a_solved_run(round).pairs.exists()


@pytest.mark.parametrize("choice", CHOICES)
def test_where_nobody_met_every_choice_gives_the_same_bytes(
    world: tuple[Round, Mapping[str, Person]], choice: str
) -> None:
    round, _ = world
    plain = a_solved_run(round)
    chosen = a_solved_run(round, MetAtEvents(choice))
    assert bytes(chosen.encoded) == bytes(plain.encoded)


def test_encounters_do_not_change_a_byte_unless_an_organiser_says_that_they_matter(
    world: tuple[Round, Mapping[str, Person]],
) -> None:
    round, people = world
    before = a_solved_run(round)
    met((people["Amara"], people["Kofi"]), (people["Amara"], people["Lena"]))
    after = a_solved_run(round)
    assert bytes(after.encoded) == bytes(before.encoded)
    assert after.people_digest == before.people_digest
    assert unpacked(bytes(after.encoded)).result.served == 1


def test_the_choice_is_made_on_the_page_of_the_proposal(
    client: Client, world: tuple[Round, Mapping[str, Person]]
) -> None:
    round, people = world
    met((people["Amara"], people["Lena"]))
    run = a_solved_run(round)
    client.force_login(organiser_of(round))
    address = f"/programmes/{round.programme.slug}/{round.slug}/organise/matching/"
    assert '<option value="no-matter" selected>' in client.get(address).content.decode()
    page = client.post(
        f"{address}change/", {"kind": "met-at-events", "met": "favour", "made_on": run.number}, follow=True
    ).content.decode()
    assert '<option value="favour" selected>' in page
    assert "favoured people who met at an event" in page
    refused = client.post(f"{address}change/", {"kind": "met-at-events", "met": "love", "made_on": 2})
    assert refused.status_code == 422
