"""What a seating amounts to: meetings, sums, tables' sizes, and who shares a table how often."""

from __future__ import annotations

import numpy as np

from pairloom.engines.timetable.problem import NOBODY, Flags, Ints, Longs, TimetableProblem


def meetings_of_mentees(seat: Ints) -> Longs:
    """(N,) meetings of each mentee in a seat array of any number of turns."""
    counts: Longs = (seat != NOBODY).sum(axis=1, dtype=np.int64)
    return counts


def table_sizes(seat: Ints, mentors: int) -> Longs:
    """(M, R) mentees at each table in each turn."""
    turns = seat.shape[1]
    mentee, turn = np.nonzero(seat != NOBODY)
    cell = seat[mentee, turn].astype(np.int64) * turns + turn
    return np.bincount(cell, minlength=mentors * turns).reshape(mentors, turns).astype(np.int64)


def still_there(problem: TimetableProblem) -> Flags:
    """(N,) mentees who are there in a turn that is not over; when all turns are over, in any turn."""
    first = problem.done if problem.done < problem.turns else 0
    return np.asarray(problem.present[:, first:].any(axis=1))


def times_together(seat: Ints) -> tuple[Longs, Longs]:
    """Pairs of mentees who share a table (smaller * N + larger, rising), and how often they do.

    O(sum of squared table sizes) in time and memory.
    """
    mentees = len(seat)
    mentee, turn = np.nonzero(seat != NOBODY)
    table = turn * (int(seat.max(initial=0)) + 1) + seat[mentee, turn]
    order = np.lexsort((mentee, table))
    person, table = mentee[order].astype(np.int64), table[order]
    keys = []
    for distance in range(1, len(person)):
        together = table[distance:] == table[:-distance]
        if not together.any():
            break
        keys.append(person[:-distance][together] * mentees + person[distance:][together])
    if not keys:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    pairs, times = np.unique(np.concatenate(keys), return_counts=True)
    return pairs, times.astype(np.int64)


def repeats(seat: Ints) -> tuple[int, int]:
    """Coincidences (the sum of C(times, 2) over pairs of mentees), and how many pairs have any."""
    _, times = times_together(seat)
    return int((times * (times - 1) // 2).sum()), int((times > 1).sum())


def apart_broken(problem: TimetableProblem, seat: Ints) -> int:
    """How many times mentees who should be kept apart share a table in a turn that is not over."""
    one, other = seat[problem.apart[:, 0], problem.done :], seat[problem.apart[:, 1], problem.done :]
    return int(((one == other) & (one != NOBODY)).sum())


def table_spread(problem: TimetableProblem, seat: Ints) -> int:
    """The largest difference between one table's sizes in two of its turns that are not over."""
    sizes = table_sizes(seat, len(problem.mentors))[:, problem.done :]
    open_turns = problem.staffed[:, problem.done :]
    most = np.where(open_turns, sizes, -1).max(axis=1, initial=-1)
    fewest = np.where(open_turns, sizes, most[:, None]).min(axis=1, initial=np.iinfo(np.int64).max)
    busy = open_turns.any(axis=1)
    return int((most - fewest)[busy].max(initial=0))
