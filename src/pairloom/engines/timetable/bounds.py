"""Bounds on what mixing can reach: coincidences that no arrangement of the turns can avoid."""

from __future__ import annotations

import numpy as np

from pairloom.engines.timetable.figures import meetings_of_mentees
from pairloom.engines.timetable.problem import NOBODY, Ints, Longs, TimetableProblem


def pigeonhole(people: int | Longs, holes: int | Longs) -> Longs:
    """The fewest pairs that share a hole when so many people spread over so many holes. Elementwise."""
    holes = np.maximum(np.asarray(holes, np.int64), 1)
    each, over = np.divmod(np.asarray(people, np.int64), holes)
    fewest: Longs = holes * (each * (each - 1) // 2) + over * each
    return fewest


def unavoidable(problem: TimetableProblem, seat: Ints) -> int:
    """A lower bound on the coincidences of every timetable with the same meetings, however they are laid out.

    Take a table j, a turn r and another turn s. Those at j in r who sit anywhere in s sit with the mentors
    whom they meet besides j, so at least pigeonhole(people, mentors) pairs of them meet again. A mentee of j
    with d meetings sits in d - 1 other turns; summed over all (r, s) that is fixed, and as the pigeonhole
    number is convex, an even spread of it over the R (R - 1) ordered pairs of turns costs least. Every
    coincidence is seen from r and from s: hence the half.
    """
    turns = problem.turns
    if turns < 2:
        return 0
    meetings = meetings_of_mentees(seat)
    mentee, turn = np.nonzero(seat != NOBODY)
    mentor = seat[mentee, turn]
    elsewhere = np.bincount(mentor, weights=meetings[mentee] - 1, minlength=len(problem.mentors)).astype(
        np.int64
    )
    others = _other_mentors(problem, seat)
    pairs_of_turns = turns * (turns - 1)
    people, over = np.divmod(elsewhere, pairs_of_turns)
    seen = (pairs_of_turns - over) * pigeonhole(people, others) + over * pigeonhole(people + 1, others)
    return int(-(-seen.sum() // 2))


def _other_mentors(problem: TimetableProblem, seat: Ints) -> Longs:
    """(M,) how many other mentors the mentees of each mentor meet."""
    mentors, pairs = len(problem.mentors), []
    for turn in range(problem.turns):
        others = np.delete(seat, turn, axis=1).astype(np.int64)
        both = (seat[:, [turn]] != NOBODY) & (others != NOBODY)
        pairs.append((seat[:, [turn]] * np.int64(mentors) + others)[both])
    shared = np.sort(np.concatenate(pairs))
    first = np.concatenate([[True], shared[1:] != shared[:-1]]) if shared.size else np.zeros(0, bool)
    return np.bincount(shared[first] // mentors, minlength=mentors).astype(np.int64)
