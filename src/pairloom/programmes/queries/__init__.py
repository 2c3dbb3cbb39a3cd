"""What the programmes know, read for somebody or about a round."""

from pairloom.programmes.queries.answers import (
    ShownAnswer,
    answers_visible_to,
    asks,
    is_erased,
    kept_answers,
    missing_questions,
    values_of,
)
from pairloom.programmes.queries.applications import (
    Counts,
    application_counts,
    application_counts_by_round,
    application_of,
    submitted_applications,
    with_answers,
)
from pairloom.programmes.queries.phases import (
    OpenRound,
    PhaseState,
    is_open_for_sign_up,
    open_rounds,
    phase_days,
    phase_now,
    phases_with_state,
    sign_up_phase,
)
from pairloom.programmes.queries.programmes import (
    RoundStanding,
    latest_round,
    organisers,
    programme_team,
    programmes_with_rounds,
    rounds_by_standing,
)

__all__ = [
    "Counts",
    "OpenRound",
    "PhaseState",
    "RoundStanding",
    "ShownAnswer",
    "answers_visible_to",
    "application_counts",
    "application_counts_by_round",
    "application_of",
    "asks",
    "is_erased",
    "is_open_for_sign_up",
    "kept_answers",
    "latest_round",
    "missing_questions",
    "open_rounds",
    "organisers",
    "phase_days",
    "phase_now",
    "phases_with_state",
    "programme_team",
    "programmes_with_rounds",
    "rounds_by_standing",
    "sign_up_phase",
    "submitted_applications",
    "values_of",
    "with_answers",
]
