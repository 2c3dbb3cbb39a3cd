"""The wall screen: what it holds in hand, and how it learns of changes."""

from datetime import timedelta

import pytest
from django.test import Client

from pairloom.core import clock
from pairloom.events.models import Event, Seat, Seating, SeatingPlan
from pairloom.events.queries.bells import timeline
from pairloom.events.queries.screen import bells_in_hand, milliseconds, mover, places_in
from pairloom.events.services.day import bells
from pairloom.programmes.enums import Role, Side
from tests.support.events import a_published_event, a_speed_event, an_attendee
from tests.support.queries import queries_for
from tests.support.scenarios import a_person, a_team_member

pytestmark = pytest.mark.django_db


def a_host_of(event: Event, client: Client) -> Client:
    client.force_login(a_team_member(event.programme, Role.HOST))
    return client


def test_the_screen_has_every_bell_and_every_seat_in_hand(client: Client) -> None:
    event = a_published_event(6, 3)
    page = a_host_of(event, client).get(f"/events/{event.slug}/screen/")
    hand = page.context["in_hand"]
    assert [stroke[:2] for stroke in hand["strokes"]] == [
        [turn, ring] for turn in (1, 2, 3) for ring in ("begins", "ends")
    ]
    assert len(hand["people"]) == 9
    assert all(len(tables) == 3 for _, _, tables in hand["people"])
    assert abs(hand["now"] - milliseconds(clock.now())) < 10_000


def test_for_the_first_turn_all_are_named_and_then_who_moves() -> None:
    event = a_published_event(6, 3)
    places = places_in(event, 1)
    named = [[place.name for place in places if place.goes(turn, mover(event))] for turn in (1, 2)]
    assert [len(names) for names in named] == [9, 6]
    host = next(place for place in places if place.side == Side.MENTOR)
    moved = type(host)(host.name, host.side, (1, 4, 4))
    assert [moved.goes(turn, mover(event)) for turn in (1, 2, 3)] == [True, True, False]


def test_names_are_in_the_order_in_which_people_look_for_them() -> None:
    event = a_speed_event(turns=1)
    plan = SeatingPlan.objects.create(event=event, number=1)
    Seating.objects.create(event=event, current=plan, published=plan)
    host = an_attendee(event, Side.MENTOR, person=a_person("Zoë"), table=event.tables.first())
    for name in ("émile", "Bo", "Ada"):
        guest = an_attendee(event, person=a_person(name))
        Seat.objects.create(plan=plan, turn=1, mentee=guest, mentor=host, table=host.table, affinity=1)
    assert [place.name for place in places_in(event, 1)] == ["Ada", "Bo", "émile", "Zoë"]


def test_who_keeps_the_name_to_themselves_is_there_by_number() -> None:
    event = a_published_event(3, 3)
    shy = event.attendees.filter(side=Side.MENTEE)[0]
    shy.shares = []
    shy.save()
    names = [place.name for place in places_in(event, 1)]
    assert f"No. {shy.number}" in names
    assert str(shy.person) not in names


def test_the_screen_is_told_of_nothing_new_in_an_empty_answer_with_the_time(client: Client) -> None:
    event = a_published_event(starts_at=clock.now())
    address = f"/events/{event.slug}/screen/state/"
    first = a_host_of(event, client).get(address)
    known = {"If-None-Match": first.headers["ETag"]}
    again = client.get(address, headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert abs(int(again.headers["Pairloom-Clock"]) - milliseconds(clock.now())) < 10_000
    bells.begin(event=event, by=None)
    assert client.get(address, headers=known).json()["began"] is True


def test_a_newly_published_plan_changes_what_the_screen_asks_for(client: Client) -> None:
    event = a_published_event()
    address = f"/events/{event.slug}/screen/"
    first = a_host_of(event, client).get(f"{address}state/")
    plan = SeatingPlan.objects.create(event=event, number=2)
    Seating.objects.filter(event=event).update(published=plan)
    answer = client.get(f"{address}state/", headers={"If-None-Match": first.headers["ETag"]})
    assert answer.json()["plan"] == 2
    assert client.get(f"{address}seats/").json()["people"] == []


def test_a_held_clock_shows_where_it_stands(client: Client) -> None:
    event = a_published_event(starts_at=clock.now())
    bells.begin(event=event, by=None)
    bells.hold(event=event, by=None)
    assert event.held_at is not None
    assert bells_in_hand(timeline(event))["held"] == milliseconds(event.held_at)


def test_the_screen_without_a_plan_or_after_the_end_has_no_list(client: Client) -> None:
    event = a_speed_event()
    page = a_host_of(event, client).get(f"/events/{event.slug}/screen/")
    assert page.context["listed"] == []
    over = a_published_event(starts_at=clock.now() - timedelta(hours=3), began_at=clock.now())
    over.bells.update(starts_at=over.starts_at, ends_at=over.starts_at)
    page = a_host_of(over, client).get(f"/events/{over.slug}/screen/")
    assert page.context["listed"] == []


def test_the_screen_costs_the_same_for_many_people(client: Client) -> None:
    costs = set()
    for people in (3, 9):
        event = a_published_event(people, 3)
        address = f"/events/{event.slug}/screen/"
        costs.add(len(queries_for(a_host_of(event, client), address)))
    assert len(costs) == 1


@pytest.mark.parametrize("page", ["", "state/", "seats/"])
def test_the_screen_is_for_hosts_and_helpers(client: Client, page: str) -> None:
    event = a_published_event()
    client.force_login(a_person())
    assert client.get(f"/events/{event.slug}/screen/{page}").status_code == 403
