"""Moments of a round, shared by tests: each makes the smallest world in which a story can be told."""

from datetime import timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from pairloom.core import clock
from pairloom.core.week import Week
from pairloom.people.enums import Level
from pairloom.people.models import Person
from pairloom.people.services import person_for_address
from pairloom.programmes.enums import ApplicationSource, Audience, QuestionKind, Role, Visibility
from pairloom.programmes.models import Application, Programme, Question, Round
from pairloom.programmes.services import (
    add_question,
    add_to_team,
    create_programme,
    create_round,
    submit_application,
)

EVENINGS = Week.of(day * 48 + half_hour for day in range(5) for half_hour in range(36, 42))
_number = count(1)


def a_person(name: str = "", **profile: Any) -> Person:
    """Somebody with an address, and whatever part of the profile is given."""
    name = name or f"Person {next(_number)}"
    person = person_for_address(email=f"{name.lower().replace(' ', '.')}@example.org", name=name)
    for column, value in profile.items():
        setattr(person, column, value)
    person.save()
    return person


def an_administrator() -> Person:
    return a_person("Ada", is_administrator=True)


def a_programme(name: str = "Cloud mentoring", *, organiser: str = "Orla") -> Programme:
    """A programme with a code of conduct and one organiser."""
    return create_programme(
        name=name,
        about="Learn from somebody who has been where you are going.",
        code_of_conduct="Be kind. What is said between two people stays between them.",
        by=a_person(organiser),
    )


def organiser_of(thing: Programme | Round) -> Person:
    programme = thing if isinstance(thing, Programme) else thing.programme
    return Person.objects.filter(memberships__programme=programme, memberships__role=Role.ORGANISER)[0]


def a_team_member(programme: Programme, role: Role, name: str = "") -> Person:
    person = a_person(name or f"{role.label} {next(_number)}".capitalize())
    add_to_team(programme=programme, person=person, role=role, by=organiser_of(programme))
    return person


def a_round(
    programme: Programme | None = None, *, name: str = "Spring", first_day: int = 0, **columns: Any
) -> Round:
    """A round with proposed dates whose sign-up starts so many days from today, and no questions."""
    programme = programme or a_programme()
    today = clock.today(ZoneInfo(columns.get("time_zone", "UTC")))
    return create_round(
        programme=programme,
        name=name,
        by=organiser_of(programme),
        first_day=today + timedelta(days=first_day),
        **{"time_zone": "UTC"} | columns,
    )


def a_round_open_for_sign_up(programme: Programme | None = None, name: str = "Spring") -> Round:
    """Sign-up started three days ago; the usual questions are asked."""
    round = a_round(programme, name=name, first_day=-3)
    ask_the_usual(round)
    return round


def a_round_ready_to_match(
    *, mentees: int = 3, mentors: int = 2, programme: Programme | None = None
) -> Round:
    """Sign-up ended yesterday; these many signed up, all for Kubernetes, in Berlin's evenings."""
    round = a_round(programme, first_day=-14)
    ask_the_usual(round)
    for _ in range(mentees):
        a_mentee(round)
    for _ in range(mentors):
        a_mentor(round)
    return round


def ask_the_usual(round: Round) -> list[Question]:
    """Topics and hours (required), languages, a goal for the pair to see, something for organisers only."""
    by = organiser_of(round)
    ask = {"round": round, "by": by}
    return [
        add_question(kind=QuestionKind.TOPICS, label="Topics", required=True, **ask),
        add_question(kind=QuestionKind.AVAILABILITY, label="When are you free?", required=True, **ask),
        add_question(kind=QuestionKind.LANGUAGES, label="Languages you can meet in", **ask),
        add_question(
            kind=QuestionKind.LONG,
            label="What do you hope for?",
            key="goal",
            audience=Audience.MENTEES,
            visibility=Visibility.PAIR,
            max_length=500,
            **ask,
        ),
        add_question(
            kind=QuestionKind.LONG, label="Anything only the organisers should know?", key="private", **ask
        ),
    ]


def a_mentee(
    round: Round, name: str = "", *, wants: int = 1, topics: tuple[str, ...] = ("Kubernetes",), **answers: Any
) -> Application:
    """Somebody who signed up to learn these topics."""
    return _signed_up(round, name, None, wants, {"topics_wanted": topics}, answers)


def a_mentor(
    round: Round,
    name: str = "",
    *,
    capacity: int = 1,
    topics: tuple[str, ...] = ("Kubernetes",),
    **answers: Any,
) -> Application:
    """Somebody who signed up to help with these topics."""
    return _signed_up(round, name, capacity, None, {"topics_offered": topics}, answers)


def _signed_up(
    round: Round,
    name: str,
    capacity: int | None,
    wants: int | None,
    topics: dict[str, tuple[str, ...]],
    answers: dict[str, Any],
) -> Application:
    person = a_person(name, languages=["English"], ways_to_meet=["video"], experience="some")
    asked = set(round.questions.values_list("key", flat=True))
    usual = {
        "topics": {side: dict.fromkeys(names, Level.WORKING) for side, names in topics.items()},
        "availability": {"time_zone": "Europe/Berlin", "availability": EVENINGS},
    }
    return submit_application(
        round=round,
        person=person,
        capacity=capacity,
        wants=wants,
        answers={key: value for key, value in usual.items() if key in asked} | answers,
        source=ApplicationSource.ORGANISER,
        by=organiser_of(round),
    )
