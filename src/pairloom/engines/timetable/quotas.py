"""At most so many mentors of one group (such as an employer) for each mentee: who has how many, and of which.

A mentee's meetings with one group are counted over the whole event, finished turns and pins included. Groups
do not overlap, and the limit is one number for all of them.
"""

from __future__ import annotations

import numpy as np

from pairloom.engines.timetable.coincidences import Indices
from pairloom.engines.timetable.problem import NOBODY, Flags, Ints, Longs, TimetableProblem


def quotas_of(problem: TimetableProblem, had: Longs, free: Longs, room: Longs) -> tuple[Longs, Longs]:
    """The limits that can bind: for each of the edges `free` the number of its limit, or NOBODY, and (Q,) how
    many of the edges with that number may still be taken.

    One number for each mentee and group with more free edges than both the limit and the mentee's own `room`
    (N,) leave. The edges `had` and finished turns count. O(E log E), or nothing without a limit.
    """
    number = np.full(len(free), NOBODY, np.int64)
    if problem.group_most is None or not problem.groups:
        return number, np.zeros(0, np.int64)
    key = _keys(problem, problem.edge_mentee[free], problem.edge_mentor[free])
    mentee, turn = np.nonzero(problem.past != NOBODY)
    settled = np.concatenate(
        [
            _keys(problem, mentee, problem.past[mentee, turn]),
            _keys(problem, problem.edge_mentee[had], problem.edge_mentor[had]),
        ]
    )
    keys, at, count = np.unique(key[key != NOBODY], return_inverse=True, return_counts=True)
    left = np.maximum(problem.group_most - _times(keys, settled), 0)
    binds = left < np.minimum(count, room[keys // len(problem.groups)])
    number[key != NOBODY] = np.where(binds, np.cumsum(binds) - 1, NOBODY)[at]
    return number, left[binds]


def beyond_quota(problem: TimetableProblem, seat: Ints) -> Flags:
    """(N, R) the meetings of a mentee with a group of whom the mentee meets more than allowed."""
    beyond = np.zeros(seat.shape, bool)
    if problem.group_most is None or not problem.groups:
        return beyond
    mentee, turn = np.nonzero(seat != NOBODY)
    key = _keys(problem, mentee, seat[mentee, turn])
    beyond[mentee, turn] = (key != NOBODY) & (_times(key, key) > problem.group_most)
    return beyond


def used_up(problem: TimetableProblem, seat: Ints, mentee: Indices, mentor: Indices) -> Flags:
    """(k,) whether each mentee meets as many of that mentor's group as allowed in `seat` (N, any turns)."""
    if problem.group_most is None or not problem.groups:
        return np.zeros(len(mentee), bool)
    row, turn = np.nonzero(seat != NOBODY)
    key = _keys(problem, mentee, mentor)
    used: Flags = (key != NOBODY) & (_times(key, _keys(problem, row, seat[row, turn])) >= problem.group_most)
    return used


def within_quotas(problem: TimetableProblem) -> Longs:
    """(N,) the most meetings that each mentee's own candidates and the limit on groups allow."""
    n = len(problem.mentees)
    if problem.group_most is None or not problem.groups:
        return np.bincount(problem.edge_mentee, minlength=n).astype(np.int64)
    key = _keys(problem, problem.edge_mentee, problem.edge_mentor)
    keys, count = np.unique(key[key != NOBODY], return_counts=True)
    grouped = np.zeros(n, np.int64)
    np.add.at(grouped, keys // len(problem.groups), np.minimum(count, problem.group_most))
    return grouped + np.bincount(problem.edge_mentee[key == NOBODY], minlength=n)


def _keys(problem: TimetableProblem, mentee: Indices, mentor: Indices) -> Longs:
    """One number for each mentee and mentor's group, NOBODY where the mentor has none."""
    group = problem.group[mentor].astype(np.int64)
    keys: Longs = np.where(group == NOBODY, NOBODY, mentee * np.int64(len(problem.groups)) + group)
    return keys


def _times(keys: Longs, among: Longs) -> Longs:
    """How often each key stands in `among`."""
    ordered = np.sort(among)
    return np.searchsorted(ordered, keys, "right") - np.searchsorted(ordered, keys)
