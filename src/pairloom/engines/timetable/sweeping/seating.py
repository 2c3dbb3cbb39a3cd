"""A seating while it is being mixed: what may move, and what a mentee's mates at a table cost."""

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
from pairloom.engines.timetable.mixing_task import APART, MixingTask
from pairloom.engines.timetable.problem import NOBODY, Flags, Ints, Longs


@dataclass(eq=False)
class Seating:
    """The seat array, which the moves change in place, and what they must leave alone."""

    seat: Ints  # (N, R)
    movable: Flags  # (N, R)
    staffed: Flags  # (M, R)
    apart: Apart
    group: Ints  # (M + 1,) index of the mentor's group, or NOBODY; the last is that of nobody
    group_most: int | None

    @staticmethod
    def of(task: MixingTask) -> Seating:
        """A copy of the seat array to work on."""
        problem = task.problem
        return Seating(
            seat=task.seat.astype(np.int32),
            movable=task.movable,
            staffed=problem.staffed,
            apart=Apart(problem.apart, len(problem.mentees)),
            group=np.append(problem.group, np.int32(NOBODY)),
            group_most=problem.group_most,
        )

    @property
    def mentors(self) -> int:
        """M, and the node that stands for meeting nobody."""
        return len(self.staffed)

    def crowding(self) -> tuple[int, Longs]:
        """The cost of the whole, and (N, R) what each cell has to do with it."""
        crowd = encounters(self.seat).crowding(self.seat.shape)
        crowd += APART * 2 * self.apart.crowding(self.seat)
        return int(crowd.sum()) // 4, crowd

    def open_in(self, *turns: int) -> Flags:
        """(M + 1,) whether the mentor is there in all of these turns; the last is False."""
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
        """(M + 1, width) who sits at each table in that turn."""
        return tables(self.seat[:, turn], self.mentors)

    def mates(self, *besides: int) -> Mates:
        """What two mentees cost at one table, by what they share in all turns besides these."""
        return Mates(np.delete(places_in(self.seat), besides, axis=0), self.apart)


@dataclass(frozen=True, eq=False)
class Mates:
    """The cost of sharing one more table: each table shared already, and much more if to be kept apart."""

    places: Ints  # (turns, N)
    apart: Apart

    def costs(self, who: Indices, mates: Indices) -> Longs:
        """(n, c) what each of `mates` (n, c) costs each of `who` (n,); 0 for NOBODY and oneself."""
        shared = shared_turns(self.places, who, mates).astype(np.int64)
        return shared + APART * self.apart.among(who, mates) if self.apart.any else shared


def sizes_of(members: Ints) -> Longs:
    """(M + 1,) how many sit at each table."""
    sizes: Longs = (members != NOBODY).sum(axis=1)
    return sizes
