"""What is asked: two lists of people with their answers, and a rubric that says what answers are worth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pairloom.engines.affinity.comparisons import Shape
from pairloom.engines.affinity.rubric import Rubric

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

UNITS = 1_000_000  # a score is a whole number of millionths, so that parts sum to it exactly
DECIMALS = 6


class AffinityError(ValueError):
    """The values do not make a problem: an id twice, or an answer of the wrong shape."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in a list of things, with its place on a scale of levels where one was given."""

    text: str
    level: int | None = None


Value = str | float | frozenset[int] | tuple[Item, ...]


def items(*texts: str) -> tuple[Item, ...]:
    """A list of things without levels."""
    return tuple(Item(text) for text in texts)


@dataclass(frozen=True)
class Profile:
    """One person on one side: an id and the answers by column. A column that is absent or empty is unknown.

    Shapes: a choice or a text is a string, a number a float, a list a tuple of `Item`, availability a set of
    half-hours of the week (0 is Monday 00:00) in the zone that column `time_zone` names.
    """

    id: str
    values: Mapping[str, Value] = field(default_factory=dict)
    name: str = ""

    @property
    def called(self) -> str:
        """What to call this person in a sentence."""
        return self.name or self.id

    def value(self, column: str) -> Value | None:
        """The answer, or None where the person left it open. `id` and `name` are columns too."""
        if column == "id":
            return self.id
        if column == "name":
            return self.name or None
        found = self.values.get(column)
        return None if found is None or found in ("", (), frozenset()) else found

    def choice(self, column: str) -> str | None:
        value = self.value(column)
        return value if isinstance(value, str) else None

    def number(self, column: str) -> float | None:
        value = self.value(column)
        return float(value) if isinstance(value, int | float) else None

    def list(self, column: str) -> tuple[Item, ...]:
        value = self.value(column)
        if isinstance(value, str):
            return (Item(value),)
        return value if isinstance(value, tuple) else ()

    def hours(self, column: str) -> frozenset[int]:
        value = self.value(column)
        return value if isinstance(value, frozenset) else frozenset()

    def text(self, column: str) -> str:
        value = self.value(column)
        if isinstance(value, tuple):
            return ", ".join(item.text for item in value)
        return value.strip() if isinstance(value, str) else ""


@dataclass(frozen=True)
class AffinityProblem:
    """Who could help whom: people sorted by id on each side. Make it with `make_problem`.

    A pair in `bans`, and a person with themselves, is never a candidate pair.
    """

    mentees: tuple[Profile, ...]
    mentors: tuple[Profile, ...]
    rubric: Rubric
    bans: frozenset[tuple[str, str]] = frozenset()


def make_problem(
    *,
    mentees: Iterable[Profile],
    mentors: Iterable[Profile],
    rubric: Rubric,
    bans: Iterable[tuple[str, str]] = (),
) -> AffinityProblem:
    """Sort and check the people. Raises AffinityError for an id twice or an answer of the wrong shape."""
    return AffinityProblem(
        mentees=_sorted("mentee", mentees, rubric),
        mentors=_sorted("mentor", mentors, rubric),
        rubric=rubric,
        bans=frozenset(bans),
    )


_PYTHON_TYPES: dict[Shape, tuple[type, ...]] = {
    Shape.CHOICE: (str,),
    Shape.NUMBER: (int, float),
    Shape.LIST: (tuple,),
    Shape.HOURS: (frozenset,),
    Shape.TEXT: (str, tuple),
}


def _sorted(side: str, people: Iterable[Profile], rubric: Rubric) -> tuple[Profile, ...]:
    ordered = tuple(sorted(people, key=lambda profile: profile.id))
    shapes = rubric.shapes
    for before, after in pairwise(ordered):
        if before.id == after.id:
            raise AffinityError(f"the {side} id {after.id!r} is there twice")
    for profile in ordered:
        for column, value in profile.values.items():
            shape = shapes.get(column)
            if value not in ("", (), frozenset()) and shape and not isinstance(value, _PYTHON_TYPES[shape]):
                raise AffinityError(f"{side} {profile.id}, {column}: {value!r} is no {shape.value}")
    return ordered


@dataclass(frozen=True, eq=False)
class Candidates:
    """The answer: e scored candidate pairs in order of (mentee, mentor), each score split into parts.

    Indices point into the problem's mentees and mentors. Scores and parts are in millionths; a row of `parts`
    has one column for each criterion of the rubric and sums to the score exactly. `forbidden` marks pairs
    that a rule or ban forbids and that are here because the caller asked for them (an organiser's pins).
    `best_left_out` bounds, for each mentee, the score of every allowed pair that is not here; -1 for none.
    """

    mentee: Ints  # (e,)
    mentor: Ints  # (e,)
    units: Ints  # (e,)
    parts: Ints  # (e, criteria)
    forbidden: Flags  # (e,)
    best_left_out: Ints  # (n,)

    @property
    def scores(self) -> NDArray[np.float64]:
        """(e,) scores as people read them: 0 to 1, or points."""
        return self.units / UNITS

    @property
    def complete(self) -> bool:
        """Whether every allowed pair is here."""
        return bool(np.all(self.best_left_out < 0))
