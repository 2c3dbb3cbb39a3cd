"""From a round's input to a proposal: scored, solved, proven and told, in values that name nobody."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from pairloom.engines import affinity, assignment
from pairloom.matching.adjustments import Adjustments
from pairloom.matching.bridge.met import favouring_met
from pairloom.matching.bridge.mutual import honouring_mutual
from pairloom.matching.bridge.people import RoundInput, engine_id, engine_pairs, person_key
from pairloom.matching.bridge.rubric import in_weeks, read_rubric, with_weights
from pairloom.matching.bridge.telling import report_of
from pairloom.matching.enums import Attention, MetBefore
from pairloom.matching.report import Report

WEAK = 0.75  # of the median affinity: below that a pair is worth a look
SCORED, SOLVED = 0.45, 0.9  # of the whole work
Progress = Callable[[float], None]


@dataclass(frozen=True)
class Conflict:
    """Pins that cannot stand together: `kind` is `banned`, `capacity` or `wants`; `limit` what there is."""

    kind: str
    pairs: tuple[tuple[int, int], ...]
    person: int | None
    limit: int


class PinsConflictError(Exception):
    """The pins contradict each other, the bans, or what people offered."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        super().__init__(f"{len(conflicts)} conflicts")
        self.conflicts = tuple(conflicts)


@dataclass(frozen=True)
class Part:
    """What one criterion added to an affinity, and the most it could have added."""

    name: str
    earned: float


@dataclass(frozen=True)
class FoundPair:
    """A proposed pair and why; the reasons hold `{mentee}` and `{mentor}` where names go."""

    mentee: int
    mentor: int
    affinity: float
    parts: tuple[Part, ...]
    reasons: tuple[str, str]
    is_pinned: bool
    attention: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """What came out of a run."""

    pairs: tuple[FoundPair, ...]
    report: Report
    encoded: bytes
    engine_version: str


@dataclass(frozen=True)
class Scored:
    """A round's candidate pairs with what is needed to tell about them."""

    problem: affinity.AffinityProblem
    candidates: affinity.Candidates
    scorer: affinity.Scorer
    explainer: affinity.Explainer


def propose(
    given: RoundInput,
    *,
    rubric: Mapping[str, Any],
    adjustments: Adjustments,
    progress: Progress = lambda share: None,
) -> Proposal:
    """The best proposal there is, proven by the engine's audit.

    Raises PinsConflictError where pins cannot stand together, InvalidError for a rubric that makes no sense.
    """
    started = time.perf_counter()
    given = without_pausing(given, adjustments)
    scored = score(given, rubric=rubric, adjustments=adjustments, progress=progress)
    problem = assignment_problem(given, scored, adjustments)
    progress(SCORED)
    priority = adjustments.priority or scored.problem.rubric.priority
    result = solve(problem, priority, lambda share: progress(SCORED + share * (SOLVED - SCORED)))
    pairs = _found(scored, problem, result)
    progress(SOLVED)
    reasons = tuple(" ".join(filter(None, pair.reasons)) for pair in pairs)
    run = assignment.Run(problem, result, reasons=reasons)
    return Proposal(
        pairs=pairs,
        report=report_of(
            given, scored.explainer, scored.problem.rubric, problem, result, time.perf_counter() - started
        ),
        encoded=gzip.compress(assignment.encode(run), mtime=0),
        engine_version=run.engine_version,
    )


def score(
    given: RoundInput,
    *,
    rubric: Mapping[str, Any],
    adjustments: Adjustments,
    progress: Progress = lambda share: None,
) -> Scored:
    """Every pair that may be, with its affinity. Pins are there even where a rule forbids them."""
    weighed = with_weights(read_rubric(rubric), adjustments.weights)
    apart = engine_pairs(adjustments.bans) | given.standing
    if not adjustments.again:
        apart |= given.earlier
    if adjustments.met == MetBefore.AVOID:
        apart |= given.met
    if adjustments.met == MetBefore.FAVOUR:
        given, weighed = favouring_met(given, weighed)
    given, weighed = honouring_mutual(given, weighed)
    problem = affinity.make_problem(
        mentees=given.mentees,
        mentors=given.mentors,
        rubric=in_weeks(weighed, given.first_day, given.weeks),
        bans=apart,
    )
    scorer = affinity.Scorer(problem)
    candidates = affinity.find_candidates(
        problem,
        include=pins_in(given, adjustments),
        scorer=scorer,
        progress=lambda _, share: progress(share * SCORED),
    )
    scored = Scored(problem, candidates, scorer, affinity.Explainer(problem, scorer))
    return scored if candidates.complete else _completed(given, scored, adjustments)


def without_pausing(given: RoundInput, adjustments: Adjustments) -> RoundInput:
    """The same without mentors who take nobody this time, unless an organiser pinned somebody there."""
    seats = {**given.capacity, **_engine_keys(adjustments.capacities)}
    needed = {mentor for _, mentor in pins_in(given, adjustments) | given.standing}
    mentors = tuple(each for each in given.mentors if seats[each.id] > 0 or each.id in needed)
    return replace(given, mentors=mentors, capacity={each.id: given.capacity[each.id] for each in mentors})


def pins_in(given: RoundInput, adjustments: Adjustments) -> frozenset[tuple[str, str]]:
    """The pins whose two people take part and are not together already."""
    pins = engine_pairs(adjustments.pins) - given.standing
    return frozenset(pin for pin in pins if pin[0] in given.wants and pin[1] in given.capacity)


def assignment_problem(
    given: RoundInput, scored: Scored, adjustments: Adjustments
) -> assignment.AssignmentProblem:
    """Who could be paired with whom, in the assignment engine's words."""
    mentees = [profile.id for profile in scored.problem.mentees]
    mentors = [profile.id for profile in scored.problem.mentors]
    wants = {**given.wants, **_engine_keys(adjustments.wants)}
    capacity = {**given.capacity, **_engine_keys(adjustments.capacities)}
    taken = [mentee for mentee, _ in given.standing]
    used = [mentor for _, mentor in given.standing]
    bans = engine_pairs(adjustments.bans)
    return assignment.make_problem(
        mentees=mentees,
        wants=[max(0, wants[mentee] - taken.count(mentee)) for mentee in mentees],
        mentors=mentors,
        capacity=[capacity[mentor] for mentor in mentors],
        used=[used.count(mentor) for mentor in mentors],
        edge_mentee=scored.candidates.mentee,
        edge_mentor=scored.candidates.mentor,
        score=scored.candidates.units,
        pins=pins_in(given, adjustments),
        bans=[ban for ban in bans if ban[0] in given.wants and ban[1] in given.capacity],
        decimals=affinity.DECIMALS,
    )


def solve(
    problem: assignment.AssignmentProblem,
    priority: Sequence[str],
    progress: Progress = lambda share: None,
) -> assignment.AssignmentResult:
    """The engine's answer. Raises PinsConflictError."""
    try:
        return assignment.solve(problem, priority=priority, progress=lambda _, share: progress(share))
    except assignment.InfeasiblePins as infeasible:
        raise PinsConflictError([_conflict(each) for each in infeasible.conflicts]) from None


def unpacked(encoded: bytes) -> assignment.Run:
    """The stored run of such bytes."""
    return assignment.decode(gzip.decompress(encoded))


def _engine_keys(values: Mapping[int, int]) -> dict[str, int]:
    return {engine_id(person): value for person, value in values.items()}


def _conflict(each: assignment.PinConflict) -> Conflict:
    pairs = tuple((person_key(mentee), person_key(mentor)) for mentee, mentor in each.pairs)
    return Conflict(each.kind, pairs, person_key(each.person) if each.person else None, each.limit)


def _completed(given: RoundInput, scored: Scored, adjustments: Adjustments) -> Scored:
    """Add pairs that were left out of a large round's candidates and would pay, until none does."""
    priority = adjustments.priority or scored.problem.rubric.priority

    def solved(candidates: affinity.Candidates) -> list[affinity.PriceLevel]:
        attempt = Scored(scored.problem, candidates, scored.scorer, scored.explainer)
        problem = assignment_problem(given, attempt, adjustments)
        return [_price_level(level) for level in solve(problem, priority).levels]

    complete = affinity.complete_candidates(
        scored.problem, scored.candidates, solve=solved, scorer=scored.scorer
    )
    return Scored(scored.problem, complete.candidates, scored.scorer, scored.explainer)


def _price_level(level: assignment.LevelResult) -> affinity.PriceLevel:
    return affinity.PriceLevel(
        mentee=level.prices.mentee,
        mentor=level.prices.mentor,
        by_score=level.name == "total",
        per_pair=1 if level.name == "pairs" else 0,
        floor=level.bound if level.name == "worst" else None,
    )


def _found(
    scored: Scored, problem: assignment.AssignmentProblem, result: assignment.AssignmentResult
) -> tuple[FoundPair, ...]:
    candidates = scored.candidates
    place = {
        pair: at
        for at, pair in enumerate(zip(candidates.mentee.tolist(), candidates.mentor.tolist(), strict=True))
    }
    weak = WEAK * median(problem.score[result.edges].tolist()) if len(result.edges) else 0.0
    pairs = []
    for edge in result.edges.tolist():
        mentee, mentor = int(problem.edge_mentee[edge]), int(problem.edge_mentor[edge])
        at = place[mentee, mentor]
        reason = scored.explainer.reason(problem.mentees[mentee], problem.mentors[mentor])
        flags = (
            (Attention.AGAINST_RULE, bool(candidates.forbidden[at])),
            (
                Attention.NO_COMMON_HOUR,
                _no_common_hour(scored, at),
            ),
            (Attention.WEAK, int(problem.score[edge]) < weak),
        )
        pairs.append(
            FoundPair(
                mentee=person_key(problem.mentees[mentee]),
                mentor=person_key(problem.mentors[mentor]),
                affinity=int(problem.score[edge]) / affinity.UNITS,
                parts=_parts(scored, at),
                reasons=(reason.why, reason.beware),
                is_pinned=bool(problem.pinned[edge]),
                attention=tuple(flag.value for flag, holds in flags if holds),
            )
        )
    return tuple(pairs)


def _parts(scored: Scored, at: int) -> tuple[Part, ...]:
    earned = scored.candidates.parts[at].tolist()
    return tuple(
        Part(criterion.name, units / affinity.UNITS)
        for criterion, units in zip(scored.problem.rubric.criteria, earned, strict=True)
    )


def _no_common_hour(scored: Scored, at: int) -> bool:
    """Whether both said when they are free, and it earned them nothing."""
    mentee = scored.problem.mentees[int(scored.candidates.mentee[at])]
    mentor = scored.problem.mentors[int(scored.candidates.mentor[at])]
    return any(
        isinstance(criterion, affinity.CommonHours)
        and not scored.candidates.parts[at, place]
        and bool(mentee.hours(criterion.mentee) and mentor.hours(criterion.mentor))
        for place, criterion in enumerate(scored.problem.rubric.criteria)
    )
