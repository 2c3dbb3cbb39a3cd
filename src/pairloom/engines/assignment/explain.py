"""Why the plan is as it is: who is left over and what would change it, who stays free, which minimums fail.

Everything here is a value; `words.py` tells it in sentences.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from pairloom.engines.assignment.problem import AssignmentProblem, Flags, Ints
from pairloom.engines.assignment.result import AssignmentResult


@dataclass(frozen=True)
class Bottleneck:
    """People who can only go to the same few mentors with too few seats (a violated Hall condition)."""

    mentees: tuple[str, ...]  # everybody who competes for these mentors
    unmatched: tuple[str, ...]  # those of them who got nobody
    mentors: tuple[str, ...]
    seats: int
    held: int  # seats among these that pins take from the group


@dataclass(frozen=True)
class Unmatched:
    """A mentee with nobody, and why.

    `no_candidate`: nobody is a candidate. `full`: every candidate is full, and so is everybody whom moving
    others could free; one more seat at any of the candidates serves one more mentee. `below_floor`: the
    candidates score below the floor that comes first in the order. `outweighed`: something that comes first
    would suffer.
    """

    mentee: str
    kind: Literal["no_candidate", "full", "below_floor", "outweighed"]
    candidates: tuple[str, ...] = ()  # best first
    bottleneck: int | None = None  # index into Explanation.bottlenecks


@dataclass(frozen=True)
class Fewer:
    """A mentee who wants several mentors and got some, but not all."""

    mentee: str
    wants: int
    got: int


@dataclass(frozen=True)
class Unused:
    """A mentor with nobody: `paused` (no seats), `no_candidate`, `below_floor` or `not_needed`."""

    mentor: str
    kind: Literal["paused", "no_candidate", "below_floor", "not_needed"]
    candidates: int = 0  # how many mentees could be paired with this mentor


@dataclass(frozen=True)
class BelowMinimum:
    """A mentor who got fewer mentees than the minimum: `few_candidates` or `outweighed`."""

    mentor: str
    minimum: int
    got: int
    candidates: int
    kind: Literal["few_candidates", "outweighed"]


@dataclass(frozen=True)
class Explanation:
    """Everything about a plan that needs a reason. Each tuple is sorted by id."""

    unmatched: tuple[Unmatched, ...]
    fewer: tuple[Fewer, ...]
    unused: tuple[Unused, ...]
    below_minimum: tuple[BelowMinimum, ...]
    bottlenecks: tuple[Bottleneck, ...]


def explain(problem: AssignmentProblem, result: AssignmentResult) -> Explanation:
    """Reasons for a result of `solve`. O(e) for each step of the longest chain of exchanges."""
    plan = _Plan(problem, result)
    unmatched = (problem.wants > 0) & (plan.mentee_load == 0)
    has_candidate = np.bincount(problem.edge_mentee, minlength=len(problem.mentees)) > 0
    stuck = unmatched & has_candidate & ~plan.can_reach_opening()
    bottlenecks, group = _bottlenecks(plan, stuck)
    return Explanation(
        unmatched=tuple(
            _why_unmatched(plan, int(at), stuck, has_candidate, group) for at in np.flatnonzero(unmatched)
        ),
        fewer=tuple(
            Fewer(problem.mentees[at], int(problem.wants[at]), int(plan.mentee_load[at]))
            for at in np.flatnonzero((plan.mentee_load > 0) & (plan.mentee_load < problem.wants))
        ),
        unused=_unused(plan),
        below_minimum=_below_minimum(plan),
        bottlenecks=bottlenecks,
    )


class _Plan:
    """A result laid over its problem: loads, and who could move where."""

    def __init__(self, problem: AssignmentProblem, result: AssignmentResult) -> None:
        self.problem = problem
        self.chosen = np.zeros(len(problem.score), bool)
        self.chosen[result.edges] = True
        self.mentee_load = np.bincount(problem.edge_mentee[result.edges], minlength=len(problem.mentees))
        self.mentor_load = np.bincount(problem.edge_mentor[result.edges], minlength=len(problem.mentors))
        floor = result.level("worst")
        self.floor = None if floor is None else floor.bound
        self.moves = np.flatnonzero(~self.chosen)  # a mentee could go to a mentor
        self.frees = np.flatnonzero(self.chosen & ~problem.pinned)  # a mentor could let a mentee go

    def can_reach_opening(self) -> Flags:
        """(n,) who could get a place if others moved: a free seat or somebody's second pair is in reach."""
        edge_mentee, edge_mentor = self.problem.edge_mentee, self.problem.edge_mentor
        mentee = np.zeros(len(self.mentee_load), bool)
        mentor = self.mentor_load < self.problem.seats
        spare = self.frees[self.mentee_load[edge_mentee[self.frees]] > 1]
        mentor[edge_mentor[spare]] = True
        while True:
            before = int(mentee.sum() + mentor.sum())
            mentee[edge_mentee[self.moves[mentor[edge_mentor[self.moves]]]]] = True
            mentor[edge_mentor[self.frees[mentee[edge_mentee[self.frees]]]]] = True
            if int(mentee.sum() + mentor.sum()) == before:
                return mentee

    def reach(self, mentee: Flags) -> tuple[Flags, Flags]:
        """Which mentees and mentors chains of moves from the given mentees touch."""
        edge_mentee, edge_mentor = self.problem.edge_mentee, self.problem.edge_mentor
        mentee, mentor = mentee.copy(), np.zeros(len(self.mentor_load), bool)
        while True:
            before = int(mentee.sum() + mentor.sum())
            mentor[edge_mentor[self.moves[mentee[edge_mentee[self.moves]]]]] = True
            mentee[edge_mentee[self.frees[mentor[edge_mentor[self.frees]]]]] = True
            if int(mentee.sum() + mentor.sum()) == before:
                return mentee, mentor


def _bottlenecks(plan: _Plan, stuck: Flags) -> tuple[tuple[Bottleneck, ...], Ints]:
    """Stuck mentees and their competitors in groups that share no mentor; and who is in which."""
    problem = plan.problem
    group_of = np.full(len(problem.mentees), -1, np.int64)
    if not stuck.any():
        return (), group_of
    mentee, mentor = plan.reach(stuck)
    inside = mentee[problem.edge_mentee] & mentor[problem.edge_mentor]
    label_mentee, label_mentor = _components(problem, inside)
    group_of[mentee] = label_mentee[mentee]
    groups = []
    for label in np.unique(group_of[stuck]):
        people = np.flatnonzero(mentee & (label_mentee == label))
        mentors = np.flatnonzero(mentor & (label_mentor == label))
        seats = int(problem.seats[mentors].sum())
        groups.append(
            Bottleneck(
                mentees=tuple(problem.mentees[at] for at in people),
                unmatched=tuple(problem.mentees[at] for at in people if stuck[at]),
                mentors=tuple(problem.mentors[at] for at in mentors),
                seats=seats,
                held=seats - int((~stuck[people]).sum()),
            )
        )
    number = {int(label): at for at, label in enumerate(np.unique(group_of[stuck]))}
    return tuple(groups), np.array([number.get(int(label), -1) for label in group_of], np.int64)


def _components(problem: AssignmentProblem, edges: Flags) -> tuple[Ints, Ints]:
    """Labels of connected parts (the lowest mentee in each), for mentees and mentors, along the edges."""
    edge_mentee, edge_mentor = problem.edge_mentee[edges], problem.edge_mentor[edges]
    mentee = np.arange(len(problem.mentees))
    mentor = np.full(len(problem.mentors), len(problem.mentees))
    while True:
        before = mentee.copy()
        np.minimum.at(mentor, edge_mentor, mentee[edge_mentee])
        np.minimum.at(mentee, edge_mentee, mentor[edge_mentor])
        if np.array_equal(mentee, before):
            return mentee, mentor


def _why_unmatched(plan: _Plan, at: int, stuck: Flags, has_candidate: Flags, group: Ints) -> Unmatched:
    problem = plan.problem
    mentee = problem.mentees[at]
    if not has_candidate[at]:
        return Unmatched(mentee, "no_candidate")
    start, end = np.searchsorted(problem.edge_mentee, [at, at + 1])
    score = problem.score[start:end]
    order = np.argsort(-score, kind="stable") + start
    candidates = tuple(problem.mentors[problem.edge_mentor[edge]] for edge in order)
    if stuck[at]:
        return Unmatched(mentee, "full", candidates, int(group[at]))
    if plan.floor is not None and int(score.max()) < plan.floor:
        return Unmatched(mentee, "below_floor", candidates)
    return Unmatched(mentee, "outweighed", candidates)


def _unused(plan: _Plan) -> tuple[Unused, ...]:
    problem = plan.problem
    candidates = np.bincount(problem.edge_mentor, minlength=len(problem.mentors))
    high_enough = problem.score >= (0 if plan.floor is None else plan.floor)
    above = np.bincount(problem.edge_mentor[high_enough], minlength=len(problem.mentors))
    unused = []
    for at in np.flatnonzero((plan.mentor_load == 0) & (problem.used == 0)):
        kind: Literal["paused", "no_candidate", "below_floor", "not_needed"] = "not_needed"
        if problem.capacity[at] == 0:
            kind = "paused"
        elif candidates[at] == 0:
            kind = "no_candidate"
        elif above[at] == 0:
            kind = "below_floor"
        unused.append(Unused(problem.mentors[at], kind, int(candidates[at])))
    return tuple(unused)


def _below_minimum(plan: _Plan) -> tuple[BelowMinimum, ...]:
    problem = plan.problem
    got = plan.mentor_load + problem.used
    candidates = np.bincount(problem.edge_mentor, minlength=len(problem.mentors))
    return tuple(
        BelowMinimum(
            problem.mentors[at],
            int(problem.minimum[at]),
            int(got[at]),
            int(candidates[at]),
            "few_candidates" if candidates[at] + problem.used[at] < problem.minimum[at] else "outweighed",
        )
        for at in np.flatnonzero(got < problem.minimum)
    )
