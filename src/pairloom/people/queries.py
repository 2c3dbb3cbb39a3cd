from collections.abc import Iterable
from typing import Any

from django.db.models import Count

from pairloom.people.enums import ConsentKind, Level, ProfilePart, TopicSide
from pairloom.people.models import Consent, Person, PersonTopic, Topic


def topics_of(person: Person, side: TopicSide) -> dict[str, Level]:
    """The topics that a person wants or offers, with their level, in the order in which they named them."""
    rows = PersonTopic.objects.filter(person=person, side=side).select_related("topic").order_by("id")
    return {row.topic.name: Level(row.level) for row in rows}


def profile_of(person: Person) -> dict[str, Any]:
    """Every part of a profile, named as in `ProfilePart`; one query for the topics."""
    topics: dict[str, dict[str, Level]] = {side.value: {} for side in TopicSide}
    for row in PersonTopic.objects.filter(person=person).select_related("topic").order_by("id"):
        topics[row.side][row.topic.name] = Level(row.level)
    kept: dict[str, Any] = {
        part.value: getattr(person, part) for part in ProfilePart if not part.startswith("topics_")
    }
    offered, wanted = topics[TopicSide.OFFERED], topics[TopicSide.WANTED]
    return kept | {ProfilePart.TOPICS_WANTED.value: wanted, ProfilePart.TOPICS_OFFERED.value: offered}


def topic_names() -> list[str]:
    """Every topic that somebody in the community wants or offers, by name."""
    return list(Topic.objects.values_list("name", flat=True))


def common_topics(most: int) -> list[str]:
    """The names of the topics that most people want or offer, the most common first."""
    counted = PersonTopic.objects.values("topic__name").annotate(people=Count("person", distinct=True))
    return [row["topic__name"] for row in counted.order_by("-people", "topic__name")[:most]]


def has_consented(person: Person, kind: ConsentKind, document: str, version: str) -> bool:
    """Whether this person agreed to this very version."""
    consents = Consent.objects.filter(person=person, kind=kind, document=document, version=version)
    return consents.exists()


def people_at(addresses: Iterable[str]) -> dict[str, Person]:
    """Known people by their address in small letters, as they are kept; one query for all of them."""
    wanted = {address.lower() for address in addresses}
    return {person.email: person for person in Person.objects.filter(email__in=wanted)}
