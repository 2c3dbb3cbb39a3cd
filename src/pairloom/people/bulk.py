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


@transaction.atomic
def write_profiles(profiles: Mapping[str, Profile]) -> dict[str, Person]:
    """Write cleaned parts of many profiles, by address in small letters; who is new is made. All of them.

    What a profile does not name stays as it is. The caller keeps the audit line: it knows the occasion.
    """
    known = people_at(profiles)
    for address, person in known.items():
        _set(person, profiles[address])
    named = {part.value for profile in profiles.values() for part in profile if part not in _TOPIC_PARTS}
    Person.objects.bulk_update(known.values(), [*sorted(named), "changed_at"], batch_size=_BATCH)
    new = {address: profile for address, profile in profiles.items() if address not in known}
    made = [
        _set(Person(email=address, password=make_password(None)), profile) for address, profile in new.items()
    ]
    Person.objects.bulk_create(made, batch_size=_BATCH)
    people = known | {person.email: person for person in made}
    for part, side in _TOPIC_PARTS.items():
        topics = {
            people[address].pk: profile[part] for address, profile in profiles.items() if part in profile
        }
        _write_topics(side, topics)
    return people


def _set(person: Person, profile: Profile) -> Person:
    for part, value in profile.items():
        if part not in _TOPIC_PARTS:
            setattr(person, part.value, value)
    person.changed_at = clock.now()
    return person


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
