"""Who may do what, on one screen.

An administrator of the site founds programmes and looks after their teams. That does not open anybody's
answers: for those one must be in the team, and joining it is recorded.
"""

from typing import TypeAlias

from django.contrib.auth.models import AnonymousUser

from pairloom.people.models import Person
from pairloom.programmes.enums import Role
from pairloom.programmes.models import Membership, Programme, Round

Viewer: TypeAlias = Person | AnonymousUser

ORGANISING = frozenset({Role.ORGANISER, Role.COORDINATOR})


def has_role(viewer: Viewer, programme: Programme, roles: frozenset[Role]) -> bool:
    if not isinstance(viewer, Person) or not viewer.is_active:
        return False
    return Membership.objects.filter(programme=programme, person=viewer, role__in=roles).exists()


def is_administrator(viewer: Viewer) -> bool:
    return isinstance(viewer, Person) and viewer.is_active and viewer.is_administrator


def can_create_programme(viewer: Viewer) -> bool:
    return is_administrator(viewer)


def can_edit_programme(viewer: Viewer, programme: Programme) -> bool:
    return is_administrator(viewer) or has_role(viewer, programme, frozenset({Role.ORGANISER}))


def can_manage_team(viewer: Viewer, programme: Programme) -> bool:
    return can_edit_programme(viewer, programme)


def can_create_round(viewer: Viewer, programme: Programme) -> bool:
    return has_role(viewer, programme, ORGANISING)


def can_organise(viewer: Viewer, round: Round) -> bool:
    """Everything that makes a round go: dates, questions, applications, matching, letters."""
    return has_role(viewer, round.programme, ORGANISING)


def can_see_applications(viewer: Viewer, round: Round) -> bool:
    """Reviewers read too; `queries.answers_visible_to` says which answers."""
    return has_role(viewer, round.programme, ORGANISING | {Role.REVIEWER})
