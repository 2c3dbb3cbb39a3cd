"""Beginning, holding and moving the bells. Several people may press at once; each press counts once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from pairloom.core import audit
from pairloom.core.errors import RefusedError, StaleError
from pairloom.events.models import Bell, Event
from pairloom.events.queries.bells import HALF_A_DAY, Ring, Stroke, Timeline, timeline
from pairloom.people.models import Person


def begin(*, event: Event, by: Person | None) -> None:
    """Let the first turn begin now, and the others follow at their distance. Beginning twice is once.

    Raises RefusedError more than half a day before the first bell: that is a slip, and would end RSVP.
    """
    with _locked(event) as (locked, stands):
        if stands.has_begun:
            return
        if stands.is_far:
            raise RefusedError(_("The first bell is more than half a day ahead. Change the event's date."))
        locked.began_at = stands.shows
        locked.save(update_fields=["began_at"])
        _move(locked, stands, since=stands.strokes[0], by=stands.shows - stands.strokes[0].at)
        audit.record("began the event", locked, by=by)


def take_back_beginning(*, event: Event, by: Person | None) -> None:
    """Wait again for the first bell, as long as the first turn runs."""
    with _locked(event) as (locked, stands):
        if not stands.has_begun:
            return
        if stands.rung != stands.strokes[:1]:
            raise RefusedError(_("The first turn is over; the beginning cannot be taken back any more."))
        locked.began_at = locked.held_at = None
        locked.save(update_fields=["began_at", "held_at"])
        first = stands.strokes[0]
        _move(locked, stands, since=first, by=max(locked.starts_at - first.at, timedelta(0)))
        audit.record("took the beginning back", locked, by=by)


def hold(*, event: Event, by: Person | None) -> None:
    """Let the clock stand. Holding twice is once."""
    with _locked(event) as (locked, stands):
        if stands.is_held:
            return
        if not stands.has_begun or stands.next is None:
            raise RefusedError(_("The clock can be held between the first and the last bell."))
        locked.held_at = stands.shows
        locked.save(update_fields=["held_at"])
        audit.record("held the clock", locked, by=by)


def go_on(*, event: Event, by: Person | None) -> None:
    """Let the clock go on from where it stands: all bells ahead come later by as long as it stood."""
    with _locked(event) as (locked, stands):
        if locked.held_at is None:
            return
        locked.held_at = None
        locked.save(update_fields=["held_at"])
        if stands.next is not None:
            _move(locked, stands, since=stands.next, by=timeline(locked).shows - stands.shows)
        audit.record("let the clock go on", locked, by=by)


def ring(*, event: Event, stroke: str, by: Person | None) -> timedelta:
    """Let the next stroke be now, the others following at their distance; return how far all were moved.

    `stroke` names the one that the person saw. Raises StaleError if that has rung meanwhile.
    """
    with _locked(event) as (locked, stands):
        following = _expected(stands, stroke)
        earlier = stands.shows - following.at
        _move(locked, stands, since=following, by=earlier)
        audit.record("rang the bell", locked, by=by, stroke=stroke)
    return earlier


def take_back_ring(*, event: Event, stroke: str, later: timedelta, by: Person | None) -> None:
    """Put a stroke that was rung early back to where it was, `later`, as long as it was the last to ring."""
    with _locked(event) as (locked, stands):
        last = stands.rung[-1] if stands.rung else None
        if last is None or last.key != stroke or not timedelta(0) < later <= HALF_A_DAY:
            raise RefusedError(_("Another bell has rung since; this one cannot be taken back any more."))
        _move(locked, stands, since=last, by=later)
        audit.record("took the bell back", locked, by=by, stroke=stroke)


def move(*, event: Event, stroke: str, minutes: int, by: Person | None) -> None:
    """Let the next stroke, and all that follow, come later by `minutes`, or earlier where it is below zero.

    Raises StaleError if `stroke` has rung meanwhile, RefusedError if it would lie in the past.
    """
    with _locked(event) as (locked, stands):
        following = _expected(stands, stroke)
        distance = timedelta(minutes=minutes)
        if abs(distance) > HALF_A_DAY:
            raise RefusedError(_("That is more than half a day. Change the date of the event instead."))
        if stands.has_begun and following.at + distance <= stands.shows:
            raise RefusedError(_("The bell would have rung already. Ring it now instead."))
        _move(locked, stands, since=following, by=distance)
        audit.record("moved the bells", locked, by=by, minutes=minutes)


@contextmanager
def _locked(event: Event) -> Iterator[tuple[Event, Timeline]]:
    """The event, kept from others until the block ends, and how its clock stands; `event` learns of it."""
    with transaction.atomic():
        locked = Event.objects.select_for_update().get(pk=event.pk)
        if locked.cancelled_at is not None:
            raise RefusedError(_("This event was cancelled."))
        if locked.closed_at is not None:
            raise RefusedError(_("This event is closed."))
        yield locked, timeline(locked)
    event.refresh_from_db(fields=["began_at", "held_at"])


def _expected(stands: Timeline, stroke: str) -> Stroke:
    if stands.next is None or stands.next.key != stroke:
        raise StaleError(_("That bell has rung meanwhile. Look again which one is next."))
    return stands.next


def _move(event: Event, stands: Timeline, *, since: Stroke, by: timedelta) -> None:
    """Move a stroke and all that follow it."""
    moved = {(stroke.turn, stroke.ring) for stroke in stands.strokes[stands.strokes.index(since) :]}
    bells = list(Bell.objects.filter(event=event))
    for bell in bells:
        bell.starts_at += by if (bell.turn, Ring.BEGINS) in moved else timedelta(0)
        bell.ends_at += by if (bell.turn, Ring.ENDS) in moved else timedelta(0)
    Bell.objects.bulk_update(bells, ["starts_at", "ends_at"])
