"""A few people who might be glad of somebody's help, with the reason from what they chose to show."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.db.models import Count

from pairloom.interest.private_list import PrivateList
from pairloom.interest.queries.directory import Found, listings_for, of_one_length, shown
from pairloom.pairs.queries import pairs_of
from pairloom.people.enums import TopicSide
from pairloom.people.models import Person, PersonTopic

SUGGESTED = 3
LOOKED_AT = 60


@dataclass(frozen=True)
class Suggestion:
    """Somebody who would like to learn what one offers."""

    found: Found
    topics: list[str]
    languages: list[str]


def suggestions_for(person: Person, mine: PrivateList) -> list[Suggestion]:
    """Up to three people who show that they would like to learn what `person` offers. Six queries.

    The most topics in common first, then the most hours; those who are equal come in another order for each
    who looks, so that nobody is suggested to all. People on one's own list, or paired with one, are left out.
    """
    offered = PersonTopic.objects.filter(person=person, side=TopicSide.OFFERED).select_related("topic")
    names = {row.topic_id: row.topic.name for row in offered}
    if not names:
        return []
    known = {mark.about for mark in mine.marks} | set(mine.blocked) | set(mine.not_now)
    known |= {key for pair in pairs_of(person) for key in (pair.mentor_id, pair.mentee_id) if key}
    wishing = PersonTopic.objects.filter(
        side=TopicSide.WANTED,
        topic__in=names,
        person__in=listings_for(person).filter(shows_wishes=True).values("person"),
    )
    counted = wishing.values("person").annotate(topics=Count("pk")).order_by("-topics", "person")
    first = counted[: LOOKED_AT + len(of_one_length(known))]  # as many, however many are known
    candidates = [row["person"] for row in first if row["person"] not in known][:LOOKED_AT]
    offers = set(names.values())
    made = [_suggestion(person, found, offers) for found in shown(person, candidates)]
    return sorted(made, key=lambda each: _rank(person, each))[:SUGGESTED]


def _suggestion(person: Person, found: Found, offers: set[str]) -> Suggestion:
    spoken = set(person.languages)
    return Suggestion(
        found=found,
        topics=[topic for topic in found.wishes if topic in offers],
        languages=[language for language in found.person.languages if language in spoken],
    )


def _rank(person: Person, made: Suggestion) -> tuple[int, bool, float, bytes]:
    turn = hashlib.sha256(f"{person.pk} {made.found.person.pk}".encode()).digest()
    return -len(made.topics), not made.languages, -made.found.hours, turn
