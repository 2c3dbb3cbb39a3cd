"""Who moves: tables for people who cannot, and evenings on which the mentors get up."""

from itertools import combinations

import pytest

from pairloom.events.changes import Apart, Pin, PlanAgain
from pairloom.events.enums import PlanState, WhoMoves
from pairloom.events.models import SeatingPlan
from pairloom.events.report import Report
from pairloom.programmes.enums import Side
from tests.events.test_seating import planned
from tests.support.events import a_full_event, a_speed_event, an_attendee

pytestmark = pytest.mark.django_db


def tables_of(plan: SeatingPlan, mentee: int) -> set[int]:
    return set(plan.seats.filter(mentee=mentee).values_list("table__number", flat=True))


def test_mentors_come_to_a_mentee_who_cannot_move() -> None:
    event = a_full_event(mentees=9, mentors=3)
    mentee = event.attendees.filter(side=Side.MENTEE).first()
    mentee.keeps_table, mentee.table = True, event.tables.get(number=3)
    mentee.save()
    plan = planned(event)
    assert tables_of(plan, mentee.pk) == {3}
    assert plan.seats.filter(mentee=mentee).count() == 3
    hosts = set(plan.seats.values_list("turn", "table__number", "mentor"))
    assert len({(turn, table) for turn, table, _ in hosts}) == len(hosts), "one mentor a table"


def test_people_who_cannot_move_from_two_tables_are_not_promised_the_same_mentor_at_once() -> None:
    event = a_full_event(mentees=6, mentors=3)
    for number, mentee in enumerate(event.attendees.filter(side=Side.MENTEE)[:2], start=1):
        mentee.keeps_table, mentee.table = True, event.tables.get(number=number)
        mentee.save()
    plan = planned(event)
    one, other = event.attendees.filter(keeps_table=True)
    assert tables_of(plan, one.pk) == {1}
    assert tables_of(plan, other.pk) == {2}


def test_where_mentors_move_mentees_stay_at_one_table_and_meet_no_mentor_twice() -> None:
    event = a_full_event(mentees=10, mentors=3, who_moves=WhoMoves.MENTORS)
    plan = planned(event)
    assert plan.state == PlanState.SOLVED
    for mentee in event.attendees.filter(side=Side.MENTEE):
        assert len(tables_of(plan, mentee.pk)) == 1
        mentors = list(plan.seats.filter(mentee=mentee).values_list("mentor", flat=True))
        assert len(mentors) == len(set(mentors)) == 3
    cells = set(plan.seats.values_list("turn", "mentor", "table"))
    assert len({(turn, mentor) for turn, mentor, _ in cells}) == len(cells), "a mentor is at one table a turn"
    assert Report.from_json(plan.report).sitting_out == 20


def test_where_mentors_move_people_kept_apart_sit_at_different_tables() -> None:
    event = a_full_event(mentees=8, mentors=2, tables={1: 4, 2: 4}, who_moves=WhoMoves.MENTORS)
    planned(event)
    one, other = event.attendees.filter(side=Side.MENTEE)[:2]
    for mentee in event.attendees.filter(side=Side.MENTEE)[2:4]:
        mentee.topics.set(one.topics.all())
    plan = planned(event, Apart(one.pk, other.pk))
    assert tables_of(plan, one.pk) != tables_of(plan, other.pk)


def test_where_mentors_move_pins_of_two_who_sat_together_bring_them_to_different_tables() -> None:
    event = a_full_event(mentees=8, mentors=2, tables={1: 4, 2: 4}, who_moves=WhoMoves.MENTORS)
    table = planned(event).seats.filter(table__number=1)
    one, other = table.values_list("mentee", flat=True).distinct()[:2]
    mentors = event.attendees.filter(side=Side.MENTOR).values_list("pk", flat=True)
    planned(event, Pin(one, mentors[0], 1))
    plan = planned(event, Pin(other, mentors[1], 1))
    assert plan.state == PlanState.SOLVED, plan.failure
    assert plan.seats.get(mentee=one, turn=1).mentor_id == mentors[0]
    assert plan.seats.get(mentee=other, turn=1).mentor_id == mentors[1]


def test_people_who_want_the_same_sit_together_where_mentors_move() -> None:
    event = a_speed_event(tables={1: 3, 2: 3}, turns=1, who_moves=WhoMoves.MENTORS)
    mentors = [an_attendee(event, Side.MENTOR, topics=topic) for topic in ("Go", "Rust")]
    mentees = [an_attendee(event, topics=("Go", "Rust")[place % 2]) for place in range(6)]
    plan = planned(event, PlanAgain())
    met = dict(plan.seats.values_list("mentee", "mentor"))
    assert [met[mentee.pk] for mentee in mentees] == [mentors[place % 2].pk for place in range(6)]


def test_mentees_kept_apart_share_no_table_where_it_can_be_done() -> None:
    event = a_full_event(mentees=6, mentors=3, turns=3)
    planned(event)
    one, other = event.attendees.filter(side=Side.MENTEE)[:2]
    plan = planned(event, Apart(one.pk, other.pk))
    cells = [set(plan.seats.filter(mentee=each).values_list("turn", "table")) for each in (one, other)]
    assert all(not a & b for a, b in combinations(cells, 2))
