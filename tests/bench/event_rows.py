"""The rows of a large event, written in a few statements."""

from __future__ import annotations

from datetime import timedelta

from pairloom.core import clock
from pairloom.events.enums import PlanState
from pairloom.events.models import Attendee, Event, Seat, Seating, SeatingPlan
from pairloom.events.services.day import bells
from pairloom.events.services.events import create_event, open_event
from pairloom.people.models import Person
from pairloom.programmes.enums import Side
from pairloom.programmes.models import Programme


def an_event_of(*, mentees: int, mentors: int, turns: int, seats: int) -> list[str]:
    """An event in its first turn, with published seats; the tokens of the mentees' cards."""
    programme = Programme.objects.create(name="Newcomers", slug="newcomers")
    event = create_event(
        programme=programme,
        name="Morning with mentors",
        starts_at=clock.now() + timedelta(minutes=1),
        rsvp_closes_at=clock.now(),
        time_zone="UTC",
        tables=dict.fromkeys(range(1, mentors + 1), seats),
        turns=turns,
        by=None,
    )
    open_event(event=event, by=None)
    tables = list(event.tables.all())
    hosts = _attend(event, Side.MENTOR, mentors, 1)
    for host, table in zip(hosts, tables, strict=True):
        host.table = table
    Attendee.objects.bulk_update(hosts, ["table"], batch_size=200)
    guests = _attend(event, Side.MENTEE, mentees, mentors + 1)
    plan = SeatingPlan.objects.create(
        event=event, number=1, state=PlanState.SOLVED, progress=1.0, published_at=clock.now()
    )
    Seat.objects.bulk_create(
        (
            Seat(plan=plan, turn=turn, mentee=guest, mentor=host, table=host.table, affinity=0.8)
            for turn in range(1, turns + 1)
            for place, guest in enumerate(guests)
            for host in [hosts[(place + turn) % mentors]]
        ),
        batch_size=500,
    )
    Seating.objects.create(event=event, current=plan, published=plan)
    bells.begin(event=event, by=None)
    return [guest.token for guest in guests]


def _attend(event: Event, side: Side, count: int, first: int) -> list[Attendee]:
    numbers = range(first, first + count)
    people = Person.objects.bulk_create(
        Person(email=f"person-{number}@example.org", name=f"Person {number}") for number in numbers
    )
    return Attendee.objects.bulk_create(
        Attendee(event=event, person=person, side=side, number=number)
        for person, number in zip(people, numbers, strict=True)
    )
