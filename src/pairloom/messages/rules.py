"""Who may see and do what with messages."""

from typing import TypeAlias

from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from pairloom.messages import scopes
from pairloom.people.models import Person

Viewer: TypeAlias = Person | AnonymousUser


def can_manage_messages(viewer: Viewer, scope: str) -> bool:
    """Read, edit and send the messages of a scope, and change their wording: as the scope's owner says."""
    return isinstance(viewer, Person) and viewer.is_active and scopes.may_manage(viewer, scope)


def can_read_local_mailbox(viewer: Viewer) -> bool:
    """Everybody in the demo, where sign-in codes arrive there too; else administrators."""
    if settings.IS_DEMO:
        return True
    return isinstance(viewer, Person) and viewer.is_active and viewer.is_administrator
