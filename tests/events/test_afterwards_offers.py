"""Two who ticked each other are offered as a pair, once both were told; nobody else ever is."""

import pytest
from django.test import Client

from pairloom.core.errors import RefusedError
from pairloom.events.models import Attendee, Event
from pairloom.events.queries.again import offers
from pairloom.events.services.afterwards import close_event
from pairloom.events.services.again import open_as_pair, wish_to_meet_again
from pairloom.interest.services import bring_news
from pairloom.messages.models import Message
from pairloom.pairs.models import Pair
from pairloom.programmes.enums import Side
from tests.support.events import an_event_after_its_last_bell
from tests.support.scenarios import a_round, organiser_of

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


def both_tick(one: Attendee, other: Attendee) -> None:
    """And the hour of the news passes."""
    wish_to_meet_again(attendee=one, number=other.number, wish=True)
    wish_to_meet_again(attendee=other, number=one.number, wish=True)
    bring_news()


def test_a_mutual_tick_is_offered_after_the_news_and_not_before(
    event: Event, mentee: Attendee, mentor: Attendee
) -> None:
    wish_to_meet_again(attendee=mentee, number=mentor.number, wish=True)
    wish_to_meet_again(attendee=mentor, number=mentee.number, wish=True)
    assert offers(event) == []
    both_tick(mentee, mentor)
    assert [offer.numbers for offer in offers(event)] == [(mentee.number, mentor.number)]


def test_both_see_on_their_page_that_it_is_mutual(client: Client, mentee: Attendee, mentor: Attendee) -> None:
    both_tick(mentee, mentor)
    for one in (mentee, mentor):
        client.force_login(one.person)
        page = client.get(f"/events/{one.event.slug}/again/").content.decode()
        assert page.count("You both would like to") == 1


def test_who_puts_a_mutual_interest_aside_is_offered_no_more(
    event: Event, mentee: Attendee, mentor: Attendee
) -> None:
    both_tick(mentee, mentor)
    wish_to_meet_again(attendee=mentor, number=mentee.number, wish=False)
    assert offers(event) == []


def test_an_offer_becomes_a_pair_of_a_round_with_its_introduction_drafted_once(
    client: Client, event: Event, mentee: Attendee, mentor: Attendee
) -> None:
    both_tick(mentee, mentor)
    round = a_round(event.programme, name="Autumn")
    client.force_login(organiser_of(event.programme))
    address = f"/events/{event.slug}/organise/afterwards/"
    for _ in range(2):
        page = client.post(
            f"{address}pairs/{mentee.number}-{mentor.number}/", {"round": round.pk}, follow=True
        ).content.decode()
        assert "are a pair of Autumn" in page
    pair = Pair.objects.get()
    assert (pair.mentee, pair.mentor, pair.round) == (mentee.person, mentor.person, round)
    assert pair.affinity == 0.8
    letter = Message.objects.get(key="introduction")
    assert f"met at {event.name}" in letter.body
    assert "a pair of Autumn" in client.get(address).content.decode()


def test_nobody_becomes_a_pair_who_did_not_both_wish_it(
    event: Event, mentee: Attendee, mentor: Attendee
) -> None:
    wish_to_meet_again(attendee=mentee, number=mentor.number, wish=True)
    with pytest.raises(RefusedError):
        open_as_pair(
            event=event,
            mentee=mentee.number,
            mentor=mentor.number,
            round=a_round(event.programme),
            by=organiser_of(event.programme),
        )


def test_a_pair_cannot_be_opened_in_a_round_of_another_programme(
    client: Client, event: Event, mentee: Attendee, mentor: Attendee
) -> None:
    both_tick(mentee, mentor)
    elsewhere = a_round(an_event_after_its_last_bell().programme)
    client.force_login(organiser_of(event.programme))
    address = f"/events/{event.slug}/organise/afterwards/pairs/{mentee.number}-{mentor.number}/"
    for choice in (elsewhere.pk, "nonsense", ""):
        assert client.post(address, {"round": choice}).status_code == 404
    assert not Pair.objects.exists()
