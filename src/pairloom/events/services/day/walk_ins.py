"""Taking in somebody who comes unannounced."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from pairloom.core import audit, clock
from pairloom.core.errors import InvalidError, RefusedError
from pairloom.events.enums import Presence, RsvpState
from pairloom.events.models import Attendee, Event, Table
from pairloom.events.queries.day import begun_turns
from pairloom.events.queries.events import next_number
from pairloom.events.services.day.tables import take_table
from pairloom.messages.services import stop
from pairloom.people.models import NO_ADDRESS, Person, Topic
from pairloom.people.services import erase_person, person_for_address, person_without_address
from pairloom.programmes.enums import Side

KEPT = timedelta(days=7)  # after the event, somebody who gave no address


@dataclass(frozen=True)
class WalkIn:
    """What a helper asks at the door. Without an `email` we cannot write to them, nor they sign in."""

    name: str
    side: Side = Side.MENTEE
    email: str = ""
    topics: Iterable[Topic] = ()
    table: Table | None = None


@transaction.atomic
def take_in(*, event: Event, walk_in: WalkIn, token: str, by: Person | None) -> Attendee:
    """Note somebody as here from the running turn on. Whoever answered before keeps side, number and wishes.

    `token` becomes that of the card; asked again with the same one, the answer is who was taken in with it.
    Raises InvalidError without a name, StaleError if somebody else took the table meanwhile.
    """
    locked = Event.objects.select_for_update().get(pk=event.pk)
    if locked.cancelled_at is not None or locked.closed_at is not None:
        raise RefusedError(_("This event takes nobody in any more."))
    if (same := locked.attendees.select_related("person").filter(token=token).first()) is not None:
        return same
    if not walk_in.name.strip():
        raise InvalidError(_("Please enter a name."), {"name": _("Please enter a name.")})
    person = _person(walk_in)
    attendee = locked.attendees.select_related("person").filter(person=person).first()
    if attendee is None:
        attendee = Attendee(
            event=locked,
            person=person,
            number=next_number(locked),
            token=token,
            side=walk_in.side,
            is_walk_in=True,
        )
    _is_here(attendee)
    attendee.topics.add(*walk_in.topics)
    audit.record("took in a walk-in", locked, by=by, attendee=attendee.number)
    if attendee.side == Side.MENTOR and walk_in.table is not None:
        take_table(mentor=attendee, table=walk_in.table, by=by)
    return attendee


def _is_here(attendee: Attendee) -> None:
    running = begun_turns(attendee.event)
    if attendee.presence != Presence.HERE:
        attendee.from_turn = running if running > 1 else None
    attendee.state, attendee.waiting_since = RsvpState.COMING, None
    attendee.presence, attendee.gone_turn = Presence.HERE, None
    attendee.save()


def forget_who_gave_no_address() -> int:
    """Erase walk-ins without an address a week after their event: they could never ask for it themselves.

    What counts stays; their meetings are with "somebody who left". Returns how many were erased.
    """
    nameless = Person.objects.filter(email__endswith=f"@{NO_ADDRESS}", erased_at=None)
    recent = Attendee.objects.filter(event__starts_at__gt=clock.now() - KEPT)
    due = nameless.exclude(pk__in=recent.values("person"))
    for person in due:
        erase_person(person=person)
    return len(due)


def _person(walk_in: WalkIn) -> Person:
    if walk_in.email:
        return person_for_address(email=walk_in.email, name=walk_in.name)
    person = person_without_address(name=walk_in.name)
    stop(address=person.email)
    return person
