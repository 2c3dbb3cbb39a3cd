"""The sheet before the event against real timetables, and the rule for a day without a computer."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairloom.engines.timetable import feasibility, make_problem, solve, stride_seats, stride_works
from pairloom.engines.timetable.bounds import pigeonhole
from pairloom.engines.timetable.figures import repeats
from tests.engines.timetable.oracle import mentee_ids, mentor_ids, timetables


def test_the_numbers_of_an_evening_of_sixty() -> None:
    sheet = feasibility(mentees=60, tables=10, seats=5, turns=5, no_show_share=0.15, mentor_no_show_share=0.1)
    assert (sheet.coming, sheet.seats_in_a_turn, sheet.to_accept) == (51, 50, 58)
    assert (sheet.meetings_fewest, sheet.meetings_most) == (4, 5)
    assert (sheet.byes, sheet.empty_seats) == (5, 0)
    assert (sheet.table_smallest, sheet.table_largest) == (5, 5)
    assert sheet.spare_mentors == 3  # of 12 mentors at most 2 stay away in 8.9 of 10 events only
    assert not sheet.stride


def test_four_tables_of_ten_force_repeats_that_eight_tables_of_five_do_not() -> None:
    few = feasibility(mentees=40, tables=4, seats=10, turns=4)
    many = feasibility(mentees=40, tables=8, seats=5, turns=4)
    assert few.times_together == 4
    assert few.repeats > 0
    assert (many.times_together, many.repeats) == (1, 0)


@pytest.mark.parametrize(
    "wrong", [{"tables": 0}, {"turns": 0}, {"seats": 0}, {"mentees": -1}, {"no_show_share": 1.0}]
)
def test_numbers_that_make_no_event_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="at least"):
        feasibility(**({"mentees": 4, "tables": 2, "seats": 2, "turns": 2} | wrong))  # type: ignore[arg-type]


@pytest.mark.parametrize(("mentees", "tables", "turns"), [(4, 2, 2), (3, 2, 2), (5, 2, 2), (3, 3, 3)])
def test_no_full_timetable_has_fewer_repeats_or_times_together_than_the_sheet_says(
    mentees: int, tables: int, turns: int
) -> None:
    seats = -(-mentees // tables)
    pairs = list(product(range(mentees), range(tables)))
    problem = make_problem(
        turns=turns,
        mentees=mentee_ids(mentees),
        mentors=mentor_ids(tables),
        seats=[seats] * tables,
        edge_mentee=[one for one, _ in pairs],
        edge_mentor=[other for _, other in pairs],
        score=[0] * len(pairs),
    )
    sheet = feasibility(mentees=mentees, tables=tables, seats=seats, turns=turns)
    full = [seat for seat in timetables(problem) if (seat >= 0).all()]
    assert full
    assert min(repeats(seat)[0] for seat in full) >= sheet.repeats
    assert min(_times(seat) for seat in full) >= sheet.times_together
    assert solve(problem, top=0, mix_budget=0).meetings_min == sheet.meetings_fewest


def _times(seat: np.ndarray) -> int:
    return max(int((seat[one] == seat[other]).sum()) for one, other in combinations(range(len(seat)), 2))


@given(people=st.integers(0, 9), holes=st.integers(1, 4))
def test_the_pigeonhole_number_is_the_fewest_pairs_of_any_spread(people: int, holes: int) -> None:
    spreads = (spread for spread in product(range(people + 1), repeat=holes) if sum(spread) == people)
    fewest = min(sum(size * (size - 1) // 2 for size in spread) for spread in spreads)
    assert int(pigeonhole(people, holes)) == fewest


@settings(max_examples=100)
@given(tables=st.integers(1, 40), seats=st.integers(1, 6), turns=st.integers(1, 6))
def test_by_the_stride_rule_nobody_meets_anybody_twice(tables: int, seats: int, turns: int) -> None:
    if not stride_works(tables=tables, seats=seats, turns=turns):
        with pytest.raises(ValueError, match="the stride rule needs"):
            stride_seats(tables=tables, seats=seats, turns=turns)
        return
    seat = np.array(stride_seats(tables=tables, seats=seats, turns=turns), np.int32)
    assert all(len(set(row)) == turns for row in seat.tolist())
    assert repeats(seat) == (0, 0)
    for turn in range(turns):
        assert (np.bincount(seat[:, turn], minlength=tables) == seats).all()
