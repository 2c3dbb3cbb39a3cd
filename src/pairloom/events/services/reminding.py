"""What happens by the calendar before and after an event."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from pairloom.core import audit, clock
from pairloom.events.enums import RsvpState
from pairloom.events.letters.sending import remind
from pairloom.events.models import Attendee, Event

BEFORE = timedelta(hours=30)  # at the latest the evening before, wherever the nightly jobs run
NEEDS_KEPT = timedelta(days=7)


def remind_of_tomorrow() -> int:
    """Write once to everybody who comes to an event of the next day; returns to how many."""
    now = clock.now()
    soon = Event.objects.filter(
        opened_at__isnull=False,
        cancelled_at=None,
        began_at=None,
        starts_at__gt=now,
        starts_at__lte=now + BEFORE,
    )
    written = 0
    for event in soon.select_related("programme"):
        with transaction.atomic():
            coming = event.attendees.filter(state=RsvpState.COMING).select_related("person")
            written += (number := remind(event=event, attendees=list(coming)))
            if number:
                audit.record("reminded everybody", event, by=None, people=number)
    return written


def erase_access_needs() -> int:
    """Empty what people said that they need, a week after their event; returns for how many."""
    over = Attendee.objects.filter(event__starts_at__lte=clock.now() - NEEDS_KEPT)
    return over.exclude(access_needs="").update(access_needs="", changed_at=clock.now())
