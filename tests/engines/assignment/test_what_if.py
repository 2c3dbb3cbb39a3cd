"""The price of a change is exact: it is the difference to the best plan with the change."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pairloom.engines.assignment import (
    AssignmentProblem,
    InfeasiblePins,
    compare,
    price_of_pair,
    solve,
    value_of_seats,
)
from pairloom.engines.assignment.levels import full_order
from tests.engines.assignment.oracle import best_figures, problems
from tests.engines.assignment.small import plan, problem_of

EDGES = {("ana", "bo"): 9, ("ana", "cy"): 6, ("bea", "bo"): 8, ("bea", "cy"): 3}


def test_forcing_a_pair_tells_who_gains_and_who_loses() -> None:
    problem = problem_of(EDGES)
    result = solve(problem)
    assert plan(problem, result) == {("ana", "cy"), ("bea", "bo")}
    _, _, change = price_of_pair(problem, result, "ana", "bo")
    assert [(move.mentee, move.gain) for move in change.gainers] == [("ana", 3)]
    assert [(move.mentee, move.gain) for move in change.losers] == [("bea", -5)]
    assert {level.name: (level.before, level.after) for level in change.levels}["total"] == (14, 12)


def test_the_price_of_a_pair_in_the_plan_is_what_a_ban_would_cost() -> None:
    problem = problem_of(EDGES)
    result = solve(problem)
    changed, after, change = price_of_pair(problem, result, "bea", "bo")
    assert plan(changed, after) == {("ana", "bo"), ("bea", "cy")}
    assert change.levels[-1].after == 12


def test_a_pair_that_nobody_scored_can_be_priced_too() -> None:
    problem = problem_of(EDGES | {("dan", "eva"): 4})
    changed, after, _ = price_of_pair(problem, solve(problem), "dan", "bo")
    assert ("dan", "bo") in plan(changed, after)
    assert after.served == 2


def test_one_more_seat_is_worth_what_the_new_plan_gains() -> None:
    problem = problem_of(EDGES)
    _, after, change = value_of_seats(problem, solve(problem), "bo")
    assert after.total == 17
    assert change.losers == ()


def test_unknown_people_are_refused() -> None:
    problem = problem_of(EDGES)
    with pytest.raises(ValueError, match="not in"):
        price_of_pair(problem, solve(problem), "nobody", "bo")


def test_plans_for_different_people_can_be_compared() -> None:
    small, large = (
        problem_of({("ana", "bo"): 9}),
        problem_of({("ana", "bo"): 9, ("zoe", "bo"): 3}, capacity={"bo": 2}),
    )
    change = compare((small, solve(small)), (large, solve(large)))
    assert [(move.mentee, move.before, move.after) for move in change.moves] == [("zoe", (), ("bo",))]


@settings(max_examples=100)
@given(problem=problems(), data=st.data())
def test_the_price_of_any_pair_is_the_difference_of_the_two_best_plans(
    problem: AssignmentProblem, data: st.DataObject
) -> None:
    mentee = data.draw(st.sampled_from(problem.mentees))
    mentor = data.draw(st.sampled_from(problem.mentors))
    try:
        result = solve(problem)
        changed, after, _ = price_of_pair(problem, result, mentee, mentor)
    except InfeasiblePins:
        assume(False)
    was_in = (mentee, mentor) in plan(problem, result)
    assert ((mentee, mentor) in plan(changed, after)) != was_in
    figures = {level.name: level.value for level in after.levels}
    best = dict(
        zip(
            full_order(changed, result.priority),
            best_figures(changed, full_order(changed, result.priority)),
            strict=True,
        )
    )
    assert (figures["served"], figures["total"]) == (best["served"], best["total"])
