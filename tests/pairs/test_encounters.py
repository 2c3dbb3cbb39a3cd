"""Who met whom at an event: one history, written by events, read by rounds."""

from datetime import datetime

import pytest

from pairloom.core import clock, personal_data
from pairloom.pairs.models import Encounter
from pairloom.pairs.queries import met_at_events
from pairloom.pairs.services import correct_encounter, record_encounters
from pairloom.people.models import Person
from pairloom.people.services import erase_person
from tests.support.scenarios import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> list[Person]:
    return [a_person(name) for name in ("Amara", "Bo", "Kofi", "Mira")]


@pytest.fixture
def at() -> datetime:
    return clock.now()


def keys(people: list[Person]) -> list[int]:
    return [person.pk for person in people]


def test_an_event_recorded_twice_is_one_history(people: list[Person], at: datetime) -> None:
    amara, bo, kofi, mira = keys(people)
    for _ in range(2):
        record_encounters(source="event:1", at=at, met=[(amara, kofi), (bo, kofi), (amara, mira)])
    assert Encounter.objects.count() == 3
    assert met_at_events([amara, kofi, mira]) == {(amara, kofi), (amara, mira)}


def test_recording_anew_forgets_who_did_not_meet_after_all(people: list[Person], at: datetime) -> None:
    amara, bo, kofi, _ = keys(people)
    record_encounters(source="event:1", at=at, met=[(amara, kofi), (bo, kofi)])
    record_encounters(source="event:2", at=at, met=[(amara, kofi)])
    record_encounters(source="event:1", at=at, met=[(bo, kofi)])
    assert met_at_events(keys(people)) == {(amara, kofi), (bo, kofi)}
    assert met_at_events(keys(people), besides="event:2") == {(bo, kofi)}


def test_two_people_can_be_corrected_without_touching_the_rest(people: list[Person], at: datetime) -> None:
    amara, bo, kofi, _ = keys(people)
    record_encounters(source="event:1", at=at, met=[(amara, kofi)])
    for _ in range(2):
        correct_encounter(source="event:1", at=at, mentee=bo, mentor=kofi, met=True)
    correct_encounter(source="event:1", at=at, mentee=amara, mentor=kofi, met=False)
    assert met_at_events(keys(people)) == {(bo, kofi)}


def test_one_can_take_along_whom_one_met(people: list[Person], at: datetime) -> None:
    amara, _, kofi, _ = people
    record_encounters(source="event:1", at=at, met=[(amara.pk, kofi.pk)])
    exports = {holder.name: holder.export for holder in personal_data.holders()}
    assert [(row["you were"], row["with"]) for row in exports["encounters"](kofi)] == [("mentor", "Amara")]
    assert [(row["you were"], row["with"]) for row in exports["encounters"](amara)] == [("mentee", "Kofi")]


def test_who_is_erased_has_met_nobody(people: list[Person], at: datetime) -> None:
    amara, bo, kofi, _ = people
    record_encounters(source="event:1", at=at, met=[(amara.pk, kofi.pk), (bo.pk, kofi.pk)])
    erase_person(person=amara)
    assert met_at_events(keys(people)) == {(bo.pk, kofi.pk)}
