"""What a change costs or brings: the same problem solved again with one thing altered, and both compared."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pairloom.engines.assignment.problem import AssignmentProblem, make_problem
from pairloom.engines.assignment.result import AssignmentResult
from pairloom.engines.assignment.solve import solve


@dataclass(frozen=True)
class LevelChange:
    """One objective before and after, in its own units (see LevelResult)."""

    name: str
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Move:
    """A mentee whose mentors differ between two plans. `gain` is the difference in score units."""

    mentee: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    gain: int


@dataclass(frozen=True)
class Change:
    """Two plans compared: the objectives line by line, and everybody who moves, by mentee id."""

    levels: tuple[LevelChange, ...]
    moves: tuple[Move, ...]

    @property
    def gainers(self) -> tuple[Move, ...]:
        return tuple(move for move in self.moves if move.gain > 0)

    @property
    def losers(self) -> tuple[Move, ...]:
        return tuple(move for move in self.moves if move.gain < 0)


def compare(
    before: tuple[AssignmentProblem, AssignmentResult], after: tuple[AssignmentProblem, AssignmentResult]
) -> Change:
    """Who and what differs between two plans, of the same people or not. Both count in the same decimals."""
    names = dict.fromkeys(level.name for _, result in (before, after) for level in result.levels)
    levels = tuple(
        LevelChange(name, *(_value(result, name) for _, result in (before, after))) for name in names
    )
    old, new = _mentors_of(*before), _mentors_of(*after)
    moves = []
    for mentee in sorted(old.keys() | new.keys()):
        was, now = old.get(mentee, {}), new.get(mentee, {})
        if was != now:
            moves.append(Move(mentee, tuple(was), tuple(now), sum(now.values()) - sum(was.values())))
    return Change(levels, tuple(moves))


def price_of_pair(
    problem: AssignmentProblem, result: AssignmentResult, mentee: str, mentor: str
) -> tuple[AssignmentProblem, AssignmentResult, Change]:
    """What the pair is worth: pinned where the plan lacks it, banned where the plan has it, and solved again.

    Exact for every level. Raises InfeasiblePins where the pair cannot be forced; ValueError for unknown ids.
    """
    edge = problem.edge(mentee, mentor)
    in_plan = edge is not None and bool(np.isin(edge, result.edges))
    changed = with_ban(problem, mentee, mentor) if in_plan else with_pin(problem, mentee, mentor)
    return _again(problem, result, changed)


def value_of_seats(
    problem: AssignmentProblem, result: AssignmentResult, mentor: str, seats: int = 1
) -> tuple[AssignmentProblem, AssignmentResult, Change]:
    """What so many more seats (or fewer, if negative) at one mentor would bring. Exact for every level."""
    capacity = problem.capacity.copy()
    at = problem.mentors.index(mentor)
    capacity[at] = max(0, capacity[at] + seats)
    minimum = np.minimum(problem.minimum, capacity)
    return _again(problem, result, replace(problem, capacity=capacity, minimum=minimum))


def with_pin(problem: AssignmentProblem, mentee: str, mentor: str) -> AssignmentProblem:
    """The problem with one more pin; a ban of the same pair is lifted."""
    pins = {*pairs_of(problem, problem.pinned.nonzero()[0]), (mentee, mentor)}
    bans = {ban for ban in _bans(problem) if ban != (mentee, mentor)}
    return _rebuilt(problem, pins, bans)


def with_ban(problem: AssignmentProblem, mentee: str, mentor: str) -> AssignmentProblem:
    """The problem with one more ban; a pin of the same pair is lifted."""
    pins = {pin for pin in pairs_of(problem, problem.pinned.nonzero()[0]) if pin != (mentee, mentor)}
    return _rebuilt(problem, pins, {*_bans(problem), (mentee, mentor)})


def pairs_of(problem: AssignmentProblem, edges: np.ndarray) -> list[tuple[str, str]]:
    """The ids of mentee and mentor for edge indices."""
    ends = zip(problem.edge_mentee[edges].tolist(), problem.edge_mentor[edges].tolist(), strict=True)
    return [(problem.mentees[mentee], problem.mentors[mentor]) for mentee, mentor in ends]


def _bans(problem: AssignmentProblem) -> list[tuple[str, str]]:
    return [(problem.mentees[mentee], problem.mentors[mentor]) for mentee, mentor in problem.bans.tolist()]


def _rebuilt(
    problem: AssignmentProblem, pins: set[tuple[str, str]], bans: set[tuple[str, str]]
) -> AssignmentProblem:
    scored = problem.scored
    return make_problem(
        mentees=problem.mentees,
        wants=problem.wants,
        mentors=problem.mentors,
        capacity=problem.capacity,
        minimum=problem.minimum,
        used=problem.used,
        edge_mentee=problem.edge_mentee[scored],
        edge_mentor=problem.edge_mentor[scored],
        score=problem.score[scored],
        pins=pins,
        bans=bans,
        kept=pairs_of(problem, problem.kept.nonzero()[0]),
        bonus=problem.bonus,
        decimals=problem.decimals,
        exact=problem.exact,
    )


def _again(
    problem: AssignmentProblem, result: AssignmentResult, changed: AssignmentProblem
) -> tuple[AssignmentProblem, AssignmentResult, Change]:
    after = solve(changed, priority=result.priority)
    return changed, after, compare((problem, result), (changed, after))


def _value(result: AssignmentResult, name: str) -> int | None:
    level = result.level(name)
    return None if level is None else level.value


def _mentors_of(problem: AssignmentProblem, result: AssignmentResult) -> dict[str, dict[str, int]]:
    mentors: dict[str, dict[str, int]] = {}
    scores = problem.score[result.edges].tolist()
    for (mentee, mentor), score in zip(pairs_of(problem, result.edges), scores, strict=True):
        mentors.setdefault(mentee, {})[mentor] = score
    return mentors
