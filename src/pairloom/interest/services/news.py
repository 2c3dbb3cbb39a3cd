"""The news, once a day: what has become mutual is told to both, and every list is sealed anew."""

from __future__ import annotations

import random

from django.db import transaction

from pairloom.interest import shelf
from pairloom.interest.enums import MarkState
from pairloom.interest.letters import send_news
from pairloom.interest.mutual import Tokens
from pairloom.interest.private_list import PrivateList
from pairloom.people.models import Person


@transaction.atomic
def bring_news() -> int:
    """Find what is mutual, note it in both lists, write to each once. Returns how many people got news.

    Every list is rewritten, those without news too, and letters are drafted in random order: what was written
    today, and when, tells nobody who marked whom. Doing it again does no harm. Opens every list twice, in
    about a millisecond each; marks wait meanwhile.
    """
    shelf.lock()
    here = set(Person.objects.active().values_list("pk", flat=True))
    today = shelf.today()
    told: set[int] = set()
    tokens = Tokens()

    def tidied(person: int, theirs: PrivateList) -> PrivateList:
        if person not in here:
            return PrivateList()
        return theirs.tidied(today=today, gone=lambda other: other not in here)

    answered = tokens.answered((person, tidied(person, theirs)) for person, theirs in shelf.read_many())

    def with_news(person: int, before: PrivateList) -> PrivateList:
        after = tidied(person, before)
        for token, mark in tokens.live(person, after):
            if mark.state == MarkState.OPEN and token in answered:
                after = after.mutual_now(mark, their_topic=answered[token][mark.about], today=today)
                told.add(person)
        return after

    shelf.rewrite_all(with_news)
    people = list(Person.objects.filter(pk__in=told))
    random.SystemRandom().shuffle(people)
    for person in people:
        send_news(person, day=today)
    return len(people)
