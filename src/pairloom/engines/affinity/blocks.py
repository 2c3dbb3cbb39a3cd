"""Cuts the matrix of all pairs into blocks that fit in memory; hopeless pairs of a very large one stay out.

Above `Limits.scan_all` pairs a block holds mentees who ask for the same rare thing, and only the mentors who
offer any of what they ask for, or did not say what they offer. For the pairs left out a bound is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pairloom.engines.affinity.problem import Flags, Ints
from pairloom.engines.affinity.score import Scorer
from pairloom.engines.affinity.views import Features


@dataclass(frozen=True, eq=False)
class Block:
    """Some mentees against some mentors; `bound_outside`: no score with another mentor is higher."""

    mentees: Ints  # rising
    mentors: Ints  # rising
    bound_outside: Ints  # one for each of `mentees`


def blocks(scorer: Scorer) -> Iterator[tuple[float, Block]]:
    """Blocks that hold every mentee once, with the share of the mentees that came before."""
    mentees, mentors = len(scorer.problem.mentees), len(scorer.problem.mentors)
    size = max(1, scorer.limits.block // max(1, mentors))
    place = scorer.blocking_criterion()
    if mentees * mentors > scorer.limits.scan_all and place is not None:
        yield from _by_rarest_thing(scorer, place, size)
        return
    for start in range(0, mentees, size):
        yield start / mentees, _whole(np.arange(start, min(mentees, start + size)), mentors)


def _whole(mentees: Ints, mentors: int) -> Block:
    return Block(mentees, np.arange(mentors), np.full(len(mentees), -1, np.int64))


def _by_rarest_thing(scorer: Scorer, place: int, size: int) -> Iterator[tuple[float, Block]]:
    lists = scorer.lists_of(place)
    rarest = _rarest(*lists.features)
    done = 0
    for thing in np.unique(rarest):
        group = np.flatnonzero(rarest == thing)
        for start in range(0, len(group), size):
            some = group[start : start + size]
            yield done / len(rarest), _offering(scorer, some, place, ~lists.known.mentor)
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
