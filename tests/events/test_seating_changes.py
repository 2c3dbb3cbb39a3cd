"""Moving and swapping people by hand: the price before, the seats after."""

import pytest

from pairloom.events.bridge.pricing import price_of
from pairloom.events.changes import Cell, Reseat
from pairloom.events.models import Event, Seat, SeatingPlan
from pairloom.events.queries.seating import seating_of
from pairloom.events.report import Price
from pairloom.events.services.seating import publish
from pairloom.programmes.enums import Side
from tests.events.test_seating import meetings, planned
from tests.support.events import a_full_event

pytestmark = pytest.mark.django_db


def a_swap(plan: SeatingPlan, turn: int = 1) -> Reseat:
    """Two mentees of different tables who would both meet somebody new."""
    seats = list(plan.seats.filter(turn=turn))
    met = meetings(plan)
    for one in seats:
        for other in seats:
            if (one.mentee_id, other.mentor_id) not in met and (other.mentee_id, one.mentor_id) not in met:
                return swap_of(one, other)
    raise AssertionError("nobody could swap")


def swap_of(one: Seat, other: Seat) -> Reseat:
    cells = (
        Cell(one.mentee_id, one.turn, one.mentor_id, other.mentor_id),
        Cell(other.mentee_id, other.turn, other.mentor_id, one.mentor_id),
    )
    return Reseat(one.turn, cells)


def an_event_with_choices() -> Event:
    return a_full_event(mentees=8, mentors=4, tables={1: 2, 2: 2, 3: 2, 4: 2}, turns=2)


def test_the_price_of_a_swap_is_what_the_swap_does() -> None:
    plan = planned(an_event_with_choices())
    change = a_swap(plan)
    price = price_of(bytes(plan.encoded), change, frozen=0)
    assert not price.broken
    swapped = planned(plan.event, change)
    figures = {each.name: each for each in price.figures}
    assert swapped.report["affinity"] == pytest.approx(figures["affinity"].after)
    assert swapped.report["repeats"] == figures["repeats"].after
    assert {gain.mentee for gain in price.gains} == {cell.mentee for cell in change.cells}
    for cell in change.cells:
        assert swapped.seats.get(mentee=cell.mentee, turn=1).mentor_id == cell.after
    others = swapped.seats.exclude(mentee__in=[cell.mentee for cell in change.cells])
    assert set(others.values_list("turn", "mentee", "mentor")) <= set(
        plan.seats.values_list("turn", "mentee", "mentor")
    )


def test_what_was_moved_by_hand_stays_when_it_is_planned_again() -> None:
    plan = planned(an_event_with_choices())
    change = a_swap(plan)
    planned(plan.event, change)
    again = planned(plan.event)
    for cell in change.cells:
        assert again.seats.get(mentee=cell.mentee, turn=1).mentor_id == cell.after


def test_the_price_names_every_rule_that_would_be_broken() -> None:
    plan = planned(an_event_with_choices())
    one = plan.seats.filter(turn=1).first()
    later = plan.seats.get(turn=2, mentee=one.mentee)
    move = Reseat(1, (Cell(one.mentee_id, 1, one.mentor_id, later.mentor_id),))
    price = price_of(bytes(plan.encoded), move, frozen=1)
    assert {broken.kind for broken in price.broken} == {"over", "met-twice", "full"}
    assert price.is_forbidden


def test_the_cards_to_reprint_are_counted_from_the_published_plan() -> None:
    event = an_event_with_choices()
    plan = planned(event)
    publish(event=event, made_on=plan.number, by=None)
    change = a_swap(plan)
    swapped = planned(event, change)
    assert set(Price.from_json(swapped.price).reprint) == {cell.mentee for cell in change.cells}
    assert seating_of(event).published == plan


def test_a_seat_goes_from_one_mentee_to_another() -> None:
    event = a_full_event(mentees=5, mentors=1, tables={1: 4}, turns=1)
    plan = planned(event)
    seated = plan.seats.first()
    waiting = event.attendees.filter(side=Side.MENTEE).exclude(
        pk__in=plan.seats.values_list("mentee", flat=True)
    )
    change = Reseat(
        1,
        (
            Cell(seated.mentee_id, 1, seated.mentor_id, None),
            Cell(waiting.get().pk, 1, None, seated.mentor_id),
        ),
    )
    changed = planned(event, change)
    assert not changed.seats.filter(mentee=seated.mentee).exists()
    assert changed.seats.filter(mentee=waiting.get()).exists()
