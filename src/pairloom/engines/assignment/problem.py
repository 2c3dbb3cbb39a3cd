"""What is asked: mentees, mentors, candidate pairs with whole-number scores, pins and bans, as frozen arrays.

Arrays are canonical: mentees and mentors sorted by id, edges by (mentee, mentor). Two inputs that differ
only in the order of their rows make equal problems, and so the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Flags = NDArray[np.bool_]


class ProblemError(ValueError):
    """The values do not make a problem: an unknown or repeated id, a repeated pair, a negative number."""


@dataclass(frozen=True, eq=False)
class AssignmentProblem:
    """Who could be paired with whom, in canonical order. Make it with `make_problem`.

    n mentees, m mentors, e edges. `score` is in units of `10 ** -decimals`; `exact` is false where scores
    had to be rounded to fit. A banned pair is absent from the edges. A pinned pair is always among them;
    where nobody scored it, `scored` is false and its score 0. `used` counts the mentees a mentor already has
    from elsewhere: they take up capacity and count towards the minimum. Every pair in `kept` (the last plan)
    earns `bonus` on top of its score.
    """

    mentees: tuple[str, ...]
    wants: Ints  # (n,)
    mentors: tuple[str, ...]
    capacity: Ints  # (m,)
    minimum: Ints  # (m,)
    used: Ints  # (m,)
    edge_mentee: Ints  # (e,) index into mentees
    edge_mentor: Ints  # (e,) index into mentors
    score: Ints  # (e,)
    pinned: Flags  # (e,)
    scored: Flags  # (e,)
    kept: Flags  # (e,)
    bans: Ints  # (b, 2) indices of mentee and mentor
    bonus: int = 0
    decimals: int = 0
    exact: bool = True

    @property
    def seats(self) -> Ints:
        """(m,) mentees each mentor can still take, pins included."""
        seats: Ints = np.maximum(self.capacity - self.used, 0)
        return seats

    @property
    def key(self) -> Ints:
        """(e,) mentee * m + mentor: strictly increasing, so that a pair is found by bisection."""
        return self.edge_mentee * len(self.mentors) + self.edge_mentor

    def edge(self, mentee: str, mentor: str) -> int | None:
        """The index of the edge between two ids, or None where they are no candidates. O(n + m + log e)."""
        wanted = self.mentees.index(mentee) * len(self.mentors) + self.mentors.index(mentor)
        at = int(np.searchsorted(self.key, wanted))
        return at if at < len(self.score) and int(self.key[at]) == wanted else None


def make_problem(
    *,
    mentees: Sequence[str],
    wants: ArrayLike,
    mentors: Sequence[str],
    capacity: ArrayLike,
    edge_mentee: ArrayLike,
    edge_mentor: ArrayLike,
    score: ArrayLike,
    minimum: ArrayLike | None = None,
    used: ArrayLike | None = None,
    pins: Iterable[tuple[str, str]] = (),
    bans: Iterable[tuple[str, str]] = (),
    kept: Iterable[tuple[str, str]] = (),
    bonus: int = 0,
    decimals: int = 0,
    exact: bool = True,
) -> AssignmentProblem:
    """Sort and check the values, drop banned edges, add pinned ones. Edges point into the sequences as given.

    Scores are whole numbers from 0 (see `scores.py` for decimals). Raises ProblemError. O(e log e).
    """
    mentee_order, mentee_place = _canonical("mentee", mentees)
    mentor_order, mentor_place = _canonical("mentor", mentors)
    count = len(mentors)
    key = mentee_place[_indices("mentee", edge_mentee, len(mentees))] * count
    key += mentor_place[_indices("mentor", edge_mentor, count)]
    order = np.argsort(key, kind="stable")
    key = key[order]
    scores = _whole("score", score, len(key))[order]
    if np.any(key[1:] == key[:-1]):
        raise ProblemError("a pair of mentee and mentor is listed twice")

    mentee_at = {mentees[place]: at for at, place in enumerate(mentee_order)}
    mentor_at = {mentors[place]: at for at, place in enumerate(mentor_order)}
    pin_key, ban_key, kept_key = (_pair_keys(pairs, mentee_at, mentor_at) for pairs in (pins, bans, kept))
    key, scores, scored = _with_pins(key, scores, pin_key=pin_key, ban_key=ban_key)
    columns = max(count, 1)
    zeros = np.zeros(count, np.int64)
    problem = AssignmentProblem(
        mentees=tuple(mentees[at] for at in mentee_order),
        wants=_whole("wants", wants, len(mentees))[mentee_order],
        mentors=tuple(mentors[at] for at in mentor_order),
        capacity=_whole("capacity", capacity, count)[mentor_order],
        minimum=_whole("minimum", zeros if minimum is None else minimum, count)[mentor_order],
        used=_whole("used", zeros if used is None else used, count)[mentor_order],
        edge_mentee=key // columns,
        edge_mentor=key % columns,
        score=scores,
        pinned=_among(key, pin_key),
        scored=scored,
        kept=_among(key, kept_key),
        bans=np.stack([ban_key // columns, ban_key % columns], axis=1),
        bonus=bonus,
        decimals=decimals,
        exact=exact,
    )
    if np.any(problem.minimum > problem.capacity):
        raise ProblemError("a mentor's minimum is above the capacity")
    return problem


def _with_pins(key: Ints, scores: Ints, *, pin_key: Ints, ban_key: Ints) -> tuple[Ints, Ints, Bools]:
    """The edges that are left after the bans, with an unscored one for each pin that had none, in order."""
    allowed = ~_among(key, np.setdiff1d(ban_key, pin_key))
    new = pin_key[~_among(pin_key, key)]
    scored = np.concatenate([np.ones(int(allowed.sum()), bool), np.zeros(len(new), bool)])
    scores = np.concatenate([scores[allowed], np.zeros(len(new), np.int64)])
    key = np.concatenate([key[allowed], new])
    order = np.argsort(key, kind="stable")
    return key[order], scores[order], scored[order]


def _canonical(side: str, ids: Sequence[str]) -> tuple[Ints, Ints]:
    order = np.array(sorted(range(len(ids)), key=ids.__getitem__), np.int64)
    if len(set(ids)) != len(ids):
        raise ProblemError(f"a {side} id is listed twice")
    place = np.empty(len(ids), np.int64)
    place[order] = np.arange(len(ids))
    return order, place


def _indices(side: str, values: ArrayLike, size: int) -> Ints:
    array = np.asarray(values, np.int64).reshape(-1)
    if array.size and (array.min() < 0 or array.max() >= size):
        raise ProblemError(f"an edge names a {side} that is not there")
    return array


def _whole(name: str, values: ArrayLike, size: int) -> Ints:
    array = np.asarray(values, np.int64).reshape(-1)
    if array.size != size:
        raise ProblemError(f"{name}: {size} numbers expected, {array.size} given")
    if array.size and array.min() < 0:
        raise ProblemError(f"{name}: a number is below 0")
    return array


def _among(values: Ints, some: Ints) -> Flags:
    """Which of the values are in `some`, which is sorted."""
    if not some.size:
        return np.zeros(len(values), bool)
    found: Flags = some[np.minimum(np.searchsorted(some, values), len(some) - 1)] == values
    return found


def _pair_keys(
    pairs: Iterable[tuple[str, str]], mentee_at: dict[str, int], mentor_at: dict[str, int]
) -> Ints:
    try:
        keys = [mentee_at[mentee] * len(mentor_at) + mentor_at[mentor] for mentee, mentor in pairs]
    except KeyError as unknown:
        raise ProblemError(f"a pin, ban or kept pair names the unknown id {unknown}") from None
    return np.unique(np.array(keys, np.int64))
