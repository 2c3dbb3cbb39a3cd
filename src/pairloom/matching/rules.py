"""Who may match a round."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from pairloom.people.models import Person
from pairloom.programmes.enums import Role
from pairloom.programmes.models import Membership, Round


def can_match(viewer: Person | AnonymousUser, round: Round) -> bool:
    """See proposals with everybody in them, change them, publish one: organisers and coordinators."""
    if not isinstance(viewer, Person) or not viewer.is_active:
        return False
    return Membership.objects.filter(
        programme_id=round.programme_id, person=viewer, role__in=[Role.ORGANISER, Role.COORDINATOR]
    ).exists()
