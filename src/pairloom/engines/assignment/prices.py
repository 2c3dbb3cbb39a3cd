"""Prices that prove a flow optimal, recovered from the flow itself.

OR-Tools returns no dual values. The shortest distances in the residual network are some: an arc that could
still be used never leads to a shorter distance, which is optimality. Label correcting (Bellman-Ford) on
arrays: each round relaxes only the arcs that leave a person whose label fell in the round before.
"""

from __future__ import annotations

import numpy as np

from pairloom.engines.assignment.face import Face
from pairloom.engines.assignment.levels import Level
from pairloom.engines.assignment.problem import Flags, Ints
from pairloom.engines.assignment.result import Prices


def prices_of(face: Face, level: Level, chosen: Flags) -> Prices:
    """Prices whose bound is the plan's value, for a plan that is best in the face; endless for no other.

    O(e) a round, as many rounds as the longest chain of exchanges (tens in practice, n + m at worst).
    """
    return _Labels(face, level, chosen).settle()


class _Labels:
    """Distances from a point that reaches everybody at no cost, and the residual network they live in."""

    def __init__(self, face: Face, level: Level, chosen: Flags) -> None:
        self._open = _Arcs(face.edge_mentee, face.edge_mentor, -level.reward, face.free & ~chosen)
        self._taken = _Arcs(face.edge_mentor, face.edge_mentee, level.reward, face.free & chosen)
        mentee, mentor = face.loads(chosen)
        self._mentee_more = mentee < face.mentee_high, np.where(mentee < level.mentee_step, -1, 0)
        self._mentee_less = mentee > face.mentee_low, np.where(mentee <= level.mentee_step, 1, 0)
        self._mentor_more = mentor < face.mentor_high, np.where(mentor < level.mentor_step, -1, 0)
        self._mentor_less = mentor > face.mentor_low, np.where(mentor <= level.mentor_step, 1, 0)
        self._mentee, self._mentor, self._hub = np.zeros_like(mentee), np.zeros_like(mentor), 0
        self._limit = 4 * (len(mentee) + len(mentor) + 2)

    def settle(self) -> Prices:
        fallen_mentees = np.arange(len(self._mentee))
        fallen_mentors = np.arange(len(self._mentor))
        for _ in range(self._limit):
            mentee, mentor, hub = self._mentee.copy(), self._mentor.copy(), self._hub
            self._open.relax(fallen_mentees, self._mentee, self._mentor)
            self._taken.relax(np.flatnonzero(self._mentor < mentor), self._mentor, self._mentee)
            self._taken.relax(fallen_mentors, self._mentor, self._mentee)
            self._relax_hub()
            fallen_mentees = np.flatnonzero(self._mentee < mentee)
            fallen_mentors = np.flatnonzero(self._mentor < mentor)
            if not (fallen_mentees.size or fallen_mentors.size or self._hub < hub):
                return Prices(self._mentee - self._hub, self._hub - self._mentor)
        raise RuntimeError("the plan is not the best of its face: prices do not settle")

    def _relax_hub(self) -> None:
        for label, (can, cost) in ((self._mentee, self._mentee_less), (self._mentor, self._mentor_more)):
            if can.any():
                self._hub = min(self._hub, int((label[can] + cost[can]).min()))
        for label, (can, cost) in ((self._mentee, self._mentee_more), (self._mentor, self._mentor_less)):
            np.copyto(label, np.minimum(label, self._hub + cost), where=can)


class _Arcs:
    """Residual arcs of one direction, grouped by the person they leave."""

    def __init__(self, tail: Ints, head: Ints, cost: Ints, present: Flags) -> None:
        edges = np.flatnonzero(present)
        tails = tail[edges]
        if tails.size and np.any(tails[1:] < tails[:-1]):
            order = np.argsort(tails, kind="stable")
            edges, tails = edges[order], tails[order]
        self._head, self._cost = head[edges], cost[edges]
        self._tails = tails

    def relax(self, fallen: Ints, from_label: Ints, to_label: Ints) -> None:
        start = np.searchsorted(self._tails, fallen, "left")
        count = np.searchsorted(self._tails, fallen, "right") - start
        arcs = np.repeat(start - np.cumsum(count) + count, count) + np.arange(count.sum())
        reached = np.repeat(from_label[fallen], count) + self._cost[arcs]
        np.minimum.at(to_label, self._head[arcs], reached)
