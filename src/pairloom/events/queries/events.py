"""Which events there are, and who comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery, Sum

from pairloom.core import clock
from pairloom.core.audit import reference
from pairloom.events.enums import RsvpState
from pairloom.events.models import Attendee, Event
from pairloom.messages.enums import MessageState
from pairloom.messages.models import Message
from pairloom.people.models import Person
from pairloom.programmes.enums import Role, Side
from pairloom.programmes.models import Programme
from pairloom.programmes.rules import ORGANISING, Viewer

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Places:
    """How full an event is. `seats` is in one turn; `places` is how many mentees are let in."""

    seats: int
    places: int
    mentees: int
    mentors: int
    waiting: int

    @property
    def free(self) -> int:
        return max(0, self.places - self.mentees)


@dataclass(frozen=True)
class EventFacts:
    """How far an event is."""

    event: Event
    places: Places
    tables: int
    drafts: int

    @property
    def mentors_short(self) -> int:
        return max(0, self.tables - self.places.mentors)

    @property
    def is_on(self) -> bool:
        """Whether it has begun and nobody closed it: now the day is more urgent than any letter."""
        return self.event.began_at is not None and not self.event.is_over

    @property
    def is_today(self) -> bool:
        """Whether it runs, or begins within hours."""
        return self.event.began_at is not None or (
            self.event.opened_at is not None and self.event.starts_at - clock.now() < timedelta(hours=12)
        )

    @property
    def takes_answers(self) -> bool:
        return self.event.rsvp_closes_at > clock.now()


def facts_of(event: Event) -> EventFacts:
    drafts = Message.objects.filter(batch=reference(event), state=MessageState.DRAFT)
    return EventFacts(event, places_of(event), event.tables.count(), drafts.count())


def events_seen_by(viewer: Viewer) -> QuerySet[Event]:
    """Events that are open to people, and those whose making the viewer has a part in."""
    seen = Q(opened_at__isnull=False)
    if isinstance(viewer, Person):
        team = viewer.memberships.filter(role__in=[*ORGANISING, Role.HOST]).values("programme")
        seen |= Q(programme__in=team)
    return Event.objects.filter(seen).select_related("programme")


def with_own_answer(events: QuerySet[Event], person: Person) -> QuerySet[Event]:
    """The same events; each says as `own_state` how `person` answered, None where they did not."""
    own = Attendee.objects.filter(event=OuterRef("pk"), person=person)
    return events.annotate(own_state=Subquery(own.values("state")[:1]))


def events_of(person: Person) -> QuerySet[Event]:
    """Events ahead to which somebody comes, or which they help to organise; those say `is_mine_to_run`."""
    team = person.memberships.filter(role__in=ORGANISING).values("programme")
    answered = Attendee.objects.filter(person=person).exclude(state=RsvpState.CANCELLED).values("event")
    mine = Event.objects.filter(Q(programme__in=team) | Q(pk__in=answered, opened_at__isnull=False))
    found = mine.annotate(is_mine_to_run=Q(programme__in=team)).select_related("programme")
    return ahead(found)


def programmes_holding(viewer: Viewer) -> QuerySet[Programme]:
    """The programmes for which the viewer may plan an event."""
    if not isinstance(viewer, Person):
        return Programme.objects.none()
    found = Programme.objects.filter(memberships__person=viewer, memberships__role__in=ORGANISING)
    return found.distinct().order_by("name")


def ahead(events: QuerySet[Event]) -> QuerySet[Event]:
    """Those that are not over, the next one first."""
    return events.filter(closed_at=None, cancelled_at=None, starts_at__gte=clock.now() - 2 * A_DAY).order_by(
        "starts_at"
    )


def past(events: QuerySet[Event]) -> QuerySet[Event]:
    """Those that are over or were cancelled, the latest first."""
    is_ahead = Q(closed_at=None, cancelled_at=None, starts_at__gte=clock.now() - 2 * A_DAY)
    return events.exclude(is_ahead)


def places_of(event: Event) -> Places:
    seats = event.tables.aggregate(all=Sum("seats"))["all"] or 0
    coming = Q(state=RsvpState.COMING)
    counts = event.attendees.aggregate(
        mentees=Count("id", filter=coming & Q(side=Side.MENTEE)),
        mentors=Count("id", filter=coming & Q(side=Side.MENTOR)),
        waiting=Count("id", filter=Q(state=RsvpState.WAITING)),
    )
    return Places(seats=seats, places=seats if event.places is None else event.places, **counts)


def coming(event: Event, side: Side) -> QuerySet[Attendee]:
    """Who comes on that side, with the person, in order of their answers."""
    return event.attendees.filter(state=RsvpState.COMING, side=side).select_related("person", "table")


def next_number(event: Event) -> int:
    """The number of the next card. The caller locked the event's row."""
    return (event.attendees.aggregate(last=Max("number"))["last"] or 0) + 1
