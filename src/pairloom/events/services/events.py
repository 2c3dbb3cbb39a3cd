"""Making an event, opening it, and its bells and tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pairloom.core import audit, clock
from pairloom.core.errors import InvalidError, RefusedError
from pairloom.events.models import Bell, Event, Table
from pairloom.people.models import Person, Topic
from pairloom.programmes.models import Programme
from pairloom.programmes.slugs import free_slug

BEFORE_FIRST_BELL = timedelta(days=2)


@transaction.atomic
def create_event(
    *,
    programme: Programme,
    name: str,
    starts_at: datetime,
    time_zone: str,
    by: Person | None,
    rsvp_closes_at: datetime | None = None,
    tables: Mapping[int, int] | None = None,
    topics: Iterable[Topic] = (),
    **columns: Any,
) -> Event:
    """Make an event with its bells and its tables (`tables`: seats by number); nobody sees it yet."""
    event = Event(
        programme=programme,
        name=name,
        slug=free_slug(name, set(Event.objects.values_list("slug", flat=True)), "event"),
        starts_at=starts_at,
        time_zone=time_zone,
        rsvp_closes_at=rsvp_closes_at or starts_at - BEFORE_FIRST_BELL,
        **columns,
    )
    if event.rsvp_closes_at > event.starts_at:
        message = _("RSVP must end before the first bell.")
        raise InvalidError(message, {"rsvp_closes_at": message})
    event.save()
    event.topics.set(topics)
    Table.objects.bulk_create(
        Table(event=event, number=number, seats=seats) for number, seats in sorted((tables or {}).items())
    )
    set_bells(event=event)
    audit.record("made the event", event, by=by)
    return event


def set_bells(*, event: Event) -> None:
    """Give every turn its planned moments."""
    Bell.objects.filter(event=event).delete()
    begins = [event.starts_at + turn * event.stride for turn in range(event.turns)]
    Bell.objects.bulk_create(
        Bell(event=event, turn=turn, starts_at=moment, ends_at=moment + timedelta(minutes=event.minutes))
        for turn, moment in enumerate(begins, start=1)
    )


def open_event(*, event: Event, by: Person | None) -> None:
    """Let people see it and answer. Opening it again changes nothing."""
    if event.cancelled_at is not None:
        raise RefusedError(_("This event was cancelled."))
    if event.opened_at is None:
        event.opened_at = clock.now()
        event.save(update_fields=["opened_at"])
        audit.record("opened the event", event, by=by)
