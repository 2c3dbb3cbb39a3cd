"""A seating of everybody in which no two mentees meet twice, where the numbers allow one.

Seat k of table a goes, in turn r, to table a + k * r: with the tables as the elements of a finite field this
is the affine plane; without one it is the stride rule, counted modulo the number of tables. Two people of one
seat number never meet. Two of different ones, k and l, meet in the turns in which (k - l) * r takes one
value, so at most once if it never takes a value twice. Knows no preferences: it serves events at which every
meeting is worth the same. Source: R. C. Bose, affine planes and orthogonal Latin squares (1938).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from pairloom.engines.timetable.problem import NOBODY, Ints, TimetableProblem

LARGEST = 512  # tables; beyond, the tables of sums and products cost more than they are worth


@dataclass(frozen=True)
class Numbers:
    """Sums and products of `size` elements: (size, size) each; 0 and 1 are what they are called."""

    sums: Ints
    products: Ints

    @property
    def size(self) -> int:
        return len(self.sums)

    def differ(self, one: Ints, other: Ints) -> Ints:
        """(turns,) the element that leads from each of `other` to the same place of `one`."""
        found: Ints = np.argmax(self.sums[other] == one[:, None], axis=1)
        return found


def rotating(problem: TimetableProblem) -> Ints | None:
    """(N, R) a seating without a repeat, or None where none is found this way or somebody may not sit so."""
    n, m, turns = len(problem.mentees), len(problem.mentors), problem.turns
    if not (0 < m <= LARGEST and 2 <= turns <= m and n) or problem.done or problem.pins:
        return None
    if not (problem.present.all() and problem.staffed.all()) or int(problem.most.min()) < turns:
        return None
    numbers = _field(m) or _modulo(m)
    steps = _steps(numbers, turns, -(-n // m))
    if steps is None:
        return None
    seat_number, table = np.divmod(np.arange(n), m)
    moves = numbers.products[np.array(steps)[seat_number], :turns]
    seat = numbers.sums[table[:, None], moves].astype(np.int32)
    return seat if _is_allowed(problem, seat) else None


def _is_allowed(problem: TimetableProblem, seat: Ints) -> bool:
    """Every pair a candidate, every table with enough seats."""
    sizes = [np.bincount(turn, minlength=len(problem.mentors)) for turn in seat.T]
    fits = all((size <= problem.seats).all() for size in sizes)
    return fits and bool((problem.edges_at(np.arange(len(seat))[:, None], seat) != NOBODY).all())


def _steps(numbers: Numbers, turns: int, count: int) -> list[int] | None:
    """`count` elements, one a seat, such that nobody comes to a table twice and no two people meet twice."""
    found: list[int] = []
    for step in range(1, numbers.size):
        moves = numbers.products[step, :turns]
        apart = (numbers.differ(moves, numbers.products[other, :turns]) for other in found)
        if _all_differ(moves) and all(_all_differ(way) for way in apart):
            found.append(step)
        if len(found) == count:
            return found
    return None


def _all_differ(values: Ints) -> bool:
    return len(np.unique(values)) == len(values)


def _modulo(size: int) -> Numbers:
    numbers = np.arange(size)
    return Numbers(
        sums=(numbers[:, None] + numbers) % size,
        products=(numbers[:, None] * numbers) % size,
    )


def _field(size: int) -> Numbers | None:
    """The finite field with `size` elements, if that is a power of a prime (then there is exactly one)."""
    prime = next(number for number in range(2, size + 1) if size % number == 0) if size > 1 else 0
    degree = round(np.log(size) / np.log(prime)) if prime else 0
    if not degree or prime**degree != size:
        return None
    if degree == 1:
        return _modulo(size)
    digits = np.array([_digits(number, prime, degree) for number in range(size)])
    sums = _numbered((digits[:, None] + digits) % prime, prime)
    for rest in product(range(prime), repeat=degree):
        products = _numbered(_multiplied(digits, np.array(rest), prime), prime)
        if all(_all_differ(row) for row in products[1:]):
            return Numbers(sums, products)
    raise AssertionError(f"there is a field of {size} elements")


def _digits(number: int, prime: int, degree: int) -> list[int]:
    return [number // prime**place % prime for place in range(degree)]


def _numbered(digits: Ints, prime: int) -> Ints:
    numbered: Ints = digits @ prime ** np.arange(digits.shape[-1])
    return numbered


def _multiplied(digits: Ints, rest: Ints, prime: int) -> Ints:
    """(size, size, degree) products of polynomials; `rest` stands for the power that is too high."""
    degree = digits.shape[1]
    made = np.zeros((len(digits), len(digits), degree), np.int64)
    shifted = digits.copy()
    for place in range(degree):
        made += digits[:, None, place, None] * shifted[None, :, :]
        top = shifted[:, -1:]
        shifted = (np.concatenate([np.zeros_like(top), shifted[:, :-1]], axis=1) + top * rest) % prime
    return (made % prime).astype(np.int32)
