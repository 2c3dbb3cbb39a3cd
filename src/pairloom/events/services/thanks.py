"""Writing to those who came: thanks when the organiser asks for it, and a question three months later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from pairloom.core import audit, clock
from pairloom.core.audit import reference
from pairloom.core.errors import RefusedError
from pairloom.events.letters.afterwards import IN_TOUCH, THANKS, letters_to
from pairloom.events.models import Attendee, Event
from pairloom.events.queries.meetings import Met, everybody_met
from pairloom.messages.catalogue import MessageKind
from pairloom.messages.models import Message
from pairloom.messages.services import draft_many, release_many
from pairloom.people.models import Person

ASK_AFTER = timedelta(days=91)
ASK_NO_LATER = timedelta(days=121)  # an old event that nobody asked about is left in peace


def draft_thanks(*, event: Event, by: Person) -> int:
    """Draft a letter to everybody who met somebody; how many are new. Raises RefusedError before closing."""
    if event.closed_at is None:
        raise RefusedError(_("Close the event first: the letters say who met whom."))
    met = everybody_met(event)
    drafted = sum(
        len(_drafted(event, kind, [one for one in met if one[0].side == side], batch=reference(event)))
        for side, kind in THANKS.items()
    )
    if drafted:
        audit.record("drafted the letters of thanks", event, by=by, letters=drafted)
    return drafted


def ask_who_is_in_touch() -> None:
    """Three months after an event, write to all who met somebody there; once an event."""
    now = clock.now()
    due = Event.objects.filter(
        closed_at__isnull=False,
        reminded_at=None,
        starts_at__lte=now - ASK_AFTER,
        starts_at__gt=now - ASK_NO_LATER,
    )
    for event in due.select_related("programme"):
        with transaction.atomic():
            if Event.objects.filter(pk=event.pk, reminded_at=None).update(reminded_at=now):
                _ask(event)


def _ask(event: Event) -> None:
    batch = _("%s: three months later") % event.name[:80]
    release_many(messages=_drafted(event, IN_TOUCH, everybody_met(event), batch=batch), by=None)


def _drafted(
    event: Event, kind: MessageKind, met: Sequence[tuple[Attendee, Sequence[Met]]], *, batch: str
) -> list[Message]:
    return draft_many(
        scope=reference(event.programme), key=kind.key, batch=batch, letters=letters_to(event, met)
    )
