"""Holding an event still while something about it changes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pairloom.core.errors import RefusedError
from pairloom.events.models import Event


def locked(event: Event) -> Event:
    """The event as it is now; until the transaction ends nobody else changes it."""
    return Event.objects.select_for_update(of=("self",)).select_related("programme").get(pk=event.pk)


def not_begun(event: Event, *, otherwise: str) -> Event:
    """The event, locked: until the transaction ends nobody else changes who has a place, or where.

    Raises RefusedError where it was cancelled, or with the words `otherwise` where it has begun or is over.
    """
    found = locked(event)
    if found.cancelled_at is not None:
        raise RefusedError(_("This event was cancelled."))
    if found.closed_at is not None or found.began_at is not None:
        raise RefusedError(otherwise)
    return found
