"""Checks a result from the problem and the definitions alone. Shares no code with the solver.

It walks through the seats one by one, so that every rule is read from this page as it is told in words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import comb
from typing import NamedTuple

from pairloom.engines.timetable.problem import TimetableProblem
from pairloom.engines.timetable.result import Level, TimetableResult


class AuditError(AssertionError):
    """The result breaks a rule of the problem, or states a wrong figure."""


def audit(problem: TimetableProblem, result: TimetableResult) -> None:
    """Raises AuditError unless all rules and figures hold. O(E + meetings * seats of a table)."""
    _demand(result.seat.shape == (len(problem.mentees), problem.turns), "the seats do not cover all turns")
    rows = result.seat.tolist()
    known = range(-1, len(problem.mentors))
    _demand(all(mentor in known for row in rows for mentor in row), "a seat names an unknown mentor")
    _check_past(problem, rows)
    plan = _Plan(problem, rows)
    _check_rules(plan)
    _check_pins(plan)
    _check_figures(plan, result)
    _check_levels(plan, result)


class _Meeting(NamedTuple):
    mentee: int
    mentor: int
    turn: int


@dataclass(frozen=True)
class _Plan:
    """The meetings, and the problem's pairs as plain dictionaries."""

    problem: TimetableProblem
    rows: list[list[int]]

    @cached_property
    def over(self) -> int:
        return int(self.problem.past.shape[1])

    @cached_property
    def meetings(self) -> list[_Meeting]:
        return [
            _Meeting(mentee, mentor, turn)
            for mentee, row in enumerate(self.rows)
            for turn, mentor in enumerate(row)
            if mentor >= 0
        ]

    @cached_property
    def tables(self) -> dict[tuple[int, int], list[int]]:
        tables = defaultdict(list)
        for mentee, mentor, turn in self.meetings:
            tables[mentor, turn].append(mentee)
        return tables

    @cached_property
    def score(self) -> dict[tuple[int, int], int]:
        pairs = zip(self.problem.edge_mentee.tolist(), self.problem.edge_mentor.tolist(), strict=True)
        return dict(zip(pairs, self.problem.score.tolist(), strict=True))

    @cached_property
    def meetings_of_mentee(self) -> Counter[int]:
        return Counter(meeting.mentee for meeting in self.meetings)

    @cached_property
    def meetings_of_mentor(self) -> Counter[int]:
        return Counter(meeting.mentor for meeting in self.meetings)

    @cached_property
    def meetings_with_group(self) -> Counter[tuple[int, int]]:
        group = self.problem.group.tolist()
        return Counter((meeting.mentee, group[meeting.mentor]) for meeting in self.meetings)

    def too_many_of_group(self, mentee: int, mentor: int) -> bool:
        group, most = int(self.problem.group[mentor]), self.problem.group_most
        return most is not None and group >= 0 and self.meetings_with_group[mentee, group] > most

    @cached_property
    def still_there(self) -> list[int]:
        first = self.over if self.over < self.problem.turns else 0
        return [at for at, turns in enumerate(self.problem.present.tolist()) if any(turns[first:])]

    def words(self, meeting: _Meeting) -> str:
        mentee, mentor = self.problem.mentees[meeting.mentee], self.problem.mentors[meeting.mentor]
        return f"{mentee} with {mentor} in turn {meeting.turn + 1}"


def _demand(holds: bool, message: str) -> None:
    if not holds:
        raise AuditError(message)


def _check_past(problem: TimetableProblem, rows: list[list[int]]) -> None:
    for mentee, (row, past) in enumerate(zip(rows, problem.past.tolist(), strict=True)):
        _demand(row[: len(past)] == past, f"a finished turn of {problem.mentees[mentee]} was changed")


def _check_rules(plan: _Plan) -> None:
    problem, score = plan.problem, plan.score
    present, staffed = problem.present.tolist(), problem.staffed.tolist()
    seats, most = problem.seats.tolist(), problem.most.tolist()
    met = {(mentee, mentor) for mentee, mentor, turn in plan.meetings if turn < plan.over}
    for meeting in plan.meetings:
        mentee, mentor, turn = meeting
        if turn < plan.over:
            continue
        fault = (
            "is no allowed pair" * ((mentee, mentor) not in score)
            or "have met before" * ((mentee, mentor) in met)
            or "the mentee is not there" * (not present[mentee][turn])
            or "the mentor is not there" * (not staffed[mentor][turn])
            or "there are more mentees than seats" * (len(plan.tables[mentor, turn]) > seats[mentor])
            or "the mentee has too many meetings" * (plan.meetings_of_mentee[mentee] > most[mentee])
            or "the mentee meets too many of one group" * plan.too_many_of_group(mentee, mentor)
        )
        if fault:
            raise AuditError(f"{plan.words(meeting)}: {fault}")
        met.add((mentee, mentor))


def _check_pins(plan: _Plan) -> None:
    turn_of = {(mentee, mentor): turn for mentee, mentor, turn in plan.meetings}
    for mentee, mentor, turn in plan.problem.pins:
        found = turn_of.get((mentee, mentor))
        names = f"{plan.problem.mentees[mentee]} to {plan.problem.mentors[mentor]}"
        _demand(found is not None and turn in (None, found), f"the pin of {names} is not kept")


def _check_figures(plan: _Plan, result: TimetableResult) -> None:
    together = Counter(pair for people in plan.tables.values() for pair in combinations(people, 2))
    counts = [plan.meetings_of_mentee[mentee] for mentee in plan.still_there]
    figures = {
        "affinity": sum(plan.score.get((mentee, mentor), 0) for mentee, mentor, _ in plan.meetings),
        "meetings_min": min(counts, default=0),
        "meetings_max": max(counts, default=0),
        "repeats": sum(comb(times, 2) for times in together.values()),
        "coincidences": sum(times > 1 for times in together.values()),
        "apart_broken": _apart_broken(plan),
        "table_spread": _table_spread(plan),
    }
    for name, found in figures.items():
        stated = getattr(result, name)
        _demand(stated == found, f"{name} is stated as {stated}, but is {found}")
    _demand(result.unavoidable <= result.repeats, "there are fewer repeats than the bound allows")


def _apart_broken(plan: _Plan) -> int:
    pairs = [
        (plan.rows[one][plan.over :], plan.rows[other][plan.over :]) for one, other in plan.problem.apart
    ]
    return sum(a == b != -1 for one, other in pairs for a, b in zip(one, other, strict=True))


def _table_spread(plan: _Plan) -> int:
    spread = 0
    for mentor, there in enumerate(plan.problem.staffed.tolist()):
        turns = [turn for turn in range(plan.over, plan.problem.turns) if there[turn]]
        sizes = [len(plan.tables.get((mentor, turn), ())) for turn in turns]
        spread = max(spread, max(sizes, default=0) - min(sizes, default=0))
    return spread


def _check_levels(plan: _Plan, result: TimetableResult) -> None:
    least = plan.problem.least.tolist()
    found = {
        "least": sum(min(plan.meetings_of_mentor[mentor], fewest) for mentor, fewest in enumerate(least)),
        "meetings": len(plan.meetings),
        "top": _served(plan, result.top) if result.top else None,
        "worst": _lowest_sum(plan) if result.top else None,
        "affinity": result.affinity,
        "repeats": result.repeats,
    }
    for level in result.levels:
        _demand(
            level.value == found[level.name], f"level {level.name} is {found[level.name]}, not {level.value}"
        )
        _demand(_within(level), f"level {level.name} passes its bound: {level.value} against {level.bound}")
        reached = level.value + level.spent == level.bound
        _demand(reached or not level.proven, f"level {level.name} is called proven, but is not at its bound")
    proven = all(level.proven for level in result.levels if level.name != "repeats")
    _demand(proven or not result.proven, "the plan is called proven, but a level is not")


def _within(level: Level) -> bool:
    return level.value >= level.bound if level.name == "repeats" else level.value <= level.bound


def _served(plan: _Plan, top: int) -> int:
    """Mentees who meet a mentor they wished for or, without wishes, one of their `top` best."""
    problem = plan.problem
    candidates, wishes = defaultdict(list), defaultdict(set)
    for (mentee, mentor), wished in zip(plan.score, problem.wished.tolist(), strict=True):
        candidates[mentee].append(plan.score[mentee, mentor])
        if wished:
            wishes[mentee].add(mentor)
    served = set()
    for mentee, mentor, _ in plan.meetings:
        if (mentee, mentor) in plan.score:
            best = sorted(candidates[mentee], reverse=True)[:top]
            if mentor in wishes[mentee] if mentee in wishes else plan.score[mentee, mentor] >= best[-1]:
                served.add(mentee)
    return len(served)


def _lowest_sum(plan: _Plan) -> int:
    sums: Counter[int] = Counter()
    for mentee, mentor, _ in plan.meetings:
        sums[mentee] += plan.score.get((mentee, mentor), 0)
    with_candidates = {mentee for mentee, _ in plan.score}
    return min((sums[mentee] for mentee in plan.still_there if mentee in with_candidates), default=0)
