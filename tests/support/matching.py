"""Rounds that are ready to match, made row by row: the smallest that tell a story of matching."""

from collections.abc import Iterable, Mapping
from datetime import date

from pairloom.core.week import Week
from pairloom.matching.changes import Change, RunAgain
from pairloom.matching.models import MatchRun
from pairloom.matching.queries.runs import matching_of
from pairloom.matching.services.runs import make_run
from pairloom.matching.services.solving import solve_run
from pairloom.people.enums import TopicSide
from pairloom.people.models import Person, PersonTopic, Topic
from pairloom.programmes.enums import ApplicationState, PhaseKind, Role
from pairloom.programmes.models import Application, Membership, Phase, Programme, Round

EVENINGS = Week.of(day * 48 + half_hour for day in range(5) for half_hour in range(36, 42))
MORNINGS = Week.of(day * 48 + half_hour for day in range(5) for half_hour in range(16, 20))


def a_closed_round(name: str = "Autumn", programme: Programme | None = None) -> Round:
    """A round whose sign-up is over, with the dates of its running phase."""
    slug = name.lower().replace(" ", "-")
    programme = programme or Programme.objects.create(name="Cloud mentoring", slug=f"cloud-{slug}")
    made = Round.objects.create(programme=programme, name=name, slug=slug, time_zone="UTC")
    Phase.objects.create(
        round=made, kind=PhaseKind.RUNNING, starts_on=date(2027, 3, 1), ends_on=date(2027, 5, 30)
    )
    return made


def an_organiser(round: Round, name: str = "Orla") -> Person:
    """Somebody who runs the round's programme."""
    person = a_person(name)
    Membership.objects.create(programme=round.programme, person=person, role=Role.ORGANISER)
    return person


def a_person(name: str, *, free: Week = EVENINGS, time_zone: str = "Europe/Berlin") -> Person:
    """Somebody with evenings in Berlin who speaks English."""
    return Person.objects.create(
        email=f"{name.lower().replace(' ', '.')}@example.org",
        name=name,
        languages=["English"],
        ways_to_meet=["video"],
        availability=free,
        time_zone=time_zone,
        experience="some",
    )


def a_mentee(round: Round, name: str, *, wants: Iterable[str], mentors: int = 1, **profile: object) -> Person:
    """Somebody who signed up to learn some topics."""
    person = a_person(name, **profile)  # type: ignore[arg-type]
    _topics(person, TopicSide.WANTED, wants)
    _application(round, person, wants=mentors)
    return person


def a_mentor(round: Round, name: str, *, offers: Iterable[str], seats: int = 1, **profile: object) -> Person:
    """Somebody who signed up to help with some topics."""
    person = a_person(name, **profile)  # type: ignore[arg-type]
    _topics(person, TopicSide.OFFERED, offers)
    _application(round, person, capacity=seats)
    return person


def a_round_short_of_kubernetes_mentors() -> tuple[Round, Mapping[str, Person]]:
    """Three want Kubernetes, two offer it with a seat each; one wants Go and is well served."""
    round = a_closed_round()
    people = [
        a_mentee(round, "Amara", wants=["Kubernetes"]),
        a_mentee(round, "Bo", wants=["Kubernetes"]),
        a_mentee(round, "Chen", wants=["Kubernetes"]),
        a_mentee(round, "Dana", wants=["Go"]),
        a_mentor(round, "Kofi", offers=["Kubernetes"]),
        a_mentor(round, "Lena", offers=["Kubernetes"]),
        a_mentor(round, "Mira", offers=["Go"], free=EVENINGS),
    ]
    round.rubric = topics_only()
    round.save()
    return round, {person.name: person for person in people}


def topics_only() -> dict[str, object]:
    """A rubric in which only topics count, and a pair must share one."""
    topics = {"name": "topics", "mentee": "topics_wanted", "mentor": "topics_offered"}
    return {
        "criterion": [{**topics, "kind": "overlap", "weight": 1}],
        "rule": [{**topics, "kind": "in common", "says": "who offer none of these topics"}],
    }


def a_solved_run(round: Round, change: Change | None = None, *, by: Person | None = None) -> MatchRun:
    """The next proposal of a round, made on the current one."""
    matching = matching_of(round)
    current = matching.current if matching else None
    run = make_run(
        round=round, change=change or RunAgain(), made_on=current.number if current else None, by=by
    )
    solve_run(run=run)
    run.refresh_from_db()
    return run


def _topics(person: Person, side: TopicSide, names: Iterable[str]) -> None:
    for name in names:
        topic, _ = Topic.objects.get_or_create(name=name)
        PersonTopic.objects.create(person=person, topic=topic, side=side)


def _application(round: Round, person: Person, **sides: int) -> None:
    Application.objects.create(round=round, person=person, state=ApplicationState.SUBMITTED, **sides)
