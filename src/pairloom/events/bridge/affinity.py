"""How well each mentor at an event would help each mentee, by the engine that rounds use."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pairloom.engines.affinity import (
    DEFAULT_RUBRIC,
    CommonHours,
    HoursInCommon,
    Limits,
    Profile,
    Rubric,
    Scorer,
    Wish,
    find_candidates,
    make_problem,
)
from pairloom.engines.affinity import AffinityProblem as Profiles
from pairloom.events.bridge.people import EventInput

Ints = NDArray[np.int64]

MET_IN_THE_ROOM = "ways to meet"  # the standard criterion that says nothing at a table
WISH_WEIGHT = 4.0
COLLEAGUE_SHARE = 0.5  # what is left of the affinity of two people with one employer
ALL_PAIRS = 1_000_000  # up to so many pairs everybody may meet everybody; above, the best of each


@dataclass(frozen=True)
class Scored:
    """Pairs who may meet, as places in `profiles`, and what each meeting is worth in millionths."""

    profiles: Profiles
    mentee: Ints
    mentor: Ints
    units: Ints


def event_rubric() -> Rubric:
    """The standard rubric as it makes sense at a table: no weekly hours, no ways to meet, but wishes."""
    wish = Wish(name="wishes", mentee="wishes", mentor="called", weight=WISH_WEIGHT, private=True)
    kept = [
        criterion
        for criterion in DEFAULT_RUBRIC.criteria
        if not isinstance(criterion, CommonHours) and criterion.name != MET_IN_THE_ROOM
    ]
    rules = tuple(rule for rule in DEFAULT_RUBRIC.rules if not isinstance(rule, HoursInCommon))
    return replace(DEFAULT_RUBRIC, criteria=(*kept, wish), rules=rules, candidates=60)


def scored_pairs(given: EventInput) -> Scored:
    """Every pair with a language in common (or not said) and its affinity; colleagues count half."""
    problem = make_problem(mentees=given.mentees, mentors=given.mentors, rubric=event_rubric())
    scorer = Scorer(problem, Limits(keep_all=ALL_PAIRS))
    found = find_candidates(problem, scorer=scorer)
    colleagues = _same_employer(problem)[found.mentee, found.mentor]
    units = np.where(colleagues, np.rint(found.units * COLLEAGUE_SHARE), found.units).astype(np.int64)
    return Scored(problem, found.mentee, found.mentor, units)


def _same_employer(problem: Profiles) -> NDArray[np.bool_]:
    """(mentees, mentors) whether both named the same employer."""
    names: dict[str, int] = {}

    def numbers(people: tuple[Profile, ...], nobody: int) -> Ints:
        named = [(person.choice("employer") or "").strip().casefold() for person in people]
        return np.array([names.setdefault(name, len(names)) if name else nobody for name in named], np.int64)

    same: NDArray[np.bool_] = numbers(problem.mentees, -1)[:, None] == numbers(problem.mentors, -2)[None, :]
    return same
