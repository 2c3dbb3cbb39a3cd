"""Holding an event still while something about it changes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pairloom.core.errors import RefusedError
from pairloom.events.models import Event


def not_begun(event: Event, *, otherwise: str) -> Event:
    """The event, locked: until the transaction ends nobody else changes who has a place, or where.

    Raises RefusedError where it was cancelled, or with the words `otherwise` where it has begun or is over.
    """
    locked = Event.objects.select_for_update(of=("self",)).select_related("programme").get(pk=event.pk)
    if locked.cancelled_at is not None:
        raise RefusedError(_("This event was cancelled."))
    if locked.closed_at is not None or locked.began_at is not None:
        raise RefusedError(otherwise)
    return locked
