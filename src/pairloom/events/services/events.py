"""Making an event, changing it, opening and cancelling it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pairloom.core import audit, clock
from pairloom.core.errors import InvalidError, RefusedError
from pairloom.events.letters.sending import draft_cancellations, draft_changes, withdraw_cancellations
from pairloom.events.models import Bell, Event, Table
from pairloom.events.services import locking
from pairloom.events.services.waiting import move_up
from pairloom.people.models import Person, Topic
from pairloom.programmes.models import Programme
from pairloom.programmes.slugs import free_slug

BEFORE_FIRST_BELL = timedelta(days=2)
IN_CALENDARS = ("name", "place", "time_zone", "starts_at", "turns", "minutes", "change_minutes")
BETWEEN_BELLS = ("starts_at", "turns", "minutes", "change_minutes")


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
    notes: Mapping[int, str] | None = None,
    topics: Iterable[Topic] = (),
    **columns: Any,
) -> Event:
    """Make an event with its bells and its tables (`tables`: seats by number; `notes` likewise).

    Nobody sees it yet.
    """
    event = Event(
        programme=programme,
        name=name,
        slug=free_slug(name, set(Event.objects.values_list("slug", flat=True)), "event"),
        starts_at=starts_at,
        time_zone=time_zone,
        rsvp_closes_at=rsvp_closes_at or starts_at - BEFORE_FIRST_BELL,
        **columns,
    )
    _check_deadline(event)
    event.save()
    event.topics.set(topics)
    Table.objects.bulk_create(
        Table(event=event, number=number, seats=seats, note=(notes or {}).get(number, ""))
        for number, seats in sorted((tables or {}).items())
    )
    set_bells(event=event)
    audit.record("made the event", event, by=by)
    return event


@transaction.atomic
def edit_event(*, event: Event, by: Person, topics: Iterable[Topic] | None = None, **columns: Any) -> int:
    """Change columns of an event. Returns how many letters about it were drafted.

    A new time or place makes a new version of the calendar entry, moves the bells, and drafts a letter to
    everybody who comes or waits. More places let people of the waiting list in.
    """
    locked = locking.locked(event)
    if locked.is_over:
        raise RefusedError(_("This event is over or was cancelled; it cannot be changed."))
    changed = {name for name, value in columns.items() if getattr(locked, name) != value}
    if locked.began_at is not None and changed & set(BETWEEN_BELLS):
        raise RefusedError(_("The event has begun. Move its bells on the page of the day."))
    for name in changed:
        setattr(locked, name, columns[name])
    _check_deadline(locked)
    is_other_entry = locked.opened_at is not None and bool(changed & set(IN_CALENDARS))
    locked.sequence += is_other_entry
    locked.save()
    if topics is not None:
        locked.topics.set(topics)
    if changed & set(BETWEEN_BELLS):
        set_bells(event=locked)
    audit.record("changed the event", locked, by=by, columns=sorted(changed))
    drafted = draft_changes(event=locked) if is_other_entry else 0
    move_up(event=locked, by=by)
    event.refresh_from_db()
    return drafted


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


@transaction.atomic
def cancel_event(*, event: Event, by: Person) -> int:
    """Call the event off. Returns how many letters about it were drafted."""
    locked = locking.locked(event)
    if locked.began_at is not None:
        raise RefusedError(_("The event has begun already. Close it instead."))
    if locked.cancelled_at is not None:
        return 0
    locked.cancelled_at = clock.now()
    locked.sequence += 1
    locked.save(update_fields=["cancelled_at", "sequence"])
    audit.record("cancelled the event", locked, by=by)
    drafted = draft_cancellations(event=locked)
    event.refresh_from_db()
    return drafted


@transaction.atomic
def hold_after_all(*, event: Event, by: Person) -> None:
    """Take a cancellation back; letters about it that were not sent are put aside."""
    locked = locking.locked(event)
    if locked.cancelled_at is None:
        return
    locked.cancelled_at = None
    locked.sequence += 1
    locked.save(update_fields=["cancelled_at", "sequence"])
    audit.record("holds the event after all", locked, by=by)
    withdraw_cancellations(event=locked, by=by)
    event.refresh_from_db()


def _check_deadline(event: Event) -> None:
    if event.rsvp_closes_at > event.starts_at:
        message = _("RSVP must end before the first bell.")
        raise InvalidError(message, {"rsvp_closes_at": message})
