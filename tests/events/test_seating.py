"""Seating: a plan is made, seats everybody fairly, avoids who knows each other, and is published."""

from datetime import UTC, datetime

import pytest

from pairloom.core import clock
from pairloom.core.errors import StaleError
from pairloom.events.answer_links import answer_address
from pairloom.events.changes import Ban, Change, Pin, PlanAgain
from pairloom.events.enums import PlanState, WhoMoves
from pairloom.events.models import Event, Seat, SeatingPlan, Wish
from pairloom.events.queries.seating import seating_of, seats_of_all
from pairloom.events.report import Report
from pairloom.events.services.seating import make_plan, publish, redo, undo
from pairloom.events.services.solving import solve_plan
from pairloom.messages.models import Message
from pairloom.pairs.models import Encounter
from pairloom.programmes.enums import Side
from tests.support.events import a_full_event, a_speed_event, an_attendee
from tests.support.scenarios import a_person, organiser_of

pytestmark = pytest.mark.django_db


def planned(event: Event, change: Change | None = None) -> SeatingPlan:
    """The next plan of an event, made on the current one and solved."""
    seating = seating_of(event)
    current = seating.current if seating else None
    plan = make_plan(
        event=event,
        change=change or PlanAgain(),
        made_on=current.number if current else None,
        by=organiser_of(event.programme),
    )
    solve_plan(plan=plan)
    return plan


def meetings(plan: SeatingPlan) -> set[tuple[int, int]]:
    return set(plan.seats.values_list("mentee", "mentor"))


def test_everybody_meets_as_many_mentors_as_there_are_and_nobody_twice() -> None:
    event = a_full_event(mentees=12, mentors=3)
    plan = planned(event)
    assert plan.state == PlanState.SOLVED
    assert len(meetings(plan)) == Seat.objects.filter(plan=plan).count() == 36
    report = Report.from_json(plan.report)
    assert (report.meetings_min, report.meetings_max) == (3, 3)
    assert report.proven


def test_a_table_never_holds_more_than_its_seats() -> None:
    plan = planned(a_full_event(mentees=14, mentors=3))
    tables = plan.seats.values_list("turn", "table__number")
    assert max(list(tables).count(cell) for cell in set(tables)) <= 4
    assert Report.from_json(plan.report).sitting_out == 14 * 5 - 42


def test_whoever_was_paired_or_met_or_knows_each_other_is_not_seated_together() -> None:
    event = a_full_event(mentees=6, mentors=3)
    mentee = event.attendees.filter(side=Side.MENTEE).first()
    mentors = list(event.attendees.filter(side=Side.MENTOR))
    mentee.knows.add(mentors[0])
    Encounter.objects.create(mentor=mentors[1].person, mentee=mentee.person, source="event:0", at=clock.now())
    plan = planned(event)
    assert [mentor for one, mentor in meetings(plan) if one == mentee.pk] == [mentors[2].pk]


def test_wishes_come_true_where_there_are_seats() -> None:
    event = a_speed_event(tables={1: 2, 2: 2, 3: 2, 4: 2}, turns=1)
    mentors = [an_attendee(event, Side.MENTOR, topics="Go") for _ in range(4)]
    for place in range(8):
        Wish.objects.create(mentee=an_attendee(event, topics="Go"), mentor=mentors[place // 2], rank=1)
    report = Report.from_json(planned(event).report)
    assert (report.wishing, report.wishes_met) == (8, 8)


def test_turns_without_somebody_stay_free() -> None:
    event = a_full_event(mentees=4, mentors=3)
    mentee = event.attendees.filter(side=Side.MENTEE).first()
    mentee.away = [1, 2, 3]
    mentee.save()
    plan = planned(event)
    assert set(plan.seats.filter(mentee=mentee).values_list("turn", flat=True)) <= {4, 5}
    assert plan.seats.filter(mentee=mentee).count() == 2


def test_mentors_get_the_free_tables_and_who_finds_none_is_spare() -> None:
    event = a_speed_event(tables={1: 2, 2: 4})
    mentors = [an_attendee(event, Side.MENTOR) for _ in range(3)]
    for _ in range(4):
        an_attendee(event)
    plan = planned(event)
    for mentor in mentors:
        mentor.refresh_from_db()
    assert [mentor.table and mentor.table.number for mentor in mentors] == [2, 1, None]
    assert not plan.seats.filter(mentor=mentors[2]).exists()


def test_a_pin_holds_in_its_turn_and_a_ban_keeps_apart() -> None:
    event = a_full_event(mentees=6, mentors=3)
    planned(event)
    mentee = event.attendees.filter(side=Side.MENTEE).first()
    one, other, _ = event.attendees.filter(side=Side.MENTOR)
    planned(event, Pin(mentee.pk, one.pk, 4))
    plan = planned(event, Ban(mentee.pk, other.pk))
    assert plan.seats.get(mentee=mentee, turn=4).mentor == one
    assert (mentee.pk, other.pk) not in meetings(plan)


def test_pins_that_cannot_stand_are_told_and_undo_leads_back() -> None:
    event = a_full_event(mentees=6, mentors=3)
    mentee = event.attendees.filter(side=Side.MENTEE).first()
    one, other, _ = event.attendees.filter(side=Side.MENTOR)
    planned(event, Pin(mentee.pk, one.pk, 1))
    good = seating_of(event).current
    failed = planned(event, Pin(mentee.pk, other.pk, 1))
    assert failed.state == PlanState.FAILED
    assert failed.failure[0]["kind"] == "same_turn"
    assert failed.failure[0]["turn"] == 1
    assert undo(event=event, made_on=failed.number, by=None) == good
    assert redo(event=event, made_on=good.number, by=None) == failed


def test_publishing_is_done_once_and_people_follow_it() -> None:
    event = a_full_event(mentees=6, mentors=3)
    mentee = event.attendees.filter(side=Side.MENTEE).first()
    plan = planned(event)
    assert publish(event=event, made_on=plan.number, by=None).is_new
    assert not publish(event=event, made_on=plan.number, by=None).is_new
    seats = seats_of_all(plan, [mentee])[mentee.pk]
    assert [seat.turn for seat in seats] == [1, 2, 3, 4, 5]
    assert sum(len(seat.others) for seat in seats) == 3
    assert all(seat.table for seat in seats if seat.others)


def test_who_looked_at_an_older_plan_changes_nothing() -> None:
    event = a_full_event(mentees=6, mentors=3)
    plan = planned(event)
    planned(event)
    with pytest.raises(StaleError):
        make_plan(event=event, change=PlanAgain(), made_on=plan.number, by=None)
    with pytest.raises(StaleError):
        publish(event=event, made_on=plan.number, by=None)


def test_whoever_speaks_no_mentors_language_sits_rather_with_somebody_than_with_nobody() -> None:
    event = a_speed_event(tables={1: 1, 2: 1}, turns=1)
    speaks_it, does_not = (
        an_attendee(event, Side.MENTOR, table=table, person=a_person(languages=[language]))
        for table, language in zip(event.tables.all(), ("pt", "en"), strict=True)
    )
    first, second = (an_attendee(event, person=a_person(languages=["pt"]), topics="Go") for _ in range(2))
    plan = planned(event)
    assert {mentor for _, mentor in meetings(plan)} == {speaks_it.pk, does_not.pk}
    assert {mentee for mentee, _ in meetings(plan)} == {first.pk, second.pk}


def test_a_common_language_is_worth_more_than_none() -> None:
    event = a_speed_event(tables={1: 2, 2: 2}, turns=1)
    for table, language in zip(event.tables.all(), ("en", "pt"), strict=True):
        an_attendee(
            event,
            Side.MENTOR,
            table=table,
            topics="Go",
            person=a_person(languages=[language], experience="veteran"),
        )
    an_attendee(event, topics="Go", person=a_person(languages=["pt"], experience="new"))
    (seat,) = planned(event).seats.all()
    assert seat.mentor.person.languages == ["pt"]


@pytest.mark.parametrize("who_moves", WhoMoves.values)
@pytest.mark.parametrize(("mentees", "mentors", "tables"), [(0, 2, 3), (3, 0, 3), (3, 2, 0)])
def test_an_event_without_people_or_tables_has_a_plan_that_seats_nobody(
    who_moves: str, mentees: int, mentors: int, tables: int
) -> None:
    event = a_full_event(mentees=mentees, mentors=mentors, who_moves=who_moves)
    if not tables:
        event.tables.all().delete()
    plan = planned(event)
    assert plan.state == PlanState.SOLVED
    assert not plan.seats.exists()


def test_a_reason_tells_only_topics_that_a_mentor_shows() -> None:
    event = a_speed_event(turns=1)
    open_mentor = an_attendee(event, Side.MENTOR, topics="Go")
    closed_mentor = an_attendee(event, Side.MENTOR, topics="Go", shares=[])
    for _ in range(8):
        an_attendee(event, topics="Go")
    plan = planned(event)
    assert set(plan.seats.filter(mentor=open_mentor).values_list("reason", flat=True)) == {"Helps with Go."}
    told = plan.seats.filter(mentor=closed_mentor).values_list("reason", flat=True)
    assert told
    assert not any("Go" in reason for reason in told)


def test_the_letter_with_the_seats_lets_one_say_by_one_tap_that_one_cannot_come() -> None:
    event = a_full_event(mentees=3, mentors=3)
    plan = planned(event)
    publish(event=event, made_on=plan.number, by=None)
    mentee = event.attendees.filter(side=Side.MENTEE).first()
    letter = Message.objects.get(key="event-seats", deliveries__person=mentee.person)
    assert answer_address(mentee) in letter.body


def test_letters_tell_each_turn_at_its_time_on_the_clock_of_the_place() -> None:
    event = a_full_event(
        mentees=3,
        mentors=3,
        turns=3,
        starts_at=datetime(2030, 3, 4, 18, tzinfo=UTC),
        time_zone="Europe/Berlin",
    )
    plan = planned(event)
    publish(event=event, made_on=plan.number, by=None)
    seat = plan.seats.select_related("mentee__person", "mentor__person", "table").get(
        mentee=event.attendees.filter(side=Side.MENTEE).first(), turn=2
    )
    to_mentee, to_mentor = (
        Message.objects.get(key="event-seats", deliveries__person=one.person).body
        for one in (seat.mentee, seat.mentor)
    )
    assert f"19:12: table {seat.table}, with {seat.mentor.person}" in to_mentee
    assert f"19:12: table {seat.table}, with 1 mentee" in to_mentor
    for body in (to_mentee, to_mentor):
        assert "Monday, 4 March 2030, 19:00 (Europe/Berlin)" in body
        assert [line[:7] for line in body.splitlines() if line.startswith("- ")] == [
            "- 19:00",
            "- 19:12",
            "- 19:24",
        ]
