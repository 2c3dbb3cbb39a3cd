"""What two profiles are compared by: criteria, which make a pair better, and rules, which remove it.

Each kind is a frozen dataclass over a column on each side; `KIND` is its name in files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar


class Shape(Enum):
    """What an answer is made of; the value is how to call it in a message."""

    CHOICE = "single answer"
    NUMBER = "number"
    LIST = "list"
    HOURS = "weekly availability"
    TEXT = "text"


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What criteria and rules have in common: a name, and a column on each side."""

    KIND: ClassVar[str]
    SHAPE: ClassVar[Shape]
    name: str
    mentee: str
    mentor: str

    @property
    def shape(self) -> Shape:
        """The shape of the answers compared."""
        return self.SHAPE

    def check(self) -> Iterator[tuple[str, str]]:
        """Each fault as (key, what is wrong)."""
        for key in ("name", "mentee", "mentor"):
            if not getattr(self, key):
                yield key, "must say something"


@dataclass(frozen=True, kw_only=True)
class Criterion(Comparison):
    """Something that makes a pair better, by up to `weight`. What is `private` is never told in words."""

    weight: float
    private: bool = False

    def check(self) -> Iterator[tuple[str, str]]:
        yield from super().check()
        if not 0 < self.weight <= 1e6:
            yield "weight", "must be a number above 0, at most 1,000,000"


@dataclass(frozen=True, kw_only=True)
class Overlap(Criterion):
    """The share of the things asked for that are offered; half for each step of level that an offer is short.

    A share `focus` of that goes to how much of what is offered was asked for: of two mentors who cover the
    wish equally, the one who did not tick every box comes first.
    """

    KIND = "overlap"
    SHAPE = Shape.LIST
    levels: str | None = None
    focus: float = 0.1

    def check(self) -> Iterator[tuple[str, str]]:
        yield from super().check()
        if not 0 <= self.focus <= 0.5:
            yield "focus", "must be a number from 0 to 0.5"


@dataclass(frozen=True, kw_only=True)
class SameValue(Criterion):
    """Both gave the same answer."""

    KIND = "same value"
    SHAPE = Shape.CHOICE


@dataclass(frozen=True, kw_only=True)
class OrderedScale(Criterion):
    """How many steps the mentor stands above the mentee: within `gap` earns the weight, or `points` by step.

    On a named scale a step is a place; without one both answers are numbers and a step is 1.
    """

    KIND = "ordered scale"
    scale: str | None = None
    gap: tuple[float, float] | None = None
    points: Mapping[int, float] | None = None

    @property
    def shape(self) -> Shape:
        return Shape.NUMBER if self.scale is None else Shape.CHOICE

    def check(self) -> Iterator[tuple[str, str]]:
        yield from super().check()
        if (self.gap is None) == (self.points is None):
            yield "gap", "is needed, or points for each gap, but not both"
        if self.gap is not None and self.gap[0] > self.gap[1]:
            yield "gap", "must have the smaller number first"
        if self.points is not None and not all(0 <= points <= self.weight for points in self.points.values()):
            yield "points", "must be numbers from 0 to the weight"


@dataclass(frozen=True, kw_only=True)
class CommonHours(Criterion):
    """Hours in which both are free in every week of the round; `enough` hours earn the whole weight."""

    KIND = "common hours"
    SHAPE = Shape.HOURS
    enough: float = 3.0

    def check(self) -> Iterator[tuple[str, str]]:
        yield from super().check()
        if not 0 < self.enough <= 168:
            yield "enough", "must be a number of hours above 0, at most 168"


@dataclass(frozen=True, kw_only=True)
class TextLikeness(Criterion):
    """How near two free texts are in meaning (English works best)."""

    KIND = "text likeness"
    SHAPE = Shape.TEXT


@dataclass(frozen=True, kw_only=True)
class Wish(Criterion):
    """The mentee asked for this person or this trait: any one of the things asked for is enough.

    `says` is what is told instead where the column holds something other than a wish: "they have met before".
    """

    KIND = "wish"
    SHAPE = Shape.LIST
    says: str = ""


@dataclass(frozen=True, kw_only=True)
class Rule(Comparison):
    """Something a pair must satisfy. Where one side left the answer open, the pair is kept unless `strict`.

    `says` tells in a few words why somebody was ruled out: "in your own organisation".
    """

    SAYS: ClassVar[str]
    strict: bool = False
    says: str = ""

    @property
    def reason(self) -> str:
        """Why a mentor was ruled out, to follow a count: "9 mentors ..."."""
        return self.says or self.SAYS.format(name=self.name)


@dataclass(frozen=True, kw_only=True)
class DifferentValue(Rule):
    """Never two people with the same answer."""

    KIND = "different value"
    SHAPE = Shape.CHOICE
    SAYS = "with the same answer for {name}"


@dataclass(frozen=True, kw_only=True)
class EqualValue(Rule):
    """Only two people with the same answer."""

    KIND = "same value"
    SHAPE = Shape.CHOICE
    SAYS = "with another answer for {name}"


@dataclass(frozen=True, kw_only=True)
class GapWithin(Rule):
    """The mentor stands from `gap[0]` to `gap[1]` steps above the mentee."""

    KIND = "ordered scale"
    SAYS = "outside the allowed gap in {name}"
    scale: str | None = None
    gap: tuple[float, float]

    @property
    def shape(self) -> Shape:
        return Shape.NUMBER if self.scale is None else Shape.CHOICE

    def check(self) -> Iterator[tuple[str, str]]:
        yield from super().check()
        if self.gap[0] > self.gap[1]:
            yield "gap", "must have the smaller number first"


@dataclass(frozen=True, kw_only=True)
class InCommon(Rule):
    """At least `at_least` things stand in both lists."""

    KIND = "in common"
    SHAPE = Shape.LIST
    SAYS = "with nothing in common in {name}"
    at_least: int = 1

    def check(self) -> Iterator[tuple[str, str]]:
        yield from super().check()
        if self.at_least < 1:
            yield "at_least", "must be a whole number from 1"


@dataclass(frozen=True, kw_only=True)
class HoursInCommon(Rule):
    """Both are free for at least `at_least` hours in every week of the round."""

    KIND = "common hours"
    SHAPE = Shape.HOURS
    SAYS = "without enough common hours"
    at_least: float = 1.0

    def check(self) -> Iterator[tuple[str, str]]:
        yield from super().check()
        if not 0 < self.at_least <= 168:
            yield "at_least", "must be a number of hours above 0, at most 168"


CRITERIA: dict[str, type[Criterion]] = {
    kind.KIND: kind for kind in (Overlap, SameValue, OrderedScale, CommonHours, TextLikeness, Wish)
}
RULES: dict[str, type[Rule]] = {
    kind.KIND: kind for kind in (DifferentValue, EqualValue, GapWithin, InCommon, HoursInCommon)
}
