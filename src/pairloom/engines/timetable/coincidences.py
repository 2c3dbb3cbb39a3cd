"""Who shares a table with whom, and how often: counted on whole arrays, without a mentee by mentee matrix."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pairloom.engines.timetable.problem import NOBODY, Flags, Ints, Longs

Indices = NDArray[np.integer]
Shares = NDArray[np.int16]


@dataclass(frozen=True, eq=False)
class Encounters:
    """Every time that two mentees share a table, a row each. P rows."""

    one: Longs  # (P,) the smaller mentee index
    other: Longs  # (P,)
    turn: Longs  # (P,)
    times: Longs  # (P,) how often this pair shares a table in all turns together

    @property
    def repeats(self) -> int:
        """The sum over pairs of C(times, 2)."""
        return int((self.times - 1).sum()) // 2

    def crowding(self, shape: tuple[int, ...]) -> Longs:
        """(N, R) for each cell: how many further times its mentee meets those who sit there."""
        again = self.times > 1
        crowd = np.zeros(shape, np.int64)
        for side in (self.one, self.other):
            np.add.at(crowd, (side[again], self.turn[again]), self.times[again] - 1)
        return crowd


def encounters(seat: Ints) -> Encounters:
    """All encounters of a seat array (N, R). O(P log P), with P the sum of squares of the table sizes."""
    mentees = len(seat)
    mentee, turn = np.nonzero(seat != NOBODY)
    table = turn * (int(seat.max(initial=0)) + 1) + seat[mentee, turn]
    order = np.lexsort((mentee, table))
    mentee, turn, table = mentee[order], turn[order], table[order]
    keys, when = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for distance in range(1, len(table)):
        same = np.flatnonzero(table[distance:] == table[:-distance])
        if not same.size:
            break
        keys.append(mentee[same] * mentees + mentee[same + distance])
        when.append(turn[same])
    pairs, inverse, counts = np.unique(np.concatenate(keys), return_inverse=True, return_counts=True)
    one, other = np.divmod(pairs, max(mentees, 1))
    return Encounters(one[inverse], other[inverse], np.concatenate(when), counts[inverse])


def grouped(node: Indices, who: Indices, nodes: int, most: int | None = None) -> Ints:
    """(nodes, width) the members of `who` at each node, in their order, padded with NOBODY.

    Of a node with more than `most` members the first `most` are named.
    """
    order = np.argsort(node.astype(np.int16) if nodes < 2**15 else node, kind="stable")  # 16 bits: radix sort
    node, who = node[order], who[order]
    sizes = np.bincount(node, minlength=nodes)
    place = np.arange(len(node)) - (np.cumsum(sizes) - sizes)[node]
    width = max(int(sizes.max(initial=0)), 1)
    if most is not None and width > most:
        width = most
        node, who, place = (values[place < most] for values in (node, who, place))
    members = np.full((nodes, width), NOBODY, np.int32)
    members[node, place] = who
    return members


def tables(column: Ints, mentors: int) -> Ints:
    """(M + 1, width) the mentees at each table in one turn, padded with NOBODY; the last row stays empty."""
    seated = np.flatnonzero(column != NOBODY)
    return grouped(column[seated], seated, mentors + 1)


def places_in(seat: Ints) -> Ints:
    """(R, N) where each mentee is in each turn, with a place of its own where it meets nobody."""
    own = np.where(seat == NOBODY, -1 - np.arange(len(seat), dtype=np.int32)[:, None], seat)
    return np.ascontiguousarray(own.T)


def shared_turns(places: Ints, who: Indices, mates: Indices) -> Shares:
    """(n, c) in how many turns of `places` each of `who` (n,) sits with each of `mates` (n, c).

    0 for the mentee itself and for NOBODY.
    """
    times = np.zeros(mates.shape, np.int16)
    for place in places:
        times += place.take(mates, mode="wrap") == place[who][:, None]
    times[(mates == NOBODY) | (mates == who[:, None])] = 0
    return times


class Apart:
    """Which mentees should never share a table. Answers in bulk, and at no cost where there are none."""

    def __init__(self, pairs: Ints, mentees: int) -> None:
        self._mentees = max(mentees, 1)
        both = np.concatenate([pairs, pairs[:, ::-1]]).astype(np.int64)
        self._keys = np.unique(both[:, 0] * self._mentees + both[:, 1])
        self._named = np.zeros(mentees, bool)
        self._named[pairs.ravel()] = True

    @property
    def any(self) -> bool:
        """Whether there are any."""
        return bool(len(self._keys))

    def among(self, who: Indices, mates: Indices) -> Flags:
        """(n, c) whether each of `who` (n,) should be kept apart from each of `mates` (n, c)."""
        found = np.zeros(mates.shape, bool)
        rows = np.flatnonzero(self._named[who])
        if rows.size:
            key = who[rows][:, None].astype(np.int64) * self._mentees + mates[rows]
            at = np.minimum(np.searchsorted(self._keys, key), len(self._keys) - 1)
            found[rows] = (self._keys[at] == key) & (mates[rows] != NOBODY)
        return found

    def crowding(self, seat: Ints) -> Longs:
        """(N, R) how many of those at the same table should not be there."""
        crowd = np.zeros(seat.shape, np.int64)
        one, other = np.divmod(self._keys, self._mentees)
        row, turn = np.nonzero((seat[one] == seat[other]) & (seat[one] != NOBODY))
        np.add.at(crowd, (one[row], turn), 1)
        return crowd
