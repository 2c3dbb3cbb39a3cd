"""Where a round stands follows from the clock and the round's own zone."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from pairloom.core.errors import InvalidError
from pairloom.programmes.dates import Days, faults_of_phases, moved_phases, proposed_phases
from pairloom.programmes.enums import PhaseKind
from pairloom.programmes.models import ANYWHERE_ON_EARTH, Round
from pairloom.programmes.queries import (
    is_open_for_sign_up,
    open_rounds,
    phase_days,
    phase_now,
    phases_with_state,
    sign_up_phase,
)
from pairloom.programmes.services import create_round, set_phases
from tests.support.scenarios import a_programme, a_round, organiser_of

MARCH_1 = date(2027, 3, 1)


def round_in(time_zone: str) -> Round:
    programme = a_programme()
    by = organiser_of(programme)
    return create_round(programme=programme, name="Spring", by=by, first_day=MARCH_1, time_zone=time_zone)


def open_at(round: Round, moment: str) -> bool:
    with time_machine.travel(datetime.fromisoformat(moment), tick=False):
        return is_open_for_sign_up(round)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("time_zone", "first_moment", "last_moment"),
    [
        ("UTC", "2027-03-01T00:00:00Z", "2027-03-14T23:59:59Z"),
        # in the last place on earth the day begins twelve hours later, and ends so
        (ANYWHERE_ON_EARTH, "2027-03-01T12:00:00Z", "2027-03-15T11:59:59Z"),
        ("Pacific/Kiritimati", "2027-02-28T10:00:00Z", "2027-03-14T09:59:59Z"),
        # New York moves its clocks on the last day of sign-up
        ("America/New_York", "2027-03-01T05:00:00Z", "2027-03-15T03:59:59Z"),
    ],
)
def test_a_phase_lasts_from_the_first_minute_to_the_last_in_the_rounds_zone(
    time_zone: str, first_moment: str, last_moment: str
) -> None:
    round = round_in(time_zone)
    first, last = datetime.fromisoformat(first_moment), datetime.fromisoformat(last_moment)
    second = 1
    assert open_at(round, first.isoformat())
    assert open_at(round, last.isoformat())
    assert not open_at(round, datetime.fromtimestamp(first.timestamp() - second, UTC).isoformat())
    assert not open_at(round, datetime.fromtimestamp(last.timestamp() + second, UTC).isoformat())


@pytest.mark.django_db
def test_phases_are_past_now_or_future() -> None:
    round = round_in("UTC")
    with time_machine.travel(datetime(2027, 3, 16, tzinfo=UTC), tick=False):
        states = [(phase.kind, phase.state) for phase in phases_with_state(round)]
        now = phase_now(round)
    assert [state for _, state in states] == ["past", "now", "future", "future", "future"]
    assert [kind for kind, _ in states] == list(PhaseKind)
    assert now is not None
    assert now.kind == PhaseKind.MATCHING


@pytest.mark.django_db
def test_between_two_phases_none_is_now() -> None:
    round = a_round()
    sign_up, running = Days(date(2027, 3, 1), date(2027, 3, 5)), Days(date(2027, 3, 10), date(2027, 6, 1))
    set_phases(round=round, phases={PhaseKind.SIGN_UP: sign_up, PhaseKind.RUNNING: running}, by=None)
    round = Round.objects.get(pk=round.pk)
    with time_machine.travel(datetime(2027, 3, 7, tzinfo=UTC), tick=False):
        assert phase_now(round) is None
        assert [phase.state for phase in phases_with_state(round)] == ["past", "future"]


@pytest.mark.django_db
def test_the_last_minute_is_told_in_any_zone() -> None:
    sign_up = sign_up_phase(round_in(ANYWHERE_ON_EARTH))
    assert sign_up is not None
    in_berlin = sign_up.last_minute.astimezone(ZoneInfo("Europe/Berlin"))
    assert (in_berlin.day, in_berlin.hour, in_berlin.minute) == (15, 12, 59)


@pytest.mark.django_db
def test_open_rounds_are_told_by_what_closes_first(django_assert_num_queries) -> None:
    programme = a_programme()
    later = a_round(programme, name="Closes later", first_day=-1)
    sooner = a_round(programme, name="Closes sooner", first_day=-10)
    a_round(programme, name="Not yet", first_day=1)
    a_round(programme, name="Over", first_day=-14)
    with django_assert_num_queries(2):
        found = open_rounds()
    assert [open_round.round for open_round in found] == [sooner, later]


@pytest.mark.django_db
def test_a_round_without_dates_is_not_open() -> None:
    programme = a_programme()
    round = create_round(programme=programme, name="Undated", by=organiser_of(programme))
    assert not is_open_for_sign_up(round)
    assert phases_with_state(round) == []
    assert open_rounds() == []


def test_the_proposal_has_no_fault_and_no_gap() -> None:
    phases = proposed_phases(MARCH_1)
    assert faults_of_phases(phases) == {}
    assert phases[PhaseKind.SIGN_UP] == Days(date(2027, 3, 1), date(2027, 3, 14))
    assert phases[PhaseKind.MATCHING] == Days(date(2027, 3, 15), date(2027, 3, 21))
    assert phases[PhaseKind.RUNNING] == Days(date(2027, 3, 22), date(2027, 6, 13))


def test_moved_phases_keep_lengths_and_gaps() -> None:
    phases = {
        PhaseKind.SIGN_UP: Days(date(2027, 3, 1), date(2027, 3, 14)),
        PhaseKind.RUNNING: Days(date(2027, 4, 1), date(2027, 6, 1)),
    }
    moved = moved_phases(phases, date(2027, 9, 1))
    assert moved[PhaseKind.SIGN_UP] == Days(date(2027, 9, 1), date(2027, 9, 14))
    assert moved[PhaseKind.RUNNING].starts_on - moved[PhaseKind.SIGN_UP].ends_on == (
        date(2027, 4, 1) - date(2027, 3, 14)
    )


@pytest.mark.parametrize(
    ("phases", "field", "words"),
    [
        (
            {PhaseKind.SIGN_UP: Days(date(2027, 3, 5), date(2027, 3, 1))},
            "sign-up_ends_on",
            "Choose 5 March 2027 or a later day",
        ),
        (
            {
                PhaseKind.SIGN_UP: Days(date(2027, 3, 1), date(2027, 3, 14)),
                PhaseKind.MATCHING: Days(date(2027, 3, 14), date(2027, 3, 20)),
            },
            "matching_starts_on",
            "would overlap with sign-up, which ends on 14 March 2027. Choose 15 March 2027",
        ),
        (
            {
                PhaseKind.MATCHING: Days(date(2027, 3, 15), date(2027, 3, 20)),
                PhaseKind.RUNNING: Days(date(2027, 3, 1), date(2027, 3, 10)),
            },
            "running_starts_on",
            "Running comes after matching",
        ),
    ],
)
def test_a_fault_names_its_field_and_what_to_do(phases: dict, field: str, words: str) -> None:
    faults = faults_of_phases(phases)
    assert list(faults) == [field]
    assert words in faults[field]


@pytest.mark.django_db
def test_faulty_dates_change_nothing() -> None:
    round = a_round()
    before = phase_days(round)
    with pytest.raises(InvalidError) as refused:
        set_phases(round=round, phases={PhaseKind.MATCHING: Days(MARCH_1, MARCH_1)}, by=None)
    assert list(refused.value.fields) == ["sign-up_starts_on"]
    assert phase_days(round) == before
