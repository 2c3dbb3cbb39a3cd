"""Mixing: the same two mentees should not sit together again and again.

First by moves that keep every meeting (`rotations`), then also by exchanges that cost a little affinity
(`exchanges`), dearer ones step by step. A move may raise the cost by a little chance, less and less as the
search cools down; the best seating seen is the answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from time import monotonic

import numpy as np

from pairloom.engines.timetable.bounds import unavoidable
from pairloom.engines.timetable.exchanges import Exchange, Purse
from pairloom.engines.timetable.problem import Flags, Ints, TimetableProblem
from pairloom.engines.timetable.rotations import Rotation
from pairloom.engines.timetable.seating import Seating

Progress = Callable[[str, float], None]

LARGE_EVENT = 4_000  # mentees
TOGETHER = 480  # mentees in all copies of a small event
FREE_SHARE = 0.6  # of the time, at most, before affinity is spent
SMALL = (30, 0.8)  # sweeps of rotations, and the heat of the first, where there are several copies
LARGE = (20, 0.4)
AT_REST = 3  # sweeps without a move after which rotations wait for an exchange
FOLLOW = 10  # sweeps until the worse copies follow the better
GIFT = 1.0  # score units for a repeat: the price of exchanges that cost nothing
PRICES = 8  # steps from a cheap repeat to a dear one
CHEAPEST = 20_000  # score units for a repeat in the first step
DEARER = 2  # from one step to the next
CALM = 1  # sweeps of rotations after each step
WARM = 0.4  # and their heat


def mix(
    problem: TimetableProblem,
    seat: Ints,
    *,
    wanted: Flags | None = None,
    movable: Flags | None = None,
    budget: float = 0.005,
    seed: int = 1,
    seconds: float = 5.0,
    progress: Progress | None = None,
) -> Ints:
    """A seat array with fewer repeats, and first of all with fewer mentees at one table who should be apart.

    Keeps every hard rule that `seat` (N, R) keeps, everybody's number of meetings, all mentors' loads and the
    sizes of their tables. With `budget` 0 every pair of mentee and mentor stays; otherwise that part of the
    affinity may be spent, while each mentee keeps 90 % of its own sum and, of the edges `wanted` (E,), one
    if it had one. Only `movable` cells (N, R) move, if given. Never worse than `seat`. The same for the same
    seed, unless `seconds` cut it short, which are for 4,000 mentees or fewer, and in proportion for more.
    """
    search = _Search(problem, seat, _flags(problem, wanted), budget, seed, _until(seconds, len(seat)))
    if movable is not None:
        search.hold(~movable)
    search.run(progress or (lambda stage, share: None))
    return search.best


def _until(seconds: float, mentees: int) -> float:
    return monotonic() + seconds * max(mentees / LARGE_EVENT, 1)


def _flags(problem: TimetableProblem, wanted: Flags | None) -> Flags:
    return np.zeros(len(problem.score), bool) if wanted is None else wanted


@dataclass(frozen=True)
class _Step:
    heat: float
    price: float | None = None  # what an exchange may cost a repeat, or None for rotations


class _Search:
    def __init__(
        self,
        problem: TimetableProblem,
        seat: Ints,
        wanted: Flags,
        budget: float,
        seed: int,
        deadline: float,
    ) -> None:
        copies = max(TOGETHER // max(len(seat), 1), 1)
        self._seating = Seating.of(problem, seat, copies)
        self._purse = Purse(problem, seat, wanted, budget, copies)
        self._rng = np.random.default_rng(seed)
        self._deadline = deadline
        self._turns = range(problem.done, problem.turns)
        self.best = seat.astype(np.int32)
        self._rank = (np.iinfo(np.int64).max, 0)
        self._floor = unavoidable(problem, seat)  # no rotation gets below it
        self._look()

    def hold(self, cells: Flags) -> None:
        """Leave these cells (N, R) where they are."""
        self._seating.movable &= ~np.tile(cells, (self._seating.copies, 1))

    def run(self, progress: Progress) -> None:
        """Take all steps; pass over rotations that have come to rest, or where no rotation can help more."""
        free, spending = self._free_steps(), self._spending_steps()
        started, steps = monotonic(), free + spending
        free_until = started + (self._deadline - started) * (FREE_SHARE if spending else 1.0)
        idle = taken = 0  # sweeps of rotations without a move since the last exchange, and all sweeps
        gifts = True  # whether there are exchanges that cost nothing
        for done, step in enumerate(steps):
            if not self._movable_crowd() or monotonic() > self._deadline:
                return
            enough = done < len(free) and (self._rank[0] <= self._floor or monotonic() > free_until)
            rests = idle == AT_REST if step.price is None else step.price == GIFT and not gifts
            if enough or rests:
                continue
            progress("mixing", done / len(steps))
            moves, taken = self._sweep(step), taken + 1
            if moves:
                self._look()
            gifts = moves > 0 if step.price == GIFT else gifts
            idle = 0 if moves else idle + (step.price is None)
            if taken % FOLLOW == 0:
                self._follow_the_best()

    def _movable_crowd(self) -> bool:
        """Whether anything is left to be mixed."""
        return self._rank[0] > 0 and bool((self._crowding[self._seating.movable] > 0).any())

    def _free_steps(self) -> list[_Step]:
        sweeps, heat = SMALL if self._seating.copies > 1 else LARGE
        steps = []
        for at in range(sweeps):
            cooled = heat * (1 - at / sweeps)
            steps += [_Step(cooled)] + [_Step(cooled, GIFT)] * bool(self._purse.left[0] > 0)
        return steps

    def _spending_steps(self) -> list[_Step]:
        if self._purse.left[0] <= 0:
            return []
        steps = []
        for at in range(PRICES):
            cooled = WARM * (1 - at / PRICES)
            steps += [_Step(0.0, CHEAPEST * DEARER**at)] + [_Step(cooled)] * CALM
        return steps

    def _sweep(self, step: _Step) -> int:
        """Everything once at this heat or price, in random order; how many moves were made."""
        moves = 0
        tasks = list(combinations(self._turns, 2 if step.price is None else 1))
        for at in self._rng.permutation(len(tasks)):
            if monotonic() > self._deadline:
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
        """Count again, and remember the best copy if it is the best so far."""
        self._costs, self._crowding = self._seating.crowding()
        at = int(np.lexsort((-self._purse.left, self._costs))[0])
        rank = (int(self._costs[at]), -int(self._purse.left[at]))
        if rank < self._rank:
            self._rank, self.best = rank, self._seating.copy(at)

    def _follow_the_best(self) -> None:
        """The worse half of the copies go on from where the better half is."""
        order = np.lexsort((-self._purse.left, self._costs))
        half = len(order) // 2
        for better, worse in zip(order[:half], order[::-1][:half], strict=True):
            self._seating.replace(int(worse), int(better))
            self._purse.replace(int(worse), int(better))
        if half:
            self._costs, self._crowding = self._seating.crowding()
