"""What is known already about the people of a sheet, and what a sign-up would change about them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from pairloom.core import audit
from pairloom.people.enums import ConsentKind, Level, ProfilePart, TopicSide
from pairloom.people.models import Consent, Person, PersonTopic
from pairloom.people.queries import people_at
from pairloom.people.spelling import folded
from pairloom.programmes.enums import ApplicationState, Side
from pairloom.programmes.imports.sign_ups import SignUp
from pairloom.programmes.models import Answer, Application, Round

PLACES = "places"
TOPIC_PARTS = {ProfilePart.TOPICS_WANTED: TopicSide.WANTED, ProfilePart.TOPICS_OFFERED: TopicSide.OFFERED}


@dataclass(frozen=True)
class Known:
    """A person as the database has them, before a sign-up. Somebody new has neither row."""

    person: Person | None = None
    application: Application | None = None
    topics: Mapping[TopicSide, Mapping[str, int]] = field(default_factory=dict)
    """Level by folded name."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    has_agreed: bool = False

    @property
    def takes_part(self) -> bool:
        return self.application is not None and self.application.state == ApplicationState.SUBMITTED


NOBODY = Known()


def known_people(round: Round, addresses: Iterable[str]) -> dict[str, Known]:
    """What is known of those addresses that belong to somebody; five queries for any number."""
    people = people_at(addresses)
    ids = [person.pk for person in people.values()]
    topics: dict[int, dict[TopicSide, dict[str, int]]] = {}
    for row in PersonTopic.objects.filter(person__in=ids).select_related("topic"):
        topics.setdefault(row.person_id, {}).setdefault(TopicSide(row.side), {})[row.topic.key] = row.level
    applications = {
        application.person_id: application
        for application in Application.objects.filter(round=round, person__in=ids)
    }
    answers: dict[int, dict[str, Any]] = {}
    for answer in Answer.objects.filter(application__in=applications.values()).select_related("question"):
        answers.setdefault(answer.application_id, {})[answer.question.key] = answer.value
    agreed = set(consents_of(round).filter(person__in=ids).values_list("person", flat=True))
    found = {}
    for address, person in people.items():
        application = applications.get(person.pk)
        found[address] = Known(
            person=person,
            application=application,
            topics=topics.get(person.pk, {}),
            answers=answers.get(application.pk, {}) if application else {},
            has_agreed=person.pk in agreed,
        )
    return found


def consents_of(round: Round) -> QuerySet[Consent]:
    """Who agreed to the code of conduct as it stands."""
    programme = round.programme
    return Consent.objects.filter(
        kind=ConsentKind.CONDUCT,
        document=audit.reference(programme),
        version=programme.code_of_conduct_version,
    )


def places_after(sign_up: SignUp, known: Known) -> tuple[int | None, int | None]:
    """Capacity and wants as they will be: what the row says, else what is known, else one."""
    application = known.application
    before = (application.capacity, application.wants) if application else (None, None)
    if sign_up.sides is None:
        return before
    capacity = wants = None
    if Side.MENTOR in sign_up.sides:
        capacity = next((number for number in (sign_up.capacity, before[0], 1) if number is not None), None)
    if Side.MENTEE in sign_up.sides:
        wants = next((number for number in (sign_up.wants, before[1], 1) if number is not None), None)
    return capacity, wants


def changes(sign_up: SignUp, known: Known) -> list[str]:
    """The names of what the sign-up would change, for somebody who takes part already."""
    person, application = known.person, known.application
    if person is None or application is None:
        return ["everything"]
    changed = [part.value for part, value in sign_up.profile.items() if not _has(known, person, part, value)]
    if places_after(sign_up, known) != (application.capacity, application.wants):
        changed.append(PLACES)
    changed += [key for key, value in sign_up.answers.items() if known.answers.get(key) != value]
    if sign_up.agreed and not known.has_agreed:
        changed.append("agreed")
    return changed


def _has(known: Known, person: Person, part: ProfilePart, value: Any) -> bool:
    if side := TOPIC_PARTS.get(part):
        named: Mapping[str, Level] = value
        return {folded(name): int(level) for name, level in named.items()} == known.topics.get(side, {})
    return bool(getattr(person, part) == value)
