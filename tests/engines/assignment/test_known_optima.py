"""Real instances with published optima, reached exactly."""

import numpy as np
import pytest

from pairloom.engines.assignment import AssignmentProblem, make_problem, solve, whole_scores
from tests.support.shared_data import shared_file

pytestmark = pytest.mark.shared_data


def conference(name: str, load: int) -> AssignmentProblem:
    """Papers want three reviewers each; every reviewer takes `load` papers."""
    numbers = shared_file(f"matching/{name}.in").read_text().split()
    papers, reviewers = map(int, numbers[:2])
    return make_problem(
        mentees=[f"paper {at:04}" for at in range(papers)],
        wants=np.full(papers, 3),
        mentors=[f"reviewer {at:04}" for at in range(reviewers)],
        capacity=np.full(reviewers, load),
        edge_mentee=np.repeat(np.arange(papers), reviewers),
        edge_mentor=np.tile(np.arange(reviewers), papers),
        score=whole_scores(np.array(numbers[2:], float), 2),
        decimals=2,
    )


@pytest.mark.parametrize(("name", "load", "optimum"), [("aamas2016", 12, 949_50), ("preflib1", 6, 124_25)])
def test_conference_bids_reach_the_published_optimum(name: str, load: int, optimum: int) -> None:
    problem = conference(name, load)
    result = solve(problem, priority=("served", "total"))
    assert result.total == optimum
    assert len(result.edges) == 3 * len(problem.mentees)
    assert result.proven
