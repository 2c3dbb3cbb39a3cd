"""What pairs and encounters tell about a person, for handing over and for erasing."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from pairloom.pairs.models import Encounter, Pair
from pairloom.pairs.services import forget_encounters
from pairloom.people.models import Person


def export(person: Person) -> list[dict[str, Any]]:
    """One row a pair: where, in which role, with whom, why."""
    pairs = Pair.objects.filter(Q(mentor=person) | Q(mentee=person)).select_related(
        "mentor", "mentee", "round__programme"
    )
    return [_row(person, pair) for pair in pairs]


def _row(person: Person, pair: Pair) -> dict[str, Any]:
    is_mentor = pair.mentor_id == person.pk
    other = pair.mentee if is_mentor else pair.mentor
    return {
        "programme": pair.round.programme.name if pair.round else "",
        "round": pair.round.name if pair.round else "",
        "you are": "mentor" if is_mentor else "mentee",
        "with": str(other) if other else "",
        "since": pair.created_at.isoformat(),
        "state": pair.state,
        "affinity": pair.affinity,
        "reasons": list(pair.reasons),
    }


def erase(person: Person) -> None:
    """Pairs stay, so that counts stay; they no longer say who, nor why."""
    Pair.objects.filter(mentor=person).update(mentor=None, reasons=[])
    Pair.objects.filter(mentee=person).update(mentee=None, reasons=[])


def export_encounters(person: Person) -> list[dict[str, Any]]:
    """One row for each person met at an event."""
    met = Encounter.objects.filter(Q(mentor=person) | Q(mentee=person)).select_related("mentor", "mentee")
    return [
        {
            "you were": "mentor" if encounter.mentor_id == person.pk else "mentee",
            "with": str(encounter.mentee if encounter.mentor_id == person.pk else encounter.mentor),
            "at": encounter.at.isoformat(),
        }
        for encounter in met
    ]


def erase_encounters(person: Person) -> None:
    """They only serve to know who has met; without the person there is nothing to know."""
    forget_encounters(person=person)
