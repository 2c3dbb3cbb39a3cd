"""Who takes part in a round, with everything that a run reads."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, QuerySet

from pairloom.matching.bridge.people import RoundInput, round_input
from pairloom.pairs.queries import already_paired, standing_in
from pairloom.people.models import PersonTopic
from pairloom.programmes.enums import ApplicationState, PhaseKind
from pairloom.programmes.models import Answer, Application, Round

SMALL = 40_000  # mentee-mentor pairs: up to here a run is solved while the organiser waits


def applications_in(round: Round) -> QuerySet[Application]:
    """Submitted applications with profile, topics and answers: four queries whatever their number."""
    return (
        Application.objects.filter(
            round=round, state=ApplicationState.SUBMITTED, person__is_active=True, person__erased_at=None
        )
        .select_related("person")
        .prefetch_related(
            Prefetch("person__topics", PersonTopic.objects.select_related("topic")),
            Prefetch("answers", Answer.objects.select_related("question")),
        )
        .order_by("person__name", "pk")
    )


def read_round(round: Round) -> RoundInput:
    """Everything that a run of this round reads, as it is now."""
    applications = list(applications_in(round))
    people = [application.person_id for application in applications]
    starts, weeks = running_weeks(round)
    return round_input(
        applications,
        standing=standing_in(round),
        earlier=already_paired(people, besides=round),
        first_day=starts,
        weeks=weeks,
    )


def running_weeks(round: Round) -> tuple[date | None, int]:
    """The first day of the running phase and how many weeks it has; (None, 0) while nobody has set it."""
    phase = round.phases.filter(kind=PhaseKind.RUNNING).first()
    if phase is None:
        return None, 0
    return phase.starts_on, ((phase.ends_on - phase.starts_on).days + 7) // 7


def is_small(round: Round) -> bool:
    """Whether a run takes well under a second."""
    submitted = Application.objects.filter(round=round, state=ApplicationState.SUBMITTED)
    return submitted.exclude(wants=None).count() * submitted.exclude(capacity=None).count() <= SMALL
