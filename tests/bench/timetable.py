"""The timetable engine beside other ways on the same made-up events: `python -m tests.bench.timetable`.

Everybody plans the same evening, in which each mentee can be seated in every turn. Affinity is told as a part
of the proven optimum, so it can be compared between machines; times are of this machine, and only their
ratios say something.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pairloom.engines.timetable import NOBODY, TimetableProblem, audit, make_problem, solve
from pairloom.engines.timetable.change import broken_rules
from pairloom.engines.timetable.figures import meetings_of_mentees, repeats
from pairloom.engines.timetable.problem import Ints

SIZES = ((24, 6, 4, 4), (60, 10, 5, 6), (150, 25, 6, 6), (500, 60, 8, 9))  # mentees, mentors, turns, seats
PATIENCE = 10.0  # seconds for the constraint model
TOPICS = 8
BANNED = 0.03


@dataclass(frozen=True)
class Way:
    name: str
    plan: Callable[[TimetableProblem], Ints]
    largest: int  # mentees; more would take minutes


def evening(mentees: int, mentors: int, turns: int, seats: int, seed: int = 1) -> TimetableProblem:
    """People with a few topics each, scored by what they share; three pairs in a hundred are banned."""
    rng = np.random.default_rng(seed)
    asked, offered = (
        rng.dirichlet(np.full(TOPICS, 0.5), mentees),
        rng.dirichlet(np.full(TOPICS, 0.5), mentors),
    )
    shared = np.sqrt(asked @ offered.T)
    allowed = rng.random(shared.shape) >= BANNED
    mentee, mentor = np.nonzero(allowed)
    return make_problem(
        turns=turns,
        mentees=[f"e{at:05}" for at in range(mentees)],
        mentors=[f"r{at:05}" for at in range(mentors)],
        seats=np.full(mentors, seats),
        edge_mentee=mentee,
        edge_mentor=mentor,
        score=(shared / shared.max() * 1_000_000).astype(int)[mentee, mentor],
    )


def optimum(problem: TimetableProblem) -> Ints:
    """The engine's plain affinity optimum, turns mixed where that costs nothing."""
    return _audited(problem, top=0, mix_budget=0.0)


def fair(problem: TimetableProblem) -> Ints:
    """The engine as it comes: everybody one of their top 3, the lowest sum, mixing for half a percent."""
    return _audited(problem, top=3, mix_budget=0.005)


def _audited(problem: TimetableProblem, *, top: int, mix_budget: float) -> Ints:
    result = solve(problem, top=top, mix_budget=mix_budget)
    audit(problem, result)
    return result.seat


def rotation(problem: TimetableProblem) -> Ints:
    """Groups go from table to table as they are: what hosts do with a bell and no computer."""
    mentors = len(problem.mentors)
    group = np.arange(len(problem.mentees)) % mentors
    return ((group[:, None] + np.arange(problem.turns)) % mentors).astype(np.int32)


def greedy(problem: TimetableProblem) -> Ints:
    """The best pairs first, each in the first turn in which both are free."""
    seat = np.full((len(problem.mentees), problem.turns), NOBODY, np.int32)
    left = np.repeat(problem.seats[:, None], problem.turns, axis=1)
    for edge in np.argsort(-problem.score, kind="stable"):
        mentee, mentor = problem.edge_mentee[edge], problem.edge_mentor[edge]
        free = np.flatnonzero((seat[mentee] == NOBODY) & (left[mentor] > 0))
        if free.size:
            seat[mentee, free[0]] = mentor
            left[mentor, free[0]] -= 1
    return seat


def turn_by_turn(problem: TimetableProblem) -> Ints:
    """The best assignment for the first turn, then for the second among pairs who have not met, and so on."""
    from scipy.optimize import linear_sum_assignment

    table = np.repeat(np.arange(len(problem.mentors)), problem.seats)
    worth = np.full((len(problem.mentees), len(problem.mentors)), -(10.0**9))
    worth[problem.edge_mentee, problem.edge_mentor] = problem.score
    seat = np.full((len(problem.mentees), problem.turns), NOBODY, np.int32)
    for turn in range(problem.turns):
        mentee, place = linear_sum_assignment(worth[:, table], maximize=True)
        possible = worth[mentee, table[place]] >= 0
        seat[mentee[possible], turn] = table[place[possible]]
        worth[mentee[possible], table[place[possible]]] = -(10.0**9)
    return seat


def constraint_model(problem: TimetableProblem) -> Ints:
    """One CP-SAT model of the whole: most meetings, then affinity, in ten seconds on two cores."""
    from ortools.sat.python import cp_model

    model, turns = cp_model.CpModel(), range(problem.turns)
    pairs = list(zip(problem.edge_mentee.tolist(), problem.edge_mentor.tolist(), strict=True))
    sits = {(*pair, turn): model.new_bool_var("") for pair in pairs for turn in turns}
    for pair in pairs:
        model.add_at_most_one(sits[(*pair, turn)] for turn in turns)
    for turn in turns:
        for mentee in range(len(problem.mentees)):
            model.add_at_most_one(sits[one, other, turn] for one, other in pairs if one == mentee)
        for mentor, seats in enumerate(problem.seats.tolist()):
            model.add(sum(sits[one, other, turn] for one, other in pairs if other == mentor) <= seats)
    worth = 1_000_000 * len(pairs) + problem.score.astype(np.int64)
    model.maximize(
        sum(int(worth[at]) * sits[(*pair, turn)] for at, pair in enumerate(pairs) for turn in turns)
    )
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = PATIENCE
    solver.parameters.num_workers = 2
    solver.solve(model)
    seat = np.full((len(problem.mentees), problem.turns), NOBODY, np.int32)
    for (mentee, mentor, turn), sitting in sits.items():
        if solver.value(sitting):
            seat[mentee, turn] = mentor
    return seat


WAYS = (
    Way("optimum", optimum, 10**6),
    Way("as it comes", fair, 10**6),
    Way("rotation", rotation, 10**6),
    Way("greedy", greedy, 10**4),
    Way("turn by turn", turn_by_turn, 2_000),
    Way("CP-SAT, 10 s", constraint_model, 60),
)


def compare(sizes: tuple[tuple[int, int, int, int], ...] = SIZES) -> None:
    """Print one table for each size; asserts that nobody beats what is called optimal."""
    for size in sizes:
        problem = evening(*size)
        print("\n{} mentees, {} mentors, {} turns, {} seats".format(*size))
        print(f"{'':14}{'affinity':>9}{'fewest':>8}{'repeats':>9}{'banned':>8}{'time':>9}")
        best, first = 0, 0.0
        for way in WAYS:
            if len(problem.mentees) > way.largest:
                continue
            start = time.perf_counter()
            seat = way.plan(problem)
            took = time.perf_counter() - start
            affinity = int(problem.worth_of(seat).sum())
            best, first = best or affinity, first or took
            banned = sum(rule.kind == "not_allowed" for rule in broken_rules(problem, seat))
            fewest, again = int(meetings_of_mentees(seat).min()), repeats(seat)[0]
            print(f"{way.name:14}{affinity / best:9.2%}{fewest:8}{again:9}{banned:8}{took / first:8.2f}x")
            assert affinity <= best or fewest < problem.turns


if __name__ == "__main__":
    compare(SIZES[: int(sys.argv[1])] if len(sys.argv) > 1 else SIZES)
