"""Everything about a round that a run reads."""

from __future__ import annotations

from datetime import date

from pairloom.interest.queries import wished_in
from pairloom.matching.bridge.people import RoundInput, round_input
from pairloom.pairs.queries import already_paired, met_at_events, standing_in
from pairloom.programmes.enums import PhaseKind
from pairloom.programmes.models import Round
from pairloom.programmes.queries import application_counts, phase_days, submitted_applications

SMALL = 40_000  # mentee-mentor pairs: up to here a run is solved while the organiser waits


def read_round(round: Round, *, with_mutual: bool = False) -> RoundInput:
    """Everything that a run of this round reads, as it is now.

    Private marks are not among it. `with_mutual` adds who found each other and both wish to be a pair here.
    """
    applications = list(submitted_applications(round))
    people = [application.person_id for application in applications]
    starts, weeks = running_weeks(round)
    return round_input(
        applications,
        standing=standing_in(round),
        earlier=already_paired(people, besides=round),
        met=met_at_events(people),
        mutual=wished_in(round, among=people) if with_mutual else (),
        first_day=starts,
        weeks=weeks,
    )


def running_weeks(round: Round) -> tuple[date | None, int]:
    """The first day of the running phase and how many weeks it has; (None, 0) while nobody has set it."""
    days = phase_days(round).get(PhaseKind.RUNNING)
    if days is None:
        return None, 0
    return days.starts_on, ((days.ends_on - days.starts_on).days + 7) // 7


def is_small(round: Round) -> bool:
    """Whether a run takes well under a second."""
    counts = application_counts(round)
    return counts.mentees * counts.mentors <= SMALL
