"""Moves that may cost affinity: two mentees exchange their tables in one turn, where both may sit there.

An exchange keeps who is there, every table's size, everybody's number of meetings, pins and the past. It is
made where it buys off repeats at less than a given price, never takes a mentee below the floor of its own
sum, nor takes away its only meeting with a mentor wanted most.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pairloom.engines.timetable.coincidences import Indices
from pairloom.engines.timetable.mixing_task import MixingTask
from pairloom.engines.timetable.problem import NOBODY, Flags, Longs
from pairloom.engines.timetable.sweeping.seating import Seating

OFFERS = 12  # how many tables are tried for each crowded mentee


class Purse:
    """What may still be given up: by all mentees together, and by each of them."""

    def __init__(self, task: MixingTask) -> None:
        problem = task.problem
        self._problem, self._key = problem, problem.key
        self._score = np.append(problem.score, 0).astype(np.int64)
        self._wanted = np.append(task.wanted, False)
        self._pinned = np.zeros(len(self._score), bool)
        self._pinned[
            problem.edges_at([pin.mentee for pin in problem.pins], [pin.mentor for pin in problem.pins])
        ] = True
        edge = problem.edges_at(np.arange(len(task.seat))[:, None], task.seat)
        self._dear = self._wanted[edge].sum(axis=1)
        self._sum, self._floor = task.sums(), task.floors()
        self.left = int(self._sum.sum() * task.budget)

    def edges(self, mentee: Indices, mentor: Indices) -> Longs:
        """The edge between each mentee and mentor, or NOBODY where they may not meet."""
        if not len(self._key):
            return np.full(len(mentee), NOBODY, np.int64)
        wanted = mentee.astype(np.int64) * len(self._problem.mentors) + mentor
        at = np.minimum(np.searchsorted(self._key, wanted), len(self._key) - 1)
        return np.where((self._key[at] == wanted) & (mentor != NOBODY), at, NOBODY)

    def choices(self, mentee: Indices) -> tuple[Longs, Longs, Longs]:
        """All edges of these mentees: the row of the mentee, the edge, and its mentor."""
        first = np.searchsorted(self._problem.edge_mentee, mentee)
        count = np.searchsorted(self._problem.edge_mentee, mentee, "right") - first
        row = np.repeat(np.arange(len(mentee)), count)
        edge = np.arange(len(row)) + (first - np.cumsum(count) + count)[row]
        return row, edge, self._problem.edge_mentor[edge].astype(np.int64)

    def loss(self, old: Longs, new: Longs) -> Longs:
        """The affinity given up by having the edge `new` instead of `old`."""
        return self._score[old] - self._score[new]

    def pinned(self, edge: Longs) -> Flags:
        """Whether these edges must stay in the plan."""
        return self._pinned[edge]

    def can_give(self, mentee: Indices, old: Longs, new: Longs) -> Flags:
        """Whether each mentee may have the edge `new` instead of `old`."""
        lost = self.loss(old, new)
        stays_dear = ~self._wanted[old] | self._wanted[new] | (self._dear[mentee] > 1)
        enough = (self._sum[mentee] - lost >= self._floor[mentee]) | (lost <= 0)
        allowed: Flags = enough & stays_dear & (new != NOBODY)
        return allowed

    def give(self, mentee: Longs, old: Longs, new: Longs) -> None:
        """Note that each mentee (named once) has the edge `new` instead of `old`."""
        lost = self.loss(old, new)
        self._sum[mentee] -= lost
        self.left -= int(lost.sum())
        self._dear[mentee] += self._wanted[new].astype(np.int64) - self._wanted[old]


@dataclass(frozen=True, eq=False)
class _Offers:
    """What it brings if a mentee moves to another table, besides what becomes of its seat. n rows."""

    mentee: Longs
    table: Longs
    loss: Longs  # affinity, negative where it gains some
    cost: Longs  # negative where it avoids repeats


class Exchange:
    """All exchanges in one turn of a seating, as they are at this moment."""

    def __init__(self, seating: Seating, purse: Purse, turn: int, rng: np.random.Generator) -> None:
        self._seating, self._purse, self._turn, self._rng = seating, purse, turn, rng
        self._here = seating.tables(turn)
        self._mates = seating.mates(turn)
        self._table = seating.seat[:, turn]
        self._edge = purse.edges(np.arange(len(self._table)), self._table)
        self._may = seating.movable[:, turn] & (self._edge != NOBODY) & ~purse.pinned(self._edge)

    def improve(self, crowded: Flags, price: float, heat: float) -> int:
        """Exchange where it lowers the cost for less than `price` a repeat. Returns how many exchanges.

        `heat` is the mean of how much an exchange may raise the cost, by chance; with 0 each lowers it.
        """
        start = np.flatnonzero(self._may & crowded)
        offers = self._offers(start, price) if start.size else None
        if offers is None or not offers.mentee.size:
            return 0
        one, other, loss, cost = self._trades(offers)
        limit = self._rng.exponential(size=len(cost)) * heat
        worth = loss + price * (cost - limit)
        rows = np.flatnonzero((cost <= limit if heat else cost < 0) & (worth < 0))
        rows = rows[np.argsort(worth[rows], kind="stable")]
        return self._make(one[rows], other[rows], loss[rows])

    def _offers(self, start: Longs, price: float) -> _Offers:
        """For each crowded mentee the tables where it would be better off, the best few."""
        row, edge, table = self._purse.choices(start)
        mentee = start[row]
        old = self._edge[mentee]
        can = self._purse.can_give(mentee, old, edge) & self._seating.open_in(self._turn)[table]
        loss = self._purse.loss(old, edge)
        leaves = self._mates.costs(start, self._here[self._table[start]]).sum(axis=1)
        can &= (loss < price * (leaves[row] + 1)) & self._unmet(mentee, table)
        row, mentee, table, loss = (values[can] for values in (row, mentee, table, loss))
        cost = self._mates.costs(mentee, self._here[table]).sum(axis=1) - leaves[row]
        tied = loss + price * (cost + self._rng.random(len(cost)) * 0.9)
        best = _best_of_each(row, tied, OFFERS)
        return _Offers(mentee[best], table[best], loss[best], cost[best])

    def _trades(self, offers: _Offers) -> tuple[Longs, Longs, Longs, Longs]:
        """Partners at the tables offered who may come in return: both mentees, affinity lost, cost."""
        partner = self._here[offers.table]
        row, seat = np.nonzero(partner != NOBODY)
        one, other = offers.mentee[row], partner[row, seat].astype(np.int64)
        back = self._table[one]
        new = self._purse.edges(other, back)
        can = self._may[other] & self._purse.can_give(other, self._edge[other], new)
        can &= self._unmet(other, back)
        row, one, other, back, new = (values[can] for values in (row, one, other, back, new))
        loss = offers.loss[row] + self._purse.loss(self._edge[other], new)
        cost = offers.cost[row] + self._mates.costs(other, self._here[back]).sum(axis=1)
        cost -= self._mates.costs(other, self._here[offers.table[row]]).sum(axis=1)
        cost -= 2 * self._mates.costs(one, other[:, None])[:, 0]
        return one, other, loss, cost

    def _unmet(self, mentee: Longs, mentor: Indices) -> Flags:
        unmet: Flags = (self._seating.seat[mentee] != mentor[:, None]).all(axis=1)
        return unmet & self._seating.within_group(mentee, mentor, self._turn)

    def _make(self, one: Longs, other: Longs, loss: Longs) -> int:
        """Exchange the first pairs first, as long as no table is touched twice and the purse allows it."""
        used: set[int] = set()
        left, made = self._purse.left, []
        tables = zip(self._table[one].tolist(), self._table[other].tolist(), strict=True)
        for row, (pair, lost) in enumerate(zip(tables, loss.tolist(), strict=True)):
            if used.isdisjoint(pair) and lost <= left:
                used.update(pair)
                left -= lost
                made.append(row)
        one, other = one[made], other[made]
        self._purse.give(one, self._edge[one], self._purse.edges(one, self._table[other]))
        self._purse.give(other, self._edge[other], self._purse.edges(other, self._table[one]))
        column = self._seating.seat[:, self._turn]
        column[one], column[other] = column[other], column[one]
        return len(made)


def _best_of_each(group: Longs, worth: NDArray[np.float64], most: int) -> Longs:
    """The rows with the lowest worth of each group, at most so many; groups rise."""
    order = np.lexsort((worth, group))
    ordered = group[order]
    place = np.arange(len(ordered)) - np.searchsorted(ordered, ordered)
    return order[place < most]
