from collections.abc import Iterator

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from pairloom.core import clock
from pairloom.core.audit import reference
from pairloom.events.models import Event
from pairloom.events.queries.again import offers
from pairloom.events.queries.attendance import attendance_of
from pairloom.events.queries.events import coming, places_of
from pairloom.events.queries.meetings import figures_of
from pairloom.events.queries.survey import survey_of
from pairloom.interest.queries import Wanted, find, mutual_of
from pairloom.interest.services import bring_news
from pairloom.messages.enums import MessageState
from pairloom.messages.models import Message
from pairloom.pairs.enums import PairState
from pairloom.pairs.models import Pair
from pairloom.people.models import Person
from pairloom.programmes.enums import PhaseKind, Role, Side
from pairloom.programmes.models import Application, Membership, Programme
from pairloom.programmes.queries import application_counts, phases_with_state
from pairloom.site.demo import seed_demo

pytestmark = pytest.mark.django_db
People = dict[str, Person]  # by the role of their sign-in link


@pytest.fixture(scope="module")
def people(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[People]:
    """The demo, filled in once for all stories of this file; what a story changes is undone after it."""
    with django_db_blocker.unblock():
        filled_in = seed_demo()
    yield filled_in
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0)


def test_the_demo_has_one_round_ready_to_match_and_an_earlier_one_finished(people: People) -> None:
    current, earlier = Programme.objects.get().rounds.all()
    states = {phase.kind: phase.state for phase in phases_with_state(current)}
    assert (states[PhaseKind.SIGN_UP], states[PhaseKind.MATCHING]) == ("past", "now")
    assert all(phase.is_past for phase in phases_with_state(earlier))
    assert application_counts(current).applications > 150
    assert set(Pair.objects.values_list("round", "state")) == {(earlier.pk, PairState.CLOSED)}


def test_the_people_for_the_sign_in_links_have_the_parts_they_are_named_for(people: People) -> None:
    assert Membership.objects.filter(person=people["organiser"], role=Role.ORGANISER).exists()
    assert Application.objects.filter(person=people["mentor"], capacity__gte=1).exists()
    assert Application.objects.filter(person=people["mentee"], wants__gte=1).exists()


def test_the_mentee_and_the_mentor_of_the_links_find_each_other_with_the_first_news(people: People) -> None:
    assert bring_news() == 3
    found = [each.people for each in mutual_of(people["mentee"], scope="community")]
    assert len(found) == 2
    assert found[0] == (people["mentee"].pk, people["mentor"].pk)
    assert len(find(people["mentee"], Wanted())) > 30


def test_a_second_start_loses_and_doubles_nothing(people: People) -> None:
    mentee = Person.objects.get(pk=people["mentee"].pk)
    Person.objects.filter(pk=mentee.pk).update(about="I changed this line.")
    before = Person.objects.count(), Application.objects.count(), Pair.objects.count()
    seed_demo()
    assert (Person.objects.count(), Application.objects.count(), Pair.objects.count()) == before
    mentee.refresh_from_db()
    assert mentee.about == "I changed this line."


def test_an_event_ahead_is_open_full_and_has_a_waiting_list(people: People) -> None:
    event = Event.objects.get(name="Newcomers' evening")
    places = places_of(event)
    assert (places.mentees, places.mentors, places.waiting) == (40, 8, 4)
    assert event.rsvp_closes_at > clock.now()
    assert all(attendee.topics.exists() for attendee in event.attendees.all())
    assert all(mentor.table for mentor in coming(event, Side.MENTOR))


def test_an_event_of_some_weeks_ago_has_meetings_answers_and_two_who_would_meet_again(
    people: People,
) -> None:
    event = Event.objects.get(name="Autumn breakfast")
    assert event.closed_at is not None
    assert event.closed_at < clock.now()
    assert attendance_of(event).no_shows == 3
    assert figures_of(event).took_place > 60
    assert survey_of(event).is_enough
    assert [(offer.mentee.person, offer.mentor.person) for offer in offers(event)] == [
        (people["mentee"], people["mentor"])
    ]
    assert not Message.objects.filter(batch=reference(event)).exclude(state=MessageState.DISCARDED).exists()
