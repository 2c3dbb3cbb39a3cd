"""Who may see a pair."""

from __future__ import annotations

from pairloom.pairs.models import Pair
from pairloom.people.models import Person
from pairloom.programmes.enums import Role


def can_see(person: Person, pair: Pair) -> bool:
    """The two themselves, and those who run the programme."""
    return is_half(person, pair) or can_oversee(person, pair)


def is_half(person: Person, pair: Pair) -> bool:
    """Whether the person is one of the two."""
    return person.pk is not None and person.pk in (pair.mentor_id, pair.mentee_id)


def can_oversee(person: Person, pair: Pair) -> bool:
    """Organisers and coordinators of the programme."""
    return pair.round.programme.memberships.filter(
        person=person, role__in=[Role.ORGANISER, Role.COORDINATOR]
    ).exists()
