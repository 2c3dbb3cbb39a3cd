"""Moments of a speed event, shared by tests."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from pairloom.core import clock
from pairloom.events.enums import PlanState, Presence
from pairloom.events.models import Attendee, Event, Seat, Seating, SeatingPlan, Table
from pairloom.events.services.events import create_event, open_event
from pairloom.people.models import Person, Topic
from pairloom.programmes.enums import Side
from pairloom.programmes.models import Programme
from tests.support.scenarios import a_person, a_programme, organiser_of

_number = count(1)


def a_speed_event(
    programme: Programme | None = None,
    *,
    tables: dict[int, int] | None = None,
    starts_at: datetime | None = None,
    is_open: bool = True,
    **columns: Any,
) -> Event:
    """Two weeks from now, five turns of ten minutes, three tables of four, nobody has answered."""
    programme = programme or a_programme()
    event = create_event(
        programme=programme,
        name=columns.pop("name", f"Speed mentoring {next(_number)}"),
        starts_at=starts_at or clock.now() + timedelta(days=14),
        time_zone=columns.pop("time_zone", "UTC"),
        tables=tables or {1: 4, 2: 4, 3: 4},
        by=organiser_of(programme),
        **columns,
    )
    if is_open:
        open_event(event=event, by=organiser_of(programme))
    return event


def an_attendee(
    event: Event, side: Side = Side.MENTEE, *, person: Person | None = None, topics: str = "", **columns: Any
) -> Attendee:
    """Somebody who comes. `topics` are names divided by commas."""
    attendee = Attendee.objects.create(
        event=event,
        person=person or a_person(),
        side=side,
        number=event.attendees.count() + 1,
        **columns,
    )
    named = [name.strip() for name in topics.split(",") if name.strip()]
    attendee.topics.set(
        Topic.objects.get_or_create(key=name.lower(), defaults={"name": name})[0] for name in named
    )
    return attendee


def a_full_event(mentees: int = 12, mentors: int = 3, **columns: Any) -> Event:
    """An event with one mentor a table and mentees in all seats, who ask for the mentors' topics in turn."""
    event = a_speed_event(**columns)
    names = ("Go", "Rust", "Testing", "Release work", "Documentation")
    for place, table in enumerate(Table.objects.filter(event=event)[:mentors]):
        an_attendee(event, Side.MENTOR, table=table, topics=names[place % len(names)])
    for place in range(mentees):
        an_attendee(event, topics=names[place % len(names)])
    return event


def a_published_event(mentees: int = 6, mentors: int = 3, **columns: Any) -> Event:
    """Three turns in which each mentee moves on by one mentor with every bell. People follow this plan."""
    event = a_full_event(mentees, mentors, **{"turns": 3} | columns)
    plan = SeatingPlan.objects.create(
        event=event, number=1, state=PlanState.SOLVED, progress=1.0, published_at=clock.now()
    )
    hosts = list(event.attendees.filter(side=Side.MENTOR))
    guests = list(event.attendees.filter(side=Side.MENTEE))
    Seat.objects.bulk_create(
        Seat(
            plan=plan,
            turn=turn,
            mentee=guest,
            mentor=host,
            table=host.table,
            affinity=0.8,
            reason="Both named the same topic.",
        )
        for turn in range(1, event.turns + 1)
        for place, guest in enumerate(guests)
        for host in [hosts[(place + turn - 1) % mentors]]
    )
    Seating.objects.create(event=event, current=plan, published=plan)
    return event


def an_event_after_its_last_bell(mentees: int = 6, mentors: int = 3, **columns: Any) -> Event:
    """It began two hours ago, went by its plan, and everybody was there from the first bell to the last."""
    starts_at = columns.pop("starts_at", clock.now() - timedelta(hours=2))
    event = a_published_event(mentees, mentors, starts_at=starts_at, began_at=starts_at, **columns)
    event.attendees.update(presence=Presence.HERE)
    return event
