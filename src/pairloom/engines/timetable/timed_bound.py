"""A second bound where presence varies: turns are counted one by one, but a pair may meet again and again.

The flow over pairs forgets in which turn a seat is free; this one forgets that a pair meets once. No
timetable passes either, so the one that allows less is the bound.
"""

from __future__ import annotations

import numpy as np

from pairloom.engines.timetable.choose import Question
from pairloom.engines.timetable.figures import meetings_of_mentees, table_sizes
from pairloom.engines.timetable.flow import SolverError, fitting, most_affinity
from pairloom.engines.timetable.levels import Values, who_counts
from pairloom.engines.timetable.problem import NOBODY, Flags, Longs, TimetableProblem
from pairloom.engines.timetable.scope import met_in_the_past, open_turns

LARGEST = 500_000  # pairs times turns; above that the first bound has to do


def timed_bound(problem: TimetableProblem, question: Question, wanted: Flags, ceiling: int) -> Values | None:
    """Figures that no timetable can pass, level by level; None where the event is too large for it.

    Pins are free here, everybody with a wanted mentor is taken as served, and the affinity is that of as many
    meetings without regard to turns. `ceiling` bounds the lowest sum. One flow of least cost with E R arcs.
    """
    if len(problem.score) * problem.turns > LARGEST or not len(problem.score):
        return None
    counts, hosted, affinity = _Network(problem).solve()
    past, pinned = int(problem.worth_of(problem.past).sum()), int(problem.score[question.settled].sum())
    left = int(counts.sum()) - len(question.settled) - int((problem.past != NOBODY).sum())
    asked = bool(wanted.any())
    return Values(
        least=int(np.minimum(hosted, problem.least).sum()),
        meetings=int(counts.sum()),
        unevenness=int((counts**2).sum()),
        top=len(np.unique(problem.edge_mentee[wanted])) if asked else None,
        worst=ceiling if asked and who_counts(problem).any() else 0 if asked else None,
        affinity=past + min(affinity, pinned + most_affinity(question.scope, left)),
    )


class _Network:
    """source > mentee (steps) > mentee in a turn > table in a turn > mentor > sink."""

    def __init__(self, problem: TimetableProblem) -> None:
        n, m, turns = len(problem.mentees), len(problem.mentors), problem.turns
        self._had = meetings_of_mentees(problem.past)
        self._hosted = table_sizes(problem.past, m).sum(axis=1)
        self._mentee = 1 + np.arange(n)
        self._mentee_turn = 1 + n + np.arange(n * turns).reshape(n, turns)
        self._table = 1 + n + n * turns + np.arange(m * turns).reshape(m, turns)
        self._mentor = 1 + n + (n + m) * turns + np.arange(m)
        self._sink = 1 + (n + m) * (turns + 1)
        self._problem = problem

    def solve(self) -> tuple[Longs, Longs, int]:
        """(N,) meetings of mentees and (M,) of mentors, the past counted, and the score of those to come."""
        from ortools.graph.python import min_cost_flow  # takes longer to load than a small event to plan

        pairs, score = self._pairs()
        steps = self._steps()
        longest = 2 * min(self._table.size, self._mentee_turn.size) + 4
        worth, shift = fitting(score, longest, int(steps[3].max(initial=0)), self._sink + 1)
        price = longest * int(worth.max(initial=0)) + 1
        parts = (
            (*pairs, np.ones_like(worth), -worth),
            (steps[0], steps[1], steps[2], steps[3] * price),
            *self._rooms(price),
        )
        tail, head, room, cost = (np.concatenate([part[at] for part in parts]) for at in range(4))
        flow = min_cost_flow.SimpleMinCostFlow()
        arcs = flow.add_arcs_with_capacity_and_unit_cost(
            tail.astype(np.int32), head.astype(np.int32), room, cost
        )
        most = int(steps[2].sum())
        flow.set_nodes_supplies(np.array([0, self._sink], np.int32), np.array([most, -most], np.int64))
        if flow.solve_max_flow_with_min_cost() != flow.OPTIMAL:
            raise SolverError("the flow solver gave no bound")
        used = flow.flows(arcs[: len(worth)]) > 0
        mentee = (pairs[0][used] - self._mentee_turn[0, 0]) // self._problem.turns
        mentor = (pairs[1][used] - self._table[0, 0]) // self._problem.turns
        lost = int(used.sum()) * ((1 << shift) - 1)  # what cutting the scores may have hidden
        return (
            self._had + np.bincount(mentee, minlength=len(self._had)),
            self._hosted + np.bincount(mentor, minlength=len(self._hosted)),
            int(score[used].sum()) + lost,
        )

    def _pairs(self) -> tuple[tuple[Longs, Longs], Longs]:
        problem, free = self._problem, np.flatnonzero(~met_in_the_past(self._problem))
        tails, heads, scores = [], [], []
        for turn in open_turns(problem):
            mentee, mentor = problem.edge_mentee[free], problem.edge_mentor[free]
            now = problem.present[mentee, turn] & problem.staffed[mentor, turn]
            tails.append(self._mentee_turn[mentee[now], turn])
            heads.append(self._table[mentor[now], turn])
            scores.append(problem.score[free[now]].astype(np.int64))
        nothing = np.zeros(0, np.int64)
        tail, head, score = (np.concatenate([nothing, *part]) for part in (tails, heads, scores))
        return (tail, head), score

    def _steps(self) -> tuple[Longs, Longs, Longs, Longs]:
        room = np.clip(self._problem.most - self._had, 0, len(open_turns(self._problem)))
        mentee = np.repeat(np.arange(len(room)), room)
        step = np.arange(len(mentee)) - (np.cumsum(room) - room)[mentee] + self._had[mentee]
        return np.zeros_like(mentee), self._mentee[mentee], np.ones_like(mentee), step

    def _rooms(self, price: int) -> list[tuple[Longs, Longs, Longs, Longs]]:
        problem = self._problem
        need = np.maximum(problem.least - self._hosted, 0)
        mentors, sink = np.arange(len(need)), np.full(len(need), self._sink)
        rooms = [
            (self._mentor[mentors], sink, need, np.full(len(need), -price)),
            (self._mentor[mentors], sink, np.full(len(need), problem.present.size), 0 * need),
        ]
        for turn in open_turns(problem):
            there = problem.present[:, turn].astype(np.int64)
            seats = np.where(problem.staffed[:, turn], problem.seats, 0).astype(np.int64)
            rooms.append((self._mentee, self._mentee_turn[:, turn], there, 0 * there))
            rooms.append((self._table[:, turn], self._mentor, seats, 0 * seats))
        return rooms
