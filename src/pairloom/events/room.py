"""Where mentors move: who has which table when, and what becomes of that when somebody is moved by hand.

People are attendee keys, tables are theirs, turns count from 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from pairloom.events.changes import Cell, Move, Retable


@dataclass(frozen=True)
class Room:
    """The tables of a plan. Mentees stay at theirs, so that a table's mentor is everybody's who is there.

    `seats`: how many mentees each table holds. `table_of`: (mentee, turn) to the table, for everybody who has
    one. `mentor_at`: (table, turn) to the mentor who comes there. `there`: the turns in which a mentee is
    there. `fixed`: who cannot move, and their table.
    """

    turns: int
    seats: Mapping[int, int]
    table_of: Mapping[tuple[int, int], int]
    mentor_at: Mapping[tuple[int, int], int]
    there: Mapping[int, frozenset[int]]
    fixed: Mapping[int, int]

    def table(self, mentee: int) -> int | None:
        """The table that a mentee has in the end."""
        return self.table_of.get((mentee, self.turns))

    def visits(self, mentor: int, turn: int) -> int | None:
        """The table to which a mentor comes in a turn."""
        return self._visited.get((mentor, turn))

    def met(self, mentee: int, turn: int) -> int | None:
        """The mentor whom a mentee meets in a turn."""
        table = self.table_of.get((mentee, turn))
        return self.mentor_at.get((table, turn)) if table and turn in self.there[mentee] else None

    @cached_property
    def crowds(self) -> dict[tuple[int, int], int]:
        """How many mentees are at a (table, turn)."""
        counts: dict[tuple[int, int], int] = {}
        for (mentee, turn), table in self.table_of.items():
            if turn in self.there[mentee]:
                counts[table, turn] = counts.get((table, turn), 0) + 1
        return counts

    def moved(self, moves: Iterable[Move], *, turn: int, lasts: bool) -> Retable:
        """The change that these moves are: mentees from `turn` on where it `lasts`, else mentors in it."""
        after = self._after(moves, turn, lasts)
        cells = (
            Cell(mentee, each, self.met(mentee, each), after.met(mentee, each))
            for mentee in sorted(self.there)
            for each in range(turn, self.turns + 1)
        )
        changed = tuple(cell for cell in cells if cell.before != cell.after)
        return Retable(turn=turn, cells=changed, lasts=lasts, moves=tuple(moves))

    def after(self, change: Retable) -> Room:
        """The same after a change."""
        return self._after(change.moves, change.turn, change.lasts)

    def _after(self, moves: Iterable[Move], turn: int, lasts: bool) -> Room:
        """Everybody leaves before anybody sits down, so that two can swap."""
        moves = tuple(moves)
        if lasts:
            turns = range(turn, self.turns + 1)
            left = {(move.person, each) for move in moves for each in turns}
            new = {(move.person, each): move.after for move in moves for each in turns if move.after}
            return replace(self, table_of=_without(self.table_of, left) | new)
        left = {(move.before, turn) for move in moves if move.before}
        come = {(move.after, turn): move.person for move in moves if move.after}
        return replace(self, mentor_at=_without(self.mentor_at, left) | come)

    @cached_property
    def _visited(self) -> dict[tuple[int, int], int]:
        return {(mentor, turn): table for (table, turn), mentor in self.mentor_at.items()}


def _without(held: Mapping[tuple[int, int], int], left: set[tuple[int, int]]) -> dict[tuple[int, int], int]:
    return {key: value for key, value in held.items() if key not in left}
