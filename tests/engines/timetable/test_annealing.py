"""The moves of a small event cost what they say, and the cheapest is found."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pairloom.engines.timetable import TimetableProblem
from pairloom.engines.timetable.annealing.board import Board
from pairloom.engines.timetable.annealing.exchanges import Exchanges
from pairloom.engines.timetable.annealing.rotations import Rotations
from pairloom.engines.timetable.figures import repeats, table_sizes
from pairloom.engines.timetable.mixing import mix
from pairloom.engines.timetable.mixing_task import APART, MixingTask, movable_cells
from pairloom.engines.timetable.problem import Ints
from tests.engines.timetable.evenings import evening, pairs_of, seated_evenings

Case = tuple[TimetableProblem, Ints]

ANY = 10**9  # a limit that nothing passes
few = settings(max_examples=25, deadline=None)


def task_of(problem: TimetableProblem, seat: Ints, budget: float = 0.5) -> MixingTask:
    return MixingTask(
        problem=problem,
        seat=seat,
        movable=movable_cells(problem),
        wanted=np.zeros(len(problem.score), bool),
        budget=budget,
        seed=1,
        deadline=float("inf"),
        progress=lambda share: None,
    )


def cost(problem: TimetableProblem, seat: Ints) -> int:
    one, other = seat[problem.apart[:, 0]], seat[problem.apart[:, 1]]
    return repeats(seat)[0] + APART * int(((one == other) & (one >= 0)).sum())


def crowded_pairs(problem: TimetableProblem, seat: Ints) -> set[tuple[int, int]]:
    """Who share more tables than one, or one though they should be kept apart."""
    apart = {tuple(sorted(pair)) for pair in problem.apart.tolist()}
    found = set()
    for pair in combinations(range(len(seat)), 2):
        one, other = seat[list(pair)]
        times = int(((one == other) & (one >= 0)).sum())
        if times > (pair not in apart):
            found.add(pair)
    return found


def assert_counted(problem: TimetableProblem, board: Board) -> None:
    seat = board.seats()
    assert board.cost == cost(problem, seat)
    assert set(board.again) == crowded_pairs(problem, seat)
    assert {pair: at for at, pair in enumerate(board.again)} == board.place


@few
@given(seated_evenings(), st.integers(0, 10**6))
def test_whatever_moves_are_made_the_board_counts_what_the_seats_say(case: Case, seed: int) -> None:
    problem, seat = case
    task, chance = task_of(problem, seat), Random(seed)
    board = Board.of(task)
    exchanges = Exchanges(task, board)
    assert_counted(problem, board)
    for _ in range(20):
        who = chance.randrange(len(seat))
        turns = list(permutations(task.turns, 2))
        if turns and chance.random() < 0.5:
            rotations = Rotations(board, *chance.choice(turns))
            rotation = rotations.cheapest(who, ANY)
            if rotation is not None:
                rotations.turn(rotation)
        else:
            turn = chance.choice(task.turns)
            exchange = None
            if board.seat[turn][who] != board.nowhere and task.movable[who, turn]:
                exchange = exchanges.cheapest(who, turn, ANY, lot=chance.random())
            if exchange is not None:
                exchanges.make(exchange)
        assert_counted(problem, board)


@few
@given(seated_evenings())
def test_no_cycle_of_up_to_three_is_cheaper_than_the_one_found(case: Case) -> None:
    problem, seat = case
    task = task_of(problem, seat)
    for turns in permutations(task.turns, 2):
        rotations = Rotations(Board.of(task), *turns)
        for start in range(len(seat)):
            found, best = rotations.cheapest(start, ANY), cheapest_cycle(task, turns, start)
            if best is not None:
                assert found is not None
                assert found[0] <= best


def cheapest_cycle(task: MixingTask, turns: tuple[int, int], start: int) -> int | None:
    """What the best swap of the two turns by `start` and up to two more costs that keeps sizes of tables."""
    mentors = len(task.problem.mentors)
    sizes, before = table_sizes(task.seat, mentors), cost(task.problem, task.seat)
    may = np.flatnonzero(
        task.movable[:, turns].all(axis=1) & (task.seat[:, turns[0]] != task.seat[:, turns[1]])
    )
    costs = []
    for others in (each for count in (1, 2) for each in combinations(set(may.tolist()) - {start}, count)):
        who = [start, *others]
        seat = task.seat.copy()
        seat[np.ix_(who, turns)] = task.seat[np.ix_(who, turns[::-1])]
        if start in may and np.array_equal(table_sizes(seat, mentors), sizes):
            costs.append(cost(task.problem, seat) - before)
    return min(costs, default=None)


@few
@given(seated_evenings())
def test_an_exchange_gives_up_what_it_says_and_only_in_its_turn(case: Case) -> None:
    problem, seat = case
    task = task_of(problem, seat)
    for turn in task.turns:
        for who in np.flatnonzero((seat[:, turn] >= 0) & task.movable[:, turn]).tolist():
            board = Board.of(task)
            exchanges = Exchanges(task, board)
            exchange = exchanges.cheapest(who, turn, ANY, lot=0.99)
            if exchange is None:
                continue
            exchanges.make(exchange)
            after = board.seats()
            assert problem.worth_of(seat).sum() - problem.worth_of(after).sum() == sum(exchange.losses)
            assert np.argwhere(seat != after).tolist() == [
                [mentee, turn] for mentee in sorted((exchange.one, exchange.other))
            ]
            assert len(pairs_of(after)) == len(pairs_of(seat))


def test_a_meeting_that_is_no_edge_is_never_exchanged() -> None:
    problem = evening(12, 3, 3, 4)
    others = problem.edge_mentee != 0
    problem = replace(
        problem,
        edge_mentee=problem.edge_mentee[others],
        edge_mentor=problem.edge_mentor[others],
        score=problem.score[others],
        wished=problem.wished[others],
    )
    seat = np.add.outer(np.arange(12), np.arange(3)).astype(np.int32) % 3
    mixed = mix(problem, seat, budget=0.1)
    assert sorted(mixed[0]) == sorted(seat[0])
    assert cost(problem, mixed) < cost(problem, seat)
