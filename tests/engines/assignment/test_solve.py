"""The solver against a search through every plan, for every order of the levels."""

from itertools import permutations
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pairloom.engines.assignment import AssignmentProblem, InfeasiblePins, make_problem, solve
from pairloom.engines.assignment.levels import NAMES, full_order
from tests.engines.assignment.oracle import best_figures, figure, plans, problems

PRIORITIES = [order for size in (1, 2, 3, 4) for order in permutations(NAMES, size)]


@settings(max_examples=400, deadline=None)
@given(problem=problems(), priority=st.sampled_from(PRIORITIES))
def test_every_order_of_levels_reaches_what_a_search_of_all_plans_reaches(
    problem: AssignmentProblem, priority: tuple[str, ...]
) -> None:
    order = full_order(problem, priority)
    try:
        result = solve(problem, priority=priority)
    except InfeasiblePins:
        assume(False)
    plan = tuple(result.edges.tolist())
    reached = tuple(figure(problem, plan, level) for level in order)
    assert reached == best_figures(problem, order)
    assert result.proven


@settings(max_examples=200, deadline=None)
@given(problem=problems())
def test_pins_are_called_infeasible_only_where_no_plan_holds_them(problem: AssignmentProblem) -> None:
    banned = {tuple(pair) for pair in problem.bans.tolist()}
    pinned = set(
        zip(
            problem.edge_mentee[problem.pinned].tolist(),
            problem.edge_mentor[problem.pinned].tolist(),
            strict=True,
        )
    )
    possible = not (banned & pinned) and any(True for _ in plans(problem))
    if possible:
        solve(problem)
    else:
        with pytest.raises(InfeasiblePins) as refusal:
            solve(problem)
        assert refusal.value.conflicts


@settings(max_examples=100, deadline=None)
@given(problem=problems(pins=False), shuffle=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(problem: AssignmentProblem, shuffle: Random) -> None:
    mentees, mentors = list(range(len(problem.mentees))), list(range(len(problem.mentors)))
    edges = list(range(len(problem.score)))
    for some in (mentees, mentors, edges):
        shuffle.shuffle(some)
    other = make_problem(
        mentees=[problem.mentees[at] for at in mentees],
        wants=problem.wants[mentees],
        mentors=[problem.mentors[at] for at in mentors],
        capacity=problem.capacity[mentors],
        minimum=problem.minimum[mentors],
        used=problem.used[mentors],
        edge_mentee=[mentees.index(int(problem.edge_mentee[at])) for at in edges],
        edge_mentor=[mentors.index(int(problem.edge_mentor[at])) for at in edges],
        score=problem.score[edges],
    )
    bare = make_problem(
        mentees=problem.mentees,
        wants=problem.wants,
        mentors=problem.mentors,
        capacity=problem.capacity,
        minimum=problem.minimum,
        used=problem.used,
        edge_mentee=problem.edge_mentee,
        edge_mentor=problem.edge_mentor,
        score=problem.score,
    )
    assert np.array_equal(solve(bare).edges, solve(other).edges)


def test_an_unknown_or_repeated_level_is_refused() -> None:
    problem = make_problem(
        mentees=["a"], wants=[1], mentors=["b"], capacity=[1], edge_mentee=[0], edge_mentor=[0], score=[1]
    )
    for priority in (("served", "served"), ("best",), ()):
        with pytest.raises(ValueError, match="priority"):
            solve(problem, priority=priority)
