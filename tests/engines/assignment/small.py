"""Little problems written as people would say them: who could go to whom, at what score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pairloom.engines.assignment import AssignmentProblem, AssignmentResult, make_problem, pairs_of

Pair = tuple[str, str]


def problem_of(
    edges: Mapping[Pair, int],
    *,
    wants: Mapping[str, int] | None = None,
    capacity: Mapping[str, int] | None = None,
    minimum: Mapping[str, int] | None = None,
    used: Mapping[str, int] | None = None,
    pins: Iterable[Pair] = (),
    bans: Iterable[Pair] = (),
    kept: Iterable[Pair] = (),
    bonus: int = 0,
) -> AssignmentProblem:
    """Everybody wants one and takes one, unless a map says otherwise; it may name people without edges."""
    pins, bans = list(pins), list(bans)
    mentees = list(dict.fromkeys([mentee for mentee, _ in [*edges, *pins, *bans]] + list(wants or {})))
    mentors = list(dict.fromkeys([mentor for _, mentor in [*edges, *pins, *bans]] + list(capacity or {})))
    return make_problem(
        mentees=mentees,
        wants=[(wants or {}).get(mentee, 1) for mentee in mentees],
        mentors=mentors,
        capacity=[(capacity or {}).get(mentor, 1) for mentor in mentors],
        minimum=[(minimum or {}).get(mentor, 0) for mentor in mentors],
        used=[(used or {}).get(mentor, 0) for mentor in mentors],
        edge_mentee=[mentees.index(mentee) for mentee, _ in edges],
        edge_mentor=[mentors.index(mentor) for _, mentor in edges],
        score=list(edges.values()),
        pins=pins,
        bans=bans,
        kept=kept,
        bonus=bonus,
    )


def plan(problem: AssignmentProblem, result: AssignmentResult) -> set[Pair]:
    """The pairs of a result."""
    return set(pairs_of(problem, result.edges))
