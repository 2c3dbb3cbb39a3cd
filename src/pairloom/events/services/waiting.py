"""The waiting list. It moves up by itself whenever a place is free.

Whoever changes what decides about places holds the lock of the event's row; so two people who take the last
place at the same moment are let in one after the other.
"""

from __future__ import annotations

from pairloom.core import audit, clock
from pairloom.events.enums import RsvpState
from pairloom.events.letters.sending import tell_of_places
from pairloom.events.models import Attendee, Event
from pairloom.events.queries.events import places_of
from pairloom.people.models import Person
from pairloom.programmes.enums import Side


def move_up(*, event: Event, by: Person | None) -> list[Attendee]:
    """Give the free places to those who wait longest, and write to them. The caller locked the event."""
    if event.is_over or event.starts_at <= clock.now():
        return []
    waiting = event.attendees.filter(state=RsvpState.WAITING, side=Side.MENTEE).select_related("person")
    lucky = list(waiting.order_by("waiting_since", "pk")[: places_of(event).free])
    if not lucky:
        return []
    event.attendees.filter(pk__in=[attendee.pk for attendee in lucky]).update(
        state=RsvpState.COMING, waiting_since=None, changed_at=clock.now()
    )
    audit.record("let people of the waiting list in", event, by=by, people=len(lucky))
    tell_of_places(event=event, attendees=lucky)
    return lucky
