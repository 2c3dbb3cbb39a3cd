"""Rounds that are ready to match: the smallest that tell a story of matching."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pairloom.core.week import Week
from pairloom.matching.changes import Change, RunAgain
from pairloom.matching.models import MatchRun
from pairloom.matching.queries.runs import matching_of
from pairloom.matching.services.runs import make_run
from pairloom.matching.services.solving import solve_run
from pairloom.people.models import Person
from pairloom.programmes.enums import PhaseKind
from pairloom.programmes.models import Phase, Programme, Round
from tests.support import scenarios
from tests.support.scenarios import EVENINGS, a_round, ask_the_usual, organiser_of

__all__ = ["EVENINGS", "organiser_of"]


def a_closed_round(name: str = "Autumn", programme: Programme | None = None) -> Round:
    """A round whose sign-up is over, and whose pairs meet from March to May 2027."""
    made = a_round(programme, name=name, first_day=-30)
    Phase.objects.filter(round=made, kind=PhaseKind.RUNNING).update(
        starts_on=date(2027, 3, 1), ends_on=date(2027, 5, 30)
    )
    ask_the_usual(made)
    return made


def a_mentee(round: Round, name: str, *, wants: Iterable[str], mentors: int = 1, **profile: Any) -> Person:
    """Somebody who signed up to learn some topics."""
    application = scenarios.a_mentee(round, name, wants=mentors, topics=tuple(wants))
    return _with_profile(application.person, profile)


def a_mentor(round: Round, name: str, *, offers: Iterable[str], seats: int = 1, **profile: Any) -> Person:
    """Somebody who signed up to help with some topics."""
    application = scenarios.a_mentor(round, name, capacity=seats, topics=tuple(offers))
    return _with_profile(application.person, profile)


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
        a_mentor(round, "Mira", offers=["Go"]),
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


def free(*half_hours: int) -> Week:
    """A week with these half-hours free; 0 is Monday 00:00."""
    return Week.of(half_hours)


def _with_profile(person: Person, profile: Mapping[str, Any]) -> Person:
    for column, value in profile.items():
        setattr(person, column, value)
    person.save()
    return person
