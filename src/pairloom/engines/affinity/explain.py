"""Scores and rules in words: why two people fit, what they should know, and why somebody has nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pairloom.engines.affinity.comparisons import (
    CommonHours,
    Comparison,
    OrderedScale,
    Overlap,
    SameValue,
    TextLikeness,
    Wish,
)
from pairloom.engines.affinity.evidence import Evidence, is_open, weigh
from pairloom.engines.affinity.problem import AffinityProblem, Profile
from pairloom.engines.affinity.score import Scorer
from pairloom.engines.affinity.views import BlockView, PairView
from pairloom.engines.words import counted

_ALIKE = 0.35  # from this share on, two texts are worth pointing out
_SHOWN = 3


@dataclass(frozen=True)
class Reason:
    """Two plain lines about a pair; `beware` is empty where there is nothing to add."""

    why: str
    beware: str

    def __str__(self) -> str:
        return f"{self.why} {self.beware}".strip()


@dataclass(frozen=True)
class NoCandidate:
    """Why a mentee has no candidate: how many mentors there are, and what removed how many of them."""

    mentors: int
    removed: tuple[tuple[str, int], ...]  # (why, how many), in the order of the rules
    allowed: int

    def __str__(self) -> str:
        if not self.mentors:
            return "There is no other person who mentors."
        told = [f"{count} {why}" for why, count in self.removed]
        told += [f"{self.allowed} would be allowed"] if self.allowed else []
        return f"{counted(self.mentors, 'mentor')}: {', '.join(told)}."


class Explainer:
    """Tells about pairs of one problem, by id. Making one is cheap where the scorer is at hand."""

    def __init__(self, problem: AffinityProblem, scorer: Scorer | None = None) -> None:
        self._problem = problem
        self._scorer = scorer or Scorer(problem)
        self._mentee_at = {person.id: place for place, person in enumerate(problem.mentees)}
        self._mentor_at = {person.id: place for place, person in enumerate(problem.mentors)}

    def evidence(self, mentee: str, mentor: str) -> tuple[Evidence, ...]:
        """What each criterion finds in a pair. Raises KeyError for an unknown id."""
        one, other = self._people(mentee, mentor)
        return tuple(
            weigh(criterion, one, other, self._problem.rubric, self._hours)
            for criterion in self._problem.rubric.criteria
        )

    def reason(self, mentee: str, mentor: str) -> Reason:
        """Why a pair fits and what to know about it. Raises KeyError for an unknown id."""
        one, other = self._people(mentee, mentor)
        found = sorted(self.evidence(mentee, mentor), key=lambda item: -_worth(item))
        fits = [text for item in found if (text := _told(item, one, other))]
        lacks = [text for item in found if (text := _lacking(item, one, other))]
        lacks += [
            f"{_open_to(rule, one, other)} left {rule.name} open"
            for rule in self._problem.rubric.rules
            if is_open(rule, one, other, self._problem.rubric) and not _told_already(rule, found)
        ]
        why = "; ".join(fits) if fits else "Nothing in their answers speaks for or against this pair"
        return Reason(_sentence(why), _sentence("; ".join(dict.fromkeys(lacks))))

    def no_candidate(self, mentee: str) -> NoCandidate:
        """Which rule removed how many mentors for this mentee: each is counted under the first rule it
        breaks.
        """
        mentors = np.arange(len(self._problem.mentors))
        view = BlockView(np.array([self._mentee_at[mentee]]), mentors)
        barred = self._scorer.barred(view)[0]
        left = ~barred
        removed = []
        for gate in self._scorer.gates:
            falls = left & gate.broken(view)[0]
            removed.append((gate.rule.reason, int(falls.sum())))
            left &= ~falls
        themselves = int(mentee in self._mentor_at)
        removed.append(("kept apart by the organiser", int(barred.sum()) - themselves))
        counts = tuple((why, count) for why, count in removed if count)
        return NoCandidate(len(mentors) - themselves, counts, int(left.sum()))

    def _people(self, mentee: str, mentor: str) -> tuple[Profile, Profile]:
        return (
            self._problem.mentees[self._mentee_at[mentee]],
            self._problem.mentors[self._mentor_at[mentor]],
        )

    def _hours(self, mentee: Profile, mentor: Profile, entry: Comparison) -> float:
        places = self._mentee_at[mentee.id], self._mentor_at[mentor.id]
        view = PairView(np.array([places[0]]), np.array([places[1]]))
        return float(self._scorer.hours_of(entry).fewest(view)[0]) / 2


def _worth(item: Evidence) -> float:
    weight: float = getattr(item.entry, "weight", 0.0)
    return weight * (item.share or 0.0)


def _told(item: Evidence, mentee: Profile, mentor: Profile) -> str:
    """What speaks for the pair, or nothing."""
    if not item.share:
        return ""
    if isinstance(item.entry, Wish) and item.entry.says:
        return item.entry.says
    if getattr(item.entry, "private", False):
        return f"a personal wish of {mentee.called} is met" if isinstance(item.entry, Wish) else ""
    match item.entry:
        case Overlap(mentee=ask, mentor=offer) if ask == offer:
            return f"both have {listed(item.common)} in common ({item.entry.name})"
        case Overlap():
            return f"{mentor.called} offers {listed(item.common)}, which {mentee.called} asks for"
        case SameValue(mentor=column):
            return f"both have the same {item.entry.name}: {mentor.choice(column)}"
        case OrderedScale(mentee=low, mentor=high):
            if item.entry.scale is None and item.amount and item.amount > 0:
                return f"{mentor.called} has {item.amount:g} more {item.entry.name} than {mentee.called}"
            ends = _ends(mentee, low, mentor, high)
            return f"{mentor.called} is {_steps(item.amount)} {mentee.called} in {item.entry.name}{ends}"
        case CommonHours():
            return f"they have {_hours(item.amount)} in common every week"
        case TextLikeness() if item.share >= _ALIKE:
            return f"what they wrote is close in meaning ({item.entry.name})"
        case Wish():
            return f"{mentee.called} asked for {listed(item.common)}"
    return ""


def _lacking(item: Evidence, mentee: Profile, mentor: Profile) -> str:
    """What to know about the pair, or nothing."""
    if getattr(item.entry, "private", False) or (isinstance(item.entry, Wish) and item.entry.says):
        return ""
    if item.asked and not item.answered:
        return f"{mentor.called} left {item.entry.name} open"
    if not item.asked or item.share is None:
        return ""
    match item.entry:
        case Overlap(mentee=ask, mentor=offer) if ask == offer:
            return "" if item.common else f"nothing in common in {item.entry.name}"
        case Overlap():
            return _short_of(item, mentor)
        case CommonHours() if not item.share:
            return "no common hour in every week"
        case Wish(mentor="id" | "name") if not item.share:
            return f"{mentee.called} would rather have {listed(item.missing, 'or')}"
        case Wish() if not item.share:
            return (
                f"{mentee.called} asked for {listed(item.missing, 'or')}, which {mentor.called} does not name"
            )
    return ""


def _short_of(item: Evidence, mentor: Profile) -> str:
    told = [f"{mentor.called} does not offer {listed(item.missing, 'or')}"] if item.missing else []
    told += [f"knows less of {listed(item.short)} than was asked for"] if item.short else []
    if len(told) == 1 and item.short:
        return f"{mentor.called} {told[0]}"
    return " and ".join(told)


def _steps(gap: float | None) -> str:
    steps = f"{abs(gap or 0):g} step{'s' * (abs(gap or 0) != 1)}"
    return "level with" if not gap else f"{steps} {'above' if gap > 0 else 'below'}"


def _ends(mentee: Profile, low: str, mentor: Profile, high: str) -> str:
    ends = mentee.choice(low), mentor.choice(high)
    return f" ({ends[1]} and {ends[0]})" if all(ends) else ""


def _hours(amount: float | None) -> str:
    return "1 hour" if amount == 1 else "half an hour" if amount == 0.5 else f"{amount or 0:g} hours"


def _open_to(rule: Comparison, mentee: Profile, mentor: Profile) -> str:
    silent = [
        person.called
        for person, column in ((mentee, rule.mentee), (mentor, rule.mentor))
        if person.value(column) is None
    ]
    return listed(silent) if silent else "somebody"


def _told_already(rule: Comparison, found: Sequence[Evidence]) -> bool:
    return any(item.asked and not item.answered and item.entry.mentor == rule.mentor for item in found)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}." if text else ""


def listed(things: Sequence[str], joiner: str = "and") -> str:
    """ "a", "a and b", "a, b and c", "a, b, c and 2 more"."""
    shown = list(things[:_SHOWN]) if len(things) > _SHOWN + 1 else list(things)
    if len(shown) < len(things):
        shown.append(f"{len(things) - len(shown)} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {joiner} {shown[-1]}"
