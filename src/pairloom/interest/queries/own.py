"""One's own marks, and what is mutual and known to both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from pairloom.interest import shelf
from pairloom.interest.enums import MarkState
from pairloom.interest.mutual import Mutual, as_mutual
from pairloom.interest.private_list import Mark
from pairloom.people.models import Person


def marks_of(person: Person, *, scope: str | None = None) -> list[Mark]:
    """The open marks of a person, latest last. Only ever for the page of `person`, who is signed in."""
    return shelf.read(person.pk).of_state(MarkState.OPEN, scope)


def mutual_of(person: Person, *, scope: str | None = None) -> list[Mutual]:
    """What is mutual with this person and both were told of, the latest last. One query."""
    return [as_mutual(person.pk, mark) for mark in shelf.read(person.pk).of_state(MarkState.MUTUAL, scope)]


def mutual(scope: str, *, among: Collection[int] | None = None) -> list[Mutual]:
    """All that is mutual in a scope, that both were told of and neither put aside; sorted.

    Opens the list of everybody, or of those `among` whom it must be. One query.
    """
    sides = Counter(
        as_mutual(person, mark)
        for person, theirs in shelf.read_many(among)
        for mark in theirs.of_state(MarkState.MUTUAL, scope)
    )
    return sorted(found for found, count in sides.items() if count == 2)
