"""Events: who sees them, and what belongs to a new one."""

from datetime import timedelta

import pytest
from django.test import Client

from pairloom.core import clock
from pairloom.core.errors import InvalidError
from pairloom.programmes.enums import Role
from tests.support.events import a_speed_event, an_attendee
from tests.support.queries import SameQueries
from tests.support.scenarios import a_person, a_programme, a_team_member, organiser_of

pytestmark = pytest.mark.django_db


def test_a_new_event_has_a_bell_for_every_turn() -> None:
    event = a_speed_event(turns=4, minutes=12, change_minutes=3)
    starts = [bell.starts_at - event.starts_at for bell in event.bells.all()]
    assert starts == [timedelta(minutes=minutes) for minutes in (0, 15, 30, 45)]
    assert event.ends_at - event.starts_at == timedelta(minutes=57)


def test_rsvp_cannot_end_after_the_first_bell() -> None:
    tomorrow = clock.now() + timedelta(days=1)
    with pytest.raises(InvalidError) as refusal:
        a_speed_event(starts_at=tomorrow, rsvp_closes_at=tomorrow + timedelta(hours=1))
    assert list(refusal.value.fields) == ["rsvp_closes_at"]


def test_two_events_of_the_same_name_have_their_own_addresses() -> None:
    programme = a_programme()
    slugs = {a_speed_event(programme, name="Breakfast").slug for _ in range(2)}
    assert slugs == {"breakfast", "breakfast-2"}


def test_an_event_that_is_not_open_is_there_for_those_who_make_it_only(client: Client) -> None:
    event = a_speed_event(is_open=False, name="Breakfast")
    address = f"/events/{event.slug}/"
    client.force_login(a_person())
    assert client.get(address).status_code == 404
    assert "Breakfast" not in client.get("/events/").content.decode()
    for person in (organiser_of(event.programme), a_team_member(event.programme, Role.HOST)):
        client.force_login(person)
        assert client.get(address).status_code == 200
        assert "Breakfast" in client.get("/events/").content.decode()


def test_the_list_says_how_one_answered_or_until_when_one_may(client: Client) -> None:
    person = a_person()
    client.force_login(person)
    for name, state in {"Comes": "coming", "Waits": "waiting", "Not": "cancelled"}.items():
        an_attendee(a_speed_event(name=name), person=person, state=state)
    soon = clock.now() + timedelta(hours=1)
    a_speed_event(name="Unanswered", rsvp_closes_at=soon)
    a_speed_event(name="Late", rsvp_closes_at=clock.now() - timedelta(hours=1))
    page = client.get("/events/").content.decode()
    said = {row.split("</a>")[0].split(">")[-1]: row for row in page.split("<h3>")[1:]}
    assert "you come" in said["Comes"]
    assert "you are on the waiting list" in said["Waits"]
    assert "you do not come" in said["Not"]
    assert f"Answer by {soon:%-d %B}" in said["Unanswered"]
    assert "Answer by" not in said["Late"]


def test_the_list_asks_the_database_no_more_for_three_events_than_for_one(
    client: Client, same_queries: SameQueries
) -> None:
    programme = a_programme()
    client.force_login(a_person())
    same_queries(client, "/events/", lambda: a_speed_event(programme))
