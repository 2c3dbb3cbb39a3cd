"""The sheet before an event: what its tables, turns and people can give."""

from __future__ import annotations

from dataclasses import dataclass

from pairloom.engines.timetable.feasibility import Feasibility, feasibility

MENTORS_STAY_AWAY = 0.5  # who promised to help stays away about half as often


@dataclass(frozen=True)
class Numbers:
    """What a host plans with; `mentees` is how many are let in."""

    tables: int
    seats: int
    turns: int
    mentees: int
    no_show_percent: int


@dataclass(frozen=True)
class OtherTables:
    """The same seats at more and smaller tables."""

    tables: int
    seats: int


@dataclass(frozen=True)
class Sheet:
    """What happens if everybody comes, if as many stay away as expected, and which tables would do better."""

    numbers: Numbers
    everybody: Feasibility
    expected: Feasibility
    better: OtherTables | None


def sheet(numbers: Numbers) -> Sheet:
    """Raises ValueError for numbers that make no event."""
    share = numbers.no_show_percent / 100
    everybody = _asked(numbers, numbers.tables, numbers.seats)
    expected = feasibility(
        mentees=numbers.mentees,
        tables=numbers.tables,
        seats=numbers.seats,
        turns=numbers.turns,
        no_show_share=share,
        mentor_no_show_share=share * MENTORS_STAY_AWAY,
    )
    return Sheet(numbers, everybody, expected, _better(numbers) if _forces_repeats(everybody) else None)


def _better(numbers: Numbers) -> OtherTables | None:
    """The fewest tables, at most three times as many, with as many seats, at which nobody need meet twice."""
    room = numbers.tables * numbers.seats
    for tables in range(numbers.tables + 1, 3 * numbers.tables + 1):
        seats = -(-room // tables)
        if tables * seats == room and not _forces_repeats(_asked(numbers, tables, seats)):
            return OtherTables(tables, seats)
    return None


def _asked(numbers: Numbers, tables: int, seats: int) -> Feasibility:
    return feasibility(mentees=numbers.mentees, tables=tables, seats=seats, turns=numbers.turns)


def _forces_repeats(found: Feasibility) -> bool:
    return found.repeats > 0 or found.times_together > 1
