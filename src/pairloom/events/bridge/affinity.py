"""How well each mentor at an event would help each mentee, by the engine that rounds use."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pairloom.engines.affinity import (
    DEFAULT_RUBRIC,
    CommonHours,
    Limits,
    Profile,
    Rubric,
    Scorer,
    Wish,
    find_candidates,
    make_problem,
)
from pairloom.engines.affinity import AffinityProblem as Profiles
from pairloom.events.bridge.people import EventInput, employer_of

Ints = NDArray[np.int64]

MET_IN_THE_ROOM = "ways to meet"  # the standard criterion that says nothing at a table
WISH_WEIGHT = 4.0
COLLEAGUE_SHARE = 0.5  # what is left of the affinity of two people with one employer
STRANGE_SHARE = 0.25  # and of two who named no language in common: still better than an empty chair
ALL_PAIRS = 1_000_000  # up to so many pairs everybody may meet everybody; above, the best of each


@dataclass(frozen=True)
class Scored:
    """Pairs who may meet, as places in `profiles`, and what each meeting is worth in millionths."""

    profiles: Profiles
    mentee: Ints
    mentor: Ints
    units: Ints


def event_rubric() -> Rubric:
    """The standard rubric as it makes sense at a table: wishes, but no weekly hours and no ways to meet.

    It has no rules: whoever comes is to sit with somebody.
    """
    wish = Wish(name="wishes", mentee="wishes", mentor="called", weight=WISH_WEIGHT, private=True)
    kept = [
        criterion
        for criterion in DEFAULT_RUBRIC.criteria
        if not isinstance(criterion, CommonHours) and criterion.name != MET_IN_THE_ROOM
    ]
    return replace(DEFAULT_RUBRIC, criteria=(*kept, wish), rules=(), candidates=60)


def scored_pairs(given: EventInput) -> Scored:
    """Every pair and its affinity, which is less for colleagues and for those without a common language."""
    problem = make_problem(mentees=given.mentees, mentors=given.mentors, rubric=event_rubric())
    scorer = Scorer(problem, Limits(keep_all=ALL_PAIRS))
    found = find_candidates(problem, scorer=scorer)
    share = np.where(_same_employer(problem)[found.mentee, found.mentor], COLLEAGUE_SHARE, 1.0)
    share = np.where(_no_common_language(problem, found.mentee, found.mentor), STRANGE_SHARE, share)
    return Scored(problem, found.mentee, found.mentor, np.rint(found.units * share).astype(np.int64))


def _same_employer(problem: Profiles) -> NDArray[np.bool_]:
    """(mentees, mentors) whether both named the same employer."""
    names: dict[str, int] = {}

    def numbers(people: tuple[Profile, ...], nobody: int) -> Ints:
        named = [employer_of(person) for person in people]
        return np.array([names.setdefault(name, len(names)) if name else nobody for name in named], np.int64)

    same: NDArray[np.bool_] = numbers(problem.mentees, -1)[:, None] == numbers(problem.mentors, -2)[None, :]
    return same


def _no_common_language(problem: Profiles, mentee: Ints, mentor: Ints) -> NDArray[np.bool_]:
    """(pairs,) whether both said which languages they speak, and none is the same."""
    spoken = [[_languages(person) for person in side] for side in (problem.mentees, problem.mentors)]
    names = {name: place for place, name in enumerate(sorted(set().union(*spoken[0], *spoken[1])))}
    mentees, mentors = (_speaks(side, names) for side in spoken)
    of_mentee, of_mentor = mentees[mentee], mentors[mentor]
    said = of_mentee.any(axis=1) & of_mentor.any(axis=1)
    return np.asarray(said & ~(of_mentee & of_mentor).any(axis=1), bool)


def _languages(person: Profile) -> set[str]:
    return {item.text.strip().casefold() for item in person.list("languages")}


def _speaks(people: list[set[str]], names: dict[str, int]) -> NDArray[np.bool_]:
    """(people, languages) who speaks what."""
    table = np.zeros((len(people), len(names)), bool)
    for row, spoken in enumerate(people):
        table[row, [names[name] for name in spoken]] = True
    return table
