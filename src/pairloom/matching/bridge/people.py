"""Applications as the affinity engine's profiles. Sentences call people by tokens and so name nobody."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import override

from pairloom.engines.affinity import Item, Profile, Value, items
from pairloom.people.enums import Experience, TopicSide
from pairloom.programmes.enums import QuestionKind, Side
from pairloom.programmes.models import Application

MENTEE, MENTOR = "{mentee}", "{mentor}"
NUMBERS = frozenset({QuestionKind.NUMBER, QuestionKind.SCALE})


class _Mentee(Profile):
    """Somebody in the mentees' list; sentences say the token."""

    @property
    def called(self) -> str:
        return MENTEE


class _Mentor(Profile):
    """Somebody in the mentors' list; sentences say the token."""

    @property
    def called(self) -> str:
        return MENTOR


@dataclass(frozen=True)
class RoundInput:
    """Everything about a round that a run reads. People are engine ids such as `p12`.

    `standing` pairs hold already; `earlier` pairs were together in another round; `met` met at an event;
    `mutual` pairs found each other and wish to be one here, where the run honours that. `first_day` and
    `weeks` are the running phase, where its dates are set.
    """

    mentees: tuple[Profile, ...]
    mentors: tuple[Profile, ...]
    wants: Mapping[str, int]
    capacity: Mapping[str, int]
    standing: frozenset[tuple[str, str]] = frozenset()
    earlier: frozenset[tuple[str, str]] = frozenset()
    met: frozenset[tuple[str, str]] = frozenset()
    mutual: frozenset[tuple[str, str]] = frozenset()
    first_day: date | None = None
    weeks: int = 0
    digest: str = field(default="", compare=False)


def engine_id(person: int) -> str:
    """What the engines call a person."""
    return f"p{person}"


def person_key(engine_id: str) -> int:
    """The person whom the engines call so."""
    return int(engine_id.removeprefix("p"))


def engine_pairs(pairs: Iterable[tuple[int, int]]) -> frozenset[tuple[str, str]]:
    """Pairs of (mentee, mentor) in the engines' words."""
    return frozenset((engine_id(mentee), engine_id(mentor)) for mentee, mentor in pairs)


def round_input(
    applications: Iterable[Application],
    *,
    standing: Iterable[tuple[int, int]] = (),
    earlier: Iterable[tuple[int, int]] = (),
    met: Iterable[tuple[int, int]] = (),
    mutual: Iterable[tuple[int, int]] = (),
    first_day: date | None = None,
    weeks: int = 0,
) -> RoundInput:
    """What a run reads. Needs `submitted_applications`."""
    mentees, mentors, wants, capacity = [], [], {}, {}
    for application in applications:
        key, name = engine_id(application.person_id), application.person.name
        if application.wants is not None:
            mentees.append(_Mentee(key, _values(application, Side.MENTEE), name))
            wants[key] = application.wants
        if application.capacity is not None:
            mentors.append(_Mentor(key, _values(application, Side.MENTOR), name))
            capacity[key] = application.capacity
    made = RoundInput(
        mentees=tuple(mentees),
        mentors=tuple(mentors),
        wants=wants,
        capacity=capacity,
        standing=engine_pairs(standing),
        earlier=engine_pairs(earlier),
        met=engine_pairs(met),
        mutual=engine_pairs(mutual),
        first_day=first_day,
        weeks=weeks,
    )
    return _digested(made)


def _values(application: Application, side: Side) -> dict[str, Value]:
    person = application.person
    values: dict[str, Value] = {
        "languages": items(*person.languages),
        "ways_to_meet": items(*person.ways_to_meet),
        "availability": person.availability.cells,
        "time_zone": person.time_zone,
        "experience": _english(Experience(person.experience)) if person.experience else "",
        "employer": person.employer,
        "about": person.about,
        "place": person.place,
        "topics_wanted": _topics(person, TopicSide.WANTED),
        "topics_offered": _topics(person, TopicSide.OFFERED),
    }
    for answer in application.answers.all():
        values.setdefault(answer.question.key, _answer(answer.question.kind, answer.value, side))
    return {column: value for column, value in values.items() if value not in ("", (), frozenset())}


def _english(choice: Experience) -> str:
    """What a choice is called in rubrics and files, whatever the language of the page."""
    with override("en"):
        return str(choice.label)


def _topics(person: Any, side: TopicSide) -> tuple[Item, ...]:
    return tuple(Item(each.topic.name, each.level - 1) for each in person.topics.all() if each.side == side)


def _answer(kind: str, value: Any, side: Side) -> Value:
    if kind == QuestionKind.LIKE_IDENTITY:
        return items(*value.get("wanted" if side == Side.MENTEE else "own", ()))
    if kind == QuestionKind.CONSENT:
        return ""
    if isinstance(value, list):
        return items(*map(str, value))
    if kind in NUMBERS:
        return float(value)
    return str(value)


def _digested(made: RoundInput) -> RoundInput:
    """The same with a fingerprint: equal as long as nobody changed an answer, came or went."""
    people = [
        (
            side,
            profile.id,
            profile.name,
            sorted((column, _plain(value)) for column, value in profile.values.items()),
        )
        for side, profiles in (("mentee", made.mentees), ("mentor", made.mentors))
        for profile in sorted(profiles, key=lambda profile: profile.id)
    ]
    rest = (
        sorted(made.wants.items()),
        sorted(made.capacity.items()),
        sorted(made.standing),
        sorted(made.earlier),
        str(made.first_day),
        made.weeks,
    )
    digest = hashlib.sha256(repr((people, rest)).encode()).hexdigest()
    return RoundInput(**{**vars(made), "digest": digest})


def _plain(value: Value) -> str:
    return repr(sorted(value)) if isinstance(value, frozenset) else repr(value)
