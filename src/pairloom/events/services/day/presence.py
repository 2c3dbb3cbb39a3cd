"""Who is here, comes later, or is gone. Each mark is one write, so that two helpers may make it at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from pairloom.core import audit, clock
from pairloom.core.errors import RefusedError, StaleError
from pairloom.events.enums import Presence, RsvpState
from pairloom.events.models import Attendee, Event
from pairloom.events.queries.day import begun_turns
from pairloom.people.models import Person


@dataclass(frozen=True)
class Standing:
    """What the desk knows of somebody: presence, first turn here, first turn without. Turns from 1."""

    presence: Presence
    from_turn: int | None = None
    gone_turn: int | None = None


def standing_of(attendee: Attendee) -> Standing:
    return Standing(Presence(attendee.presence), attendee.from_turn, attendee.gone_turn)


def check_in(*, attendee: Attendee, by: Person | None) -> Standing:
    """Somebody is here, from the running turn on. Returns what the desk knew before."""
    running = begun_turns(attendee.event)
    came_late = running > 1 and attendee.presence != Presence.HERE
    first = running if came_late else attendee.from_turn if attendee.presence == Presence.HERE else None
    return _mark(attendee, Standing(Presence.HERE, first), by=by)


def expect_late(*, attendee: Attendee, turn: int, by: Person | None) -> Standing:
    """Somebody comes later, in time for `turn`. Returns what the desk knew before."""
    _check_turn(attendee.event, turn)
    return _mark(attendee, Standing(Presence.LATE, turn), by=by)


def mark_gone(*, attendee: Attendee, turn: int | None = None, by: Person | None) -> Standing:
    """Somebody who is here leaves before `turn`, else before the next bell; anybody else did not come.

    Returns what the desk knew before.
    """
    _check_turn(attendee.event, turn)
    leaves = begun_turns(attendee.event) + 1 if attendee.presence == Presence.HERE else 1
    first = turn or leaves
    return _mark(attendee, Standing(Presence.GONE, attendee.from_turn, first), by=by)


def put_back(*, attendee: Attendee, standing: Standing, seen: Presence, by: Person | None) -> None:
    """Undo a mark: `standing` is what was known before it, `seen` what it had made of it.

    Raises StaleError if somebody marked the person otherwise since.
    """
    if attendee.presence == standing.presence and standing_of(attendee) == standing:
        return
    if attendee.presence != seen:
        raise StaleError(
            _("Meanwhile %(name)s was marked otherwise. Nothing was undone.") % {"name": attendee.person}
        )
    _mark(attendee, standing, by=by)


def mark_absent(*, event: Event, attendees: Collection[int], by: Person | None) -> int:
    """Of these, those who are still expected did not come. Returns how many."""
    found = event.attendees.filter(pk__in=attendees, presence=Presence.EXPECTED)
    changed = found.update(presence=Presence.GONE, gone_turn=1, changed_at=clock.now())
    audit.record("marked who did not come", event, by=by, people=changed)
    return changed


@transaction.atomic
def _mark(attendee: Attendee, standing: Standing, *, by: Person | None) -> Standing:
    if attendee.state != RsvpState.COMING:
        raise RefusedError(
            _("%(name)s has no place at this event. Take them in as a walk-in.") % {"name": attendee.person}
        )
    before = standing_of(attendee)
    attendee.presence = standing.presence
    attendee.from_turn, attendee.gone_turn = standing.from_turn, standing.gone_turn
    attendee.save(update_fields=["presence", "from_turn", "gone_turn"])
    if standing != before:
        audit.record("marked presence", attendee, by=by, presence=standing.presence.value)
    return before


def _check_turn(event: Event, turn: int | None) -> None:
    if turn is not None and not 1 <= turn <= event.turns:
        raise RefusedError(_("This event has turns 1 to %(turns)s.") % {"turns": event.turns})
