"""Planning after publishing: what people hold in their hands is kept, and what is over stays as it was."""

from datetime import timedelta

import pytest
import time_machine

from pairloom.core import clock
from pairloom.core.errors import RefusedError, StaleError
from pairloom.events.changes import Ban, PlanAgain, Replan
from pairloom.events.enums import Presence, RsvpState, WhoMoves
from pairloom.events.models import Event, SeatingPlan
from pairloom.events.report import Price
from pairloom.events.services.seating import make_plan, publish
from pairloom.programmes.enums import Side
from tests.events.test_seating import planned
from tests.support.events import a_full_event, an_attendee

pytestmark = pytest.mark.django_db


def published(event: Event) -> SeatingPlan:
    plan = planned(event)
    publish(event=event, made_on=plan.number, by=None)
    return plan


def rows(plan: SeatingPlan, turns: int | None = None) -> set[tuple[int, int, int]]:
    seats = plan.seats.filter(turn__lte=turns) if turns else plan.seats
    return set(seats.values_list("turn", "mentee", "mentor"))


def test_planning_again_without_a_reason_changes_no_card() -> None:
    event = a_full_event(mentees=9, mentors=3)
    before = published(event)
    after = planned(event)
    assert rows(after) == rows(before)
    price = Price.from_json(after.price)
    assert (price.reprint, price.least_cards) == ((), 0)


def test_a_ban_after_publishing_changes_few_cards_and_planning_from_the_beginning_may_change_all() -> None:
    event = a_full_event(mentees=9, mentors=3)
    before = published(event)
    seat = before.seats.first()
    after = planned(event, Ban(seat.mentee_id, seat.mentor_id))
    assert (seat.turn, seat.mentee_id, seat.mentor_id) not in rows(after)
    assert len(Price.from_json(after.price).reprint) <= 3
    assert planned(event, PlanAgain(afresh=True)).price["least_cards"] is None


def test_in_the_middle_of_the_day_turns_that_began_stay_and_the_absent_lose_the_rest() -> None:
    event = a_full_event(mentees=9, mentors=3, turns=3, starts_at=clock.now() + timedelta(days=1))
    before = published(event)
    missing = event.attendees.filter(side=Side.MENTEE).first()
    event.began_at = event.starts_at
    event.save()
    with time_machine.travel(event.starts_at + timedelta(minutes=14), tick=False):
        newcomer = an_attendee(event, topics="Go", is_walk_in=True, presence=Presence.HERE, from_turn=3)
        after = planned(event, Replan((missing.pk,)))
        assert after.finished_turns == 2
        assert rows(after, 2) == rows(before, 2)
        assert not after.seats.filter(mentee=missing, turn=3).exists()
        assert after.seats.filter(mentee=newcomer).count() == 1
        assert newcomer.pk in Price.from_json(after.price).reprint
        publish(event=event, made_on=after.number, by=None)
    with time_machine.travel(event.starts_at + timedelta(minutes=15), tick=False):
        kept = planned(event)
        assert not kept.seats.filter(mentee=missing, turn=3).exists(), "who was absent stays absent"


def test_a_plan_made_before_a_bell_is_not_published_after_it() -> None:
    event = a_full_event(mentees=6, mentors=3, starts_at=clock.now() + timedelta(days=1))
    plan = planned(event)
    event.began_at = event.starts_at
    event.save()
    with time_machine.travel(event.starts_at + timedelta(minutes=1), tick=False), pytest.raises(StaleError):
        publish(event=event, made_on=plan.number, by=None)


def test_an_event_that_is_over_is_not_planned_again() -> None:
    event = a_full_event(mentees=6, mentors=3)
    plan = published(event)
    event.closed_at = clock.now()
    event.save()
    with pytest.raises(RefusedError):
        make_plan(event=event, change=PlanAgain(), made_on=plan.number, by=None)


def test_where_mentors_move_a_re_plan_leaves_mentees_at_their_tables() -> None:
    event = a_full_event(
        mentees=9, mentors=3, turns=3, who_moves=WhoMoves.MENTORS, starts_at=clock.now() + timedelta(days=1)
    )
    before = published(event)
    tables = dict(before.seats.values_list("mentee", "table"))
    event.attendees.filter(pk=max(tables)).update(state=RsvpState.CANCELLED)
    event.began_at = event.starts_at
    event.save()
    with time_machine.travel(event.starts_at + timedelta(minutes=1), tick=False):
        after = planned(event)
    assert rows(after, 1) == {row for row in rows(before, 1) if row[1] != max(tables)}
    assert all(tables[mentee] == table for mentee, table in after.seats.values_list("mentee", "table"))


def test_where_mentors_move_newcomers_change_nobodys_card() -> None:
    seats = dict.fromkeys(range(1, 6), 4)
    event = a_full_event(mentees=12, mentors=5, tables=seats, turns=2, who_moves=WhoMoves.MENTORS)
    before = published(event)
    newcomers = {an_attendee(event, topics="Documentation, Testing").pk for _ in range(6)}
    after = planned(event)
    assert rows(before) <= rows(after)
    assert set(Price.from_json(after.price).reprint) == newcomers


def test_where_mentors_move_only_tables_of_a_mentor_who_cancels_get_others() -> None:
    event = a_full_event(
        mentees=10, mentors=5, tables=dict.fromkeys(range(1, 6), 4), turns=3, who_moves=WhoMoves.MENTORS
    )
    before = published(event)
    gone = event.attendees.filter(side=Side.MENTOR).last()
    event.attendees.filter(pk=gone.pk).update(state=RsvpState.CANCELLED)
    after = planned(event)
    met = {row for row in rows(before) if row[2] == gone.pk}
    assert met
    assert rows(before) - met <= rows(after)
    assert set(Price.from_json(after.price).reprint) == {mentee for _, mentee, _ in met}
