"""“Meet again?”: private, for people whom one met, and told to both when it is mutual."""

import re

import pytest
from django.conf import LazySettings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pairloom.core.audit import reference
from pairloom.core.errors import RefusedError
from pairloom.events.enums import Presence, Sharing
from pairloom.events.models import Attendee, Event
from pairloom.events.queries.meetings import people_met
from pairloom.events.services.afterwards import close_event
from pairloom.events.services.again import wish_to_meet_again
from pairloom.interest.enums import Kind
from pairloom.interest.keys import new_key
from pairloom.interest.queries import marks_of
from pairloom.programmes.enums import Side
from tests.support.events import an_event_after_its_last_bell
from tests.support.queries import queries_for
from tests.support.scenarios import a_person, organiser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    event = an_event_after_its_last_bell()
    close_event(event=event, by=organiser_of(event.programme))
    return event


def attendee(event: Event, side: Side, place: int = 0) -> Attendee:
    return event.attendees.filter(side=side).select_related("person", "event")[place]


@pytest.fixture
def mentee(event: Event) -> Attendee:
    return attendee(event, Side.MENTEE)


@pytest.fixture
def mentor(event: Event) -> Attendee:
    return attendee(event, Side.MENTOR)


def ticked(attendee: Attendee) -> set[int]:
    marks = marks_of(attendee.person, scope=reference(attendee.event))
    assert all(mark.kind == Kind.MEET_AGAIN for mark in marks)
    return {mark.about for mark in marks}


def tick(client: Client, by: Attendee, about: Attendee, wish: str = "yes") -> str:
    client.force_login(by.person)
    sent = {"wish": wish, "number": about.number}
    return client.post(f"/events/{by.event.slug}/again/tick/", sent, follow=True).content.decode()


def test_one_tap_ticks_and_the_next_takes_it_back(client: Client, mentee: Attendee, mentor: Attendee) -> None:
    assert "Noted, for nobody but you." in tick(client, mentee, mentor)
    assert ticked(mentee) == {mentor.person_id}
    assert "Taken back." in tick(client, mentee, mentor, wish="no")
    assert ticked(mentee) == set()


def test_the_page_lists_whom_one_met_with_what_one_ticked(
    client: Client, mentee: Attendee, mentor: Attendee
) -> None:
    page = tick(client, mentee, mentor)
    for met in people_met(mentee):
        assert met.name in page
    assert page.count('aria-pressed="true"') == 1
    assert page.count('aria-pressed="false"') == 2


def test_a_log_of_addresses_and_sizes_does_not_tell_what_somebody_ticked(
    client: Client, mentee: Attendee, mentor: Attendee
) -> None:
    client.force_login(mentee.person)
    page = f"/events/{mentee.event.slug}/again/"
    before = client.get(page)
    after = client.post(f"{page}tick/", {"wish": "yes", "number": mentor.number}, follow=True)
    assert len(after.content) == len(before.content)
    assert after["Cache-Control"] == "no-store, no-transform"


def test_without_the_key_the_page_says_so(
    client: Client, mentee: Attendee, mentor: Attendee, settings: LazySettings
) -> None:
    tick(client, mentee, mentor)
    settings.INTEREST_KEY = new_key()
    assert client.get(f"/events/{mentee.event.slug}/again/").status_code == 503


def test_only_people_whom_one_met_can_be_ticked(client: Client, event: Event, mentee: Attendee) -> None:
    other_mentee = attendee(event, Side.MENTEE, 1)
    assert "You can only tick people whom you met" in tick(client, mentee, other_mentee)
    assert ticked(mentee) == set()
    with pytest.raises(RefusedError):
        wish_to_meet_again(attendee=mentee, number=999, wish=True)


def test_who_did_not_come_meets_nobody(client: Client) -> None:
    event = an_event_after_its_last_bell()
    event.attendees.filter(pk=attendee(event, Side.MENTEE).pk).update(presence=Presence.EXPECTED)
    client.force_login(attendee(event, Side.MENTEE).person)
    assert "Nobody yet" in client.get(f"/events/{event.slug}/again/").content.decode()


def test_ticking_is_possible_before_the_event_is_closed(client: Client) -> None:
    event = an_event_after_its_last_bell()
    mentee, mentor = attendee(event, Side.MENTEE), attendee(event, Side.MENTOR)
    tick(client, mentee, mentor)
    assert ticked(mentee) == {mentor.person_id}


def test_the_page_is_for_those_who_take_part(client: Client, event: Event) -> None:
    for person in (a_person(), organiser_of(event.programme)):
        client.force_login(person)
        assert client.get(f"/events/{event.slug}/again/").status_code == 403


@pytest.mark.parametrize("wish", ["yes", "no"])
def test_the_page_and_the_answer_are_the_same_whatever_the_other_ticked(
    mentee: Attendee, mentor: Attendee, wish: str
) -> None:
    """Two worlds: one in which the mentor ticked the mentee before, one in which the mentor did not."""
    seen = []
    for other_ticked in (True, False):
        with transaction.atomic():
            wish_to_meet_again(attendee=mentor, number=mentee.number, wish=other_ticked)
            with CaptureQueriesContext(connection) as captured:
                page = tick(Client(), mentee, mentor, wish)
            statements = [query["sql"] for query in captured.captured_queries]
            seen.append((_without_tokens(page), [re.sub(r"'[^']*'|\d+", "?", each) for each in statements]))
            transaction.set_rollback(True)
    assert seen[0] == seen[1]


def _without_tokens(page: str) -> str:
    """The page without what differs between any two visits."""
    return re.sub(r'value="[A-Za-z0-9]{64}"|"x-csrftoken": "[^"]*"', "", page)


def test_organisers_see_nothing_of_a_tick_that_stands_alone(
    client: Client, event: Event, mentee: Attendee, mentor: Attendee
) -> None:
    client.force_login(organiser_of(event.programme))
    address = f"/events/{event.slug}/organise/afterwards/"
    before = _without_tokens(client.get(address).content.decode())
    wish_to_meet_again(attendee=mentee, number=mentor.number, wish=True)
    assert _without_tokens(client.get(address).content.decode()) == before


def test_a_shared_address_stands_beside_the_name(client: Client, mentee: Attendee, mentor: Attendee) -> None:
    mentor.shares = [Sharing.CONTACT]
    mentor.save()
    client.force_login(mentee.person)
    assert (
        f"mailto:{mentor.person.email}" in client.get(f"/events/{mentee.event.slug}/again/").content.decode()
    )


def test_the_page_costs_the_same_with_one_met_person_and_with_three(client: Client) -> None:
    costs = []
    for mentors in (1, 3):
        event = an_event_after_its_last_bell(mentees=3, mentors=mentors)
        client.force_login(attendee(event, Side.MENTEE).person)
        costs.append(len(queries_for(client, f"/events/{event.slug}/again/")))
    assert costs[0] == costs[1]
