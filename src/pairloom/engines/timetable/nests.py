"""How the limits on groups lie among a mentee's pairs: any two sets nested or apart, as a flow needs it.

A flow counts what a mentee has of a set by one node for it, so the sets must form a tree: all pairs of a
mentee, those of a group with a limit, and those the mentee wants most (level top). The last two can cut
through each other. Then one network splits such a limit into two, one for each part, which allows too much:
what it finds is a bound, and the answer if it keeps the limits all the same. Another one rewards only a part
of what the mentee wants most: it allows just what it should, and misses level top by a little at worst.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pairloom.engines.timetable.problem import NOBODY, Flags, Longs
from pairloom.engines.timetable.scope import Scope

OUTSIDE = -1  # the part of a mentee's wanted pairs that no limit cuts through


@dataclass(frozen=True, eq=False)
class Nest:
    """A scope whose sets are nested, and which lies in which."""

    scope: Scope
    quota_mentee: Longs  # (Q,)
    quota_in_top: Flags  # (Q,) all pairs under the limit are wanted most
    top_in_quota: Longs  # (N,) the limit under which all wanted pairs are, besides others; or NOBODY

    @staticmethod
    def of(scope: Scope) -> Nest:
        """Asks that no limit cuts through what a mentee wants most."""
        cut, under = _cut(scope), scope.quota != NOBODY
        owner = np.zeros(len(scope.quota_room), np.int64)
        owner[scope.quota[under]] = scope.edge_mentee[under]
        within = np.full(len(scope.mentee_room), NOBODY, np.int64)
        within[owner[cut]] = np.flatnonzero(cut)
        in_top = np.zeros(len(owner), bool)
        in_top[scope.quota[under & scope.top]] = True
        return Nest(scope, owner, in_top & ~cut, within)


def apart(scope: Scope) -> Nest:
    """Each limit that cuts through split in two: for the wanted pairs under it, and for the others."""
    crossing = _crossing(scope)
    split = scope.top & _holds(crossing, scope.quota)
    number = np.cumsum(crossing) - 1 + len(scope.quota_room)
    return Nest.of(
        replace(
            scope,
            quota=np.where(split, np.append(number, NOBODY)[scope.quota], scope.quota),
            quota_room=np.concatenate([scope.quota_room, scope.quota_room[crossing]]),
        )
    )


def nested(scope: Scope, chosen: Flags) -> Nest:
    """Where limits cut through what a mentee wants most, only one part of that counts as such.

    It is a part of which the mentee has something in `chosen` (e,), if there is any.
    """
    part = np.where(_holds(_crossing(scope), scope.quota), scope.quota, OUTSIDE)
    unknown = len(scope.quota_room)
    kept = np.full(len(scope.mentee_room), unknown, np.int64)
    had = scope.top & chosen
    np.minimum.at(kept, scope.edge_mentee[had], part[had])
    first = np.full(len(kept), unknown, np.int64)
    np.minimum.at(first, scope.edge_mentee[scope.top], part[scope.top])
    kept = np.where(kept == unknown, first, kept)
    return Nest.of(replace(scope, top=scope.top & (part == kept[scope.edge_mentee])))


def keeps_quotas(scope: Scope, chosen: Flags) -> bool:
    """Whether no more edges are chosen than any limit allows."""
    under = scope.quota[chosen & (scope.quota != NOBODY)]
    return bool((np.bincount(under, minlength=len(scope.quota_room)) <= scope.quota_room).all())


def _cut(scope: Scope) -> Flags:
    """(Q,) limits over some pairs that are wanted most and some that are not."""
    under = scope.quota != NOBODY
    pairs = np.bincount(scope.quota[under], minlength=len(scope.quota_room))
    wanted = np.bincount(scope.quota[under & scope.top], minlength=len(scope.quota_room))
    cut: Flags = (wanted > 0) & (wanted < pairs)
    return cut


def _crossing(scope: Scope) -> Flags:
    """(Q,) those that do not hold all that their mentee wants most."""
    cut, under = _cut(scope), scope.quota != NOBODY
    wanted = np.bincount(scope.edge_mentee[scope.top], minlength=len(scope.mentee_room))
    held = np.bincount(scope.quota[under & scope.top], minlength=len(cut))
    owner = np.zeros(len(cut), np.int64)
    owner[scope.quota[under]] = scope.edge_mentee[under]
    crossing: Flags = cut & (held < wanted[owner])
    return crossing


def _holds(flags: Flags, quota: Longs) -> Flags:
    """(e,) the flag of each edge's limit, False where it has none."""
    found: Flags = np.append(flags, False)[quota]
    return found
