"""The engines' results as the report that the pages read: figures as people write them, people as keys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pairloom.engines import affinity, assignment
from pairloom.matching.bridge.people import RoundInput, person_key
from pairloom.matching.report import (
    Bottleneck,
    Fewer,
    Level,
    LevelChange,
    Move,
    Price,
    Report,
    RuledOut,
    Unmatched,
    Unused,
)

Plan = tuple[assignment.AssignmentProblem, assignment.AssignmentResult]
SHOWN_CANDIDATES = 5
AFFINITIES = frozenset({"worst", "total"})  # levels counted in affinity; all others count people or pairs


def report_of(
    given: RoundInput,
    explainer: affinity.Explainer,
    rubric: affinity.Rubric,
    problem: assignment.AssignmentProblem,
    result: assignment.AssignmentResult,
    seconds: float,
) -> Report:
    """Everything about a result except its pairs."""
    explanation = assignment.explain(problem, result)
    rules = {rule.reason for rule in rubric.rules}
    return Report(
        mentees=int((problem.wants > 0).sum()),
        mentors=len(problem.mentors),
        seats=int(problem.seats.sum()),
        served=result.served,
        pairs=len(result.edges),
        standing=len(given.standing),
        worst=_affinity(result.worst),
        total=result.total / affinity.UNITS,
        seconds=round(seconds, 3),
        levels=tuple(
            Level(
                level.name, _figure(level.name, level.value), _figure(level.name, level.bound), level.proven
            )
            for level in result.levels
        ),
        unmatched=tuple(_unmatched(each, explainer, rules) for each in explanation.unmatched),
        fewer=tuple(Fewer(person_key(each.mentee), each.wants, each.got) for each in explanation.fewer),
        unused=tuple(
            Unused(person_key(each.mentor), each.kind, each.candidates) for each in explanation.unused
        ),
        bottlenecks=tuple(
            Bottleneck(_keys(each.mentees), _keys(each.unmatched), _keys(each.mentors), each.seats)
            for each in explanation.bottlenecks
        ),
    )


def price_of(before: assignment.Run, after: assignment.Run) -> Price:
    """What lies between two runs, for everybody who took part in either."""
    people = [{*run.problem.mentees, *run.problem.mentors} for run in (before, after)]
    price = price_between((before.problem, before.result), (after.problem, after.result))
    return replace(
        price,
        joined=tuple(sorted(map(person_key, people[1] - people[0]))),
        left=tuple(sorted(map(person_key, people[0] - people[1]))),
    )


def price_between(before: Plan, after: Plan) -> Price:
    """Two plans compared: figures, whatever the order of aims, and everybody who moves."""
    moves = assignment.compare(before, after).moves
    figures = [_figures(result) for _, result in (before, after)]
    return Price(
        levels=tuple(LevelChange(name, figures[0][name], figures[1][name]) for name in figures[0]),
        moves=tuple(
            Move(person_key(move.mentee), _keys(move.before), _keys(move.after), move.gain / affinity.UNITS)
            for move in moves
        ),
    )


def _figures(result: assignment.AssignmentResult) -> dict[str, float | None]:
    return {
        "served": result.served,
        "worst": _affinity(result.worst),
        "total": result.total / affinity.UNITS,
        "pairs": len(result.edges),
    }


def _unmatched(each: assignment.Unmatched, explainer: affinity.Explainer, rules: set[str]) -> Unmatched:
    ruled_out: tuple[RuledOut, ...] = ()
    if each.kind == "no_candidate":
        removed = explainer.no_candidate(each.mentee).removed
        ruled_out = tuple(RuledOut(why, count, why in rules) for why, count in removed)
    return Unmatched(
        person=person_key(each.mentee),
        kind=each.kind,
        candidates=_keys(each.candidates[:SHOWN_CANDIDATES]),
        candidate_count=len(each.candidates),
        bottleneck=each.bottleneck,
        ruled_out=ruled_out,
    )


def _figure(name: str, value: int | None) -> float | None:
    return _affinity(value) if name in AFFINITIES else value


def _affinity(units: int | None) -> float | None:
    return None if units is None else units / affinity.UNITS


def _keys(people: Iterable[str]) -> tuple[int, ...]:
    return tuple(person_key(person) for person in people)
