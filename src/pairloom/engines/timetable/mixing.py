"""Mixing: the same two mentees should not sit together again and again.

By moves that keep every meeting, and by exchanges that cost a little affinity. A move may raise the cost by
a little chance, less and less as the search cools down; the best seating seen is the answer. A small event
is annealed, one move after the other; a larger one is swept, with many moves at once on whole arrays.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

import numpy as np

from pairloom.engines.timetable.annealing import annealed
from pairloom.engines.timetable.mixing_task import MixingTask, movable_cells
from pairloom.engines.timetable.problem import Flags, Ints, TimetableProblem
from pairloom.engines.timetable.sweeping import swept

Progress = Callable[[str, float], None]

SMALL_EVENT = 240  # mentees
LARGE_EVENT = 4_000


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

    Keeps every hard rule that `seat` (N, R) keeps, everybody's number of meetings and all mentors' loads; a
    mentor's tables get no less even from turn to turn. With `budget` 0 every pair of mentee and mentor
    stays; otherwise that part of the affinity may be spent, while each mentee keeps 90 % of its own sum and,
    of the edges `wanted` (E,), one if it had one. Only `movable` cells (N, R) move, if given. Never worse
    than `seat`. The same for the same seed, unless `seconds` cut it short, which are for 4,000 mentees or
    fewer, and in proportion for more.
    """
    tell = progress or (lambda stage, share: None)
    task = MixingTask(
        problem=problem,
        seat=seat,
        movable=movable_cells(problem) & (True if movable is None else movable),
        wanted=np.zeros(len(problem.score), bool) if wanted is None else wanted,
        budget=budget,
        seed=seed,
        deadline=monotonic() + seconds * max(len(seat) / LARGE_EVENT, 1),
        progress=lambda share: tell("mixing", share),
    )
    return annealed(task) if len(seat) <= SMALL_EVENT else swept(task)
