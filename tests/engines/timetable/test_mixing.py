"""Mixing lowers repeats, and touches nothing that it must keep."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from pairloom.engines.timetable import TimetableProblem, make_problem, solve
from pairloom.engines.timetable.audit import audit
from pairloom.engines.timetable.bounds import unavoidable
from pairloom.engines.timetable.coincidences import encounters
from pairloom.engines.timetable.figures import (
    apart_broken,
    meetings_of_mentees,
    repeats,
    table_sizes,
    table_spread,
)
from pairloom.engines.timetable.levels import values_of_seat
from pairloom.engines.timetable.measure import measured
from pairloom.engines.timetable.mixing import mix
from pairloom.engines.timetable.problem import Ints
from pairloom.engines.timetable.scope import most_wanted
from tests.engines.timetable.evenings import evening, pairs_of, seated_evenings

few = settings(max_examples=15, deadline=None)


def assert_no_rule_is_broken(problem: TimetableProblem, seat: Ints) -> None:
    values = values_of_seat(problem, seat, most_wanted(problem, 0))
    audit(problem, measured(problem, seat, top=0, bound=values))


def cost(problem: TimetableProblem, seat: Ints) -> tuple[int, int]:
    return apart_broken(problem, seat), repeats(seat)[0]


@few
@given(seated_evenings())
def test_without_a_budget_every_pair_stays_and_tables_get_no_less_even(
    case: tuple[TimetableProblem, Ints],
) -> None:
    problem, seat = case
    mixed = mix(problem, seat, budget=0)
    assert_no_rule_is_broken(problem, mixed)
    assert pairs_of(mixed) == pairs_of(seat)
    assert table_spread(problem, mixed) <= table_spread(problem, seat)
    assert cost(problem, mixed) <= cost(problem, seat)


@few
@given(seated_evenings())
def test_spending_keeps_rules_loads_and_each_mentees_share(case: tuple[TimetableProblem, Ints]) -> None:
    problem, seat = case
    wanted = most_wanted(problem, 1)
    mixed = mix(problem, seat, budget=0.05, wanted=wanted)
    assert_no_rule_is_broken(problem, mixed)
    before, after = problem.worth_of(seat).sum(axis=1), problem.worth_of(mixed).sum(axis=1)
    assert after.sum() >= 0.95 * before.sum()
    assert np.all(after >= 0.9 * before)
    assert np.array_equal(meetings_of_mentees(mixed), meetings_of_mentees(seat))
    loads = [table_sizes(each, len(problem.mentors)).sum(axis=1).tolist() for each in (seat, mixed)]
    assert loads[0] == loads[1]
    served = [values_of_seat(problem, each, wanted).top or 0 for each in (seat, mixed)]
    assert served[0] <= served[1]
    assert cost(problem, mixed) <= cost(problem, seat)


@few
@given(seated_evenings())
def test_the_same_seed_gives_the_same_seating(case: tuple[TimetableProblem, Ints]) -> None:
    problem, seat = case
    one, other = (mix(problem, seat, seed=7, seconds=60) for _ in range(2))
    assert np.array_equal(one, other)


@few
@given(seated_evenings())
def test_encounters_count_what_the_figures_count(case: tuple[TimetableProblem, Ints]) -> None:
    _, seat = case
    met = encounters(seat)
    assert met.repeats == repeats(seat)[0]
    assert met.crowding(seat.shape).sum() == 4 * met.repeats


@pytest.mark.parametrize(
    ("mentees", "tables", "turns", "seats"), [(40, 4, 4, 10), (40, 4, 5, 10), (25, 5, 5, 5), (16, 4, 4, 4)]
)
def test_where_the_pigeonhole_forces_repeats_not_one_more_is_left(
    mentees: int, tables: int, turns: int, seats: int
) -> None:
    problem = evening(mentees, tables, turns, seats)
    seat = solve(problem, top=0, mix_budget=0).seat
    assert repeats(seat)[0] == unavoidable(problem, seat) > 0


def test_mentees_to_be_kept_apart_do_not_share_a_table() -> None:
    free = evening(24, 6, 4, 4)
    apart = [(f"mentee {at:05}", f"mentee {at + 12:05}") for at in range(12)]
    problem = make_problem(
        turns=4,
        mentees=free.mentees,
        mentors=free.mentors,
        seats=free.seats,
        edge_mentee=free.edge_mentee,
        edge_mentor=free.edge_mentor,
        score=free.score,
        apart=apart,
    )
    assert solve(problem, top=0).apart_broken == 0


def test_out_of_time_the_seating_stays_as_it_was() -> None:
    problem = evening(60, 10, 5, 6)
    seat = solve(problem, top=0, mix_budget=0, seconds=0).seat
    assert np.array_equal(mix(problem, seat, seconds=0), seat)


@pytest.mark.parametrize(
    ("mentees", "mentors", "turns", "seats", "most"), [(24, 6, 4, 4, 5), (150, 25, 6, 6, 2)]
)
def test_an_evening_is_left_with_few_repeats(
    mentees: int, mentors: int, turns: int, seats: int, most: int
) -> None:
    result = solve(evening(mentees, mentors, turns, seats), seconds=60)
    assert result.repeats <= most
