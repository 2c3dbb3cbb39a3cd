"""The page on the phone: one's next table, for whoever holds the card; check-in for those who work there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pairloom.core import clock
from pairloom.events.enums import Presence
from pairloom.events.models import Attendee, Event, Seat, Seating, SeatingPlan
from pairloom.events.queries.screen import milliseconds
from pairloom.events.services.day import bells
from pairloom.people.models import Person
from pairloom.programmes.enums import Role, Side
from tests.support.events import a_published_event, a_speed_event
from tests.support.scenarios import a_person, a_team_member

pytestmark = pytest.mark.django_db


def a_mentee(event: Event) -> Attendee:
    return event.attendees.filter(side=Side.MENTEE).first()  # type: ignore[return-value]


def asked_again(client: Client, address: str) -> dict[str, str]:
    """The headers with which a phone asks again."""
    return {"If-None-Match": client.get(address).context["in_hand"]["etag"]}


def test_a_phone_that_asks_again_gets_nothing_but_the_time(client: Client) -> None:
    event = a_published_event(starts_at=clock.now())
    address = f"/card/{a_mentee(event).token}/"
    again = asked_again(client, address)
    answer = client.get(address, headers=again)
    assert (answer.status_code, answer.content) == (304, b"")
    assert abs(int(answer.headers["Pairloom-Clock"]) - milliseconds(clock.now())) < 10_000
    bells.begin(event=event, by=None)
    assert client.get(address, headers=again).status_code == 200


def test_a_new_plan_arrives_on_every_phone(client: Client) -> None:
    event = a_published_event()
    address = f"/card/{a_mentee(event).token}/"
    again = asked_again(client, address)
    Seating.objects.filter(event=event).update(published=SeatingPlan.objects.create(event=event, number=2))
    assert client.get(address, headers=again).status_code == 200


def test_a_phone_costs_two_queries_and_one_where_nothing_is_new() -> None:
    event = a_published_event()
    client, address = Client(), f"/card/{a_mentee(event).token}/"
    again = asked_again(client, address)
    with CaptureQueriesContext(connection) as whole:
        client.get(address)
    with CaptureQueriesContext(connection) as unchanged:
        client.get(address, headers=again)
    assert (len(whole), len(unchanged)) == (2, 1)


@pytest.mark.parametrize("side", list(Side))
def test_ones_own_seats_are_found_without_reading_those_of_everybody(side: Side) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads a small table whole, whatever indexes there are")
    event = a_published_event()
    attendee = event.attendees.filter(side=side).first()
    seats = Seat.objects.filter(plan=event.seating.published, **{side.value: attendee})
    assert f"(plan_id=? AND {side.value}_id=?" in seats.order_by("turn").explain()


def test_a_name_that_changes_is_new_on_the_next_whole_page(client: Client) -> None:
    event = a_published_event()
    mentee = a_mentee(event)
    mentor = Seat.objects.filter(plan=event.seating.published, mentee=mentee).first().mentor.person
    address = f"/card/{mentee.token}/"
    assert mentor.name in client.get(address).text
    Person.objects.filter(pk=mentor.pk).update(name="Zora Quill")
    assert "Zora Quill" in client.get(address).text


def test_when_turns_begin_follows_the_bells_and_the_place(client: Client) -> None:
    event = a_published_event(time_zone="Asia/Tokyo")
    address = f"/card/{a_mentee(event).token}/"
    begins = event.bells.get(turn=2).starts_at
    assert f">{begins.astimezone(event.zone):%H:%M}</time>" in client.get(address).text
    later = begins + timedelta(minutes=7)
    event.bells.filter(turn=2).update(starts_at=later)
    assert f">{later.astimezone(event.zone):%H:%M}</time>" in client.get(address).text


def test_the_page_of_the_moment_leads_to_ones_own_card(client: Client) -> None:
    event = a_published_event()
    attendee = a_mentee(event)
    client.force_login(attendee.person)
    assert client.get(f"/events/{event.slug}/now/").headers["Location"] == f"/card/{attendee.token}/"
    client.force_login(a_person())
    assert client.get(f"/events/{event.slug}/now/").headers["Location"] == f"/events/{event.slug}/"


def test_a_helper_who_scans_a_card_can_check_its_holder_in(client: Client) -> None:
    event = a_published_event()
    attendee = a_mentee(event)
    address = f"/card/{attendee.token}/"
    assert "Check-in desk" not in client.get(address).content.decode()
    client.force_login(a_team_member(event.programme, Role.HOST))
    assert "Check-in desk" in client.get(address).content.decode()
    mark = f"/events/{event.slug}/day/people/{attendee.number}/here/"
    answer = client.post(mark, {"back": address}, follow=True)
    assert answer.redirect_chain == [(address, 302)]
    assert f"{attendee.person} is here." in answer.content.decode()
    attendee.refresh_from_db()
    assert attendee.presence == Presence.HERE


def test_somebody_of_another_team_only_sees_the_card(client: Client) -> None:
    event = a_published_event()
    client.force_login(a_team_member(a_speed_event().programme, Role.HOST))
    assert "Check-in desk" not in client.get(f"/card/{a_mentee(event).token}/").content.decode()
