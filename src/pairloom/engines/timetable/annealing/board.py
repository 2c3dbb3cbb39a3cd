"""A small seating as sets of bits, in which one move is judged in a microsecond or two.

Mentee i is the bit 1 << i. Every set stands twice in one number, once for each of two turns: the second time
shifted by N bits. So a single *and* and a count tell how often a mentee has met all the people of two tables.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pairloom.engines.timetable.coincidences import Apart, encounters
from pairloom.engines.timetable.mixing_task import APART, MixingTask
from pairloom.engines.timetable.problem import NOBODY, Flags, Ints

Bits = int


@dataclass(eq=False)
class Board:
    """Who sits where in each turn, and who has met whom how often. Who sits out is `nowhere`, node M."""

    mentees: int
    nowhere: int
    seat: list[list[int]]  # [turn][mentee] the mentor, or `nowhere`
    people: list[list[list[int]]]  # [turn][mentor or nowhere] who is there
    node: list[list[Bits]]  # the same as sets
    here: list[list[Bits]]  # the same, but nobody nowhere: there nobody is met
    there: list[list[Bits]]  # `here`, shifted by N bits
    movable: list[Bits]  # [turn] whose seat may change
    staffed: list[Bits]  # [turn] the mentors who are there
    both: list[Bits]  # [mentee] its bit, and its bit shifted
    met: list[list[Bits]]  # [k][mentee] whom it shares k + 1 tables with at least, twice over
    apart: list[Bits]  # [mentee] with whom it should share none, twice over
    again: list[tuple[int, int]]  # those who share more tables than they should, smaller first
    place: dict[tuple[int, int], int]  # where in `again`
    cost: int  # repeats, and APART for every two who should not share a table and do

    @staticmethod
    def of(task: MixingTask) -> Board:
        """The board as the task begins."""
        problem = task.problem
        n, nowhere = len(problem.mentees), len(problem.mentors)
        rows = np.where(task.seat == NOBODY, nowhere, task.seat).T.tolist()
        board = Board(
            mentees=n,
            nowhere=nowhere,
            seat=[[nowhere] * n for _ in rows],
            people=[[*([] for _ in range(nowhere)), list(range(n))] for _ in rows],
            node=[[*[0] * nowhere, (1 << n) - 1] for _ in rows],
            here=[[0] * (nowhere + 1) for _ in rows],
            there=[[0] * (nowhere + 1) for _ in rows],
            movable=[bits_of(column) for column in task.movable.T],
            staffed=[bits_of(column) for column in problem.staffed.T],
            both=[1 << at | 1 << at + n for at in range(n)],
            met=[[0] * n for _ in range(max(len(rows), 2))],
            apart=[0] * n,
            again=[],
            place={},
            cost=encounters(task.seat).repeats
            + APART * int(Apart(problem.apart, n).crowding(task.seat).sum()) // 2,
        )
        for one, other in problem.apart.tolist():
            board.apart[one] |= board.both[other]
            board.apart[other] |= board.both[one]
        for turn, row in enumerate(rows):
            for mentee, mentor in enumerate(row):
                if mentor != nowhere:
                    board.move(mentee, turn, mentor)
        return board

    def seats(self) -> Ints:
        """(N, R) the seat array."""
        seat = np.array(self.seat, np.int32).T
        return np.where(seat == self.nowhere, NOBODY, seat).astype(np.int32)

    def times(self, one: int, other: int) -> int:
        """How many tables the two share in all turns, and APART more if they should be kept apart."""
        bit, times = self.both[other], 0
        for met in self.met:
            if not met[one] & bit:
                break
            times += 1
        return times + APART if self.apart[one] & bit else times

    def move(self, who: int, turn: int, to: int) -> None:
        """Seat a mentee with another mentor in a turn. The cost is not touched."""
        bit, old = 1 << who, self.seat[turn][who]
        people, node = self.people[turn], self.node[turn]
        people[old].remove(who)
        node[old] ^= bit
        node[to] ^= bit
        if old != self.nowhere:
            self.here[turn][old] = node[old]
            self.there[turn][old] = node[old] << self.mentees
            for mate in people[old]:
                self._part(who, mate)
        if to != self.nowhere:
            self.here[turn][to] = node[to]
            self.there[turn][to] = node[to] << self.mentees
            for mate in people[to]:
                self._join(who, mate)
        people[to].append(who)
        self.seat[turn][who] = to

    def _join(self, one: int, other: int) -> None:
        bit, met = self.both[other], self.met
        level = 0
        while met[level][one] & bit:
            level += 1
        met[level][one] |= bit
        met[level][other] |= self.both[one]
        if level == self._allowed(one, bit):
            pair = (one, other) if one < other else (other, one)
            self.place[pair] = len(self.again)
            self.again.append(pair)

    def _part(self, one: int, other: int) -> None:
        bit, met = self.both[other], self.met
        level = 0
        while level + 1 < len(met) and met[level + 1][one] & bit:
            level += 1
        met[level][one] ^= bit
        met[level][other] ^= self.both[one]
        if level == self._allowed(one, bit):
            at = self.place.pop((one, other) if one < other else (other, one))
            last = self.again.pop()
            if at < len(self.again):
                self.again[at], self.place[last] = last, at

    def _allowed(self, one: int, bit: Bits) -> int:
        """How many tables a mentee may share with that other one."""
        return 0 if self.apart[one] & bit else 1


def bits_of(flags: Flags) -> Bits:
    """The places of those that are true."""
    return sum(1 << int(at) for at in np.flatnonzero(flags))
