"""Lays meetings out over turns when everybody stays to the end: Koenig's theorem, and de Werra's after it.

A mentor with D meetings in R turns becomes ceil(D / R) seats, all but the last with R of the meetings. No
mentee and no seat has more than R then, so the meetings can be coloured with R colours such that no two of
one mentee or one seat are alike: colour = turn. Every full seat is taken in each turn, so a table holds
floor(D / R) or ceil(D / R) mentees. Swapping two colours along a chain keeps all that.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pairloom.engines.timetable.problem import NOBODY, Flags, Longs


def turns_of_meetings(mentee: Longs, mentor: Longs, turns: int, pinned: Longs | None = None) -> Longs | None:
    """(k,) the turn of each meeting, 0 to turns - 1, or None where no way was found to hold `pinned`.

    `mentee` and `mentor` name the two who meet, each pair once, no mentee more than `turns` times. `pinned`
    is the turn that a meeting must have, or NOBODY. Without pins there is always an answer, and the turns are
    equally large to within one. O(k * R) on average.
    """
    pinned = np.full(len(mentee), NOBODY) if pinned is None else pinned
    seat = split_into_seats(mentor, turns, pinned)
    colour = edge_colouring(mentee, seat, turns)
    chains = Chains(mentee, seat, colour, turns)
    if not _hold_pins(chains, pinned):
        return None
    _even_out(chains, pinned)
    return chains.colour


def split_into_seats(mentor: Longs, turns: int, pinned: Longs) -> Longs:
    """(k,) the seat of each meeting: full seats first; meetings pinned to one turn never share a seat."""
    order = np.lexsort((pinned, mentor))
    counts = np.bincount(mentor)
    first = np.cumsum(counts) - counts
    rank = np.arange(len(mentor)) - first[mentor[order]]
    seats = -(-counts // turns)
    crowd = _largest_pinned_crowd(mentor, pinned, len(counts))
    dealt = (crowd > 1)[mentor[order]]
    seats = np.maximum(seats, crowd)
    number = np.where(dealt, rank % np.maximum(seats, 1)[mentor[order]], rank // turns)
    start = np.cumsum(seats) - seats
    seat = np.empty(len(mentor), np.int64)
    seat[order] = start[mentor[order]] + number
    return seat


def _largest_pinned_crowd(mentor: Longs, pinned: Longs, mentors: int) -> Longs:
    crowd = np.zeros(mentors, np.int64)
    held = pinned != NOBODY
    if held.any():
        cells, sizes = np.unique(np.stack([mentor[held], pinned[held]]), axis=1, return_counts=True)
        np.maximum.at(crowd, cells[0], sizes)
    return crowd


def edge_colouring(left: Longs, right: Longs, colours: int) -> Longs:
    """(k,) a colour of each edge of a bipartite graph such that edges at one node differ (Koenig 1916).

    No node may have more than `colours` edges. An edge whose ends lack a common free colour gets one after
    the chain of two colours from its right end is swapped, which never reaches the left end.
    """
    palette = (1 << colours) - 1
    free_left = [palette] * (int(left.max(initial=-1)) + 1)
    free_right = [palette] * (int(right.max(initial=-1)) + 1)
    at_left = [[NOBODY] * colours for _ in free_left]  # the other end of the edge of that colour
    at_right = [[NOBODY] * colours for _ in free_right]
    for one, other in zip(left.tolist(), right.tolist(), strict=True):
        common = free_left[one] & free_right[other]
        if common:
            bit = common & -common
        else:
            bit = free_left[one] & -free_left[one]
            theirs = free_right[other] & -free_right[other]
            end, on_left = _swap(at_left, at_right, other, bit.bit_length() - 1, theirs.bit_length() - 1)
            free_right[other] ^= bit | theirs
            (free_left if on_left else free_right)[end] ^= bit | theirs
        colour = bit.bit_length() - 1
        at_left[one][colour], at_right[other][colour] = other, one
        free_left[one] ^= bit
        free_right[other] ^= bit
    table = np.array(at_left, np.int64).reshape(len(free_left), colours)
    found_left, colour_of = np.nonzero(table != NOBODY)
    found = np.lexsort((table[found_left, colour_of], found_left))
    asked = np.lexsort((right, left))
    answer = np.empty(len(left), np.int64)
    answer[asked] = colour_of[found]
    return answer


def _swap(
    at_left: list[list[int]], at_right: list[list[int]], start: int, ours: int, theirs: int
) -> tuple[int, bool]:
    """Swap the two colours along the chain that leaves the right node `start` by colour `ours`; its end."""
    chain, on_left, node, wanted = [start], False, start, ours
    while True:
        following = (at_left if on_left else at_right)[node][wanted]
        if following == NOBODY:
            break
        chain.append(following)
        node, on_left = following, not on_left
        wanted = theirs if wanted == ours else ours
    for place, node in enumerate(chain):
        row = (at_right if place % 2 == 0 else at_left)[node]
        row[ours], row[theirs] = row[theirs], row[ours]
    return node, on_left


@dataclass(eq=False)
class Chains:
    """A colouring and the chains of two colours in it, along which the two can be swapped."""

    left: Longs
    right: Longs
    colour: Longs
    colours: int

    def between(self, one: int, other: int) -> tuple[Longs, Longs]:
        """The edges of these two colours, and for each the number of its chain."""
        edges = np.flatnonzero((self.colour == one) | (self.colour == other))
        lefts = int(self.left.max(initial=-1)) + 1
        chain = list(range(lefts + int(self.right.max(initial=-1)) + 1))

        def root(node: int) -> int:
            while chain[node] != node:
                chain[node] = node = chain[chain[node]]
            return node

        for left, right in zip(self.left[edges].tolist(), self.right[edges].tolist(), strict=True):
            chain[root(left)] = root(lefts + right)
        return edges, np.array([root(left) for left in self.left[edges].tolist()], np.int64)

    def swap(self, edges: Longs, one: int, other: int) -> None:
        """Swap the two colours on whole chains."""
        self.colour[edges] = one + other - self.colour[edges]


def _even_out(chains: Chains, pinned: Longs) -> None:
    """Swap chains from the largest turn to the smallest until all are equal to within one (de Werra 1971).

    Chains that hold a pinned meeting stay, and so may leave turns that differ by more.
    """
    for _ in range(chains.colours**2):
        sizes = np.bincount(chains.colour, minlength=chains.colours)
        most, fewest = int(sizes.argmax()), int(sizes.argmin())
        surplus = int(sizes[most] - sizes[fewest]) // 2
        if surplus < 1:
            return
        edges, chain = chains.between(most, fewest)
        tilt = np.bincount(chain, weights=np.where(chains.colour[edges] == most, 1, -1))
        tilt[chain[pinned[edges] != NOBODY]] = 0
        moved = np.flatnonzero(tilt > 0)[:surplus]
        if not moved.size:
            return
        chains.swap(edges[np.isin(chain, moved)], most, fewest)


def _hold_pins(chains: Chains, pinned: Longs) -> bool:
    """Swap chains until every pinned meeting has its turn; False where this does not succeed."""
    held: Flags = np.zeros(len(pinned), bool)
    for edge in np.flatnonzero(pinned != NOBODY):
        if not _move(chains, int(edge), int(pinned[edge]), held):
            return False
        held[edge] = True
    return True


def _move(chains: Chains, edge: int, wanted: int, held: Flags) -> bool:
    """Give one edge the colour `wanted` without touching held edges: directly, or by way of a third."""
    for by_way in (wanted, *range(chains.colours)):
        before = chains.colour.copy()
        if _swapped(chains, edge, by_way, held) and _swapped(chains, edge, wanted, held):
            return True
        chains.colour[:] = before
    return False


def _swapped(chains: Chains, edge: int, wanted: int, held: Flags) -> bool:
    now = int(chains.colour[edge])
    if now == wanted:
        return True
    edges, chain = chains.between(now, wanted)
    mine = edges[chain == chain[np.searchsorted(edges, edge)]]
    if held[mine].any():
        return False
    chains.swap(mine, now, wanted)
    return True
