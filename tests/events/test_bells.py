"""The bells: where an evening stands, and how the host moves them."""

from datetime import timedelta

import pytest
import time_machine

from pairloom.core import clock
from pairloom.events.models import Event
from pairloom.events.queries.bells import Phase, timeline
from pairloom.events.queries.day import begun_turns
from tests.support.events import a_speed_event

pytestmark = pytest.mark.django_db


def an_event_that_began(minutes_ago: float = 0) -> Event:
    """Three turns of ten minutes and two to change, begun so many minutes ago."""
    began = clock.now() - timedelta(minutes=minutes_ago)
    return a_speed_event(turns=3, starts_at=began, rsvp_closes_at=began, began_at=began)


@pytest.mark.parametrize(
    ("minutes", "phase", "turn", "begun"),
    [
        (0, Phase.TURN, 1, 1),
        (9.9, Phase.TURN, 1, 1),
        (10, Phase.CHANGE, 2, 1),
        (12, Phase.TURN, 2, 2),
        (33.9, Phase.TURN, 3, 3),
        (34, Phase.OVER, 3, 3),
    ],
)
def test_bells_ring_by_the_one_clock(minutes: float, phase: Phase, turn: int, begun: int) -> None:
    with time_machine.travel(clock.now(), tick=False):
        stands = timeline(an_event_that_began(minutes))
        assert (stands.phase, stands.turn, stands.begun) == (phase, turn, begun)


def test_no_bell_rings_before_the_host_begins() -> None:
    event = a_speed_event(starts_at=clock.now() - timedelta(minutes=30))
    stands = timeline(event)
    assert (stands.phase, stands.turn, begun_turns(event)) == (Phase.BEFORE, 1, 0)
