"""Which letter goes to whom. Answers to one person leave at once; letters to everybody are drafted."""

from __future__ import annotations

from collections.abc import Sequence

from pairloom.calendars import Method
from pairloom.core.audit import reference
from pairloom.events.enums import RsvpState
from pairloom.events.letters import kinds
from pairloom.events.letters.values import ahead_of, invitation, to_attendees
from pairloom.events.models import Attendee, Event
from pairloom.events.queries.people import waiting_before
from pairloom.messages.catalogue import MessageKind
from pairloom.messages.models import Message
from pairloom.messages.services import Addressed, discard_drafts, draft_many, release_many
from pairloom.people.models import Person

REQUEST: Method = "REQUEST"
CANCEL: Method = "CANCEL"


def confirm(*, attendee: Attendee) -> None:
    """Say that a place is theirs, or that they wait for one."""
    if attendee.state == RsvpState.COMING:
        _send(kinds.COMING, attendee.event, [attendee], method=REQUEST)
    else:
        _send(kinds.WAITING, attendee.event, [attendee], ahead=ahead_of(waiting_before(attendee)))


def confirm_many(*, event: Event, attendees: Sequence[Attendee]) -> None:
    """Likewise to all of these, who come."""
    _send(kinds.COMING, event, attendees, method=REQUEST)


def confirm_cancellation(*, attendee: Attendee) -> None:
    _send(kinds.NOT_COMING, attendee.event, [attendee], method=CANCEL)


def tell_of_places(*, event: Event, attendees: Sequence[Attendee]) -> None:
    _send(kinds.PLACE_FREE, event, attendees, method=REQUEST)


def remind(*, event: Event, attendees: Sequence[Attendee]) -> int:
    """Send the reminder once to each; returns to how many."""
    letters = to_attendees(kinds.REMINDER, event, attendees, about=":reminder")
    return release_many(messages=_draft(kinds.REMINDER, event, letters), by=None)


def draft_changes(*, event: Event) -> int:
    """Letters about a new time or place: with the entry to those who come, without to those who wait."""
    return _draft_to_all(kinds.CHANGED, event, REQUEST)


def draft_cancellations(*, event: Event) -> int:
    return _draft_to_all(kinds.CALLED_OFF, event, CANCEL)


def withdraw_cancellations(*, event: Event, by: Person) -> None:
    discard_drafts(scope=reference(event.programme), key=kinds.CALLED_OFF.key, batch=reference(event), by=by)


def draft_invitations(*, event: Event, people: Sequence[Person]) -> int:
    """Ask each to come as a mentor; whoever has such a letter gets no other."""
    letters = [
        Addressed(f"{reference(event)}:{reference(person)}", [person], invitation(event, person))
        for person in people
    ]
    return len(_draft(kinds.INVITATION, event, letters))


def _draft_to_all(kind: MessageKind, event: Event, method: Method) -> int:
    about = f":{event.sequence}"
    answered = event.attendees.select_related("person").order_by("number")
    coming = to_attendees(kind, event, answered.filter(state=RsvpState.COMING), about=about, method=method)
    waiting = to_attendees(kind, event, answered.filter(state=RsvpState.WAITING), about=about)
    return len(_draft(kind, event, [*coming, *waiting]))


def _send(
    kind: MessageKind,
    event: Event,
    attendees: Sequence[Attendee],
    *,
    method: Method | None = None,
    **more: str,
) -> None:
    letters = to_attendees(kind, event, attendees, method=method, **more)
    release_many(messages=_draft(kind, event, letters), by=None)


def _draft(kind: MessageKind, event: Event, letters: Sequence[Addressed]) -> list[Message]:
    return draft_many(scope=reference(event.programme), key=kind.key, batch=reference(event), letters=letters)
