"""The bells: where an evening stands, and how the host moves them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from time_machine import Traveller

from pairloom.core import clock
from pairloom.core.errors import RefusedError, StaleError
from pairloom.events.models import Event
from pairloom.events.queries.attendance import turns_held
from pairloom.events.queries.bells import Phase, timeline
from pairloom.events.queries.day import begun_turns
from pairloom.events.services.afterwards import close_event, reopen_event
from pairloom.events.services.day import bells
from pairloom.programmes.enums import Role
from tests.support.events import a_published_event, a_speed_event
from tests.support.scenarios import a_team_member

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


@pytest.fixture
def at_noon() -> Iterator[Traveller]:
    with time_machine.travel(datetime(2027, 5, 4, 12, tzinfo=UTC), tick=False) as traveller:
        yield traveller


def test_beginning_late_moves_every_bell(at_noon: Traveller) -> None:
    event = a_speed_event(turns=3, starts_at=clock.now() + timedelta(hours=1))
    at_noon.shift(timedelta(hours=1, minutes=7))
    bells.begin(event=event, by=None)
    assert [stroke.at.strftime("%H:%M") for stroke in timeline(event).strokes] == [
        "13:07", "13:17", "13:19", "13:29", "13:31", "13:41",
    ]  # fmt: skip
    at_noon.shift(timedelta(minutes=3))
    bells.begin(event=event, by=None)
    assert timeline(event).left == timedelta(minutes=7), "beginning twice is once"


def test_the_beginning_can_be_taken_back_while_the_first_turn_runs(at_noon: Traveller) -> None:
    event = a_speed_event(turns=3, starts_at=clock.now() + timedelta(hours=1))
    bells.begin(event=event, by=None)
    bells.take_back_beginning(event=event, by=None)
    assert timeline(event).phase == Phase.BEFORE
    assert timeline(event).strokes[0].at == event.starts_at
    bells.begin(event=event, by=None)
    at_noon.shift(timedelta(minutes=10))
    with pytest.raises(RefusedError):
        bells.take_back_beginning(event=event, by=None)


def test_a_held_clock_stands_and_the_bells_ahead_wait_for_it(at_noon: Traveller) -> None:
    event = an_event_that_began(minutes_ago=4)
    bells.hold(event=event, by=None)
    at_noon.shift(timedelta(minutes=20))
    assert (timeline(event).turn, timeline(event).left) == (1, timedelta(minutes=6))
    bells.go_on(event=event, by=None)
    assert timeline(event).left == timedelta(minutes=6)
    at_noon.shift(timedelta(minutes=6))
    assert timeline(event).phase == Phase.CHANGE
    bells.go_on(event=event, by=None)
    assert timeline(event).left == timedelta(minutes=2), "nothing was held"


def test_the_last_turn_can_be_held_too(at_noon: Traveller) -> None:
    event = an_event_that_began(minutes_ago=30)
    bells.hold(event=event, by=None)
    at_noon.shift(timedelta(minutes=5))
    bells.go_on(event=event, by=None)
    assert (timeline(event).phase, timeline(event).left) == (Phase.TURN, timedelta(minutes=4))


def test_two_helpers_who_ring_at_once_ring_once(at_noon: Traveller) -> None:
    event = an_event_that_began(minutes_ago=4)
    seen = timeline(event).next
    assert seen is not None
    bells.ring(event=event, stroke=seen.key, by=None)
    assert timeline(event).phase == Phase.CHANGE
    with pytest.raises(StaleError):
        bells.ring(event=event, stroke=seen.key, by=None)
    assert (timeline(event).phase, timeline(event).left) == (Phase.CHANGE, timedelta(minutes=2))


def test_a_bell_rung_by_mistake_is_taken_back(at_noon: Traveller) -> None:
    event = an_event_that_began(minutes_ago=4)
    before = timeline(event).strokes
    earlier = bells.ring(event=event, stroke="1-ends", by=None)
    at_noon.shift(timedelta(seconds=20))
    bells.take_back_ring(event=event, stroke="1-ends", later=-earlier, by=None)
    assert timeline(event).strokes == before
    with pytest.raises(RefusedError):
        bells.take_back_ring(event=event, stroke="1-ends", later=-earlier, by=None)


def test_bells_move_later_and_back_but_never_into_the_past(at_noon: Traveller) -> None:
    event = an_event_that_began(minutes_ago=4)
    bells.move(event=event, stroke="1-ends", minutes=5, by=None)
    assert timeline(event).left == timedelta(minutes=11)
    assert timeline(event).strokes[-1].at - clock.now() == timedelta(minutes=35)
    bells.move(event=event, stroke="1-ends", minutes=-5, by=None)
    assert timeline(event).left == timedelta(minutes=6)
    with pytest.raises(RefusedError):
        bells.move(event=event, stroke="1-ends", minutes=-6, by=None)
    with pytest.raises(StaleError):
        bells.move(event=event, stroke="1-begins", minutes=5, by=None)


def test_an_event_of_another_day_is_not_begun_by_a_slip(client: Client, at_noon: Traveller) -> None:
    event = a_speed_event(starts_at=clock.now() + timedelta(days=2))
    client.force_login(a_team_member(event.programme, Role.HOST))
    page = f"/events/{event.slug}/day/bells/"
    shown = client.get(page).content.decode()
    assert "first bell on Thursday, 6 May, 12:00" in shown
    assert "Begin turn 1 now" not in shown
    told = client.post(f"{page}begin/", {"stroke": "1-begins"}, follow=True).content.decode()
    assert "more than half a day ahead" in told
    event.refresh_from_db()
    assert event.began_at is None
    at_noon.shift(timedelta(hours=36))
    assert "Begin turn 1 now" in client.get(page).content.decode()


def test_closing_in_the_middle_of_a_turn_ends_it_and_no_turn_comes_after(at_noon: Traveller) -> None:
    event = an_event_that_began(minutes_ago=15)
    bells.hold(event=event, by=None)
    at_noon.shift(timedelta(minutes=3))
    bells.go_on(event=event, by=None)
    close_event(event=event, by=None)
    at_noon.shift(timedelta(hours=1))
    stands = timeline(event)
    assert (stands.phase, stands.begun, stands.turns) == (Phase.OVER, 2, 2)
    assert turns_held(event) == 2
    reopen_event(event=event, by=None)
    assert timeline(event).begun == 3, "its bells went on meanwhile"


def test_closing_while_the_clock_is_held_ends_the_turn_that_stood(at_noon: Traveller) -> None:
    event = an_event_that_began(minutes_ago=15)
    bells.hold(event=event, by=None)
    at_noon.shift(timedelta(hours=1))
    close_event(event=event, by=None)
    assert (timeline(event).phase, turns_held(event)) == (Phase.OVER, 2)


def test_the_pages_of_the_day_say_that_an_event_is_closed(client: Client, at_noon: Traveller) -> None:
    event = a_published_event(starts_at=clock.now(), rsvp_closes_at=clock.now(), began_at=clock.now())
    close_event(event=event, by=None)
    client.force_login(a_team_member(event.programme, Role.HOST))
    for page in ("", "bells/", "replan/"):
        told = client.get(f"/events/{event.slug}/day/{page}").content.decode()
        assert "This event is over" in told
        assert "End turn 1 now" not in told
        assert "Work out a new plan" not in told
    assert "Thank you for coming" in client.get(f"/events/{event.slug}/screen/").content.decode()
    mentee = event.attendees.filter(side="mentee")[0]
    assert "That was the last turn" in client.get(f"/card/{mentee.token}/").content.decode()


def test_no_bell_rings_at_an_event_that_is_closed_or_cancelled() -> None:
    for column in ("closed_at", "cancelled_at"):
        event = a_speed_event(is_open=False, **{column: clock.now()})
        with pytest.raises(RefusedError):
            bells.begin(event=event, by=None)


def test_the_host_begins_rings_and_takes_back_by_buttons(client: Client, at_noon: Traveller) -> None:
    event = a_speed_event(turns=3, starts_at=clock.now() + timedelta(hours=1))
    client.force_login(a_team_member(event.programme, Role.HOST))
    page = f"/events/{event.slug}/day/bells/"

    def press(action: str, **given: object) -> str:
        answer = client.post(f"{page}{action}/", given, follow=True)
        (note,) = answer.context["messages"]
        return str(note.extra_tags.split()[0]) if note.level_tag == "success" and note.extra_tags else ""

    press("begin", stroke="1-begins")
    assert "Turn 1 of 3" in client.get(page).content.decode()
    undo = press("ring", stroke="1-ends")
    assert "Change to turn 2" in client.get(page).content.decode()
    client.post(undo, follow=True)
    assert timeline(event_again(event)).phase == Phase.TURN
    undo = press("move", stroke="1-ends", minutes=3)
    assert timeline(event_again(event)).left == timedelta(minutes=13)
    client.post(undo, follow=True)
    assert timeline(event_again(event)).left == timedelta(minutes=10)
    press("hold")
    assert "on hold" in client.get(page).content.decode()
    press("go-on")
    assert client.post(f"{page}explode/").status_code == 404


def event_again(event: Event) -> Event:
    return Event.objects.get(pk=event.pk)
