"""Faults that matching programs are known for, each once as a story that must end well here."""

import numpy as np
import pytest

from pairloom.engines.assignment import InfeasiblePins, fitting_decimals, make_problem, solve, whole_scores
from tests.engines.assignment.small import plan, problem_of


def test_scores_are_not_cut_to_hundredths() -> None:
    edges = {("ana", "bo"): 90_004, ("bea", "cy"): 90_004, ("ana", "cy"): 90_001, ("bea", "bo"): 90_001}
    assert plan(problem_of(edges), solve(problem_of(edges))) == {("ana", "bo"), ("bea", "cy")}


def test_two_pins_on_one_seat_are_refused_by_name_and_none_is_dropped() -> None:
    problem = problem_of({("ana", "bo"): 1, ("bea", "bo"): 1}, pins=[("ana", "bo"), ("bea", "bo")])
    with pytest.raises(InfeasiblePins, match="bo has 1 free seat, but 2 mentees are pinned there: ana, bea"):
        solve(problem)


def test_more_pins_than_a_mentee_wants_and_a_pin_on_a_ban_are_refused_by_name() -> None:
    problem = problem_of(
        {("ana", "bo"): 1, ("ana", "cy"): 1},
        pins=[("ana", "bo"), ("ana", "cy"), ("dan", "cy")],
        bans=[("dan", "cy")],
    )
    with pytest.raises(InfeasiblePins) as refusal:
        solve(problem)
    assert {(conflict.kind, conflict.person) for conflict in refusal.value.conflicts} == {
        ("banned", ""),
        ("capacity", "cy"),
        ("wants", "ana"),
    }


def test_minimum_loads_cost_no_more_of_the_total_than_they_must() -> None:
    # One mentee after the other, each to the free mentor they like best, ends at 5 + 5 + 1; 14 is possible.
    edges = {("a", "x"): 5, ("b", "x"): 5, ("c", "x"): 5, ("a", "y"): 4, ("b", "y"): 1, ("c", "y"): 1}
    problem = problem_of(edges, capacity={"x": 3, "y": 2}, minimum={"y": 1})
    result = solve(problem, priority=("served", "total"))
    assert result.total == 14
    assert ("a", "y") in plan(problem, result)


def test_one_seat_too_few_leaves_one_person_out_and_not_everybody() -> None:
    problem = problem_of({("ana", "bo"): 5, ("bea", "bo"): 4, ("dan", "cy"): 3})
    result = solve(problem)
    assert result.served == 2
    assert result.proven


def test_a_chain_of_a_thousand_exchanges_is_no_recursion() -> None:
    people = 3_000
    rows = np.arange(people)
    chain = make_problem(
        mentees=[f"e{at:05}" for at in rows],
        wants=np.ones(people),
        mentors=[f"r{at:05}" for at in rows],
        capacity=np.ones(people),
        edge_mentee=np.concatenate([rows, rows[:-1]]),
        edge_mentor=np.concatenate([rows, rows[1:]]),
        score=np.concatenate([np.ones(people), np.full(people - 1, 100)]),
    )
    result = solve(chain)
    assert (result.served, result.total) == (people, people)


def test_a_banned_pair_is_absent_and_makes_nobody_vanish() -> None:
    edges = {("ana", "bo"): 9, ("bea", "bo"): 1, ("bea", "cy"): 0}
    problem = problem_of(edges, bans=[("ana", "bo")])
    result = solve(problem)
    assert plan(problem, result) == {("bea", "bo")}
    assert problem.edge("ana", "bo") is None


def test_a_full_mentor_is_never_offered_again() -> None:
    problem = problem_of({("ana", "bo"): 9, ("bea", "bo"): 8}, used={"bo": 1}, capacity={"bo": 2})
    assert plan(problem, solve(problem)) == {("ana", "bo")}


def test_a_pair_that_nobody_scored_does_not_drag_the_lowest_score_down() -> None:
    edges = {("ana", "bo"): 9, ("ana", "cy"): 2, ("bea", "bo"): 3, ("bea", "cy"): 8}
    problem = problem_of(edges | {("dan", "eva"): 5}, pins=[("fay", "gus")])
    result = solve(problem)
    assert result.worst == 5
    assert result.total == 22


def test_kept_pairs_stay_for_a_small_gain_elsewhere_and_move_for_a_large_one() -> None:
    edges = {("ana", "bo"): 50, ("ana", "cy"): 51}
    stays = problem_of(edges, kept=[("ana", "bo")], bonus=2)
    assert plan(stays, solve(stays)) == {("ana", "cy")}  # the lowest score counts before the total
    assert plan(stays, solve(stays, priority=("served", "total"))) == {("ana", "bo")}
    moves = problem_of(edges | {("ana", "cy"): 60}, kept=[("ana", "bo")], bonus=2)
    assert plan(moves, solve(moves, priority=("served", "total"))) == {("ana", "cy")}


@pytest.mark.parametrize(
    ("top", "decimals", "people"), [(1e9, 6, 150_000), (1.0, 18, 150_000), (0.9, 17, 40)]
)
def test_scores_keep_at_least_nine_digits_and_solve_at_the_limit(
    top: float, decimals: int, people: int
) -> None:
    kept = fitting_decimals(top, decimals, people)
    assert top * 10.0**kept >= 1e9
    half = people // 2
    problem = make_problem(
        mentees=[f"e{at}" for at in range(half)],
        wants=np.ones(half),
        mentors=[f"r{at}" for at in range(people - half)],
        capacity=np.ones(people - half),
        edge_mentee=np.repeat(np.arange(half), 2),
        edge_mentor=np.stack([np.arange(half), (np.arange(half) + 1) % (people - half)], axis=1).ravel(),
        score=whole_scores(np.tile([top, top / 3], half), kept),
    )
    assert solve(problem).proven


def test_decimals_become_whole_numbers_exactly() -> None:
    values = np.array([0.1, 0.29, 1e9, 123_456_789.123456, 0.0])
    assert whole_scores(values, 6).tolist() == [100_000, 290_000, 10**15, 123_456_789_123_456, 0]
