"""Evenings on which every meeting is worth the same: nobody needs to sit with anybody twice."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairloom.engines.timetable import TimetableProblem, audit, solve
from pairloom.engines.timetable.figures import repeats
from pairloom.engines.timetable.rotating import rotating
from tests.engines.timetable.evenings import evening


def flat(mentees: int, tables: int, turns: int, seats: int) -> TimetableProblem:
    problem = evening(mentees, tables, turns, seats)
    return replace(problem, score=np.full_like(problem.score, 500_000))


@pytest.mark.parametrize(
    ("mentees", "tables", "turns", "seats"),
    [
        (40, 8, 5, 5),
        (56, 8, 8, 7),
        (42, 7, 7, 6),
        (72, 9, 9, 8),
        (30, 10, 5, 4),
        (17, 5, 5, 4),
    ],
)
def test_nobody_meets_anybody_twice(mentees: int, tables: int, turns: int, seats: int) -> None:
    problem = flat(mentees, tables, turns, seats)
    result = solve(problem, seconds=60)
    audit(problem, result)
    assert result.repeats == 0
    assert (result.meetings_min, result.meetings_max) == (turns, turns)


@given(tables=st.integers(2, 16), turns=st.integers(2, 8), seats=st.integers(1, 6), missing=st.integers(0, 5))
def test_a_rotation_that_is_found_keeps_every_rule(tables: int, turns: int, seats: int, missing: int) -> None:
    mentees = max(1, tables * seats - missing)
    seat = rotating(flat(mentees, tables, turns, seats))
    if seat is None:
        return
    assert repeats(seat)[0] == 0
    assert all(len(set(row)) == turns for row in seat.tolist())
    for turn in range(turns):
        assert np.bincount(seat[:, turn], minlength=tables).max() <= seats


@pytest.mark.parametrize("tables", [2, 3, 4, 5, 7, 8, 9, 11, 13, 16])
def test_as_many_tables_as_a_power_of_a_prime_may_have_one_seat_fewer_than_that(
    tables: int,
) -> None:
    assert rotating(flat(tables * (tables - 1), tables, tables, tables - 1)) is not None


def test_where_meetings_differ_in_worth_they_come_first() -> None:
    problem = evening(40, 8, 5, 5)
    result = solve(problem, top=0, mix_budget=0)
    seat = rotating(problem)
    assert seat is not None
    assert result.affinity > int(problem.worth_of(seat).sum())
