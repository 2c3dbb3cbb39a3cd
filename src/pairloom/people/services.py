import secrets
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import ManyToOneRel

from pairloom.core import audit, clock, personal_data
from pairloom.people.enums import ConsentKind, Level, ProfilePart, TopicSide
from pairloom.people.mails import send_erasure_notice
from pairloom.people.models import NO_ADDRESS, Consent, Person, PersonTopic, Topic
from pairloom.people.queries import profile_of
from pairloom.people.spelling import folded, tidy

ERASURE_GRACE = timedelta(hours=24)
_TOPIC_PARTS = {f"topics_{side.value}": side for side in TopicSide}


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


def person_without_address(*, name: str) -> Person:
    """A new person who gave no address: nobody can sign in as them, and no mail goes anywhere."""
    person = Person(email=f"{secrets.token_hex(8)}@{NO_ADDRESS}", name=tidy(name))
    person.set_unusable_password()
    person.save()
    return person


@transaction.atomic
def update_profile(*, person: Person, by: Person | None, **parts: Any) -> None:
    """Write cleaned parts of the profile, named as in `enums.ProfilePart`, and note who changed which.

    Raises ValueError for anything that is not part of a profile.
    """
    now = profile_of(person)
    changed = {ProfilePart(part): value for part, value in parts.items() if now[ProfilePart(part)] != value}
    if not changed:
        return
    for part, value in changed.items():
        if side := _TOPIC_PARTS.get(part):
            set_topics(person=person, side=side, topics=value)
        else:
            setattr(person, part, value)
    person.save(update_fields=[part for part in changed if part not in _TOPIC_PARTS])
    audit.record("changed the profile", person, by=by, parts=sorted(changed))


@transaction.atomic
def set_topics(*, person: Person, side: TopicSide, topics: Mapping[str, Level]) -> None:
    """Make these the topics of one side. Spellings that differ in case or spaces are the same topic."""
    named = {folded(name): (tidy(name), level) for name, level in topics.items() if tidy(name)}
    # Locked, so that nobody drops a topic for want of a person at the moment when this one names it.
    known = {topic.key: topic for topic in Topic.objects.select_for_update().filter(key__in=named)}
    for key, (name, _) in named.items():
        if key not in known:
            known[key], _ = Topic.objects.get_or_create(key=key, defaults={"name": name})
    wanted = [(known[key].pk, int(level)) for key, (_, level) in named.items()]
    mine = PersonTopic.objects.filter(person=person, side=side)
    before = list(mine.order_by("id").values_list("topic_id", "level"))
    if before == wanted:
        return
    mine.delete()
    PersonTopic.objects.bulk_create(
        PersonTopic(person=person, topic_id=topic, side=side, level=level) for topic, level in wanted
    )
    drop_unnamed_topics(topic for topic, _level in before)


@transaction.atomic
def topics_named(names: Iterable[str]) -> list[Topic]:
    """The topics of these names in order, each once; new ones are made."""
    wanted = {folded(name): tidy(name) for name in names if tidy(name)}
    Topic.objects.bulk_create(
        (Topic(key=key, name=name) for key, name in wanted.items()), ignore_conflicts=True
    )
    known = {topic.key: topic for topic in Topic.objects.filter(key__in=wanted)}
    return [known[key] for key in wanted]


def drop_unnamed_topics(topics: Iterable[int]) -> None:
    """Of these topics, delete those that nothing names any more: their words were somebody's own."""
    locked = [topic.pk for topic in Topic.objects.select_for_update().filter(pk__in=list(topics))]
    named: set[int] = set()
    for relation in Topic._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel):
            rows = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": locked})
            named.update(rows.values_list(relation.field.attname, flat=True))
    Topic.objects.filter(pk__in=set(locked) - named).delete()


def record_consent(*, person: Person, kind: ConsentKind, document: str, version: str) -> Consent:
    """Note that the person agreed to this version now. Agreeing twice is once."""
    consent, _ = Consent.objects.get_or_create(
        person=person, kind=kind, document=document, version=version, defaults={"at": clock.now()}
    )
    return consent


@transaction.atomic
def plan_erasure(*, person: Person) -> None:
    """Erase the person after the time of grace, and tell them by mail. Asking twice keeps the date."""
    if person.erase_after:
        return
    person.erase_after = clock.now() + ERASURE_GRACE
    person.save(update_fields=["erase_after"])
    audit.record("asked to be erased", person, by=person)
    send_erasure_notice.enqueue(person=person.pk)


@transaction.atomic
def keep_person(*, person: Person) -> None:
    """Take a planned erasure back."""
    if person.erase_after:
        person.erase_after = None
        person.save(update_fields=["erase_after"])
        audit.record("asked to be kept", person, by=person)


@transaction.atomic
def erase_person(*, person: Person) -> None:
    """Forget somebody for good. The row stays, anonymous, so that counts and pairs of others stay true."""
    locked = Person.objects.select_for_update().get(pk=person.pk)
    if locked.erased_at:
        return
    personal_data.erase_everywhere(locked)
    blank = Person()
    for part in ProfilePart:
        if part not in _TOPIC_PARTS:
            setattr(locked, part, getattr(blank, part))
    locked.email = f"erased-{secrets.token_hex(8)}@erased.invalid"
    locked.is_active = locked.is_administrator = False
    locked.erase_after = locked.last_login = None
    locked.erased_at = clock.now()
    locked.set_unusable_password()
    locked.save()
    audit.record("erased", locked, by=None)


def erase_due_people() -> int:
    """Erase everybody whose time of grace is over, each in a transaction of their own. Returns how many."""
    due = Person.objects.filter(erase_after__lte=clock.now(), erased_at=None)
    for person in due:
        erase_person(person=person)
    return len(due)


def make_administrator(*, email: str) -> Person:
    """Let the person with this address look after the installation; made on first sight."""
    person = person_for_address(email=email)
    person.is_administrator = True
    person.save(update_fields=["is_administrator"])
    audit.record("made an administrator", person, by=None)
    return person
