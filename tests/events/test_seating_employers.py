"""At most so many mentors of one employer for each person: planned, moved by hand, and at tables."""

import pytest

from pairloom.events.bridge.pricing import price_of
from pairloom.events.changes import Cell, Pin, Reseat
from pairloom.events.enums import PlanState, WhoMoves
from pairloom.events.models import Attendee, Event, SeatingPlan
from pairloom.events.seating_words import Names, broken_words, conflict_words
from pairloom.events.services.seating import publish
from pairloom.programmes.enums import Side
from tests.events.test_seating import planned
from tests.support.events import a_full_event

pytestmark = pytest.mark.django_db

SPELT = ("Fernway Labs", " fernway  LABS ")  # one employer


def two_colleagues_among_the_mentors(mentors: int = 4, most: int | None = 1, **columns: object) -> Event:
    """Two turns; the first two mentors have one employer, the others told none."""
    event = a_full_event(
        mentees=4,
        mentors=mentors,
        tables=dict.fromkeys(range(1, mentors + 1), 2),
        turns=2,
        employer_most=most,
        **columns,
    )
    for mentor, employer in zip(mentors_of(event), SPELT, strict=False):
        mentor.employer = employer
        mentor.save()
    return event


def mentors_of(event: Event) -> list[Attendee]:
    return list(event.attendees.filter(side=Side.MENTOR))


def colleagues_met(plan: SeatingPlan) -> dict[int, int]:
    """How many of the two colleagues each mentee meets."""
    colleagues = [mentor.pk for mentor in mentors_of(plan.event)[:2]]
    mentees = plan.event.attendees.filter(side=Side.MENTEE)
    return {mentee.pk: plan.seats.filter(mentee=mentee, mentor__in=colleagues).count() for mentee in mentees}


def test_nobody_meets_more_mentors_of_one_employer_than_the_host_allows() -> None:
    free = planned(two_colleagues_among_the_mentors(mentors=2, most=None))
    assert set(colleagues_met(free).values()) == {2}
    plan = planned(two_colleagues_among_the_mentors())
    assert max(colleagues_met(plan).values()) == 1
    assert plan.seats.count() == 8


def test_a_move_by_hand_beyond_the_limit_is_named_and_forbidden() -> None:
    plan = planned(two_colleagues_among_the_mentors())
    colleagues = mentors_of(plan.event)[:2]
    seat = plan.seats.filter(mentor__in=colleagues).first()
    other = next(mentor for mentor in colleagues if mentor != seat.mentor)
    elsewhere = plan.seats.get(mentee=seat.mentee, turn=3 - seat.turn)
    move = Reseat(elsewhere.turn, (Cell(seat.mentee_id, elsewhere.turn, elsewhere.mentor_id, other.pk),))
    price = price_of(bytes(plan.encoded), move, frozen=0)
    broken = next(broken for broken in price.broken if broken.kind == "employer")
    assert price.is_forbidden
    words = broken_words(broken, Names({seat.mentee_id: "Mei", other.pk: "Olu"}))
    assert words.startswith("Mei meets as many mentors of the employer of Olu as you allow")


def test_pins_beyond_the_limit_have_no_plan_and_are_told() -> None:
    event = two_colleagues_among_the_mentors()
    mentee = event.attendees.filter(side=Side.MENTEE).first()
    one, other = mentors_of(event)[:2]
    planned(event, Pin(mentee.pk, one.pk))
    failed = planned(event, Pin(mentee.pk, other.pk))
    assert failed.state == PlanState.FAILED
    names = {mentee.pk: "Mei", one.pk: "Olu", other.pk: "Pia"}
    told = [conflict_words(conflict, names) for conflict in failed.failure]
    assert len(told) == 1
    assert told[0].startswith("Mei is pinned to more mentors of one employer than the 1 that are left")
    assert told[0].endswith(": Mei with Olu; Mei with Pia.")


def test_planning_again_after_publishing_keeps_to_a_limit_set_since_then() -> None:
    event = two_colleagues_among_the_mentors(most=None)
    plan = planned(event)
    publish(event=event, made_on=plan.number, by=None)
    event.employer_most = 1
    event.save()
    assert max(colleagues_met(planned(event)).values()) == 1


def test_where_mentors_move_the_limit_counts_for_each_table() -> None:
    plan = planned(two_colleagues_among_the_mentors(who_moves=WhoMoves.MENTORS))
    assert plan.state == PlanState.SOLVED
    assert max(colleagues_met(plan).values()) == 1
