"""Which pairs are being looked at: a block of mentees against all mentors, or a list of pairs.

Criteria and rules are written once, over a view, and so give the same numbers either way.
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from pairloom.engines.affinity.problem import Ints

Features = NDArray[np.float32]
Array = NDArray[Any]
_PAIRS_AT_ONCE = 65_536


class View(Protocol):
    """The pairs in view, as arrays that fit together by broadcasting."""

    def mentee(self, column: Array) -> Array:
        """What each pair's mentee has in a column of all mentees."""

    def mentor(self, column: Array) -> Array:
        """What each pair's mentor has in a column of all mentors."""

    def product(self, mentees: Features, mentors: Features) -> NDArray[np.float32]:
        """Each pair's inner product of two feature rows."""


class BlockView:
    """Some mentees (rows) against some mentors (columns)."""

    def __init__(self, mentees: Ints, mentors: Ints) -> None:
        self._rows, self._columns = mentees, mentors
        self._products: dict[tuple[int, int], NDArray[np.float32]] = {}

    def mentee(self, column: Array) -> Array:
        return column[self._rows][:, None]

    def mentor(self, column: Array) -> Array:
        return column[self._columns][None, :]

    def product(self, mentees: Features, mentors: Features) -> NDArray[np.float32]:
        known = (id(mentees), id(mentors))
        if known not in self._products:
            self._products[known] = mentees[self._rows] @ mentors[self._columns].T
        return self._products[known]


class PairView:
    """A list of pairs."""

    def __init__(self, mentee: Ints, mentor: Ints) -> None:
        self._mentee, self._mentor = mentee, mentor

    def mentee(self, column: Array) -> Array:
        return column[self._mentee]

    def mentor(self, column: Array) -> Array:
        return column[self._mentor]

    def product(self, mentees: Features, mentors: Features) -> NDArray[np.float32]:
        found = np.empty(len(self._mentee), np.float32)
        for start in range(0, len(found), _PAIRS_AT_ONCE):
            some = slice(start, start + _PAIRS_AT_ONCE)
            np.einsum("ij,ij->i", mentees[self._mentee[some]], mentors[self._mentor[some]], out=found[some])
        return found
