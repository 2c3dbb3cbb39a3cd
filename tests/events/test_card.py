"""The page behind a card: for whoever holds it, always by the published plan, and cheap."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from pairloom.core import clock
from pairloom.events.enums import RsvpState
from pairloom.programmes.enums import Side
from tests.events.test_seating import planned
from tests.support.events import a_full_event, a_published_event
from tests.support.queries import queries_for

pytestmark = pytest.mark.django_db


def test_a_card_is_read_without_signing_in_and_found_by_no_search_engine(client: Client) -> None:
    event = a_published_event()
    mentee = event.attendees.filter(side=Side.MENTEE).first()
    answer = client.get(f"/card/{mentee.token}/")
    assert str(mentee.person) in answer.text
    assert "Both named the same topic." in answer.text
    assert "0.8" not in answer.text
    assert answer["X-Robots-Tag"] == "noindex"
    assert "private" in answer["Cache-Control"]


def test_a_mentor_reads_whom_they_meet(client: Client) -> None:
    event = a_published_event(mentees=6, mentors=3)
    mentor = event.attendees.filter(side=Side.MENTOR).first()
    shown = client.get(f"/card/{mentor.token}/").text
    assert sum(str(each.person) in shown for each in event.attendees.filter(side=Side.MENTEE)) == 6


def test_a_card_before_any_plan_and_of_somebody_who_cancelled_says_so(client: Client) -> None:
    event = a_full_event()
    planned(event)
    mentee = event.attendees.filter(side=Side.MENTEE).first()
    assert "not decided yet" in client.get(f"/card/{mentee.token}/").text
    mentee.state = RsvpState.CANCELLED
    mentee.save()
    assert "not among those who come" in client.get(f"/card/{mentee.token}/").text
    assert client.get("/card/23456789abcdef/").status_code == 404


def test_a_phone_that_asks_again_gets_nothing_new(client: Client) -> None:
    event = a_published_event(mentees=6, mentors=3)
    mentee = event.attendees.filter(side=Side.MENTEE).first()
    address = f"/card/{mentee.token}/"
    assert len(queries_for(client, address)) == 2
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert not again.content


def test_the_next_turn_is_marked_and_a_bell_makes_the_page_new(client: Client) -> None:
    event = a_published_event(starts_at=clock.now() + timedelta(days=1))
    mentee = event.attendees.filter(side=Side.MENTEE).first()
    address = f"/card/{mentee.token}/"
    before = client.get(address)
    event.began_at = event.starts_at
    event.save()
    with time_machine.travel(event.starts_at + timedelta(minutes=1), tick=False):
        during = client.get(address)
    assert before.text.count("data-next>next") == 1
    assert during.text.count("data-now>now") == 1
    assert before["ETag"] != during["ETag"]
