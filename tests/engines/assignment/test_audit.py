"""The audit must refuse every result that breaks a rule, states a wrong figure or proves nothing."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pairloom.engines.assignment import (
    AssignmentProblem,
    AssignmentResult,
    AuditError,
    InfeasiblePins,
    Prices,
    audit,
    solve,
)
from tests.engines.assignment.oracle import problems
from tests.engines.assignment.small import problem_of

# Two good mentors, one who is worse, a pin and a ban: every level has something to decide.
EDGES = {("ana", "bo"): 9, ("ana", "cy"): 7, ("bea", "bo"): 8, ("bea", "cy"): 3, ("dan", "eva"): 2}
PROBLEM = problem_of(
    EDGES,
    wants={"ana": 1, "fay": 1},
    capacity={"bo": 1, "eva": 2},
    pins=[("fay", "eva")],
    bans=[("dan", "bo")],
)
RESULT = solve(PROBLEM, priority=("served", "mentors", "worst", "total"))


def with_pairs(problem: AssignmentProblem, *edges: tuple[str, str]) -> AssignmentResult:
    """RESULT with other pairs, its figures true to them."""
    found = np.array(sorted(problem.edge(*pair) or 0 for pair in edges), np.int64)
    scored = problem.score[found][problem.scored[found]]
    return replace(
        RESULT,
        edges=found,
        served=len(set(problem.edge_mentee[found])),
        busy=len(set(problem.edge_mentor[found])),
        worst=int(scored.min()),
        total=int(problem.score[found].sum()),
    )


def test_the_result_of_the_solver_passes() -> None:
    audit(PROBLEM, RESULT)


@pytest.mark.parametrize(
    ("edges", "words"),
    [
        ([("ana", "bo"), ("ana", "cy"), ("fay", "eva")], "more mentors than wanted"),
        ([("ana", "bo"), ("bea", "bo"), ("fay", "eva")], "above capacity"),
        ([("ana", "cy"), ("bea", "bo"), ("dan", "eva")], "pinned pair is missing"),
        ([("ana", "bo"), ("bea", "cy"), ("dan", "eva"), ("fay", "eva")], "value is not what the pairs give"),
    ],
)
def test_a_plan_that_breaks_a_rule_or_is_not_the_best_is_refused(
    edges: list[tuple[str, str]], words: str
) -> None:
    with pytest.raises(AuditError, match=words):
        audit(PROBLEM, with_pairs(PROBLEM, *edges))


def test_a_banned_pair_is_refused_even_if_it_found_its_way_among_the_candidates() -> None:
    pair = [[PROBLEM.mentees.index("ana"), PROBLEM.mentors.index("cy")]]
    with pytest.raises(AuditError, match="banned"):
        audit(replace(PROBLEM, bans=np.array(pair)), RESULT)


@pytest.mark.parametrize("edges", [[0, 0], [1, 0], [-1], [99]])
def test_pairs_out_of_order_twice_or_unknown_are_refused(edges: list[int]) -> None:
    with pytest.raises(AuditError, match="pair"):
        audit(PROBLEM, replace(RESULT, edges=np.array(edges)))


@pytest.mark.parametrize("figure", ["served", "busy", "worst", "total"])
def test_a_wrong_figure_is_refused(figure: str) -> None:
    with pytest.raises(AuditError, match=figure):
        audit(PROBLEM, replace(RESULT, **{figure: getattr(RESULT, figure) + 1}))


@pytest.mark.parametrize("at", range(len(RESULT.levels)))
@pytest.mark.parametrize("figure", ["value", "bound"])
@pytest.mark.parametrize("by", [-1, 1])
def test_a_wrong_value_or_bound_of_a_level_is_refused(at: int, figure: str, by: int) -> None:
    level = RESULT.levels[at]
    levels = list(RESULT.levels)
    levels[at] = replace(level, **{figure: getattr(level, figure) + by})
    with pytest.raises(AuditError):
        audit(PROBLEM, replace(RESULT, levels=tuple(levels)))


def test_prices_that_prove_nothing_are_refused() -> None:
    nothing = Prices(np.zeros(len(PROBLEM.mentees), np.int64), np.zeros(len(PROBLEM.mentors), np.int64))
    refused = 0
    for at, level in enumerate(RESULT.levels):
        changed = replace(level, prices=Prices(level.prices.mentee + 1, level.prices.mentor))
        for other in (changed, replace(level, prices=nothing)):
            if np.array_equal(other.prices.mentee, level.prices.mentee):
                continue
            levels = (*RESULT.levels[:at], other, *RESULT.levels[at + 1 :])
            with pytest.raises(AuditError):
                audit(PROBLEM, replace(RESULT, levels=levels))
            refused += 1
    assert refused >= len(RESULT.levels)


@settings(max_examples=150)
@given(problem=problems(), data=st.data())
def test_a_plan_with_one_pair_more_or_less_never_passes_with_the_old_proof(
    problem: AssignmentProblem, data: st.DataObject
) -> None:
    assume(len(problem.score))
    try:
        result = solve(problem)
    except InfeasiblePins:
        assume(False)
    edge = data.draw(st.integers(0, len(problem.score) - 1))
    edges = np.setxor1d(result.edges, [edge])
    known = problem.score[edges][problem.scored[edges]]
    tampered = replace(
        result,
        edges=edges,
        served=len(set(problem.edge_mentee[edges])),
        busy=len(set(problem.edge_mentor[edges])),
        worst=int(known.min()) if known.size else None,
        total=int(problem.score[edges].sum()),
    )
    with pytest.raises(AuditError):
        audit(problem, tampered)
