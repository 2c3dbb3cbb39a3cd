import pytest

from pairloom.matching.adjustments import Adjustments
from pairloom.matching.changes import (
    CHANGES,
    Ban,
    Change,
    HonourMutual,
    MetAtEvents,
    PairAgain,
    Pin,
    Priority,
    Release,
    RunAgain,
    Seats,
    Wants,
    Weights,
    change_from_json,
)

ONE_OF_EACH: list[Change] = [
    RunAgain(),
    Pin(1, 2),
    Ban(1, 2),
    Release(1, 2),
    Seats(2, 3),
    Wants(1, 2),
    Weights({"topics": 4.0}),
    Priority(("total", "served")),
    PairAgain(True),
    MetAtEvents("favour"),
    HonourMutual(True),
]


def test_a_pin_lifts_the_ban_of_the_same_pair_and_a_ban_lifts_the_pin() -> None:
    banned = Ban(1, 2).applied_to(Adjustments())
    pinned = Pin(1, 2).applied_to(banned)
    assert (pinned.pins, pinned.bans) == ({(1, 2)}, frozenset())
    assert (Ban(1, 2).applied_to(pinned).pins, banned.bans) == (frozenset(), {(1, 2)})


def test_a_pin_instead_of_another_ends_that_one() -> None:
    pinned = Pin(1, 2).applied_to(Adjustments())
    assert Pin(1, 3, instead=2).applied_to(pinned).pins == {(1, 3)}


def test_a_released_pair_is_free_and_others_stay_pinned() -> None:
    pinned = Pin(3, 4).applied_to(Pin(1, 2).applied_to(Adjustments()))
    assert Release(1, 2).applied_to(pinned).pins == {(3, 4)}


def test_a_change_leaves_the_adjustments_it_was_made_on_as_they_were() -> None:
    before = Adjustments(capacities={7: 1}, weights={"hours": 2.0})
    for change in ONE_OF_EACH:
        change.applied_to(before)
    assert before == Adjustments(capacities={7: 1}, weights={"hours": 2.0})


def test_weights_not_named_keep_their_value() -> None:
    before = Adjustments(weights={"hours": 2.0, "topics": 1.0})
    assert Weights({"topics": 5.0}).applied_to(before).weights == {"hours": 2.0, "topics": 5.0}


def test_the_last_word_on_a_mentors_seats_counts() -> None:
    assert Seats(2, 1).applied_to(Seats(2, 3).applied_to(Adjustments())).capacities == {2: 1}


@pytest.mark.parametrize("change", ONE_OF_EACH, ids=lambda change: change.KIND)
def test_every_change_comes_back_from_json_as_it_went(change: Change) -> None:
    assert change_from_json(change.to_json()) == change


def test_there_is_a_story_for_every_kind_of_change() -> None:
    assert {change.KIND for change in ONE_OF_EACH} == set(CHANGES)


def test_adjustments_come_back_from_json_as_they_went() -> None:
    made = Adjustments()
    for change in ONE_OF_EACH:
        made = change.applied_to(made)
    assert Adjustments.from_json(made.to_json()) == made


def test_equal_adjustments_are_stored_equally_whatever_the_order_of_changes() -> None:
    one = Pin(1, 2).applied_to(Seats(9, 1).applied_to(Pin(3, 4).applied_to(Adjustments())))
    other = Pin(3, 4).applied_to(Pin(1, 2).applied_to(Seats(9, 1).applied_to(Adjustments())))
    assert str(one.to_json()) == str(other.to_json())
