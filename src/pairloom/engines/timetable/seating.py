"""A seating while it is being mixed: what may move, and what a mentee's mates at a table cost.

A small event is searched in several copies at once, as whole arrays take hardly longer for all of them than
for one. Copy k of mentee i is i + k * N and sits with copy k of a mentor, j + k * M; copies never meet.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pairloom.engines.timetable.coincidences import (
    Apart,
    Indices,
    encounters,
    places_in,
    shared_turns,
    tables,
)
from pairloom.engines.timetable.problem import NOBODY, Flags, Ints, Longs, TimetableProblem

APART = 1_000  # how many repeats one broken wish to be kept apart weighs


@dataclass(eq=False)
class Seating:
    """The seat array of all copies, which the moves change in place, and what they must leave alone."""

    copies: int  # K
    seat: Ints  # (K N, R)
    movable: Flags  # (K N, R) neither over nor pinned to that turn, and the mentee is there
    staffed: Flags  # (K M, R)
    apart: Apart
    group: Ints  # (K M + 1,) index of the mentor's group, or NOBODY; the last is that of nobody
    group_most: int | None

    @staticmethod
    def of(problem: TimetableProblem, seat: Ints, copies: int) -> Seating:
        """Copies of the seat array (N, R) to work on."""
        movable = problem.present.copy()
        movable[:, : problem.done] = False
        for pin in problem.pins:
            if pin.turn is not None:
                movable[pin.mentee, pin.turn] = False
        n, m = len(problem.mentees), len(problem.mentors)
        shift = np.arange(copies, dtype=np.int32)[:, None, None]
        apart = (problem.apart + shift * n).reshape(-1, 2)
        return Seating(
            copies=copies,
            seat=np.where(seat == NOBODY, NOBODY, seat + shift * m).reshape(-1, problem.turns),
            movable=np.tile(movable, (copies, 1)),
            staffed=np.tile(problem.staffed, (copies, 1)),
            apart=Apart(apart, n * copies),
            group=np.append(np.tile(problem.group, copies), np.int32(NOBODY)),
            group_most=problem.group_most,
        )

    @property
    def mentors(self) -> int:
        """K M, and the node that stands for meeting nobody."""
        return len(self.staffed)

    def copy(self, at: int) -> Ints:
        """(N, R) the seat array of one copy, with the mentors of the problem."""
        n, m = len(self.seat) // self.copies, self.mentors // self.copies
        seat = self.seat[at * n : (at + 1) * n]
        own: Ints = np.where(seat == NOBODY, NOBODY, seat - at * m)
        return own

    def replace(self, worse: int, better: int) -> None:
        """Let one copy become like another."""
        n, m = len(self.seat) // self.copies, self.mentors // self.copies
        seat = self.copy(better)
        self.seat[worse * n : (worse + 1) * n] = np.where(seat == NOBODY, NOBODY, seat + worse * m)

    def crowding(self) -> tuple[Longs, Longs]:
        """(K,) the cost of each whole copy, and (K N, R) what each cell has to do with it."""
        crowd = encounters(self.seat).crowding(self.seat.shape)
        crowd += APART * 2 * self.apart.crowding(self.seat)
        return crowd.reshape(self.copies, -1).sum(axis=1) // 4, crowd

    def open_in(self, *turns: int) -> Flags:
        """(K M + 1,) whether the mentor is there in all of these turns; the last is False."""
        return np.append(self.staffed[:, turns].all(axis=1), False)

    def within_group(self, mentee: Longs, mentor: Indices, turn: int) -> Flags:
        """(n,) whether each may meet that mentor in this turn as far as mentors of one group are limited."""
        if self.group_most is None:
            return np.ones(len(mentee), bool)
        group = self.group[mentor]
        met = self.group[np.delete(self.seat, turn, axis=1)[mentee]]
        allowed: Flags = (group == NOBODY) | ((met == group[:, None]).sum(axis=1) < self.group_most)
        return allowed

    def tables(self, turn: int) -> Ints:
        """(K M + 1, width) who sits at each table in that turn."""
        return tables(self.seat[:, turn], self.mentors)

    def mates(self, *besides: int) -> Mates:
        """What two mentees cost at one table, by what they share in all turns besides these."""
        return Mates(np.delete(places_in(self.seat), besides, axis=0), self.apart)


@dataclass(frozen=True, eq=False)
class Mates:
    """The cost of sharing one more table: each table shared already, and much more if to be kept apart."""

    places: Ints  # (turns, K N)
    apart: Apart

    def costs(self, who: Indices, mates: Indices) -> Longs:
        """(n, c) what each of `mates` (n, c) costs each of `who` (n,); 0 for NOBODY and oneself."""
        shared = shared_turns(self.places, who, mates).astype(np.int64)
        return shared + APART * self.apart.among(who, mates) if self.apart.any else shared


def sizes_of(members: Ints) -> Longs:
    """(M + 1,) how many sit at each table."""
    sizes: Longs = (members != NOBODY).sum(axis=1)
    return sizes
