"""Mentors move, mentees stay: first whole tables are formed, then the tables are planned like people.

1. Mentees with like wishes form a first table each; seats are dealt evenly.
2. Each table counts as one mentee, whose affinity with a mentor is the mean of those who sit there; each
   mentor has one seat. The engine plans the tables, with its proofs.
3. Every mentee goes to the table whose mentors suit best (an exact assignment of mentees to seats).
Steps 2 and 3 repeat while the sum of affinity grows. The plan of given tables is proven, the tables are the
best found. O(rounds * (mentees^3 + the engine's time)) at worst.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from pairloom.engines import timetable

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
NO_TABLE = -1
ROUNDS = 6
FORBIDDEN = -1e9  # worth of a seat that nobody may have
Solve = Callable[[timetable.TimetableProblem], timetable.TimetableResult]


class Visit(NamedTuple):
    """The host sent this mentor to this table in this turn (from 0), all by place."""

    table: int
    mentor: int
    turn: int


@dataclass(frozen=True)
class Grouped:
    """`table`: (N,) place of each mentee's table or NO_TABLE; `seat`: (N, R) mentor or NOBODY."""

    table: Ints
    seat: NDArray[np.int32]
    tables: timetable.TimetableResult


def grouped(
    problem: timetable.TimetableProblem,
    *,
    seats: Sequence[int],
    fixed: Mapping[int, int],
    visits: Sequence[Visit],
    solve: Solve,
    past: NDArray[np.int32],
) -> Grouped:
    """The best tables and plan found. `seats` of each table, `fixed` puts mentees (by place) at tables.

    `visits` stand wherever both are there and nobody at the table is kept from that mentor. `past` is
    (tables, turns over) the mentor of each table. Raises InfeasiblePins, about tables.
    """
    worth = _worth(problem)
    quota = _quotas(problem, seats, fixed)
    table = _first_tables(worth, quota, fixed)
    best: Grouped | None = None
    for _ in range(ROUNDS):
        table = _kept_apart(problem, worth, table, fixed)
        asked = _problem_of_tables(problem, worth, table, len(quota), visits, past)
        try:
            found = _planned(problem, table, solve(asked))
        except timetable.InfeasiblePins:
            if best is None:
                raise
            break
        if best is not None and _total(worth, found.seat) <= _total(worth, best.seat):
            break
        best = found
        table = _assigned(_worth_of_tables(worth, found, len(quota)), quota, fixed)
    assert best is not None
    return best


def place_name(place: int) -> str:
    """What the engine calls the table at that place."""
    return f"t{place:05d}"


def _worth(problem: timetable.TimetableProblem) -> Floats:
    """(N, M) affinity in millionths, 0 where a pair is no candidate, FORBIDDEN where it is banned."""
    worth = np.zeros((len(problem.mentees), len(problem.mentors)))
    worth[problem.edge_mentee, problem.edge_mentor] = problem.score
    worth[problem.bans[:, 0], problem.bans[:, 1]] = FORBIDDEN
    return worth


def _total(worth: Floats, seat: NDArray[np.int32]) -> float:
    mentee, turn = np.nonzero(seat != timetable.NOBODY)
    return float(worth[mentee, seat[mentee, turn]].sum())


def _quotas(problem: timetable.TimetableProblem, seats: Sequence[int], fixed: Mapping[int, int]) -> Ints:
    """How many sit at each table: as even as seats allow, at no more tables than there are mentors."""
    people = len(problem.mentees)
    quota = np.zeros(len(seats), np.int64)
    needed = set(fixed.values())
    order = sorted(range(len(seats)), key=lambda table: (table not in needed, -seats[table], table))
    used: list[int] = []
    for table in order:
        enough = sum(seats[each] for each in used) >= people and len(used) >= len(problem.mentors)
        if table in needed or not enough:
            used.append(table)
    if sum(seats[each] for each in used[: len(problem.mentors)]) >= people and len(needed) <= len(
        problem.mentors
    ):
        used = used[: len(problem.mentors)]
    left = min(people, sum(seats[table] for table in used))
    while left:
        for table in sorted(used, key=lambda each: (quota[each], each)):
            if left and quota[table] < seats[table]:
                quota[table] += 1
                left -= 1
    for table in needed:
        quota[table] = max(quota[table], sum(each == table for each in fixed.values()))
    return quota


def _first_tables(worth: Floats, quota: Ints, fixed: Mapping[int, int]) -> Ints:
    """People with the same favourite sit together: seats are dealt in the order of favourites."""
    favourite = worth.argmax(axis=1) if worth.shape[1] else np.zeros(len(worth), np.int64)
    order = np.lexsort((np.arange(len(worth)), favourite))
    open_seats = _open_seats(quota, fixed)
    table = np.full(len(worth), NO_TABLE, np.int64)
    free = [person for person in order.tolist() if person not in fixed]
    for person, place in zip(free, open_seats.tolist(), strict=False):
        table[person] = place
    for person, place in fixed.items():
        table[person] = place
    return table


def _open_seats(quota: Ints, fixed: Mapping[int, int]) -> Ints:
    """A table's place for each seat that nobody fixed holds."""
    held = np.bincount(np.array(list(fixed.values()), np.int64), minlength=len(quota))
    return np.repeat(np.arange(len(quota)), np.maximum(quota - held, 0))


def _worth_of_tables(worth: Floats, found: Grouped, tables: int) -> Floats:
    """(N, T) what the mentors whom a table meets are worth to each mentee."""
    value = np.zeros((len(worth), tables))
    for place in range(tables):
        mentors = found.tables.seat[place]
        value[:, place] = worth[:, mentors[mentors != timetable.NOBODY]].sum(axis=1)
    return value


def _assigned(value: Floats, quota: Ints, fixed: Mapping[int, int]) -> Ints:
    """The best table for each mentee who is not fixed, one seat each."""
    table = np.full(len(value), NO_TABLE, np.int64)
    free = np.array([person for person in range(len(value)) if person not in fixed], np.int64)
    seats = _open_seats(quota, fixed)
    person, seat = linear_sum_assignment(value[free][:, seats], maximize=True)
    table[free[person]] = seats[seat]
    for place, kept in fixed.items():
        table[place] = kept
    return table


def _kept_apart(
    problem: timetable.TimetableProblem, worth: Floats, table: Ints, fixed: Mapping[int, int]
) -> Ints:
    """The same with one of each pair that should be apart swapped for the likest person at another table.

    Pins ask for it, too. Nobody is swapped where there is no such table.
    """
    table = table.copy()
    enemies: dict[int, set[int]] = {}
    pairs = [*map(tuple, problem.apart.tolist()), *_pinned_apart(problem)]
    for one, other in pairs:
        enemies.setdefault(one, set()).add(other)
        enemies.setdefault(other, set()).add(one)
    for one, other in pairs:
        if table[one] != table[other] or table[one] == NO_TABLE:
            continue
        mover = one if other in fixed else other
        if mover in fixed:
            continue
        distance = np.abs(worth - worth[mover]).sum(axis=1)
        for person in np.argsort(distance, kind="stable").tolist():
            if person not in fixed and _may_swap(table, enemies, mover, person):
                table[mover], table[person] = table[person], table[mover]
                break
    return table


def _pinned_apart(problem: timetable.TimetableProblem) -> list[tuple[int, int]]:
    """Mentees whose pins cannot be held at one table: two mentors in one turn, or one mentor in two."""
    timed = [pin for pin in problem.pins if pin.turn is not None]
    return [
        (one.mentee, other.mentee)
        for one, other in combinations(timed, 2)
        if one.mentee != other.mentee and (one.turn == other.turn) != (one.mentor == other.mentor)
    ]


def _may_swap(table: Ints, enemies: Mapping[int, set[int]], one: int, other: int) -> bool:
    """Whether neither meets somebody to be kept apart from at the other's table."""
    if table[one] == table[other] or NO_TABLE in (table[one], table[other]):
        return False
    return not any(
        table[enemy] == place and enemy not in (one, other)
        for person, place in ((one, table[other]), (other, table[one]))
        for enemy in enemies.get(person, ())
    )


def _planned(problem: timetable.TimetableProblem, table: Ints, result: timetable.TimetableResult) -> Grouped:
    """The tables' own timetable, as everybody's."""
    seat = np.full((len(table), problem.turns), timetable.NOBODY, np.int32)
    seated = table != NO_TABLE
    seat[seated] = result.seat[table[seated]]
    seat[:, problem.done :][~problem.present[:, problem.done :]] = timetable.NOBODY
    seat[:, : problem.done] = problem.past
    return Grouped(table, seat, result)


def _problem_of_tables(
    problem: timetable.TimetableProblem,
    worth: Floats,
    table: Ints,
    tables: int,
    visits: Sequence[Visit],
    past: NDArray[np.int32],
) -> timetable.TimetableProblem:
    members = [np.flatnonzero(table == place) for place in range(tables)]
    mean = np.array(
        [worth[people].mean(axis=0) if len(people) else np.zeros(worth.shape[1]) for people in members]
    ).reshape(tables, worth.shape[1])
    barred = (worth == FORBIDDEN) | _met_elsewhere(problem, table, past)
    bars = [barred[people].any(axis=0) for people in members]
    banned = np.array(bars, bool).reshape(mean.shape)
    place, mentor = np.nonzero(~banned)
    present = np.array([problem.present[people].any(axis=0) for people in members], bool).reshape(
        tables, problem.turns
    )
    names = [place_name(place) for place in range(tables)]
    busy = max(1, int(problem.staffed.any(axis=1).sum()))
    return timetable.make_problem(
        turns=problem.turns,
        mentees=names,
        mentors=problem.mentors,
        seats=np.ones(len(problem.mentors), np.int64),
        edge_mentee=place,
        edge_mentor=mentor,
        score=np.rint(mean[place, mentor]).astype(np.int64).clip(0, timetable.UNITS),
        present=present,
        staffed=problem.staffed,
        least=np.minimum(problem.staffed.sum(axis=1), int(present.sum()) // busy),
        group=problem.group_names,
        group_most=problem.group_most,
        pins=[
            (names[at], problem.mentors[mentor], turn)
            for at, mentor, turn in _pins_of_tables(problem, table, visits, present, banned)
        ],
        past=past,
    )


def _met_elsewhere(
    problem: timetable.TimetableProblem, table: Ints, past: NDArray[np.int32]
) -> NDArray[np.bool_]:
    """(N, M) mentors whom a mentee met at another table than now, and who do not come to them again."""
    met = np.zeros((len(table), len(problem.mentors)), bool)
    mentee, turn = np.nonzero(problem.past != timetable.NOBODY)
    mentor = problem.past[mentee, turn]
    here = table[mentee] != NO_TABLE
    here[here] = past[table[mentee[here]], turn[here]] == mentor[here]
    met[mentee[~here], mentor[~here]] = True
    return met


def _pins_of_tables(
    problem: timetable.TimetableProblem,
    table: Ints,
    visits: Sequence[Visit],
    present: NDArray[np.bool_],
    banned: NDArray[np.bool_],
) -> set[tuple[int, int, int | None]]:
    """Pins of people as pins of their tables, and the visits that can be, by place."""
    pins: set[tuple[int, int, int | None]] = {
        (int(table[pin.mentee]), pin.mentor, pin.turn)
        for pin in problem.pins
        if table[pin.mentee] != NO_TABLE
    }
    return pins | {
        (visit.table, visit.mentor, visit.turn)
        for visit in visits
        if present[visit.table, visit.turn]
        and problem.staffed[visit.mentor, visit.turn]
        and not banned[visit.table, visit.mentor]
    }
