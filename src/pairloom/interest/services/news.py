"""The news, once a day: what has become mutual is told to both, and every list is sealed anew."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from pairloom.interest import shelf
from pairloom.interest.enums import MarkState
from pairloom.interest.letters import send_news
from pairloom.interest.mutual import Tokens
from pairloom.interest.private_list import PrivateList
from pairloom.people.models import Person

COUPLES_AT_ONCE = 50  # told in one transaction


def bring_news() -> int:
    """Find what is mutual, note it in both lists, write to each once. Returns how many people got news.

    Every list is rewritten, those without news too, and letters are drafted in random order: what was written
    today, and when, tells nobody who marked whom. Nothing is locked while all lists are read; then both lists
    of some couples are opened anew under a lock and written with their letters, or not at all. So nobody is
    told of a mark that was withdrawn in between, and when this breaks off, the next run tells the others.
    """
    morning = _Morning(shelf.today(), left=frozenset(Person.objects.left().values_list("pk", flat=True)))
    couples = [list(couple) for couple in Tokens().answered(morning.lists()).values()]
    random.SystemRandom().shuffle(couples)
    told: set[int] = set()
    for start in range(0, len(couples), COUPLES_AT_ONCE):
        told |= morning.tell(
            {person for couple in couples[start : start + COUPLES_AT_ONCE] for person in couple}
        )
    shelf.rewrite(morning.tidied)
    return len(told)


@dataclass(frozen=True)
class _Morning:
    """What holds for one run: the date, and who has left."""

    today: date
    left: frozenset[int]

    def tidied(self, person: int, theirs: PrivateList) -> PrivateList:
        """Without what has faded and those who left; of somebody who left, nothing."""
        if person in self.left:
            return PrivateList()
        return theirs.tidied(today=self.today, gone=self.left.__contains__)

    def lists(self, people: Collection[int] | None = None) -> Iterator[tuple[int, PrivateList]]:
        return ((person, self.tidied(person, theirs)) for person, theirs in shelf.read_many(people))

    @transaction.atomic
    def tell(self, people: set[int]) -> set[int]:
        """Note in the lists of these what is mutual among them, and write to each. Returns who was told."""
        shelf.lock(people)
        tokens = Tokens()
        answered = tokens.answered(self.lists(people))
        told: set[int] = set()

        def with_news(person: int, before: PrivateList) -> PrivateList:
            after = self.tidied(person, before)
            for token, mark in tokens.live(person, after):
                if mark.state == MarkState.OPEN and token in answered:
                    after = after.mutual_now(mark, their_topic=answered[token][mark.about], today=self.today)
                    told.add(person)
            return after

        shelf.rewrite(with_news, people)
        letters = list(Person.objects.filter(pk__in=told))
        random.SystemRandom().shuffle(letters)
        for person in letters:
            send_news(person, day=self.today)
        return told
