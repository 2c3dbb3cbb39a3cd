"""What proposals tell about a person, for handing over and for erasing."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from pairloom.matching.models import ProposedPair
from pairloom.matching.words import named
from pairloom.pairs.models import Pair
from pairloom.people.models import Person


def export(person: Person) -> list[dict[str, Any]]:
    """Each proposal in which the person stands, without the other's name: most were never made real."""
    rows = ProposedPair.objects.filter(Q(mentor=person) | Q(mentee=person)).select_related(
        "run__round__programme"
    )
    return [
        {
            "programme": row.run.round.programme.name,
            "round": row.run.round.name,
            "proposal": row.run.number,
            "you are": "mentor" if row.mentor_id == person.pk else "mentee",
            "affinity": row.score,
            "reasons": [named(each, mentee="mentee", mentor="mentor") for each in row.reasons if each],
        }
        for row in rows
    ]


def erase(person: Person) -> None:
    """Forget proposals with the person, and sentences in which somebody else wished for them by name.

    Figures stay in the reports, which know people only by number.
    """
    ProposedPair.objects.filter(Q(mentor=person) | Q(mentee=person)).delete()
    if person.name:
        _forget_name(person)


def _forget_name(person: Person) -> None:
    rounds = person.applications.values("round")
    for rows in (
        ProposedPair.objects.filter(run__round__in=rounds),
        Pair.objects.filter(round__in=rounds),
    ):
        for row in rows.filter(reasons__icontains=person.name):
            row.reasons = ["" if person.name.lower() in text.lower() else text for text in row.reasons]
            row.save(update_fields=["reasons"])
