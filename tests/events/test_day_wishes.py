"""What hosts asked by hand, and people who are missing on the day: all that can be held is, the rest told."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from pairloom.core import clock
from pairloom.events.changes import Pin, Replan, Retable
from pairloom.events.enums import PlanState, Presence, WhoMoves
from pairloom.events.models import Event, SeatingPlan
from pairloom.events.queries.seating import seating_of
from pairloom.events.report import Report
from pairloom.events.services.day import bells
from pairloom.events.services.day.presence import check_in, expect_late, mark_gone
from pairloom.events.services.seating import publish
from pairloom.programmes.enums import Role, Side
from tests.events.test_seating import planned
from tests.events.test_seating_changes import a_swap
from tests.events.test_seating_tables_by_hand import a_swap_of_mentors
from tests.support.events import a_full_event
from tests.support.scenarios import a_team_member

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("who_moves", [WhoMoves.MENTEES, WhoMoves.MENTORS])


@pytest.fixture(autouse=True)
def _at_noon() -> Iterator[None]:
    with time_machine.travel(datetime(2027, 5, 4, 12, tzinfo=UTC), tick=False):
        yield


def an_evening(who_moves: WhoMoves = WhoMoves.MENTEES) -> Event:
    """Nine mentees and three mentors with three turns; nothing is planned yet."""
    return a_full_event(9, 3, turns=3, who_moves=who_moves, starts_at=clock.now())


def in_the_first_turn(event: Event, *pins: Pin) -> SeatingPlan:
    """The plan with these pins, which people follow; the first turn runs and everybody came."""
    seating = seating_of(event)
    plan = seating.current if seating else planned(event)
    for pin in pins:
        plan = planned(event, pin)
    assert plan is not None
    assert plan.state == PlanState.SOLVED, plan.failure
    publish(event=event, made_on=plan.number, by=None)
    event.attendees.update(presence=Presence.HERE)
    bells.begin(event=event, by=None)
    return plan


def mentee(event: Event, place: int) -> int:
    return event.attendees.filter(side=Side.MENTEE)[place].pk


def mentor(event: Event, place: int) -> int:
    return event.attendees.filter(side=Side.MENTOR)[place].pk


def aside(plan: SeatingPlan) -> Sequence[tuple[int, int, int | None]]:
    assert plan.state == PlanState.SOLVED, plan.failure
    return list(Report.from_json(plan.report).pins_aside)


def meets(plan: SeatingPlan, pin: Pin) -> bool:
    found = plan.seats.filter(mentee=pin.mentee, mentor=pin.mentor)
    return (found.filter(turn=pin.turn) if pin.turn else found).exists()


@BOTH
def test_a_pinned_mentee_who_is_gone_does_not_stop_the_re_plan(who_moves: WhoMoves) -> None:
    event = an_evening(who_moves)
    gone, stays = Pin(mentee(event, 0), mentor(event, 0), 3), Pin(mentee(event, 4), mentor(event, 1), 3)
    in_the_first_turn(event, gone, stays)
    mark_gone(attendee=event.attendees.get(pk=gone.mentee), by=None)
    plan = planned(event, Replan())
    assert aside(plan) == [(gone.mentee, gone.mentor, 3)]
    assert meets(plan, stays), "what can be held is held"


@BOTH
def test_a_no_show_whom_the_re_plan_leaves_out_may_be_pinned(who_moves: WhoMoves) -> None:
    event = an_evening(who_moves)
    pin = Pin(mentee(event, 0), mentor(event, 0), 2)
    in_the_first_turn(event, pin)
    event.attendees.filter(pk=pin.mentee).update(presence=Presence.EXPECTED)
    assert aside(planned(event, Replan((pin.mentee,)))) == [(pin.mentee, pin.mentor, 2)]


@BOTH
def test_pins_to_a_mentor_who_is_missing_are_set_aside_and_all_others_held(who_moves: WhoMoves) -> None:
    event = an_evening(who_moves)
    lost, stays = Pin(mentee(event, 0), mentor(event, 0), 2), Pin(mentee(event, 4), mentor(event, 1), 3)
    in_the_first_turn(event, lost, stays)
    mark_gone(attendee=event.attendees.get(pk=lost.mentor), by=None)
    plan = planned(event, Replan())
    assert aside(plan) == [(lost.mentee, lost.mentor, 2)]
    assert meets(plan, stays)


@BOTH
def test_who_comes_late_keeps_the_pins_of_the_turns_that_are_left(who_moves: WhoMoves) -> None:
    event = an_evening(who_moves)
    early, later = Pin(mentee(event, 0), mentor(event, 0), 2), Pin(mentee(event, 0), mentor(event, 1), 3)
    in_the_first_turn(event, early, later)
    event.attendees.filter(pk=early.mentee).update(presence=Presence.EXPECTED)
    expect_late(attendee=event.attendees.get(pk=early.mentee), turn=3, by=None)
    plan = planned(event, Replan())
    assert meets(plan, later)
    assert aside(plan) == [(early.mentee, early.mentor, 2)]


def test_a_swap_by_hand_holds_for_the_one_who_is_still_there(client: Client) -> None:
    event = a_full_event(8, 4, tables={1: 2, 2: 2, 3: 2, 4: 2}, turns=2, starts_at=clock.now())
    change = a_swap(planned(event), turn=2)
    planned(event, change)
    in_the_first_turn(event)
    left, stays = change.cells
    person = event.attendees.get(pk=left.mentee)
    mark_gone(attendee=person, by=None)
    plan = planned(event, Replan())
    assert left.after is not None
    assert stays.after is not None
    assert aside(plan) == [(left.mentee, left.after, 2)]
    assert meets(plan, Pin(stays.mentee, stays.after, 2))
    client.force_login(a_team_member(event.programme, Role.HOST))
    page = client.get(f"/events/{event.slug}/day/replan/{plan.number}/").content.decode()
    name = event.attendees.get(pk=left.after).person
    assert f"those who are there: {person.person} with {name} in turn 2." in page


@BOTH
def test_a_pin_to_any_turn_that_came_true_in_the_first_is_done(who_moves: WhoMoves) -> None:
    event = an_evening(who_moves)
    seat = planned(event).seats.filter(turn=1)[0]
    in_the_first_turn(event)
    pin = Pin(seat.mentee_id, seat.mentor_id)
    assert aside(planned(event, pin)) == []
    assert aside(planned(event, Replan())) == []


def test_whoever_comes_back_has_the_pin_again() -> None:
    event = an_evening()
    pin = Pin(mentee(event, 0), mentor(event, 0), 3)
    in_the_first_turn(event, pin)
    person = event.attendees.get(pk=pin.mentee)
    mark_gone(attendee=person, by=None)
    planned(event, Replan())
    check_in(attendee=person, by=None)
    plan = planned(event, Replan())
    assert (meets(plan, pin), aside(plan)) == (True, [])


@BOTH
def test_a_pin_asked_for_on_the_day_is_refused_by_name_where_it_cannot_stand(who_moves: WhoMoves) -> None:
    event = an_evening(who_moves)
    in_the_first_turn(event)
    missing = event.attendees.get(pk=mentor(event, 0))
    mark_gone(attendee=missing, by=None)
    failed = planned(event, Pin(mentee(event, 0), missing.pk, 3))
    assert (failed.state, failed.failure[0]["kind"]) == (PlanState.FAILED, "absent")
    assert aside(planned(event, Replan())) == [(mentee(event, 0), missing.pk, 3)], "the button works again"


def test_a_mentor_who_was_sent_to_a_table_and_is_missing_is_told_and_set_aside(client: Client) -> None:
    event = a_full_event(
        9, 4, tables={1: 3, 2: 3, 3: 3, 4: 3}, turns=3, who_moves=WhoMoves.MENTORS, starts_at=clock.now()
    )
    change: Retable = a_swap_of_mentors(planned(event), turn=3)
    planned(event, change)
    in_the_first_turn(event)
    move = change.moves[0]
    missing = event.attendees.get(pk=move.person)
    mark_gone(attendee=missing, by=None)
    plan = planned(event, Replan())
    number = event.tables.get(pk=move.after).number
    client.force_login(a_team_member(event.programme, Role.HOST))
    page = client.get(f"/events/{event.slug}/day/replan/{plan.number}/").content.decode()
    assert f"those who are there: {missing.person} at table {number} in turn 3." in page
