"""From meetings to turns: exact where everybody who is there stays, turn by turn where presence varies."""

from __future__ import annotations

import numpy as np

from pairloom.engines.timetable.colouring import turns_of_meetings
from pairloom.engines.timetable.problem import NOBODY, Ints, Longs, TimetableProblem


def stays_the_same(problem: TimetableProblem) -> bool:
    """Whether everybody is there in all turns that are left or in none: any meetings can be laid out then."""
    left = problem.present[:, problem.done :], problem.staffed[:, problem.done :]
    return all(bool(np.all(there.all(axis=1) == there.any(axis=1))) for there in left)


def empty_seating(problem: TimetableProblem) -> Ints:
    """(N, R) the finished turns, and nobody seated in those to come."""
    open_turns = np.full((len(problem.mentees), problem.turns - problem.done), NOBODY, np.int32)
    return np.concatenate([problem.past, open_turns], axis=1).astype(np.int32)


def laid_out(problem: TimetableProblem, edges: Longs) -> Ints | None:
    """(N, R) a seating with exactly these meetings after the finished turns, equal turns and equal tables.

    None where pins to turns stand in the way. Asks that `stays_the_same` and nobody has too many meetings.
    """
    mentee = problem.edge_mentee[edges].astype(np.int64)
    mentor = problem.edge_mentor[edges].astype(np.int64)
    pinned = np.full(len(edges), NOBODY, np.int64)
    to_a_turn = [pin for pin in problem.pins if pin.turn is not None]
    for pin in to_a_turn:
        pinned[(mentee == pin.mentee) & (mentor == pin.mentor)] = (pin.turn or 0) - problem.done
    turn = turns_of_meetings(mentee, mentor, problem.turns - problem.done, pinned)
    if turn is None:
        return None
    seat = empty_seating(problem)
    seat[mentee, problem.done + turn] = mentor
    return seat
