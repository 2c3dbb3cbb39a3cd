"""The assignment engine beside other solvers on the same made-up rounds: `python -m tests.bench.assignment`.

Everybody solves the same problem: one mentor a mentee, one seat a mentor, most pairs first, then the total.
(`matching` finds a stable plan instead, so its total is lower; it is there for its time.) Times are of this
machine; what can be compared are the ratios.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pairloom.engines.assignment import AssignmentProblem, make_problem, solve

CANDIDATES = 20
TOP = 1_000_000


@dataclass(frozen=True)
class Solver:
    name: str
    solve: Callable[[AssignmentProblem], int]  # the total of scores
    largest: int  # mentees; more would take minutes


def round_of(mentees: int, seats: float = 1.5, seed: int = 0) -> AssignmentProblem:
    """Random candidates and scores; one pair that fits is always there, so that everybody can be served."""
    rng = np.random.default_rng(seed)
    mentors = int(mentees * seats)
    rows = np.repeat(np.arange(mentees), CANDIDATES)
    columns = rng.integers(0, mentors, len(rows))
    columns[::CANDIDATES] = np.arange(mentees)
    key = np.unique(rows * mentors + columns)
    return make_problem(
        mentees=[f"e{at:07}" for at in range(mentees)],
        wants=np.ones(mentees),
        mentors=[f"r{at:07}" for at in range(mentors)],
        capacity=np.ones(mentors),
        edge_mentee=key // mentors,
        edge_mentor=key % mentors,
        score=rng.integers(1, TOP, len(key)),
    )


def with_pairloom(problem: AssignmentProblem) -> int:
    result = solve(problem, priority=("served", "total"))
    assert result.proven
    return result.total


def with_scipy_sparse(problem: AssignmentProblem) -> int:
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    shape = (len(problem.mentees), len(problem.mentors))
    graph = csr_array((problem.score, (problem.edge_mentee, problem.edge_mentor)), shape=shape)
    rows, columns = min_weight_full_bipartite_matching(graph, maximize=True)
    return int(graph[rows, columns].sum())


def with_scipy_dense(problem: AssignmentProblem) -> int:
    from scipy.optimize import linear_sum_assignment

    matrix = dense(problem)
    rows, columns = linear_sum_assignment(matrix, maximize=True)
    return int(matrix[rows, columns].sum())


def with_networkx(problem: AssignmentProblem) -> int:
    import networkx

    mentees, mentors = len(problem.mentees), len(problem.mentors)
    graph = networkx.DiGraph()
    graph.add_node("out", demand=-mentees)
    graph.add_node("in", demand=mentees)
    graph.add_edges_from((("out", at) for at in range(mentees)), capacity=1, weight=0)
    graph.add_edges_from(((mentees + at, "in") for at in range(mentors)), capacity=1, weight=0)
    for mentee, mentor, score in edges(problem):
        graph.add_edge(mentee, mentees + mentor, capacity=1, weight=-score)
    return -int(networkx.network_simplex(graph)[0])


def with_munkres(problem: AssignmentProblem) -> int:
    import munkres

    matrix = dense(problem)
    cost = (TOP * len(problem.mentees) - matrix).tolist()
    return int(sum(matrix[row, column] for row, column in munkres.Munkres().compute(cost)))


def with_matching(problem: AssignmentProblem) -> int:
    from matching.games import HospitalResident

    sys.setrecursionlimit(1_000_000)  # it copies the whole game by recursion
    score = {(mentee, mentor): value for mentee, mentor, value in edges(problem)}
    by_mentee: dict[int, list[int]] = {}
    by_mentor: dict[int, list[int]] = {}
    for mentee, mentor in sorted(score, key=score.__getitem__, reverse=True):
        by_mentee.setdefault(mentee, []).append(mentor)
        by_mentor.setdefault(mentor, []).append(mentee)
    game = HospitalResident.create_from_dictionaries(by_mentee, by_mentor, dict.fromkeys(by_mentor, 1))
    plan = game.solve(optimal="resident").items()
    return sum(score[mentee.name, mentor.name] for mentor, mentees in plan for mentee in mentees)


def edges(problem: AssignmentProblem) -> zip[tuple[int, int, int]]:
    columns = (problem.edge_mentee, problem.edge_mentor, problem.score)
    return zip(*(column.tolist() for column in columns), strict=True)


def dense(problem: AssignmentProblem) -> NDArray[np.int64]:
    """Scores as a matrix; far below any score where the pair is no candidate."""
    absent = -TOP * len(problem.mentees)
    matrix = np.full((len(problem.mentees), len(problem.mentors)), absent, np.int64)
    matrix[problem.edge_mentee, problem.edge_mentor] = problem.score
    return matrix


SOLVERS = (
    Solver("pairloom, proven", with_pairloom, 100_000),
    Solver("scipy, sparse", with_scipy_sparse, 10_000),
    Solver("scipy, dense", with_scipy_dense, 3_000),
    Solver("NetworkX", with_networkx, 1_000),
    Solver("matching, stable", with_matching, 1_000),
    Solver("munkres", with_munkres, 100),
)


def seconds_of(solver: Solver, problem: AssignmentProblem) -> tuple[float, int]:
    started = time.perf_counter()
    total = solver.solve(problem)
    return time.perf_counter() - started, total


def compare(sizes: tuple[int, ...]) -> None:
    """Print a table of ratios for each size; raises AssertionError where exact solvers do not agree."""
    for solver in SOLVERS:
        solver.solve(round_of(20))  # loads its library
    for size in sizes:
        problem = round_of(size)
        ours, best = seconds_of(SOLVERS[0], problem)
        print(f"\n{size:,} mentees, {len(problem.mentors):,} mentors, {len(problem.score):,} candidate pairs")
        print(f"  {SOLVERS[0].name:<18}{ours:>9.3f} s   1.0")
        for solver in SOLVERS[1:]:
            if size > solver.largest:
                continue
            taken, total = seconds_of(solver, problem)
            assert total == best or "stable" in solver.name, f"{solver.name}: {total}, not {best}"
            share = total / best
            print(f"  {solver.name:<18}{taken:>9.3f} s {taken / ours:>5.1f}   {share:.4f} of the best total")


if __name__ == "__main__":
    compare((100, 1_000, 3_000, 10_000, 100_000))
