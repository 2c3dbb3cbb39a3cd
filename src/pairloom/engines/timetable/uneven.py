"""Lays meetings out where presence varies within the turns, which can make the best meetings impossible.

First the meetings of the flow are placed turn by turn, the most urgent first: whoever has many meetings left
for few turns. Then one turn at a time is solved again, exactly, while all others stand, until no turn can be
made better. The flow's figures remain the bound, and the gap to them is reported.
"""

from __future__ import annotations

import numpy as np

from pairloom.engines.timetable.flow import best_meetings
from pairloom.engines.timetable.layout import empty_seating
from pairloom.engines.timetable.levels import values_of_seat
from pairloom.engines.timetable.problem import NOBODY, Flags, Ints, Longs, TimetableProblem
from pairloom.engines.timetable.scope import Scope, met_in_the_past, open_turns, scope_of

URGENT = 10**6  # worth of a meeting that must be now: as many meetings left as turns
PASSES = 20


def placed(problem: TimetableProblem, edges: Longs, pins: dict[int, int], wanted: Flags) -> Ints:
    """(N, R) a seating with as many of these meetings as a good search finds, and others in their stead.

    `pins` gives the turn of every pinned edge; those are kept. O(R) flows, then O(R) more in each pass.
    """
    seat = empty_seating(problem)
    held = np.array(sorted(pins), np.int64)
    turn_of = np.array([pins[edge] for edge in held.tolist()], np.int64)
    seat[problem.edge_mentee[held], turn_of] = problem.edge_mentor[held]
    seat = _by_urgency(problem, seat, np.setdiff1d(edges, held))
    return _turn_by_turn(problem, seat, held, turn_of, wanted)


def _by_urgency(problem: TimetableProblem, seat: Ints, left: Longs) -> Ints:
    for turn in open_turns(problem).tolist():
        now = left[_can_meet(problem, seat, left, turn)]
        scope = Scope(
            edge_mentee=problem.edge_mentee[now].astype(np.int64),
            edge_mentor=problem.edge_mentor[now].astype(np.int64),
            score=_urgency(problem, seat, left, turn)[np.searchsorted(left, now)],
            top=np.zeros(len(now), bool),
            mentee_had=np.zeros(len(problem.mentees), np.int64),
            mentee_room=np.ones(len(problem.mentees), np.int64),
            mentor_need=np.zeros(len(problem.mentors), np.int64),
            mentor_room=_free_seats(problem, seat, turn),
            quota=np.full(len(now), NOBODY, np.int64),  # the meetings left keep every limit
            quota_room=np.zeros(0, np.int64),
        )
        chosen = now[best_meetings(scope).chosen]
        seat[problem.edge_mentee[chosen], turn] = problem.edge_mentor[chosen]
        left = np.setdiff1d(left, chosen)
    return seat


def _urgency(problem: TimetableProblem, seat: Ints, left: Longs, turn: int) -> Longs:
    """(k,) for each meeting left, the fourth powers of its two people's meetings left by turns left."""
    mentee, mentor = problem.edge_mentee[left], problem.edge_mentor[left]
    free = problem.present[:, turn:] & (seat[:, turn:] == NOBODY)
    tables = problem.staffed[:, turn:].sum(axis=1) * problem.seats
    of_mentees = np.bincount(mentee, minlength=len(free)) / np.maximum(free.sum(axis=1), 1)
    of_mentors = np.bincount(mentor, minlength=len(tables)) / np.maximum(tables, 1)
    urgency = np.minimum(of_mentees, 1)[mentee] ** 4 + np.minimum(of_mentors, 1)[mentor] ** 4
    whole: Longs = (urgency * (URGENT // 2)).astype(np.int64)
    return whole


def _turn_by_turn(problem: TimetableProblem, seat: Ints, held: Longs, turn_of: Longs, wanted: Flags) -> Ints:
    best = values_of_seat(problem, seat, wanted).order
    since_better = 0
    turns = open_turns(problem).tolist()
    for turn in turns * PASSES:
        again = _solved_again(problem, seat, turn, held[turn_of == turn], held, wanted)
        found = values_of_seat(problem, again, wanted).order
        since_better = 0 if found > best else since_better + 1
        if found > best:
            seat, best = again, found
        if since_better >= len(turns):
            break
    return seat


def _solved_again(
    problem: TimetableProblem, seat: Ints, turn: int, here: Longs, held: Longs, wanted: Flags
) -> Ints:
    """The seating with one turn emptied and filled again in the best way. `here`: pins held in this turn."""
    seat = seat.copy()
    seat[:, turn] = NOBODY
    seat[problem.edge_mentee[here], turn] = problem.edge_mentor[here]
    others = _edges_of(problem, seat)
    every = np.arange(len(problem.score))
    free = ~met_in_the_past(problem) & _can_meet(problem, seat, every, turn)
    free[others] = False
    free[held] = False
    open_edges = np.flatnonzero(free)
    scope = scope_of(
        problem,
        had=others,
        top=wanted,
        free=open_edges,
        mentee_room=np.ones(len(problem.mentees), np.int64),
        mentor_room=_free_seats(problem, seat, turn),
    )
    chosen = open_edges[best_meetings(scope).chosen]
    seat[problem.edge_mentee[chosen], turn] = problem.edge_mentor[chosen]
    return seat


def _can_meet(problem: TimetableProblem, seat: Ints, edges: Longs, turn: int) -> Flags:
    mentee, mentor = problem.edge_mentee[edges], problem.edge_mentor[edges]
    free = problem.present[:, turn] & (seat[:, turn] == NOBODY)
    can: Flags = free[mentee] & problem.staffed[mentor, turn]
    return can


def _free_seats(problem: TimetableProblem, seat: Ints, turn: int) -> Longs:
    taken = np.bincount(seat[seat[:, turn] != NOBODY, turn], minlength=len(problem.mentors))
    free: Longs = np.where(problem.staffed[:, turn], problem.seats - taken, 0).astype(np.int64)
    return free


def _edges_of(problem: TimetableProblem, seat: Ints) -> Longs:
    """The edges of all meetings in turns that are not over."""
    mentee, turn = np.nonzero(seat[:, problem.done :] != NOBODY)
    return problem.edges_at(mentee, seat[:, problem.done :][mentee, turn])
