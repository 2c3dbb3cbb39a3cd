"""Moves that cost no affinity: mentees swap two of their turns, along a cycle of tables.

For two turns, each mentee is an arc from its mentor in the first to its mentor in the second. Where the arcs
of some mentees form a directed cycle, each of them may swap the two turns: everybody still meets the same
mentors, and every table keeps its size in both turns. A mentee without a mentor in a turn has its arc from
or to an extra node. A path will do as well, where it takes one mentee from the larger size of its first
table to the smaller, and the other way round at its last.

Many cycles are found at once on whole arrays. Cycles without a common table change the cost independently of
each other, so all of them can be turned. The cost of a cycle is the sum over its mentees, minus what was
counted between neighbours who never meet because one arrives as the other leaves.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from pairloom.engines.timetable.coincidences import Indices, grouped
from pairloom.engines.timetable.problem import NOBODY, Flags, Ints, Longs
from pairloom.engines.timetable.sweeping.seating import Seating, sizes_of

WIDTH = 12  # how many arcs of a node are looked at
INNER = 4  # of these, how many are tried as the ends of a cycle of four
SLACK = 3  # a mentee whose own swap costs more than this starts no cycle
NEVER = 10**9

Costs = NDArray[np.float64]
Number = TypeVar("Number", bound=np.number[Any])


@dataclass(frozen=True, eq=False)
class Cycles:
    """Swaps that close: mentees (n, 4) padded with NOBODY, and the most that each can cost."""

    mentees: Longs
    cost: Costs

    @staticmethod
    def best_of(options: list[Cycles]) -> Cycles:
        """Row by row, the cheapest of the options."""
        costs = np.stack([option.cost for option in options])
        best, row = costs.argmin(axis=0), np.arange(costs.shape[1])
        mentees = np.stack([option.mentees for option in options])
        return Cycles(mentees[best, row], costs[best, row])


class Rotation:
    """All swaps between two turns of a seating, as they are at this moment."""

    def __init__(self, seating: Seating, first: int, second: int, rng: np.random.Generator) -> None:
        self._seating, self._turns, self._rng = seating, (first, second), rng
        nowhere = seating.mentors
        self._from, self._to = (
            np.where(seating.seat[:, turn] == NOBODY, nowhere, seating.seat[:, turn])
            for turn in (first, second)
        )
        self._here, self._there = seating.tables(first), seating.tables(second)
        self._mates = seating.mates(first, second)
        may = seating.movable[:, first] & seating.movable[:, second] & (self._from != self._to)
        self._may = may
        growth = (sizes_of(self._there) - sizes_of(self._here)) * seating.open_in(first, second)
        self._can_end, self._can_start = growth > 0, growth < 0
        self._can_end[nowhere] = self._can_start[nowhere] = True
        self._cost = np.full(len(may) + 1, NEVER, np.float64)  # the last is for NOBODY

    def improve(self, crowded: Flags, heat: float) -> int:
        """Turn cycles that start with crowded mentees and lower the cost, or raise it by a little chance.

        `heat` is the mean of how much a cycle may raise it; with 0 each lowers it. Returns how many turned.
        """
        start = np.flatnonzero(self._may & crowded)
        self._know_costs(start)
        start = start[self._cost[start] <= (SLACK if heat else -1)]
        if not start.size:
            return 0
        self._arcs = self._rng.permutation(np.flatnonzero(self._may))
        cycles = self._cycles_from(start)
        limit = self._rng.exponential(size=len(start)) * heat if heat else np.full(len(start), -0.5)
        return self._turn(cycles, np.flatnonzero(cycles.cost <= limit))

    def _know_costs(self, *mentees: Indices) -> None:
        """Find out what it costs if each of these mentees alone swaps the two turns."""
        asked = np.zeros(len(self._cost), bool)
        for some in mentees:
            asked[some] = True
        who = np.flatnonzero(asked[:-1] & (self._cost[:-1] == NEVER))
        if not who.size:
            return
        a, b = self._from[who], self._to[who]
        parts = (self._here[a], self._there[b], self._here[b], self._there[a])
        mates = np.concatenate(parts, axis=1)
        costs = self._mates.costs(who, mates)
        left = parts[0].shape[1] + parts[1].shape[1]
        total = costs[:, left:].sum(axis=1) - costs[:, :left].sum(axis=1)
        total -= ((self._to[parts[0]] == b[:, None]) & _others(parts[0], who)).sum(axis=1)
        with_whom = (self._to[parts[2]] == a[:, None]) & _others(parts[2], who)
        total += np.where(a < self._seating.mentors, with_whom.sum(axis=1), 0)
        self._cost[who] = total

    def _cycles_from(self, start: Longs) -> Cycles:
        nodes = self._seating.mentors + 1
        after = grouped(self._from[self._arcs], self._arcs, nodes, WIDTH)[self._to[start]]
        before = grouped(self._to[self._arcs], self._arcs, nodes, WIDTH)[self._from[start]]
        self._know_costs(after, before)
        ends = _Ends(
            start=start,
            after=after,
            before=before,
            after_cost=self._cost[after],
            before_cost=self._cost[before],
            after_shared=self._mates.costs(start, after),
            before_shared=self._mates.costs(start, before),
            after_table=(self._to[start] != nodes - 1)[:, None],
            before_table=(self._from[start] != nodes - 1)[:, None],
            after_node=np.where(after == NOBODY, -1, self._to[after]),
            before_node=np.where(before == NOBODY, -2, self._from[before]),
        )
        best = Cycles.best_of([self._of_two(ends), self._of_three(ends), *self._open(ends)])
        dear = np.flatnonzero(best.cost + self._cost[start] >= 0)
        if dear.size:
            longer = self._of_four(ends.only(dear))
            better = longer.cost < best.cost[dear]
            best.cost[dear[better]] = longer.cost[better]
            best.mentees[dear[better]] = longer.mentees[better]
        return Cycles(best.mentees, best.cost + self._cost[start])

    def _of_two(self, ends: _Ends) -> Cycles:
        closes = ends.after_node == self._from[ends.start][:, None]
        both = ends.after_table.astype(np.int64) + ends.before_table
        twice = 2 * both * ends.after_shared + 2 * (both == 2)
        cost = np.where(closes, ends.after_cost - twice, NEVER)
        pick, cost = self._cheapest(cost)
        return _cycles(cost, ends.start, _at(ends.after, pick))

    def _of_three(self, ends: _Ends) -> Cycles:
        after_cost, before_cost = ends.corrected()
        meets = ends.after_node[:, :, None] == ends.before_node[:, None, :]
        cost = np.where(meets, after_cost[:, :, None] + before_cost[:, None, :], NEVER)
        pick, cost = self._cheapest(cost.reshape(len(cost), -1))
        then, last = np.divmod(pick, ends.before.shape[1])
        return _cycles(cost, ends.start, _at(ends.after, then), _at(ends.before, last))

    def _of_four(self, ends: _Ends) -> Cycles:
        """Only between the cheapest neighbours: a third arc that leads from one's table to the other's."""
        after_cost, before_cost = ends.corrected()
        then, last = (self._few_cheapest(cost) for cost in (after_cost, before_cost))
        after_node = np.take_along_axis(ends.after_node, then, 1)[:, :, None]
        before_node = np.take_along_axis(ends.before_node, last, 1)[:, None, :]
        middle = self._arcs_between(after_node, before_node)
        own = self._from[ends.start][:, None, None], self._to[ends.start][:, None, None]
        simple = (after_node != own[0]) & (after_node != own[1]) & (before_node != own[0])
        middle = np.where(simple & (before_node != own[1]), middle, NOBODY)
        self._know_costs(middle)
        outer = np.take_along_axis(after_cost, then, 1)[:, :, None]
        outer = outer + np.take_along_axis(before_cost, last, 1)[:, None, :]
        pick, cost = self._cheapest((outer + self._cost[middle]).reshape(len(then), -1))
        one, two = np.divmod(pick, last.shape[1])
        inner = _at(middle.reshape(len(then), -1), pick)
        after, before = _at(ends.after, _at(then, one)), _at(ends.before, _at(last, two))
        return _cycles(cost, ends.start, after, inner, before)

    def _open(self, ends: _Ends) -> list[Cycles]:
        """Paths of up to three whose first table is larger in the first turn, and the last in the second."""
        if not (self._can_end[self._to].any() and self._can_start[self._from].any()):
            return []
        after_cost, before_cost = ends.corrected()
        first, last = self._from[ends.start], self._to[ends.start]
        goes = (ends.after != NOBODY) & self._can_end[ends.after_node] & (ends.after_node != first[:, None])
        comes = (ends.before != NOBODY) & self._can_start[ends.before_node]
        comes &= ends.before_node != last[:, None]
        then, then_cost = self._cheapest(np.where(goes, after_cost, NEVER))
        from_, from_cost = self._cheapest(np.where(comes, before_cost, NEVER))
        stay = np.where(self._can_end[last], 0, NEVER), np.where(self._can_start[first], 0, NEVER)
        after = np.where(then_cost < stay[0], _at(ends.after, then), NOBODY)
        before = np.where(from_cost < stay[1], _at(ends.before, from_), NOBODY)
        cost = np.minimum(then_cost, stay[0]) + np.minimum(from_cost, stay[1])
        same = (after != NOBODY) & (before != NOBODY) & (self._to[after] == self._from[before])
        return [_cycles(np.where(same, NEVER, cost), ends.start, after, before)]

    def _arcs_between(self, tail: Longs, head: Longs) -> Longs:
        """A mentee whose arc leads from tail to head, or NOBODY. Broadcasts."""
        nodes = self._seating.mentors + 1
        key = self._from[self._arcs].astype(np.int64) * nodes + self._to[self._arcs]
        order = np.argsort(key, kind="stable")
        wanted = tail.astype(np.int64) * nodes + head
        at = np.minimum(np.searchsorted(key[order], wanted), len(order) - 1)
        found = (key[order][at] == wanted) & (tail >= 0) & (head >= 0) & (tail != head)
        return np.where(found, self._arcs[order][at], NOBODY)

    def _cheapest(self, cost: Costs | Longs) -> tuple[Longs, Costs]:
        """In each row the place of the lowest cost, ties by lot, and the cost."""
        tied = cost + self._rng.random(cost.shape, np.float32) * 0.9
        pick: Longs = tied.argmin(axis=1)
        return pick, _at(cost, pick).astype(np.float64)

    def _few_cheapest(self, cost: Costs) -> Longs:
        tied = cost + self._rng.random(cost.shape, np.float32) * 0.9
        few: Longs = np.argsort(tied, axis=1)[:, :INNER]
        return few

    def _turn(self, cycles: Cycles, rows: Longs) -> int:
        """Turn the cheapest first, as long as no table is touched twice."""
        seat, (first, second) = self._seating.seat, self._turns
        nowhere = self._seating.mentors
        used: set[int] = set()
        turned = []
        rows = rows[np.argsort(cycles.cost[rows] + self._rng.random(len(rows)) * 0.9, kind="stable")]
        for cycle in cycles.mentees[rows].tolist():
            who = [mentee for mentee in cycle if mentee != NOBODY]
            touched = {int(node) for mentee in who for node in (self._from[mentee], self._to[mentee])}
            touched.discard(nowhere)
            if used.isdisjoint(touched):
                used |= touched
                turned.append(who)
        moved = np.array([mentee for who in turned for mentee in who], np.int64)
        seat[moved, first], seat[moved, second] = seat[moved, second], seat[moved, first]
        return len(turned)


@dataclass(frozen=True, eq=False)
class _Ends:
    """For each start, arcs that go on from its second table (after) and lead to its first (before)."""

    start: Longs  # (n,)
    after: Ints  # (n, w) mentees or NOBODY, and so on
    before: Ints
    after_cost: Costs
    before_cost: Costs
    after_shared: Longs
    before_shared: Longs
    after_table: Flags  # (n, 1) whether they meet at a table, and not where nobody is met
    before_table: Flags
    after_node: Longs  # where `after` leads
    before_node: Longs  # whence `before` comes

    def only(self, rows: Longs) -> _Ends:
        """The same for some of the starts."""
        return _Ends(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

    def corrected(self) -> tuple[Costs, Costs]:
        """The costs without what was counted between the start and its neighbour, who do not meet."""
        after = self.after_cost - 2 * self.after_shared * self.after_table
        return after, self.before_cost - 2 * self.before_shared * self.before_table


def _others(members: Indices, who: Indices) -> Flags:
    others: Flags = (members != NOBODY) & (members != who[:, None])
    return others


def _at(rows: NDArray[Number], column: Longs) -> NDArray[Number]:
    picked: NDArray[Number] = rows[np.arange(len(rows)), column]
    return picked


def _cycles(cost: Costs, *mentees: Indices) -> Cycles:
    padded = np.full((len(cost), 4), NOBODY, np.int64)
    for column, members in enumerate(mentees):
        padded[:, column] = members
    return Cycles(padded, cost)
