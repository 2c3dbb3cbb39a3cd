"""The best set of meetings as one transportation flow: source to mentees, over pairs to mentors, to the sink.

The levels have one flow of least cost in common, because it is the largest flow (most meetings) and its costs
are so far apart that no gain in a lower level can pay for the smallest loss in a higher one. A cycle of
exchanges passes each mentor and each mentee at most once, so it holds at most L = min(2 N, M) + 2 pairs on
either side: sums of scores change by at most L * w, and a price above that is enough.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pairloom.engines.timetable.problem import Flags, Longs
from pairloom.engines.timetable.scope import Scope

LARGEST_COST = 2**61  # the solver multiplies every cost by the number of nodes, in 64 bits


class SolverError(RuntimeError):
    """The flow solver gave no answer where one must exist: a fault of the program, not of the input."""


@dataclass(frozen=True, eq=False)
class Meetings:
    """A set of the scope's edges. `exact` is false where scores had to be cut to fit the solver's numbers."""

    chosen: Flags  # (e,)
    exact: bool


def best_meetings(scope: Scope, worth: Longs | None = None) -> Meetings:
    """The meetings that are best in the order least and meetings (both at once), top, then worth.

    `worth` (default: the scores) is what a pair counts in the last place. Nobody has more meetings than room.
    One flow of least cost: about O(E log(N w)) in practice.
    """
    worth = scope.score if worth is None else worth
    return _solved(scope, worth, levels=True, most=len(worth))


def most_affinity(scope: Scope, meetings: int) -> int:
    """The largest sum of scores of so many meetings (or of fewer, where there are no more)."""
    found = _solved(scope, scope.score, levels=False, most=meetings)
    return int(scope.score[found.chosen].sum())


def _solved(scope: Scope, worth: Longs, *, levels: bool, most: int) -> Meetings:
    from ortools.graph.python import min_cost_flow  # takes longer to load than a small event to plan

    if not len(worth):
        return Meetings(np.zeros(0, bool), True)
    arcs, exact = _arcs(scope, worth, levels)
    flow = min_cost_flow.SimpleMinCostFlow()
    index = flow.add_arcs_with_capacity_and_unit_cost(
        arcs.tail.astype(np.int32), arcs.head.astype(np.int32), arcs.room, arcs.cost
    )
    most = min(most, int(scope.mentee_room.sum()), int(scope.mentor_room.sum()))
    flow.set_nodes_supplies(np.array([0, arcs.sink], np.int32), np.array([most, -most], np.int64))
    status = flow.solve_max_flow_with_min_cost()
    if status != flow.OPTIMAL:
        raise SolverError(f"the flow solver answered {status.name}")
    return Meetings(flow.flows(index[: len(worth)]) > 0, exact)


@dataclass(frozen=True, eq=False)
class _Arcs:
    tail: Longs
    head: Longs
    room: Longs
    cost: Longs
    sink: int


def _arcs(scope: Scope, worth: Longs, levels: bool) -> tuple[_Arcs, bool]:
    """The pairs first, in the order of the edges; then steps of mentees, their top nodes, and mentors."""
    n, m = len(scope.mentee_room), len(scope.mentor_room)
    mentee, top, mentor, sink = (
        np.arange(1, n + 1),
        n + np.arange(1, n + 1),
        2 * n + np.arange(1, m + 1),
        2 * n + m + 1,
    )
    step_of, step = steps_of(scope)
    longest = min(2 * n, m) + 2
    worth, shift = fitting(worth, longest, int(step.max(initial=0)), sink + 1)
    price_of_top = (longest * int(worth.max(initial=0)) + 1) * levels
    price_of_meeting = longest * price_of_top + price_of_top
    need = np.minimum(scope.mentor_need, scope.mentor_room)
    has_top = np.zeros(n, bool)
    has_top[scope.edge_mentee[scope.top]] = True
    topped = np.flatnonzero(has_top)
    one = np.ones(len(topped), np.int64)
    parts = (
        (
            np.where(scope.top, top[scope.edge_mentee], mentee[scope.edge_mentee]),
            mentor[scope.edge_mentor],
            np.ones_like(worth),
            -worth,
        ),
        (np.zeros_like(step_of), mentee[step_of], np.ones_like(step), step * price_of_meeting),
        (mentee[topped], top[topped], one, -price_of_top * one),
        (mentee[topped], top[topped], scope.mentee_room[topped], 0 * one),
        (mentor, np.full(m, sink), need, np.full(m, -price_of_meeting)),
        (mentor, np.full(m, sink), scope.mentor_room - need, np.zeros(m, np.int64)),
    )
    tail, head, room, cost = (np.concatenate([part[at] for part in parts]) for at in range(4))
    return _Arcs(tail, head, room, cost, sink), shift == 0


def steps_of(scope: Scope) -> tuple[Longs, Longs]:
    """For each mentee one arc for each further meeting, dearer with every meeting: the spread is even."""
    mentee = np.repeat(np.arange(len(scope.mentee_room)), scope.mentee_room)
    first = np.cumsum(scope.mentee_room) - scope.mentee_room
    return mentee, np.arange(len(mentee)) - first[mentee] + scope.mentee_had[mentee]


def fitting(worth: Longs, longest: int, steps: int, nodes: int) -> tuple[Longs, int]:
    """The worth, cut by as many binary digits as it takes to keep every cost in the solver's range."""
    highest, shift = int(worth.max(initial=0)), 0
    while (steps + 1) * (longest + 1) * (longest * (highest >> shift) + 1) * nodes > LARGEST_COST:
        shift += 1
    return worth >> shift, shift
