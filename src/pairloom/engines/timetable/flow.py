"""The best set of meetings as one transportation flow: source to mentees, over pairs to mentors, to the sink.

Between a mentee and its pairs stand a node for those wanted most and one for each limit on a group.

The levels have one flow of least cost in common, because it is the largest flow (most meetings) and its costs
are so far apart that no gain in a lower level can pay for the smallest loss in a higher one. A cycle of
exchanges passes each mentor and each node of a mentee at most once, so it holds at most L = min(2 N + Q, M)
+ 2 pairs on either side: sums of scores change by at most L * w, and a price above that is enough.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pairloom.engines.timetable.nests import Nest, apart, keeps_quotas, nested
from pairloom.engines.timetable.problem import NOBODY, Flags, Longs
from pairloom.engines.timetable.scope import Scope

LARGEST_COST = 2**61  # the solver multiplies every cost by the number of nodes, in 64 bits


class SolverError(RuntimeError):
    """The flow solver gave no answer where one must exist: a fault of the program, not of the input."""


@dataclass(frozen=True, eq=False)
class Meetings:
    """A set of the scope's edges. `exact` is false where scores had to be cut to fit the solver's numbers.

    `too_much` would be as good or better, but goes beyond limits on groups; None where `chosen` is the best.
    """

    chosen: Flags  # (e,)
    exact: bool
    too_much: Flags | None = None


def best_meetings(scope: Scope, worth: Longs | None = None) -> Meetings:
    """The meetings that are best in the order least and meetings (both at once), top, then worth.

    `worth` (default: the scores) is what a pair counts in the last place. Nobody has more meetings than room.
    One flow of least cost: about O(E log(N w)) in practice. A second one where limits on groups cut through
    what mentees want most (see `nests`) and the first does not keep them; then top and worth may be below
    the best.
    """
    worth = scope.score if worth is None else worth
    best = _solved(apart(scope), worth, levels=True, most=len(worth))
    if keeps_quotas(scope, best.chosen):
        return best
    found = _solved(nested(scope, best.chosen), worth, levels=True, most=len(worth))
    return replace(found, too_much=best.chosen)


def most_affinity(scope: Scope, meetings: int) -> int:
    """The largest sum of scores of so many meetings (or of fewer, where there are no more)."""
    plain = replace(scope, top=np.zeros_like(scope.top))
    found = _solved(Nest.of(plain), scope.score, levels=False, most=meetings)
    return int(scope.score[found.chosen].sum())


def _solved(nest: Nest, worth: Longs, *, levels: bool, most: int) -> Meetings:
    from ortools.graph.python import min_cost_flow  # takes longer to load than a small event to plan

    if not len(worth):
        return Meetings(np.zeros(0, bool), True)
    arcs, exact = _arcs(nest, worth, levels)
    flow = min_cost_flow.SimpleMinCostFlow()
    index = flow.add_arcs_with_capacity_and_unit_cost(
        arcs.tail.astype(np.int32), arcs.head.astype(np.int32), arcs.room, arcs.cost
    )
    most = min(most, int(nest.scope.mentee_room.sum()), int(nest.scope.mentor_room.sum()))
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


def _arcs(nest: Nest, worth: Longs, levels: bool) -> tuple[_Arcs, bool]:
    """The pairs first, in the order of the edges; then steps of mentees, top nodes, limits, and mentors."""
    scope, nodes = nest.scope, _Nodes(nest)
    n, m, sink = len(scope.mentee_room), len(scope.mentor_room), nodes.sink
    step_of, step = steps_of(scope)
    longest = min(2 * n + len(nodes.quota), m) + 2
    worth, shift = fitting(worth, longest, int(step.max(initial=0)), sink + 1)
    price_of_top = (longest * int(worth.max(initial=0)) + 1) * levels
    price_of_meeting = longest * price_of_top + price_of_top
    need = np.minimum(scope.mentor_need, scope.mentor_room)
    topped = np.unique(scope.edge_mentee[scope.top])
    one, around = np.ones(len(topped), np.int64), nodes.around_top()[topped]
    parts = (
        (nodes.of_pairs(), nodes.mentor[scope.edge_mentor], np.ones_like(worth), -worth),
        (np.zeros_like(step_of), nodes.mentee[step_of], np.ones_like(step), step * price_of_meeting),
        (around, nodes.top[topped], one, -price_of_top * one),
        (around, nodes.top[topped], scope.mentee_room[topped], 0 * one),
        (nodes.around_quotas(), nodes.quota, scope.quota_room, 0 * scope.quota_room),
        (nodes.mentor, np.full(m, sink), need, np.full(m, -price_of_meeting)),
        (nodes.mentor, np.full(m, sink), scope.mentor_room - need, np.zeros(m, np.int64)),
    )
    tail, head, room, cost = (np.concatenate([part[at] for part in parts]) for at in range(4))
    return _Arcs(tail, head, room, cost, sink), shift == 0


class _Nodes:
    """Where everybody stands in the network: 0 is the source."""

    def __init__(self, nest: Nest) -> None:
        n, m = len(nest.scope.mentee_room), len(nest.scope.mentor_room)
        self._nest = nest
        self.mentee, self.top = np.arange(1, n + 1), np.arange(n + 1, 2 * n + 1)
        self.mentor = np.arange(2 * n + 1, 2 * n + m + 1)
        self.quota = np.arange(2 * n + m + 1, 2 * n + m + 1 + len(nest.quota_mentee))
        self.sink = 2 * n + m + 1 + len(self.quota)

    def of_pairs(self) -> Longs:
        """(e,) the innermost node of its mentee that a pair hangs on."""
        scope, mentee = self._nest.scope, self._nest.scope.edge_mentee
        outer = np.where(scope.top, self.top[mentee], self.mentee[mentee])
        top_is_inner = scope.top & (self._nest.top_in_quota[mentee] == scope.quota)
        limited = (scope.quota != NOBODY) & ~top_is_inner
        pairs: Longs = np.where(limited, np.append(self.quota, NOBODY)[scope.quota], outer)
        return pairs

    def around_top(self) -> Longs:
        """(N,) the node that a mentee's top node hangs on."""
        within = self._nest.top_in_quota
        around: Longs = np.where(within == NOBODY, self.mentee, np.append(self.quota, NOBODY)[within])
        return around

    def around_quotas(self) -> Longs:
        """(Q,) the node that each limit hangs on."""
        owner = self._nest.quota_mentee
        around: Longs = np.where(self._nest.quota_in_top, self.top[owner], self.mentee[owner])
        return around


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
