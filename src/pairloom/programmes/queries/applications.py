"""Who signed up, and how many."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from pairloom.people.models import Person, PersonTopic
from pairloom.programmes.enums import ApplicationState
from pairloom.programmes.models import Application, Round
from pairloom.programmes.queries.answers import kept_answers


@dataclass(frozen=True)
class Counts:
    """How many take part. `places` is what the mentors offer together, `wanted` what the mentees ask for."""

    applications: int
    mentees: int
    mentors: int
    pausing: int
    places: int
    wanted: int
    drafts: int
    withdrawn: int

    @property
    def short(self) -> int:
        """How many places more are wanted than offered."""
        return max(0, self.wanted - self.places)


def submitted_applications(round: Round) -> QuerySet[Application]:
    """Everybody who takes part, by id, with person, topics and answers: four queries for any number.

    People who erased themselves are left out, and so are answers whose date to be erased has passed.
    """
    return with_answers(
        round, Application.objects.filter(state=ApplicationState.SUBMITTED, person__erased_at=None)
    ).order_by("id")


def with_answers(round: Round, applications: QuerySet[Application]) -> QuerySet[Application]:
    """These applications of `round`, with all that is needed to show them."""
    return (
        applications.filter(round=round)
        .select_related("person", "round__programme")
        .prefetch_related(
            Prefetch("person__topics", PersonTopic.objects.select_related("topic")),
            Prefetch("answers", kept_answers(round)),
            "round__questions",
        )
    )


def application_of(round: Round, person: Person) -> Application | None:
    """What `person` entered for `round`: drafts and what was withdrawn too."""
    return with_answers(round, Application.objects.filter(person=person)).first()


def application_counts(round: Round) -> Counts:
    """The figures of a round; one query. Places count in what is submitted, people who left included."""
    return application_counts_by_round([round])[round.pk]


def application_counts_by_round(rounds: Collection[Round]) -> dict[int, Counts]:
    """The figures of each round by its number; one query for all of them."""
    submitted = Q(state=ApplicationState.SUBMITTED)
    figures: Iterable[Mapping[str, Any]] = (
        Application.objects.filter(round__in=rounds)
        .order_by()
        .values("round_id")
        .annotate(
            applications=Count("id", filter=submitted),
            mentees=Count("id", filter=submitted & Q(wants__gte=1)),
            mentors=Count("id", filter=submitted & Q(capacity__gte=1)),
            pausing=Count("id", filter=submitted & Q(capacity=0)),
            places=Sum("capacity", filter=submitted, default=0),
            wanted=Sum("wants", filter=submitted, default=0),
            drafts=Count("id", filter=Q(state=ApplicationState.DRAFT)),
            withdrawn=Count("id", filter=Q(state=ApplicationState.WITHDRAWN)),
        )
    )
    counted = {row["round_id"]: row for row in figures}
    return {
        round.pk: Counts(**{name: counted.get(round.pk, {}).get(name, 0) for name in Counts.__annotations__})
        for round in rounds
    }
