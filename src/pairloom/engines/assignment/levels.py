"""The objectives, each a line of the same shape, and the strict order in which they count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pairloom.engines.assignment.problem import AssignmentProblem, Ints

NAMES = ("served", "minimum", "mentors", "worst", "total")
DEFAULT_PRIORITY = ("served", "worst", "total")


@dataclass(frozen=True, eq=False)
class Level:
    """A sum to make as large as possible: rewards of the chosen edges + steps filled at either side.

    A person with step s counts min(pairs, s): the first s pairs count one each, further pairs nothing.
    """

    name: str
    reward: Ints  # (e,)
    mentee_step: Ints  # (n,)
    mentor_step: Ints  # (m,)


def full_order(problem: AssignmentProblem, priority: Sequence[str]) -> tuple[str, ...]:
    """The order asked for, completed so that little is left to chance.

    Minimum loads, where there are any, come right after `served` (first without it). What the order leaves
    open is settled by the total, then by the number of pairs. Raises ValueError for unknown or repeated
    names.
    """
    unknown = [name for name in priority if name not in NAMES]
    if unknown or len(set(priority)) != len(priority) or not priority:
        raise ValueError(
            f"the priority must name some of {', '.join(NAMES)}, each once; got {list(priority)}"
        )
    order = list(priority)
    if "minimum" not in order and np.any(problem.minimum > problem.used):
        order.insert(order.index("served") + 1 if "served" in order else 0, "minimum")
    if "total" not in order:
        order.append("total")
    if "served" not in order or np.any(problem.wants > 1):
        order.append("pairs")
    return tuple(order)


def level_of(problem: AssignmentProblem, name: str) -> Level:
    """The objective of that name for this problem. (`worst` is no sum: it has its own search.)"""
    reward = np.zeros(len(problem.score), np.int64)
    mentee_step = np.zeros(len(problem.mentees), np.int64)
    mentor_step = np.zeros(len(problem.mentors), np.int64)
    if name == "served":
        mentee_step += 1
    elif name == "minimum":
        mentor_step = np.maximum(problem.minimum - problem.used, 0)
    elif name == "mentors":
        mentor_step = np.where(problem.used == 0, 1, 0).astype(np.int64)
    elif name == "total":
        reward = problem.score + problem.bonus * problem.kept
    elif name == "pairs":
        reward += 1
    return Level(name, reward, mentee_step, mentor_step)
