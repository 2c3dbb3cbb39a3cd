"""Answering an invitation: come, change, cancel, come back; by oneself or by an organiser's hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from pairloom.core import audit, clock
from pairloom.core.errors import InvalidError, RefusedError
from pairloom.events.enums import RsvpState
from pairloom.events.letters.sending import confirm, confirm_cancellation
from pairloom.events.models import Attendee, Event, Table, Wish, usually_shared
from pairloom.events.queries.events import next_number, places_of
from pairloom.events.services.locking import not_begun
from pairloom.events.services.waiting import move_up
from pairloom.people.models import Person, Topic
from pairloom.programmes.enums import Side

MOST_WISHES = 3


@dataclass(frozen=True)
class Answer:
    """What somebody answers. `wishes` are mentors of the event, the dearest first."""

    side: Side
    topics: Iterable[Topic] = ()
    wishes: tuple[Attendee, ...] = ()
    knows: Iterable[Attendee] = ()
    employer: str = ""
    experience: str = ""
    away: list[int] = field(default_factory=list)
    access_needs: str = ""
    question: str = ""
    shares: list[str] = field(default_factory=usually_shared)


@transaction.atomic
def answer(*, event: Event, person: Person, answer: Answer, by: Person) -> Attendee:
    """Come to an event, or change one's answer. A mentee for whom there is no place waits for one.

    Raises RefusedError after the deadline, unless an organiser answers for somebody.
    """
    locked = _open_for_answers(event, is_own=by == person)
    attendee = locked.attendees.filter(person=person).first()
    before = (attendee.side, attendee.state) if attendee else None
    attendee = attendee or Attendee(event=locked, person=person, number=next_number(locked))
    attendee.event, attendee.person = locked, person
    for name in ("employer", "experience", "away", "access_needs", "question", "shares"):
        setattr(attendee, name, getattr(answer, name))
    _take_part(attendee, answer.side, before)
    attendee.topics.set(answer.topics)
    attendee.knows.set(other for other in answer.knows if other.pk != attendee.pk)
    _set_wishes(attendee, answer.wishes)
    audit.record("answered the invitation", locked, by=by, attendee=attendee.number)
    if (attendee.side, attendee.state) != before:
        confirm(attendee=attendee)
    move_up(event=locked, by=None)
    attendee.refresh_from_db()
    return attendee


@transaction.atomic
def cancel(*, attendee: Attendee, by: Person | None) -> None:
    """Not come after all; the place goes to whoever waits longest. Doing so twice is once."""
    locked = _not_begun(attendee.event)
    attendee.refresh_from_db()
    attendee.event = locked
    if attendee.state == RsvpState.CANCELLED:
        return
    attendee.state = RsvpState.CANCELLED
    attendee.waiting_since = None
    attendee.table = None
    attendee.save(update_fields=["state", "waiting_since", "table"])
    audit.record("cancelled the answer", locked, by=by, attendee=attendee.number)
    confirm_cancellation(attendee=attendee)
    move_up(event=locked, by=None)


@transaction.atomic
def come_back(*, attendee: Attendee, by: Person | None) -> None:
    """Come after all, if there is a place; wait for one otherwise."""
    locked = _not_begun(attendee.event)
    attendee.refresh_from_db()
    attendee.event = locked
    if attendee.state != RsvpState.CANCELLED:
        return
    _take_part(attendee, Side(attendee.side), (attendee.side, attendee.state))
    audit.record("came back to the event", locked, by=by, attendee=attendee.number)
    confirm(attendee=attendee)


@transaction.atomic
def change_place(
    *, attendee: Attendee, side: Side, table: Table | None, keeps_table: bool, by: Person
) -> None:
    """Let an organiser change on which side somebody comes, and where they sit."""
    locked = _not_begun(attendee.event)
    attendee.refresh_from_db()
    attendee.event = locked
    _check_table(attendee, side, table)
    before = (attendee.side, attendee.state)
    attendee.table, attendee.keeps_table = table, keeps_table
    if attendee.state == RsvpState.CANCELLED:
        attendee.side = side
        attendee.save()
    else:
        _take_part(attendee, side, before)
    audit.record("changed the place of somebody", locked, by=by, attendee=attendee.number)
    if (attendee.side, attendee.state) != before:
        confirm(attendee=attendee)
    move_up(event=locked, by=by)


def _take_part(attendee: Attendee, side: Side, before: tuple[str, str] | None) -> None:
    """Give somebody a place on a side, or put them on the waiting list, and save."""
    had_place = before == (side, RsvpState.COMING)
    waits = before == (side, RsvpState.WAITING)
    attendee.side = side
    if had_place or side == Side.MENTOR or places_of(attendee.event).free:
        attendee.state, attendee.waiting_since = RsvpState.COMING, None
    else:
        attendee.state = RsvpState.WAITING
        attendee.waiting_since = attendee.waiting_since if waits else clock.now()
    attendee.save()


def _set_wishes(attendee: Attendee, mentors: tuple[Attendee, ...]) -> None:
    Wish.objects.filter(mentee=attendee).delete()
    wished = [mentor for mentor in dict.fromkeys(mentors) if mentor.pk != attendee.pk][:MOST_WISHES]
    if attendee.side == Side.MENTEE:
        Wish.objects.bulk_create(
            Wish(mentee=attendee, mentor=mentor, rank=rank) for rank, mentor in enumerate(wished, 1)
        )


def _check_table(attendee: Attendee, side: Side, table: Table | None) -> None:
    if table is None or side != Side.MENTOR:
        return
    others = table.mentors.filter(side=Side.MENTOR, state=RsvpState.COMING).exclude(pk=attendee.pk)
    if (sits := others.select_related("person").first()) is not None:
        message = _("%(name)s sits at table %(table)s already.") % {"name": sits.person, "table": table}
        raise InvalidError(message, {"table": message})


def _open_for_answers(event: Event, *, is_own: bool) -> Event:
    locked = _not_begun(event)
    if is_own and locked.opened_at is None:
        raise RefusedError(_("This event is not open yet."))
    if is_own and locked.rsvp_closes_at <= clock.now():
        raise RefusedError(_("The time to answer is over. Write to the organisers; they may find a place."))
    return locked


def _not_begun(event: Event) -> Event:
    return not_begun(event, otherwise=_("This event has begun. Please speak with the host at the door."))
