"""One turn by one flow: who sits where, when all other turns stand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pairloom.engines.timetable.flow import LARGEST_COST, SolverError
from pairloom.engines.timetable.problem import Flags, Longs


@dataclass(frozen=True, eq=False)
class TurnScope:
    """Mentees who could sit in a turn, tables with room, and the pairs that could meet there.

    `rank` says whose seat counts most; the sets of mentees who can be seated together form a matroid, so the
    largest sum of ranks seats as many as can be, those of the highest rank first.
    """

    rank: Longs  # (n,) at least 1
    room: Longs  # (m,) seats to give
    wanting: Longs  # (m,) of these, how many bring the table up to an even share
    edge_mentee: Longs  # (e,) index into rank
    edge_mentor: Longs  # (e,) index into room
    keep: Longs  # (e,) how much keeping this seat counts: 0 where it would be another, else 1 or 2
    worth: Longs  # (e,)


def best_seats(scope: TurnScope) -> Flags:
    """(e,) the best pairs, in the order: mentees by rank, seats kept, tables' even shares, worth.

    One flow of least cost, whose prices are so far apart that the order is strict: two seatings differ by
    cycles and paths that pass each table at most once.
    """
    from ortools.graph.python import min_cost_flow  # takes longer to load than a small event to re-plan

    n, m, edges = len(scope.rank), len(scope.room), len(scope.worth)
    if not edges:
        return np.zeros(0, bool)
    mentee, mentor, sink = np.arange(1, n + 1), np.arange(n + 1, n + m + 1), n + m + 1
    wanting = np.minimum(scope.wanting, scope.room)
    worth, share, kept, seated = _prices(scope, sink + 1)
    parts = (
        (mentee[scope.edge_mentee], mentor[scope.edge_mentor], np.ones(edges), -worth - kept * scope.keep),
        (np.zeros(n), mentee, np.ones(n), np.zeros(n)),
        (mentee, np.full(n, sink), np.ones(n), seated * scope.rank),
        (mentor, np.full(m, sink), wanting, np.full(m, -share)),
        (mentor, np.full(m, sink), scope.room - wanting, np.zeros(m)),
    )
    tail, head, room, cost = (np.concatenate([part[at] for part in parts]) for at in range(4))
    flow = min_cost_flow.SimpleMinCostFlow()
    index = flow.add_arcs_with_capacity_and_unit_cost(
        tail.astype(np.int32), head.astype(np.int32), room.astype(np.int64), cost.astype(np.int64)
    )
    flow.set_nodes_supplies(np.array([0, sink], np.int32), np.array([n, -n], np.int64))
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise SolverError(f"the flow solver answered {status.name}")
    chosen: Flags = flow.flows(index[:edges]) > 0
    return chosen


def _prices(scope: TurnScope, nodes: int) -> tuple[Longs, int, int, int]:
    """The worth of pairs, and the prices of an even share, of a seat kept and of a mentee seated."""
    longest = min(2 * len(scope.rank), len(scope.room)) + 2
    for shift in range(64):
        worth = scope.worth >> shift
        share = longest * int(worth.max(initial=0)) + 1
        kept = 2 * share + longest * int(worth.max(initial=0)) + 1
        seated = 2 * longest * kept + 2 * kept
        if seated * int(scope.rank.max(initial=1)) * nodes < LARGEST_COST:
            break
    return worth, share, kept, seated
