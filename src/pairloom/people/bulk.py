"""Many people at once: what `services` does for one person, in a fixed number of queries for thousands."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from pairloom.core import clock
from pairloom.people.enums import ConsentKind, Level, ProfilePart, TopicSide
from pairloom.people.models import Consent, Person, PersonTopic, Topic
from pairloom.people.queries import people_at
from pairloom.people.spelling import folded, tidy

Profile = Mapping[ProfilePart, Any]
_BATCH = 200
_TOPIC_PARTS = {ProfilePart.TOPICS_WANTED: TopicSide.WANTED, ProfilePart.TOPICS_OFFERED: TopicSide.OFFERED}
_COLUMNS = [part.value for part in ProfilePart if part not in _TOPIC_PARTS]


@transaction.atomic
def write_profiles(profiles: Mapping[str, Profile]) -> dict[str, Person]:
    """Write cleaned parts of many profiles, by address in small letters; who is new is made. All of them.

    What a profile does not name stays as it is. The caller keeps the audit line: it knows the occasion.
    """
    people = people_at(profiles)
    new = [address for address in profiles if address not in people]
    Person.objects.bulk_create(
        (Person(email=address, password=make_password(None)) for address in new),
        ignore_conflicts=True,
        batch_size=_BATCH,
    )
    people |= people_at(new)
    now = clock.now()
    for address, profile in profiles.items():
        for part, value in profile.items():
            if part not in _TOPIC_PARTS:
                setattr(people[address], part.value, value)
        people[address].changed_at = now
    Person.objects.bulk_update(people.values(), [*_COLUMNS, "changed_at"], batch_size=_BATCH)
    for part, side in _TOPIC_PARTS.items():
        named = {
            people[address].pk: profile[part] for address, profile in profiles.items() if part in profile
        }
        _write_topics(side, named)
    return people


def _write_topics(side: TopicSide, wanted: Mapping[int, Mapping[str, Level]]) -> None:
    """Make these the topics of one side, by id of the person."""
    named = {folded(name): tidy(name) for topics in wanted.values() for name in topics}
    Topic.objects.bulk_create(
        (Topic(key=key, name=name) for key, name in named.items()), ignore_conflicts=True, batch_size=_BATCH
    )
    known = dict(Topic.objects.filter(key__in=named).values_list("key", "pk"))
    PersonTopic.objects.filter(person__in=wanted, side=side).delete()
    PersonTopic.objects.bulk_create(
        (
            PersonTopic(person_id=person, topic_id=known[key], side=side, level=level)
            for person, topics in wanted.items()
            for key, level in {folded(name): level for name, level in topics.items()}.items()
        ),
        batch_size=_BATCH,
    )


def record_consents(
    agreed: Iterable[tuple[Person, datetime]], *, kind: ConsentKind, document: str, version: str
) -> None:
    """Note that each person agreed to this version at that time. Who agreed before, did so then."""
    Consent.objects.bulk_create(
        (
            Consent(person=person, kind=kind, document=document, version=version, at=at)
            for person, at in agreed
        ),
        ignore_conflicts=True,
        batch_size=_BATCH,
    )
