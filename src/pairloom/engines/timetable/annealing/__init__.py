"""Mixing a small event: one move after the other, drawn by lot, and accepted by chance as it cools down.

A move is a rotation of up to three mentees between two turns, or an exchange of two in one turn. It starts
where somebody meets a mate again. It is made if it costs no more than a limit drawn by lot, whose mean is
the heat; so the search climbs out of dead ends, and less so the colder it is.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from math import log
from random import Random

from pairloom.engines.timetable.annealing.board import Board
from pairloom.engines.timetable.annealing.exchanges import Exchanges
from pairloom.engines.timetable.annealing.rotations import Rotations
from pairloom.engines.timetable.bounds import unavoidable
from pairloom.engines.timetable.mixing_task import MixingTask
from pairloom.engines.timetable.problem import Ints

STEPS_OF_A_CELL = 1_000  # of each that may change
MOST_STEPS = 90_000
HOT, COLD = 0.5, 0.4  # the heat of the first step and of the last, in repeats
FREE_SHARE = 0.4  # of the steps, where affinity may be spent in the others
FEW_MENTORS = 10  # with whom as many exchanges as rotations are tried; with more, fewer rotations close
LOOK = 256  # steps between looks at the clock


def annealed(task: MixingTask) -> Ints:
    """The best seat array (N, R) that was found. The number of steps is fixed unless time runs out.

    Where affinity may be spent, the search goes on from the best that costs nothing.
    """
    steps = min(STEPS_OF_A_CELL * int(task.movable.sum()), MOST_STEPS)
    share = FREE_SHARE if task.budget > 0 else 1.0
    free = replace(task, budget=0.0, progress=lambda done: task.progress(share * done))
    seat = _searched(free, int(steps * share))
    if share == 1.0:
        return seat
    spending = replace(task, seat=seat, progress=lambda done: task.progress(share + (1 - share) * done))
    return _searched(spending, int(steps * (1 - share)))


def _searched(task: MixingTask, steps: int) -> Ints:
    search = _Annealing(task)
    for done in range(0, steps, LOOK):
        if search.is_done or task.out_of_time:
            break
        task.progress(done / steps)
        search.take(LOOK, heat=HOT * (COLD / HOT) ** (done / steps))
    return search.best


class _Annealing:
    def __init__(self, task: MixingTask) -> None:
        self._turns = task.turns
        self._board = Board.of(task)
        self._exchanges = Exchanges(task, self._board)
        self._rotations = {turn: self._rotations_of(turn) for turn in task.turns}
        self._spending = _part_of_exchanges(task) if self._exchanges.left > 0 else 0.0
        self._floor = 0 if self._spending else unavoidable(task.problem, task.seat)
        self._random = Random(task.seed).random  # noqa: S311 (no secret, and much faster for single numbers)
        self._rank = (self._board.cost, -self._exchanges.left)
        self.best = task.seat

    @property
    def is_done(self) -> bool:
        """Whether nothing can become better."""
        return not self._board.again or self._rank[0] <= self._floor

    def take(self, steps: int, *, heat: float) -> None:
        """Try so many moves."""
        for _ in range(steps):
            if not self._board.again:
                return
            cell = self._crowded_cell()
            if cell is None:
                continue
            limit = -heat * log(1 - self._random())
            move = self._exchange if self._random() < self._spending else self._rotate
            if move(*cell, limit):
                self._look()

    def _crowded_cell(self) -> tuple[int, int] | None:
        """By lot a mentee, and a turn where it sits with a mate of another; None if it must stay there."""
        random, board = self._random, self._board
        pair = board.again[int(random() * len(board.again))]
        who, mate = pair if random() < 0.5 else pair[::-1]
        shared = [
            turn for turn in self._turns if board.seat[turn][who] == board.seat[turn][mate] != board.nowhere
        ]
        if not shared:
            return None
        turn = shared[int(random() * len(shared))]
        return (who, turn) if board.movable[turn] >> who & 1 else None

    def _rotations_of(self, turn: int) -> list[Rotations]:
        pairs = permutations(self._turns, 2)
        return [Rotations(self._board, *pair) for pair in pairs if turn in pair]

    def _rotate(self, who: int, turn: int, limit: float) -> bool:
        choice = self._rotations[turn]
        if not choice:
            return False
        rotations = choice[int(self._random() * len(choice))]
        rotation = rotations.cheapest(who, limit)
        if rotation is None:
            return False
        rotations.turn(rotation)
        return True

    def _exchange(self, who: int, turn: int, limit: float) -> bool:
        exchange = self._exchanges.cheapest(who, turn, limit, lot=self._random())
        if exchange is None:
            return False
        self._exchanges.make(exchange)
        return True

    def _look(self) -> None:
        """Remember the seating if it is the best so far."""
        rank = (self._board.cost, -self._exchanges.left)
        if rank < self._rank:
            self._rank, self.best = rank, self._board.seats()


def _part_of_exchanges(task: MixingTask) -> float:
    mentors = len(task.problem.mentors)
    return mentors / (mentors + FEW_MENTORS)
