"""Rotations of a few mentees: each swaps two of its turns. Nobody meets another mentor than before."""

from __future__ import annotations

from collections.abc import Iterator

from pairloom.engines.timetable.annealing.board import Board
from pairloom.engines.timetable.mixing_task import APART

FAR = 3  # how much more than allowed a part of a cycle may cost, in the hope that the rest makes up for it

Rotation = tuple[int, tuple[int, ...]]  # what it costs, and who swaps


class Rotations:
    """Those between a first turn and a second. Each mentee is an arc from its first mentor to its second."""

    def __init__(self, board: Board, first: int, second: int) -> None:
        self._board, self._nowhere = board, board.nowhere
        self._first, self._second = first, second
        self._from, self._to = board.seat[first], board.seat[second]
        self._leaving = board.people[first]
        self._leave, self._arrive = board.node[first], board.node[second]
        self._here, self._here_high = board.here[first], board.there[first]
        self._there, self._there_high = board.here[second], board.there[second]
        self._once, self._again, self._more = board.met[0], board.met[1], board.met[2:]
        self._both, self._apart = board.both, board.apart
        self._may = board.movable[first] & board.movable[second]
        self._staffed = board.staffed[first], board.staffed[second]

    def cheapest(self, start: int, limit: float) -> Rotation | None:
        """The cheapest rotation of `start` with up to two more that costs `limit` at most, or None.

        A cycle comes back to where `start` comes from; a path makes sizes of tables more even.
        """
        if self._from[start] == self._to[start] or not self._may >> start & 1:
            return None
        return min(self._options(start, limit), default=None)

    def _options(self, start: int, limit: float) -> Iterator[Rotation]:
        """Rotations that cost `limit` at most, and of whose parts none is far above that."""
        first, second = self._from[start], self._to[start]
        far = limit + FAR
        own = self._alone(start, far)
        if own > far:
            return
        opens = self._can_start(first)
        if opens and own <= limit and self._can_end(second):
            yield own, (start,)
        for then in self._leaving[second]:
            third = self._to[then]
            if third == second or not self._may >> then & 1:
                continue
            closing = self._arrive[first] & self._leave[third] & self._may
            closes, ends = third == first, opens and self._can_end(third)
            if not (closes or ends or closing):
                continue
            base = own - self._between(start, then, second)
            if closes:
                base -= self._between(start, then, first) + 2 * (self._nowhere not in (first, second))
            cost = base + self._alone(then, far - base)
            if (closes or ends) and cost <= limit:
                yield cost, (start, then)
            while closing and cost <= far and not closes:
                last = closing.bit_length() - 1
                closing ^= 1 << last
                base = cost - self._between(then, last, third) - self._between(last, start, first)
                total = base + self._alone(last, limit - base)
                if total <= limit:
                    yield total, (start, then, last)

    def turn(self, rotation: Rotation) -> None:
        """Let it happen."""
        cost, who = rotation
        for mentee in who:
            first, second = self._from[mentee], self._to[mentee]
            self._board.move(mentee, self._first, second)
            self._board.move(mentee, self._second, first)
        self._board.cost += cost

    def _alone(self, who: int, most: float) -> int:
        """What it costs if this mentee alone swaps the turns; if that is above `most`, anything above it."""
        first, second = self._from[who], self._to[who]
        joins = self._here[second] | self._there_high[first]
        cost = (self._once[who] & joins).bit_count()
        again, apart = self._again[who], self._apart[who]
        if again or apart:
            leaves = self._here[first] | self._there_high[second]
            cost += (again & joins).bit_count() - (again & leaves).bit_count()
            for more in self._more:
                if not more[who]:
                    break
                cost += (more[who] & joins).bit_count() - (more[who] & leaves).bit_count()
            if apart:
                cost += APART * ((apart & joins).bit_count() - (apart & leaves).bit_count())
        if cost > most:
            return cost
        twice = (self._here[first] | self._here_high[second]) & (
            self._there[second] | self._there_high[first]
        )
        return cost + (twice & ~self._both[who]).bit_count()

    def _between(self, one: int, other: int, table: int) -> int:
        """What was counted for two of whom one arrives at a table, in either turn, as the other leaves."""
        if table == self._nowhere or not (self._once[one] | self._apart[one]) >> other & 1:
            return 0
        return 2 * self._board.times(one, other)

    def _can_start(self, table: int) -> bool:
        """Whether a path may begin here, as the table is smaller in the second turn and may grow."""
        return table == self._nowhere or (
            self._here[table].bit_count() > self._there[table].bit_count()
            and bool(self._staffed[1] >> table & 1)
        )

    def _can_end(self, table: int) -> bool:
        return table == self._nowhere or (
            self._there[table].bit_count() > self._here[table].bit_count()
            and bool(self._staffed[0] >> table & 1)
        )
