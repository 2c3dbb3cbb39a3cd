"""Cuts the matrix of all pairs into blocks that fit in memory and, where it is very large, leaves out
hopeless ones.

Above `SCAN_ALL` pairs a block holds mentees who ask for the same rare thing, and only the mentors who offer
any of what they ask for, or did not say what they offer. For the pairs left out a bound on the score is
known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pairloom.engines.affinity.problem import Flags, Ints
from pairloom.engines.affinity.score import Scorer
from pairloom.engines.affinity.views import Features

BLOCK_PAIRS = 1_000_000
SCAN_ALL = 60_000_000


@dataclass(frozen=True, eq=False)
class Block:
    """Some mentees against some mentors; `bound_outside`: no score with another mentor is higher."""

    mentees: Ints  # rising
    mentors: Ints  # rising
    bound_outside: Ints  # one for each of `mentees`


def blocks(scorer: Scorer, mentees: Ints | None = None) -> Iterator[tuple[float, Block]]:
    """Blocks that hold each of the mentees (default: all) once, with the share of them done before."""
    everybody = np.arange(len(scorer.problem.mentees)) if mentees is None else mentees
    mentors = len(scorer.problem.mentors)
    place = scorer.blocking_criterion()
    size = max(1, BLOCK_PAIRS // max(1, mentors))
    if len(scorer.problem.mentees) * mentors <= SCAN_ALL or place is None:
        for start in range(0, len(everybody), size):
            some = everybody[start : start + size]
            yield start / len(everybody), _whole(some, mentors)
    else:
        yield from _by_rarest_thing(scorer, everybody, place, size)


def _whole(mentees: Ints, mentors: int) -> Block:
    return Block(mentees, np.arange(mentors), np.full(len(mentees), -1, np.int64))


def _by_rarest_thing(scorer: Scorer, everybody: Ints, place: int, size: int) -> Iterator[tuple[float, Block]]:
    lists = scorer.lists_of(place)
    asked, offered = lists.features
    rarest = _rarest(asked[everybody], offered)
    done = 0
    for thing in np.unique(rarest):
        group = everybody[rarest == thing]
        for start in range(0, len(group), size):
            some = group[start : start + size]
            yield done / len(everybody), _offering(scorer, some, place, ~lists.known.mentor)
            done += len(some)


def _rarest(asked: Features, offered: Features) -> Ints:
    """For each mentee the thing asked for that fewest mentors offer; -1 for those who ask for nothing on
    offer.
    """
    order = np.argsort(offered.sum(axis=0), kind="stable")
    first: Ints = order[np.argmax(asked[:, order], axis=1)]
    return np.where(asked.any(axis=1), first, -1)


def _offering(scorer: Scorer, mentees: Ints, place: int, silent: Flags) -> Block:
    asked, offered = scorer.lists_of(place).features
    things = asked[mentees].any(axis=0)
    if not asked[mentees].any(axis=1).all():
        return _whole(mentees, len(offered))
    mentors = np.flatnonzero(offered[:, things].any(axis=1) | silent)
    return Block(mentees, mentors, scorer.most_without(place)[mentees])
