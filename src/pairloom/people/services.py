from collections.abc import Mapping
from typing import Any

from django.db import transaction

from pairloom.core import audit, clock
from pairloom.people.enums import ConsentKind, Level, TopicSide
from pairloom.people.models import Consent, Person, PersonTopic, Topic
from pairloom.people.spelling import folded, tidy

PROFILE_FIELDS = frozenset(
    {
        "name",
        "pronouns",
        "chat_handle",
        "time_zone",
        "place",
        "languages",
        "availability",
        "ways_to_meet",
        "experience",
        "employer",
        "links",
        "about",
    }
)


def person_for_address(*, email: str, name: str = "") -> Person:
    """The person with this address, made on first sight. A name is only given to somebody who has none."""
    person, is_new = Person.objects.get_or_create(email=email.strip().lower(), defaults={"name": tidy(name)})
    if is_new:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    elif name and not person.name:
        person.name = tidy(name)
        person.save(update_fields=["name"])
    return person


@transaction.atomic
def update_profile(*, person: Person, by: Person | None, **fields: Any) -> None:
    """Write cleaned parts of the profile, named by their column, and note who did it.

    Raises TypeError for anything that is not part of the profile.
    """
    if unknown := fields.keys() - PROFILE_FIELDS:
        raise TypeError(f"not part of a profile: {', '.join(sorted(unknown))}")
    changed = [name for name, value in fields.items() if getattr(person, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(person, name, fields[name])
    person.save(update_fields=changed)
    audit.record("changed the profile", person, by=by, parts=sorted(changed))


@transaction.atomic
def set_topics(*, person: Person, side: TopicSide, topics: Mapping[str, Level]) -> None:
    """Make these the topics of one side. Spellings that differ in case or spaces are the same topic."""
    named = {folded(name): (tidy(name), level) for name, level in topics.items() if tidy(name)}
    known = {topic.key: topic for topic in Topic.objects.filter(key__in=named)}
    for key, (name, _) in named.items():
        if key not in known:
            known[key], _ = Topic.objects.get_or_create(key=key, defaults={"name": name})
    wanted = [(known[key].pk, int(level)) for key, (_, level) in named.items()]
    mine = PersonTopic.objects.filter(person=person, side=side)
    if list(mine.order_by("id").values_list("topic_id", "level")) == wanted:
        return
    mine.delete()
    PersonTopic.objects.bulk_create(
        PersonTopic(person=person, topic_id=topic, side=side, level=level) for topic, level in wanted
    )


def record_consent(*, person: Person, kind: ConsentKind, document: str, version: str) -> Consent:
    """Note that the person agreed to this version now. Agreeing twice is once."""
    consent, _ = Consent.objects.get_or_create(
        person=person, kind=kind, document=document, version=version, defaults={"at": clock.now()}
    )
    return consent
