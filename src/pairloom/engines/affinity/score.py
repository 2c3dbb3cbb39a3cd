"""The score of pairs, in whole millionths that sum exactly, and which pairs a rule removes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pairloom.engines.affinity.compare import Choices, Floats, Hours, Known, Lists, Steps, Texts
from pairloom.engines.affinity.comparisons import (
    CommonHours,
    Comparison,
    Criterion,
    DifferentValue,
    EqualValue,
    GapWithin,
    HoursInCommon,
    InCommon,
    OrderedScale,
    Overlap,
    Rule,
    SameValue,
    TextLikeness,
    Wish,
)
from pairloom.engines.affinity.hours import WeekGrids
from pairloom.engines.affinity.problem import UNITS, AffinityProblem, Flags, Ints
from pairloom.engines.affinity.rubric import Rubric
from pairloom.engines.affinity.views import View

Answers = Choices | Steps | Lists | Hours | Texts


@dataclass(frozen=True, eq=False)
class Measure:
    """A criterion made ready: who answered, and the share of its weight that each pair in view earns."""

    known: Known
    share: Callable[[View], Floats]


@dataclass(frozen=True, eq=False)
class Gate:
    """A rule made ready: which pairs in view break it."""

    rule: Rule
    broken: Callable[[View], Flags]


@dataclass(frozen=True)
class Limits:
    """From how many pairs on less than everything is kept, scanned, and held at once."""

    keep_all: int = 300_000  # up to here every allowed pair is a candidate
    scan_all: int = 60_000_000  # up to here every pair is scored
    block: int = 1_000_000  # so many pairs are in memory at once


class Scorer:
    """A problem made ready for scoring. Making it is O(people); each view costs O(pairs x features)."""

    def __init__(self, problem: AffinityProblem, limits: Limits | None = None) -> None:
        self.problem = problem
        self.limits = limits or Limits()
        self._answers: dict[tuple[object, ...], Answers] = {}
        self._grids: WeekGrids | None = None
        self.measures = tuple(self._measure(criterion) for criterion in problem.rubric.criteria)
        self.gates = tuple(self._gate(rule) for rule in problem.rubric.rules)
        self._weights = _weights(problem.rubric, self.measures)
        self._opening = _opening(problem.rubric, self._weights)
        self._banned = _banned(problem)

    def parts(self, view: View) -> list[Ints]:
        """What each criterion adds to each pair in view, in millionths."""
        unknown = self.problem.rubric.unknown_share
        found = []
        for place, measure in enumerate(self.measures):
            share = np.where(view.mentor(measure.known.mentor), measure.share(view), unknown)
            found.append(np.rint(view.mentee(self._weights[:, place]) * share).astype(np.int64))
        found[0] = found[0] + view.mentee(self._opening)
        return found

    def units(self, view: View) -> Ints:
        """The score of each pair in view, in millionths: the sum of its parts."""
        total, *rest = self.parts(view)
        for part in rest:
            total = total + part
        return total

    def forbidden(self, view: View) -> Flags:
        """Pairs in view which a rule, a ban, or being the same person removes."""
        broken = self.barred(view)
        for gate in self.gates:
            broken = broken | gate.broken(view)
        return broken

    def barred(self, view: View) -> Flags:
        """Pairs in view of a person with themselves, and the organiser's bans."""
        keys = view.mentee(np.arange(len(self.problem.mentees))) * len(self.problem.mentors) + view.mentor(
            np.arange(len(self.problem.mentors))
        )
        return np.isin(keys, self._banned) if len(self._banned) else np.zeros(keys.shape, bool)

    def blocking_criterion(self) -> int | None:
        """The place of the heaviest overlap: who shares nothing there is unlikely to be paired. None without
        one.
        """
        overlaps = [
            (-criterion.weight, place)
            for place, criterion in enumerate(self.problem.rubric.criteria)
            if isinstance(criterion, Overlap)
        ]
        return min(overlaps)[1] if overlaps else None

    def lists_of(self, place: int) -> Lists:
        """The lists that the criterion at `place` compares."""
        return self._lists(self.problem.rubric.criteria[place])

    def most_without(self, place: int) -> Ints:
        """(n,) the most that a mentor can score who earns nothing for the criterion at `place`, in
        millionths.
        """
        most: Ints = self._weights.sum(axis=1) - self._weights[:, place] + self._opening
        return most

    def _measure(self, criterion: Criterion) -> Measure:
        match criterion:
            case Overlap():
                lists = self._lists(criterion)
                return Measure(lists.known, _overlap(criterion, lists, self.problem.rubric))
            case SameValue():
                choices = self._choices(criterion)
                return Measure(choices.known, lambda view: choices.equal(view).astype(np.float64))
            case OrderedScale():
                steps = self._steps(criterion, criterion.scale)
                return Measure(steps.known, lambda view: _share_of_gap(criterion, steps.gap(view)))
            case CommonHours():
                hours = self.hours_of(criterion)
                enough = 2 * criterion.enough
                return Measure(
                    hours.known, lambda view: np.minimum(1.0, hours.fewest(view) / np.float64(enough))
                )
            case TextLikeness():
                texts = Texts(criterion, self.problem.mentees, self.problem.mentors)
                return Measure(texts.known, texts.likeness)
            case Wish():
                wished = self._lists(criterion)
                return Measure(wished.known, lambda view: (wished.common(view) > 0).astype(np.float64))
        raise TypeError(f"no measure for {type(criterion).__name__}")

    def _gate(self, rule: Rule) -> Gate:
        match rule:
            case DifferentValue():
                choices = self._choices(rule)
                return _gate(rule, choices.known, choices.equal)
            case EqualValue():
                choices = self._choices(rule)
                return _gate(rule, choices.known, lambda view: ~choices.equal(view))
            case GapWithin(gap=(low, high)):
                steps = self._steps(rule, rule.scale)
                return _gate(rule, steps.known, lambda view: ~_within(steps.gap(view), low, high))
            case InCommon():
                lists = self._lists(rule)
                return _gate(rule, lists.known, lambda view: lists.common(view) < rule.at_least)
            case HoursInCommon():
                hours = self.hours_of(rule)
                return _gate(rule, hours.known, lambda view: hours.fewest(view) < 2 * rule.at_least)
        raise TypeError(f"no gate for {type(rule).__name__}")

    def _choices(self, entry: Comparison) -> Choices:
        return Choices(entry, self.problem.mentees, self.problem.mentors)

    def _steps(self, entry: Comparison, scale: str | None) -> Steps:
        places = None if scale is None else self.problem.rubric.scales[scale]
        return Steps(entry, places, self.problem.mentees, self.problem.mentors)

    def _lists(self, entry: Comparison) -> Lists:
        key = (Lists, entry.mentee, entry.mentor)
        if key not in self._answers:
            self._answers[key] = Lists(entry, self.problem.mentees, self.problem.mentors)
        found = self._answers[key]
        assert isinstance(found, Lists)
        return found

    def hours_of(self, entry: Comparison) -> Hours:
        """The weekly hours that a criterion or rule compares."""
        problem = self.problem
        if self._grids is None:
            self._grids = WeekGrids((*problem.mentees, *problem.mentors), problem.rubric.round)
        key = (Hours, entry.mentee, entry.mentor)
        if key not in self._answers:
            self._answers[key] = Hours(entry, self._grids, problem.mentees, problem.mentors)
        found = self._answers[key]
        assert isinstance(found, Hours)
        return found


def _gate(rule: Rule, known: Known, broken: Callable[[View], Flags]) -> Gate:
    """Where an answer is open, a strict rule is broken and any other is not."""
    if rule.strict:
        return Gate(rule, lambda view: broken(view) | ~known.both(view))
    return Gate(rule, lambda view: broken(view) & known.both(view))


def _overlap(criterion: Overlap, lists: Lists, rubric: Rubric) -> Callable[[View], Floats]:
    levelled = lists.with_levels(len(rubric.scales[criterion.levels])) if criterion.levels else None
    asked, offered = np.maximum(1, lists.number_asked), np.maximum(1, lists.number_offered)

    def share(view: View) -> Floats:
        common = lists.common(view)
        credit = common if levelled is None else view.product(*levelled)
        covered = credit / view.mentee(asked)
        if not criterion.focus:
            return np.asarray(covered, np.float64)
        focused = common / view.mentor(offered)
        return np.asarray(covered * (1 - criterion.focus + criterion.focus * focused), np.float64)

    return share


def _share_of_gap(criterion: OrderedScale, gap: Floats) -> Floats:
    if criterion.points is None:
        low, high = criterion.gap or (0.0, 0.0)
        return _within(gap, low, high).astype(np.float64)
    share = np.zeros(gap.shape)
    for step, points in sorted(criterion.points.items()):
        share = np.where(gap == step, points / criterion.weight, share)
    return share


def _within(gap: Floats, low: float, high: float) -> Flags:
    inside: Flags = (gap >= low) & (gap <= high)
    return inside


def _weights(rubric: Rubric, measures: tuple[Measure, ...]) -> Ints:
    """(n, criteria) what each criterion is worth to each mentee, in millionths; 0 where nothing was asked.

    What nobody on either side filled in does not count. For shares, the weights that count are divided so
    that they sum to a million exactly, the odd millionths going to the largest remainders (earlier criteria
    first).
    """
    asked = np.stack([m.known.mentee & m.known.mentor.any() for m in measures], axis=1)
    worth = np.array([criterion.weight for criterion in rubric.criteria])
    weights = np.zeros(asked.shape, np.int64)
    if rubric.scale == "points":
        weights[:] = np.rint(asked * worth * UNITS)
        return weights
    patterns, which = np.unique(asked, axis=0, return_inverse=True)
    for number, pattern in enumerate(patterns):
        if pattern.any():
            weights[which.reshape(-1) == number] = _apportioned(pattern * worth)
    return weights


def _apportioned(weights: NDArray[np.float64]) -> Ints:
    exact = weights / weights.sum() * UNITS
    whole = np.floor(exact).astype(np.int64)
    order = np.lexsort((np.arange(len(exact)), whole - exact))
    whole[order[: UNITS - int(whole.sum())]] += 1
    apportioned: Ints = whole
    return apportioned


def _opening(rubric: Rubric, weights: Ints) -> Ints:
    """(n,) what a mentee who asked for nothing gives to everybody: the unknown share of a whole score."""
    if rubric.scale == "points":
        return np.zeros(len(weights), np.int64)
    nothing: Ints = np.where(weights.any(axis=1), 0, round(rubric.unknown_share * UNITS)).astype(np.int64)
    return nothing


def _banned(problem: AffinityProblem) -> Ints:
    mentee_at = {person.id: place for place, person in enumerate(problem.mentees)}
    mentor_at = {person.id: place for place, person in enumerate(problem.mentors)}
    pairs = {
        (mentee_at[one], mentor_at[other])
        for one, other in problem.bans
        if one in mentee_at and other in mentor_at
    }
    pairs |= {(mentee_at[one], mentor_at[one]) for one in mentee_at.keys() & mentor_at.keys()}
    return np.array(sorted(one * len(problem.mentors) + other for one, other in pairs), np.int64)
