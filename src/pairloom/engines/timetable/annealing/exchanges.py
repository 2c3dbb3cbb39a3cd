"""Exchanges of two mentees in one turn, which may cost affinity, and what there is left to pay with."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pairloom.engines.timetable.annealing.board import Bits, Board, bits_of
from pairloom.engines.timetable.mixing_task import APART, MixingTask
from pairloom.engines.timetable.problem import NOBODY

PRICE = 200_000  # score units that a repeat is worth
FAR = 2  # how much more than allowed one half of an exchange may cost


class Exchange(NamedTuple):
    """One mentee goes to another's table, and the other way round."""

    turn: int
    one: int
    other: int
    cost: int  # in repeats
    losses: tuple[int, int]  # affinity that each of them gives up


class Exchanges:
    """All exchanges of a board."""

    def __init__(self, task: MixingTask, board: Board) -> None:
        problem = task.problem
        people = range(len(problem.mentees))
        self._board = board
        self._score: list[dict[int, int]] = [{} for _ in people]
        self._wanted: list[Bits] = [0 for _ in people]  # mentors, as in all sets here
        self._pinned: list[Bits] = [0 for _ in people]
        self._met: list[Bits] = [0 for _ in people]
        edges = zip(problem.edge_mentee.tolist(), problem.edge_mentor.tolist(), strict=True)
        scores, dear = problem.score.tolist(), task.wanted.tolist()
        for (mentee, mentor), score, wanted in zip(edges, scores, dear, strict=True):
            self._score[mentee][mentor] = score
            self._wanted[mentee] |= wanted << mentor
        for pin in problem.pins:
            self._pinned[pin.mentee] |= 1 << pin.mentor
        for mentee, turn in np.argwhere(task.seat != NOBODY).tolist():
            mentor = int(task.seat[mentee, turn])
            self._met[mentee] |= 1 << mentor
            if mentor not in self._score[mentee]:  # no edge, so nothing is known of what giving it up costs
                self._pinned[mentee] |= 1 << mentor
        self._mentors = [list(own) for own in self._score]
        self._sum, self._floor = task.sums().tolist(), task.floors().tolist()
        self.left = int(sum(self._sum) * task.budget)
        self._group_most = problem.group_most
        self._group = [
            bits_of(problem.group == group) if group != NOBODY else 0 for group in problem.group.tolist()
        ]  # of each mentor, the mentors of its group

    def cheapest(self, one: int, turn: int, limit: float, *, lot: float) -> Exchange | None:
        """The cheapest exchange of `one`, who sits at a table, with anybody at the table of a mentor drawn by
        `lot`, from 0 to below 1; or None where it costs more than the limit."""
        board, mentors = self._board, self._mentors[one]
        first = board.seat[turn][one]
        if self._pinned[one] >> first & 1:
            return None
        second = mentors[int(lot * len(mentors))]
        if not self._may_give(one, first, second):
            return None
        here = board.here[turn]
        loss = self._loss(one, first, second)
        cost = self._joining(one, here[second]) - self._leaving(one, here[first])
        if cost + loss / PRICE > limit + FAR:
            return None
        best = None
        for other in board.people[turn][second]:
            if not (board.movable[turn] >> other & 1 and self._may_give(other, second, first)):
                continue
            back = self._loss(other, second, first)
            if loss + back > max(self.left, 0):
                continue
            total = cost + self._joining(other, here[first]) - self._leaving(other, here[second])
            total -= 2 * board.times(one, other)
            worth = total + (loss + back) / PRICE
            if worth <= limit:
                best, limit = Exchange(turn, one, other, total, (loss, back)), worth
        return best

    def make(self, exchange: Exchange) -> None:
        """Let it happen."""
        turn, one, other, cost, losses = exchange
        tables = self._board.seat[turn][one], self._board.seat[turn][other]
        for mentee, to, loss in ((one, tables[1], losses[0]), (other, tables[0], losses[1])):
            self._board.move(mentee, turn, to)
            self._met[mentee] ^= 1 << tables[0] | 1 << tables[1]
            self._sum[mentee] -= loss
            self.left -= loss
        self._board.cost += cost

    def _loss(self, mentee: int, old: int, new: int) -> int:
        return self._score[mentee][old] - self._score[mentee][new]

    def _may_give(self, mentee: int, old: int, new: int) -> bool:
        """Whether a mentee may meet another mentor instead of the one it has."""
        met, wanted = self._met[mentee], self._wanted[mentee]
        if met >> new & 1 or new not in self._score[mentee] or self._pinned[mentee] >> old & 1:
            return False
        loss = self._loss(mentee, old, new)
        if loss > 0 and self._sum[mentee] - loss < self._floor[mentee]:
            return False
        if wanted >> old & 1 and not wanted >> new & 1 and (met & wanted).bit_count() < 2:
            return False
        most = self._group_most
        return most is None or (met & ~(1 << old) & self._group[new]).bit_count() < most

    def _joining(self, who: int, people: Bits) -> int:
        """What it costs if a mentee sits with these people in one more turn."""
        cost = 0
        for met in self._board.met:
            if not met[who]:
                break
            cost += (met[who] & people).bit_count()
        return cost + APART * (self._board.apart[who] & people).bit_count()

    def _leaving(self, who: int, people: Bits) -> int:
        """What is saved if a mentee no longer sits with these people in one turn."""
        cost = 0
        for met in self._board.met[1:]:
            if not met[who]:
                break
            cost += (met[who] & people).bit_count()
        return cost + APART * (self._board.apart[who] & people).bit_count()
