"""Mixing an event of any size: many moves at once on whole arrays, one sweep over all turns after the other.

First moves that keep every meeting (`rotations`), then also exchanges that cost a little affinity
(`exchanges`), dearer ones step by step, always in random order.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from time import monotonic

import numpy as np

from pairloom.engines.timetable.bounds import unavoidable
from pairloom.engines.timetable.mixing_task import MixingTask
from pairloom.engines.timetable.problem import Flags, Ints
from pairloom.engines.timetable.sweeping.exchanges import Exchange, Purse
from pairloom.engines.timetable.sweeping.rotations import Rotation
from pairloom.engines.timetable.sweeping.seating import Seating

FREE_SHARE = 0.6  # of the time, at most, before affinity is spent
SWEEPS = 20  # of rotations
HEAT = 0.4  # of the first
AT_REST = 3  # sweeps without a move after which rotations wait for an exchange
GIFT = 1.0  # score units for a repeat: the price of exchanges that cost nothing
PRICES = 8  # steps from a cheap repeat to a dear one
CHEAPEST = 20_000  # score units for a repeat in the first step
DEARER = 2  # from one step to the next
CALM = 1  # sweeps of rotations after each step
WARM = 0.4  # and their heat


def swept(task: MixingTask) -> Ints:
    """The best seat array (N, R) that was found. The number of sweeps is fixed unless time runs out."""
    search = _Search(task)
    search.run()
    return search.best


@dataclass(frozen=True)
class _Step:
    heat: float
    price: float | None = None  # what an exchange may cost a repeat, or None for rotations


class _Search:
    def __init__(self, task: MixingTask) -> None:
        self._task = task
        self._seating = Seating.of(task)
        self._purse = Purse(task)
        self._rng = np.random.default_rng(task.seed)
        self.best = task.seat.astype(np.int32)
        self._rank = (np.iinfo(np.int64).max, 0)
        self._floor = unavoidable(task.problem, task.seat)  # no rotation gets below it
        self._look()

    def run(self) -> None:
        """Take all steps; pass over rotations that have come to rest, or where no rotation can help more."""
        free, spending = self._free_steps(), self._spending_steps()
        started, steps = monotonic(), free + spending
        free_until = started + (self._task.deadline - started) * (FREE_SHARE if spending else 1.0)
        idle = 0  # sweeps of rotations without a move since the last exchange
        gifts = True  # whether there are exchanges that cost nothing
        for done, step in enumerate(steps):
            if not self._movable_crowd() or self._task.out_of_time:
                return
            enough = done < len(free) and (self._rank[0] <= self._floor or monotonic() > free_until)
            rests = idle == AT_REST if step.price is None else step.price == GIFT and not gifts
            if enough or rests:
                continue
            self._task.progress(done / len(steps))
            moves = self._sweep(step)
            if moves:
                self._look()
            gifts = moves > 0 if step.price == GIFT else gifts
            idle = 0 if moves else idle + (step.price is None)

    def _movable_crowd(self) -> bool:
        """Whether anything is left to be mixed."""
        return self._rank[0] > 0 and bool((self._crowding[self._seating.movable] > 0).any())

    def _free_steps(self) -> list[_Step]:
        steps = []
        for at in range(SWEEPS):
            cooled = HEAT * (1 - at / SWEEPS)
            steps += [_Step(cooled)] + [_Step(cooled, GIFT)] * (self._purse.left > 0)
        return steps

    def _spending_steps(self) -> list[_Step]:
        if self._purse.left <= 0:
            return []
        steps = []
        for at in range(PRICES):
            cooled = WARM * (1 - at / PRICES)
            steps += [_Step(0.0, CHEAPEST * DEARER**at)] + [_Step(cooled)] * CALM
        return steps

    def _sweep(self, step: _Step) -> int:
        """Everything once at this heat or price, in random order; how many moves were made."""
        moves = 0
        tasks = list(combinations(self._task.turns, 2 if step.price is None else 1))
        for at in self._rng.permutation(len(tasks)):
            if self._task.out_of_time:
                break
            if step.price is None:
                moves += self._rotate(tasks[at], step.heat)
            else:
                moves += self._exchange(tasks[at][0], step.price, step.heat)
        return moves

    def _rotate(self, turns: tuple[int, ...], heat: float) -> int:
        crowded: Flags = (self._crowding[:, turns] * self._seating.movable[:, turns]).max(axis=1) > 0
        if not crowded.any():
            return 0
        return Rotation(self._seating, turns[0], turns[1], self._rng).improve(crowded, heat)

    def _exchange(self, turn: int, price: float, heat: float) -> int:
        crowded = self._crowding[:, turn] > 0
        return Exchange(self._seating, self._purse, turn, self._rng).improve(crowded, price, heat)

    def _look(self) -> None:
        """Count again, and remember the seating if it is the best so far."""
        cost, self._crowding = self._seating.crowding()
        rank = (cost, -self._purse.left)
        if rank < self._rank:
            self._rank, self.best = rank, self._seating.seat.copy()
