"""An independent check of candidates: rules, scores and parts recomputed pair by pair from the profiles."""

from __future__ import annotations

import numpy as np

from pairloom.engines.affinity.comparisons import Comparison, Shape
from pairloom.engines.affinity.evidence import breaks, says_something, weigh
from pairloom.engines.affinity.hours import ANY_YEAR, common_half_hours
from pairloom.engines.affinity.problem import UNITS, AffinityProblem, Candidates, Profile
from pairloom.engines.affinity.rubric import Rubric

_TOLERANCE = 2  # millionths: two ways of rounding one division
_WEEKS_READ = 600  # so many weeks of a pair's hours are read moment by moment in one audit, about two seconds


class AuditError(AssertionError):
    """Candidates break a rule, or a score is not what the rubric says."""


def audit(problem: AffinityProblem, candidates: Candidates, *, sample: int | None = 50) -> None:
    """Raises AuditError unless parts sum to scores, all is in order, and a sample of pairs (None: every one)
    has the scores and keeps the rules that the rubric gives it, read plainly.
    """
    _check_order(problem, candidates)
    _demand(bool(np.all(candidates.parts.sum(axis=1) == candidates.units)), "parts do not sum to the score")
    _demand(bool(np.all(candidates.parts >= 0)), "a part is below 0")
    if problem.rubric.scale == "share":
        _demand(bool(np.all(candidates.units <= UNITS)), "a score is above 1")
    for place in _sampled(len(candidates.units), sample, problem.rubric):
        _check_pair(problem, candidates, place)


def _sampled(count: int, sample: int | None, rubric: Rubric) -> list[int]:
    """Places spread evenly over all pairs; fewer where a long round makes reading the clock slow."""
    if sample is None:
        return list(range(count))
    if Shape.HOURS in rubric.shapes.values():
        sample = min(sample, max(10, _WEEKS_READ // (rubric.round or ANY_YEAR).weeks))
    return sorted(set(np.linspace(0, count - 1, min(sample, count)).astype(int).tolist()))


def _check_order(problem: AffinityProblem, candidates: Candidates) -> None:
    keys = candidates.mentee * max(1, len(problem.mentors)) + candidates.mentor
    _demand(bool(np.all(keys[1:] > keys[:-1])), "a pair is there twice or out of order")
    _demand(
        len(candidates.best_left_out) == len(problem.mentees), "a mentee has no bound on what was left out"
    )


def _check_pair(problem: AffinityProblem, candidates: Candidates, place: int) -> None:
    rubric = problem.rubric
    mentee = problem.mentees[int(candidates.mentee[place])]
    mentor = problem.mentors[int(candidates.mentor[place])]
    cache: dict[tuple[str, str], float] = {}

    def hours(one: Profile, other: Profile, entry: Comparison) -> float:
        columns = (entry.mentee, entry.mentor)
        if columns not in cache:
            cache[columns] = min(common_half_hours(one, other, columns, rubric.round or ANY_YEAR)) / 2
        return cache[columns]

    forbidden = mentee.id == mentor.id or (mentee.id, mentor.id) in problem.bans
    forbidden = forbidden or any(breaks(rule, mentee, mentor, rubric, hours) for rule in rubric.rules)
    named = f"{mentee.id} with {mentor.id}"
    _demand(forbidden == bool(candidates.forbidden[place]), f"{named}: the rules say otherwise")
    found = [weigh(criterion, mentee, mentor, rubric, hours) for criterion in rubric.criteria]
    counted = [one.asked and _somebody_answers(problem, one.entry) for one in found]
    weights = [c.weight if counts else 0.0 for c, counts in zip(rubric.criteria, counted, strict=True)]
    whole = 1.0 if rubric.scale == "points" else sum(weights)
    shares = [rubric.unknown_share if one.share is None else one.share for one in found]
    expected = [weight / (whole or 1) * share for weight, share in zip(weights, shares, strict=True)]
    if rubric.scale == "share" and not whole:
        expected[0] = rubric.unknown_share
    for part, right, one in zip(candidates.parts[place], expected, found, strict=True):
        close = abs(int(part) - right * UNITS) <= _TOLERANCE + 1e-9 * abs(right) * UNITS
        _demand(close, f"{named}, {one.entry.name}: {part / UNITS} is recorded, {right} is right")


def _somebody_answers(problem: AffinityProblem, entry: Comparison) -> bool:
    return any(says_something(entry, mentor, entry.mentor, problem.rubric) for mentor in problem.mentors)


def _demand(holds: bool, message: str) -> None:
    if not holds:
        raise AuditError(message)
