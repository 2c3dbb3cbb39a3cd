"""Who answered an invitation, for pages and letters."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from pairloom.events.enums import RsvpState, Sharing
from pairloom.events.models import Attendee, Event
from pairloom.programmes.enums import Side


def waiting_before(attendee: Attendee) -> int:
    """How many wait for a place longer than this attendee, who waits too."""
    waiting = attendee.event.attendees.filter(state=RsvpState.WAITING)
    earlier = Q(waiting_since__lt=attendee.waiting_since)
    earlier |= Q(waiting_since=attendee.waiting_since, pk__lt=attendee.pk)
    return waiting.filter(earlier).count()


def mentors_to_wish_for(event: Event) -> QuerySet[Attendee]:
    """The mentors who come, by name, with their topics."""
    coming = event.attendees.filter(side=Side.MENTOR, state=RsvpState.COMING)
    return coming.select_related("person").prefetch_related("topics").order_by("person__name", "pk")


def named_to_others(event: Event) -> list[Attendee]:
    """Those who come and whose name the others may see: mentors, and whoever shares it. By name."""
    coming = event.attendees.filter(state=RsvpState.COMING).select_related("person")
    found = coming.order_by("person__name", "pk")
    return [one for one in found if one.side == Side.MENTOR or Sharing.NAME in one.shares]


def attendees_of(event: Event) -> QuerySet[Attendee]:
    """Everybody who ever answered, with what a list shows of them."""
    return event.attendees.select_related("person", "table").prefetch_related("topics")
