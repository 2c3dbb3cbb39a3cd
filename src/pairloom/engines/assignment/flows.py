"""Plans by network flow: the hub sends to mentees, mentees along free edges to mentors, they to the hub.

Interval [low, high] of a person: `low` units are demanded as a supply, up to `high` allowed by an arc to
the hub. The solver is OR-Tools; it is imported here, when a problem is solved, so that reading results
never loads it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pairloom.engines.assignment.face import IN, Face
from pairloom.engines.assignment.levels import Level
from pairloom.engines.assignment.problem import Flags, Ints
from pairloom.engines.assignment.result import Prices


class SolverError(RuntimeError):
    """The flow solver gave no answer where one must exist: a fault of the program, not of the input."""


@dataclass(frozen=True, eq=False)
class _Side:
    """What one side (mentees or mentors) may still take beyond the settled edges."""

    low: Ints  # pairs that must come
    gain: Ints  # further pairs that count one each for the level
    plain: Ints  # further pairs that do not

    @property
    def room(self) -> Ints:
        return self.gain + self.plain


def _side(low: Ints, high: Ints, step: Ints, settled: Ints) -> _Side:
    below = np.maximum(low - settled, 0)
    above = high - settled
    gain = np.clip(step - settled, below, above) - below
    return _Side(below, gain, above - below - gain)


def _sides(face: Face, level: Level | None) -> tuple[_Side, _Side]:
    mentee, mentor = face.loads(face.state == IN)
    mentee_step = np.zeros_like(mentee) if level is None else level.mentee_step
    mentor_step = np.zeros_like(mentor) if level is None else level.mentor_step
    return (
        _side(face.mentee_low, face.mentee_high, mentee_step, mentee),
        _side(face.mentor_low, face.mentor_high, mentor_step, mentor),
    )


def _chosen(face: Face, free: Ints, flow: Ints) -> Flags:
    chosen: Flags = face.state == IN
    chosen[free[flow > 0]] = True
    return chosen


def best(face: Face, level: Level) -> Flags:
    """A plan of the face with the largest value of the level, as flags over the edges. One min-cost flow."""
    from ortools.graph.python import min_cost_flow  # takes longer to load than a small round to solve

    mentee, mentor = _sides(face, level)
    n, m = len(mentee.low), len(mentor.low)
    mentees, mentors, free = np.arange(1, n + 1), np.arange(n + 1, n + m + 1), np.flatnonzero(face.free)
    hub_n, hub_m = np.zeros(n, np.int64), np.zeros(m, np.int64)
    tails = [face.edge_mentee[free] + 1, hub_n, hub_n, mentors, mentors]
    heads = [face.edge_mentor[free] + n + 1, mentees, mentees, hub_m, hub_m]
    room = [np.ones(len(free), np.int64), mentee.gain, mentee.plain, mentor.gain, mentor.plain]
    cost = [-level.reward[free], hub_n - 1, hub_n, hub_m - 1, hub_m]
    supply = np.concatenate([[mentor.low.sum() - mentee.low.sum()], mentee.low, -mentor.low])

    flow = min_cost_flow.SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        np.concatenate(tails).astype(np.int32),
        np.concatenate(heads).astype(np.int32),
        np.concatenate(room),
        np.concatenate(cost),
    )
    flow.set_nodes_supplies(np.arange(n + m + 1, dtype=np.int32), supply)
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise SolverError(f"the flow solver answered {status.name} at level {level.name}")
    return _chosen(face, free, flow.flows(arcs[: len(free)]))


def most_filled(face: Face, level: Level) -> tuple[Flags, Prices]:
    """Like `best`, for steps on one side only and a face that demands nothing yet: one maximum flow.

    Eight times faster than `best`, and the minimum cut is the proof: it gives the prices.
    """
    mentee, mentor = _sides(face, level)
    steps_of_mentees = bool(level.mentee_step.any())
    send = mentee.gain if steps_of_mentees else mentee.room
    take = mentor.room if steps_of_mentees else mentor.gain
    chosen, _, near_mentee, near_mentor = _maximum_flow(face, send, take)
    hub = 1 if steps_of_mentees else 0
    far_mentee, far_mentor = (~near_mentee).astype(np.int64), (~near_mentor).astype(np.int64)
    return chosen, Prices(far_mentee - hub, hub - far_mentor)


def plan_or_cut(face: Face) -> tuple[Flags, None] | tuple[None, Prices]:
    """Some plan of the face or, where it has none, prices that prove it. One maximum flow."""
    mentee, mentor = _sides(face, None)
    chosen, sent, near_mentee, near_mentor, near_hub = _demanding_flow(face, mentee, mentor)
    if sent == mentee.low.sum() + mentor.low.sum():
        return chosen, None
    hub = int(not near_hub)
    far_mentee, far_mentor = (~near_mentee).astype(np.int64), (~near_mentor).astype(np.int64)
    return None, Prices(far_mentee - hub, hub - far_mentor)


def demands_nothing(face: Face) -> bool:
    """Whether the settled edges alone are a plan of the face."""
    mentee, mentor = _sides(face, None)
    return not (mentee.low.any() or mentor.low.any())


def _maximum_flow(face: Face, send: Ints, take: Ints) -> tuple[Flags, int, Flags, Flags]:
    n, m = len(send), len(take)
    source, sink = 0, n + m + 1
    tails = [np.full(n, source), np.arange(n + 1, n + m + 1)]
    heads = [np.arange(1, n + 1), np.full(m, sink)]
    chosen, sent, near = _run(face, tails, heads, [send, take], source, sink)
    return chosen, sent, near[1 : n + 1], near[n + 1 : n + m + 1]


def _demanding_flow(face: Face, mentee: _Side, mentor: _Side) -> tuple[Flags, int, Flags, Flags, bool]:
    n, m = len(mentee.low), len(mentor.low)
    source, sink, hub = 0, n + m + 1, n + m + 2
    mentees, mentors = np.arange(1, n + 1), np.arange(n + 1, n + m + 1)
    tails = [np.full(n, source), np.full(n, hub), mentors, mentors, np.array([source, hub])]
    heads = [mentees, mentees, np.full(m, sink), np.full(m, hub), np.array([hub, sink])]
    room = [mentee.low, mentee.room, mentor.low, mentor.room]
    room.append(np.array([mentor.low.sum(), mentee.low.sum()]))
    chosen, sent, near = _run(face, tails, heads, room, source, sink)
    return chosen, sent, near[1 : n + 1], near[n + 1 : n + m + 1], bool(near[hub])


def _run(
    face: Face, tails: list[Ints], heads: list[Ints], room: list[Ints], source: int, sink: int
) -> tuple[Flags, int, Flags]:
    from ortools.graph.python import max_flow  # takes longer to load than a small round to solve

    n, free = len(face.mentee_low), np.flatnonzero(face.free)
    flow = max_flow.SimpleMaxFlow()
    arcs = flow.add_arcs_with_capacity(
        np.concatenate([face.edge_mentee[free] + 1, *tails]).astype(np.int32),
        np.concatenate([face.edge_mentor[free] + n + 1, *heads]).astype(np.int32),
        np.concatenate([np.ones(len(free), np.int64), *room]),
    )
    status = flow.solve(source, sink)
    if status != flow.OPTIMAL:
        raise SolverError(f"the flow solver answered {status.name}")
    near = np.zeros(max(sink, n + len(face.mentor_low) + 2) + 1, bool)
    near[flow.get_source_side_min_cut()] = True
    return _chosen(face, free, flow.flows(arcs[: len(free)])), flow.optimal_flow(), near
