"""Each kind of comparison as arrays: what a view of pairs has in common. One class a kind of answer.

All sums are of whole numbers (or halves) small enough to be exact: no result depends on the order of people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pairloom.engines.affinity.comparisons import Comparison
from pairloom.engines.affinity.hours import WeekGrids
from pairloom.engines.affinity.likeness import share_of_likeness, vectors
from pairloom.engines.affinity.problem import Flags, Item, Profile
from pairloom.engines.affinity.views import Features, View
from pairloom.engines.cells import same_key, scale_places

Floats = NDArray[np.float64]
People = Sequence[Profile]


@dataclass(frozen=True, eq=False)
class Known:
    """Who answered."""

    mentee: Flags  # (n,)
    mentor: Flags  # (m,)

    def both(self, view: View) -> Flags:
        known: Flags = view.mentee(self.mentee) & view.mentor(self.mentor)
        return known


class Choices:
    """One answer each, compared by what it says."""

    def __init__(self, entry: Comparison, mentees: People, mentors: People) -> None:
        codes: dict[str, int] = {}
        self._mentee = _codes([person.choice(entry.mentee) for person in mentees], codes)
        self._mentor = _codes([person.choice(entry.mentor) for person in mentors], codes)
        self.known = Known(self._mentee >= 0, self._mentor >= 0)

    def equal(self, view: View) -> Flags:
        same: Flags = view.mentee(self._mentee) == view.mentor(self._mentor)
        return same & self.known.both(view)


def _codes(answers: Sequence[str | None], codes: dict[str, int]) -> NDArray[np.int64]:
    return np.array(
        [-1 if answer is None else codes.setdefault(same_key(answer), len(codes)) for answer in answers],
        np.int64,
    )


class Steps:
    """Answers that are numbers, or places on a scale. A place that is not on the scale is unknown."""

    def __init__(
        self, entry: Comparison, scale: Sequence[str] | None, mentees: People, mentors: People
    ) -> None:
        self._mentee = _heights(mentees, entry.mentee, scale)
        self._mentor = _heights(mentors, entry.mentor, scale)
        self.known = Known(~np.isnan(self._mentee), ~np.isnan(self._mentor))

    def gap(self, view: View) -> Floats:
        """How far the mentor stands above the mentee; nan where that is unknown."""
        gap: Floats = view.mentor(self._mentor) - view.mentee(self._mentee)
        return gap


def _heights(people: People, column: str, scale: Sequence[str] | None) -> Floats:
    if scale is None:
        numbers = [person.number(column) for person in people]
    else:
        places = scale_places(scale)
        numbers = [places.get(same_key(person.choice(column) or "")) for person in people]
    return np.array([np.nan if number is None else number for number in numbers], np.float64)


class Lists:
    """Things asked for against things offered, as 0/1 features over the things that both sides name."""

    def __init__(self, entry: Comparison, mentees: People, mentors: People) -> None:
        asked = [_by_key(person.list(entry.mentee)) for person in mentees]
        offered = [_mentor_things(person, entry.mentor) for person in mentors]
        self.known = Known(_filled(asked), _filled(offered))
        self.number_asked = np.array([len(things) for things in asked], np.float64)
        self.number_offered = np.array([len(things) for things in offered], np.float64)
        shared = sorted(_names(asked) & _names(offered))
        self._place = {name: place for place, name in enumerate(shared)}
        self._asked, self._offered = asked, offered
        self.features = self._features(asked), self._features(offered)

    def common(self, view: View) -> NDArray[np.float32]:
        """How many things stand in both lists."""
        return view.product(*self.features)

    def _features(self, lists: Sequence[dict[str, Item]]) -> Features:
        rows = np.zeros((len(lists), max(1, len(self._place))), np.float32)
        for row, things in zip(rows, lists, strict=True):
            row[[self._place[name] for name in things if name in self._place]] = 1
        return rows

    def with_levels(self, levels: int) -> tuple[Features, Features]:
        """Features whose product is the sum of credits: 1 for an offer high enough, half for each step short.

        One column a thing and level asked for: the mentee has a 1 there, the mentor the credit.
        """
        width = len(self._place) * levels
        wanted = np.zeros((len(self._asked), max(1, width)), np.float32)
        credit = np.zeros((len(self._offered), max(1, width)), np.float32)
        needs = np.arange(levels)
        for row, things in zip(wanted, self._asked, strict=True):
            for name, item in things.items():
                if name in self._place:
                    row[self._place[name] * levels + (item.level or 0)] = 1
        for row, things in zip(credit, self._offered, strict=True):
            for name, item in things.items():
                if name in self._place:
                    short = 0 * needs if item.level is None else np.maximum(needs - item.level, 0)
                    start = self._place[name] * levels
                    row[start : start + levels] = 0.5**short
        return wanted, credit


def _by_key(things: Sequence[Item]) -> dict[str, Item]:
    """Each thing once; named twice, the higher level counts."""
    found: dict[str, Item] = {}
    for item in sorted(things, key=lambda item: -1 if item.level is None else item.level):
        found[same_key(item.text)] = item
    return found


def _mentor_things(person: Profile, column: str) -> dict[str, Item]:
    """What a mentor's column says; a wish for `name` or `id` is met by either."""
    if column in ("id", "name"):
        return _by_key([Item(text) for text in (person.id, person.name) if text])
    return _by_key(person.list(column))


def _filled(lists: Sequence[dict[str, Item]]) -> Flags:
    return np.array([bool(things) for things in lists], bool)


def _names(lists: Sequence[dict[str, Item]]) -> set[str]:
    return set().union(*lists)


class Hours:
    """Weekly hours in UTC."""

    def __init__(self, entry: Comparison, grids: WeekGrids, mentees: People, mentors: People) -> None:
        self._mentee, known_mentee = grids.free(mentees, entry.mentee)
        self._mentor, known_mentor = grids.free(mentors, entry.mentor)
        self.known = Known(known_mentee, known_mentor)
        self._weeks = list(zip(self._mentee, self._mentor, strict=True))

    def fewest(self, view: View) -> NDArray[np.float32]:
        """Half-hours in which both are free in the week of the round that has fewest."""
        if not self._weeks:
            return np.zeros_like(self.known.both(view), np.float32)
        fewest = view.product(*self._weeks[0])
        for week in self._weeks[1:]:
            fewest = np.minimum(fewest, view.product(*week))
        return fewest


class Texts:
    """Free texts, as vectors of their meaning."""

    def __init__(self, entry: Comparison, mentees: People, mentors: People) -> None:
        self._mentee = vectors([person.text(entry.mentee) for person in mentees])
        self._mentor = vectors([person.text(entry.mentor) for person in mentors])
        self.known = Known(np.any(self._mentee, axis=1), np.any(self._mentor, axis=1))

    def likeness(self, view: View) -> Floats:
        return share_of_likeness(view.product(self._mentee, self._mentor))
