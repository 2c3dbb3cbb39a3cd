"""Drafting "your seats" for a published plan: once for everybody, again for whose seats changed."""

from __future__ import annotations

import hashlib

from django.db.models import QuerySet

from pairloom.core import clock
from pairloom.core.audit import reference
from pairloom.events.enums import RsvpState
from pairloom.events.letters.seats import YOUR_SEATS, seats_letters
from pairloom.events.models import Event, SeatingPlan
from pairloom.events.queries.seating import seats_of_all
from pairloom.messages.enums import MessageState
from pairloom.messages.models import Message
from pairloom.messages.services import Addressed, draft_many


def draft_seat_letters(*, event: Event, plan: SeatingPlan) -> int:
    """Draft a letter to everybody whose seats no letter tells yet; how many drafts wait then.

    Drafts that tell other seats are put aside. Whoever was told the same seats before gets nothing twice.
    """
    attendees = list(event.attendees.filter(state=RsvpState.COMING).select_related("person"))
    seats = seats_of_all(plan, attendees)
    contexts = seats_letters(event, {attendee: seats[attendee.pk] for attendee in attendees})
    about = {attendee: _about(reference(attendee), context) for attendee, context in contexts.items()}
    letters = Message.objects.filter(key=YOUR_SEATS.key, batch=reference(event))
    known = set(letters.values_list("about", flat=True))
    right = set(about.values())
    _move(letters, known - right, MessageState.DRAFT, MessageState.DISCARDED)
    _move(letters, known & right, MessageState.DISCARDED, MessageState.DRAFT)
    draft_many(
        scope=reference(event.programme),
        key=YOUR_SEATS.key,
        batch=reference(event),
        letters=[
            Addressed(about=about[attendee], to=[attendee.person], context=context)
            for attendee, context in contexts.items()
        ],
    )
    return letters.filter(state=MessageState.DRAFT).count()


def _move(letters: QuerySet[Message], about: set[str], before: MessageState, after: MessageState) -> None:
    letters.filter(state=before, about__in=about).update(state=after, changed_at=clock.now())


def _about(attendee: str, context: dict[str, str]) -> str:
    """Names the letter by whom it is to and what seats it tells."""
    return f"{attendee} {hashlib.sha256(context['turns'].encode()).hexdigest()[:16]}"
