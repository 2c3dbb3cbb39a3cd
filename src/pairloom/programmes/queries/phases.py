"""Where a round stands: its phases, seen from the clock and the round's own zone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from pairloom.core import clock
from pairloom.programmes.dates import ONE_DAY, Days
from pairloom.programmes.enums import PhaseKind
from pairloom.programmes.models import Phase, Round


@dataclass(frozen=True)
class PhaseState:
    """A phase seen from now. `starts_at` is its first moment, `ends_at` the first one after it."""

    kind: PhaseKind
    starts_on: date
    ends_on: date
    starts_at: datetime
    ends_at: datetime
    is_past: bool
    is_now: bool

    @property
    def label(self) -> str:
        return str(self.kind.label)

    @property
    def is_future(self) -> bool:
        return not self.is_past and not self.is_now

    @property
    def state(self) -> str:
        return "past" if self.is_past else "now" if self.is_now else "future"

    @property
    def last_minute(self) -> datetime:
        """The last minute in it, as one tells it to people: 23:59, not 0:00 of the day after."""
        return self.ends_at - timedelta(minutes=1)


@dataclass(frozen=True)
class OpenRound:
    """A round that takes applications, and the last minute in which it does."""

    round: Round
    until: datetime


def phases_with_state(round: Round) -> list[PhaseState]:
    """The phases of `round` in order of their dates. One query, none where `phases` is prefetched."""
    return [_seen(phase, round.zone, clock.now()) for phase in round.phases.all()]


def phase_now(round: Round) -> PhaseState | None:
    """The phase that runs at this moment; None before, after and between phases."""
    return next((phase for phase in phases_with_state(round) if phase.is_now), None)


def sign_up_phase(round: Round) -> PhaseState | None:
    """When `round` takes applications; None while nobody has set the dates."""
    return next((phase for phase in phases_with_state(round) if phase.kind == PhaseKind.SIGN_UP), None)


def is_open_for_sign_up(round: Round) -> bool:
    sign_up = sign_up_phase(round)
    return sign_up is not None and sign_up.is_now


def open_rounds(rounds: Iterable[Round] | None = None) -> list[OpenRound]:
    """The rounds (of these, or of all) that take applications now, the first to close first.

    Two queries for all rounds; none for rounds with `phases` prefetched.
    """
    if rounds is None:
        rounds = (
            Round.objects.filter(phases__in=_about_now())
            .select_related("programme")
            .prefetch_related("phases")
        )
    found = [
        OpenRound(round, sign_up.last_minute)
        for round in rounds
        if (sign_up := sign_up_phase(round)) is not None and sign_up.is_now
    ]
    return sorted(found, key=lambda open_round: (open_round.until, open_round.round.pk))


def phase_days(round: Round) -> dict[PhaseKind, Days]:
    """The dates of `round` as plain values, by phase."""
    return {PhaseKind(phase.kind): Days(phase.starts_on, phase.ends_on) for phase in round.phases.all()}


def _about_now() -> QuerySet[Phase]:
    """Sign-up phases that may run somewhere on earth; a day's difference either way is settled in Python."""
    today = clock.now().date()
    return Phase.objects.filter(
        kind=PhaseKind.SIGN_UP, starts_on__lte=today + ONE_DAY, ends_on__gte=today - ONE_DAY
    )


def _seen(phase: Phase, zone: ZoneInfo, now: datetime) -> PhaseState:
    starts_at = datetime.combine(phase.starts_on, time.min, zone)
    ends_at = datetime.combine(phase.ends_on + ONE_DAY, time.min, zone)
    return PhaseState(
        kind=PhaseKind(phase.kind),
        starts_on=phase.starts_on,
        ends_on=phase.ends_on,
        starts_at=starts_at,
        ends_at=ends_at,
        is_past=ends_at <= now,
        is_now=starts_at <= now < ends_at,
    )
