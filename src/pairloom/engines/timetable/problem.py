"""What is asked: who is there in which turn, who may meet whom and how much it is worth, as frozen arrays.

Arrays are canonical: mentees and mentors sorted by id, edges by (mentee, mentor). Two inputs that differ
only in the order of their rows make equal problems, and so the same answer. Turns count from 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Flags = NDArray[np.bool_]

NOBODY = -1
UNITS = 1_000_000


class ProblemError(ValueError):
    """The values do not make a problem: an unknown or repeated id, a repeated pair, a number out of range."""


class Pin(NamedTuple):
    """This mentee must meet this mentor: in this turn, or in whichever turn suits best where it is None."""

    mentee: int
    mentor: int
    turn: int | None


@dataclass(frozen=True, eq=False)
class TimetableProblem:
    """Who could sit with whom, in canonical order. Make it with `make_problem`.

    N mentees, M mentors, R turns, E allowed pairs. A pair that is banned, or that met before the event, is
    absent from the edges. A pinned pair is always among them; where nobody scored it, its score is 0. The
    first D turns are over: they are `past`, stay as they were, and count in `most`, `least` and all figures.
    """

    turns: int
    mentees: tuple[str, ...]
    mentors: tuple[str, ...]
    seats: Ints  # (M,) mentees at that mentor's table in one turn
    edge_mentee: Ints  # (E,) index into mentees
    edge_mentor: Ints  # (E,) index into mentors
    score: Ints  # (E,) 0..UNITS
    present: Flags  # (N, R) the mentee is there in that turn
    staffed: Flags  # (M, R) the mentor is there in that turn
    most: Ints  # (N,) most meetings of a mentee in the whole event
    least: Ints  # (M,) fewest meetings a mentor should have in the whole event
    groups: tuple[str, ...]  # what mentors may have in common, such as an employer; sorted
    group: Ints  # (M,) index into groups, or NOBODY
    group_most: int | None  # most mentors of one group whom a mentee meets in the whole event
    wished: Flags  # (E,) the mentee asked for this mentor
    pins: tuple[Pin, ...]  # sorted, without those that the past has settled
    bans: Ints  # (B, 2) indices of mentee and mentor
    apart: Ints  # (K, 2) mentees who should never share a table, smaller index first
    past: Ints  # (N, D) mentor index or NOBODY

    @property
    def done(self) -> int:
        """D: how many turns are over."""
        return int(self.past.shape[1])

    @property
    def key(self) -> Longs:
        """(E,) mentee * M + mentor: strictly increasing, so that a pair is found by bisection."""
        return pair_key(self.edge_mentee, self.edge_mentor, len(self.mentors))

    @property
    def group_names(self) -> tuple[str, ...]:
        """(M,) the group of each mentor, empty for none."""
        names = (*self.groups, "")  # NOBODY finds the last
        return tuple(names[at] for at in self.group.tolist())

    def edges_at(self, mentee: ArrayLike, mentor: ArrayLike) -> Longs:
        """The edge between each mentee and mentor index, or NOBODY where they may not meet. Any shape."""
        wanted = pair_key(np.asarray(mentee), np.asarray(mentor), len(self.mentors))
        if not len(self.score):
            return np.full(wanted.shape, NOBODY, np.int64)
        at = np.minimum(np.searchsorted(self.key, wanted), len(self.score) - 1)
        known = (self.key[at] == wanted) & (np.asarray(mentor) != NOBODY)
        found: Longs = np.where(known, at, NOBODY)
        return found

    def worth_of(self, seat: Ints) -> Longs:
        """(N, R) the score of each meeting in a seat array, 0 where nobody is met or nobody scored it."""
        edge = self.edges_at(np.arange(len(self.mentees))[:, None], seat)
        if not len(self.score):
            return np.zeros(seat.shape, np.int64)
        worth: Longs = np.where(edge == NOBODY, 0, self.score[edge]).astype(np.int64)
        return worth


def pair_key(mentee: NDArray[np.integer], mentor: NDArray[np.integer], mentors: int) -> Longs:
    """One number for each pair of indices."""
    return mentee.astype(np.int64) * max(mentors, 1) + mentor


def make_problem(
    *,
    turns: int,
    mentees: Sequence[str],
    mentors: Sequence[str],
    seats: ArrayLike,
    edge_mentee: ArrayLike,
    edge_mentor: ArrayLike,
    score: ArrayLike,
    present: ArrayLike | None = None,
    staffed: ArrayLike | None = None,
    most: ArrayLike | None = None,
    least: ArrayLike | None = None,
    group: Sequence[str] = (),
    group_most: int | None = None,
    wished: Iterable[tuple[str, str]] = (),
    pins: Iterable[tuple[str, str, int | None]] = (),
    bans: Iterable[tuple[str, str]] = (),
    met: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
    past: ArrayLike | None = None,
) -> TimetableProblem:
    """Sort and check the values, drop banned and met pairs, add pinned ones.

    `seats`, `most`, `least`, `group` (a name, empty for none), `present`, `staffed` and `past` follow the
    order of people as given; edges and `past` point into it. Pins, bans, wishes and pairs who met name ids,
    turns count from 0. A wish for a mentor who is no candidate is dropped. Left out, everybody is there in
    all turns, may have a meeting in each, and no mentor has a minimum. Raises ProblemError. O(E log E).
    """
    _at_least_one(turns=turns, group_most=group_most)
    rows, columns = _Side("mentee", mentees), _Side("mentor", mentors)
    history = _past(past, rows, columns, turns)
    key, scores = _edges(rows, columns, edge_mentee, edge_mentor, score)
    pinned = _pins(pins, rows, columns, turns, history)
    ban_key = _pair_keys("ban", bans, rows, columns)
    out_key = np.union1d(ban_key, _pair_keys("met pair", met, rows, columns))
    key, scores = _with_pins(key, scores, pinned, out_key, len(mentors))
    columns_of = max(len(mentors), 1)
    groups, group_of = columns.groups(group)
    return TimetableProblem(
        turns=int(turns),
        mentees=rows.ids,
        mentors=columns.ids,
        seats=columns.numbers("seats", seats),
        edge_mentee=(key // columns_of).astype(np.int32),
        edge_mentor=(key % columns_of).astype(np.int32),
        score=scores,
        present=rows.turns_there("present", present, turns),
        staffed=columns.turns_there("staffed", staffed, turns),
        most=rows.numbers("most", np.full(len(mentees), turns) if most is None else most),
        least=columns.numbers("least", np.zeros(len(mentors)) if least is None else least),
        groups=groups,
        group=group_of,
        group_most=group_most,
        wished=np.isin(key, _pair_keys("wish", wished, rows, columns)),
        pins=pinned,
        bans=np.stack([ban_key // columns_of, ban_key % columns_of], axis=1).astype(np.int32),
        apart=_apart(apart, rows),
        past=history,
    )


def _at_least_one(**numbers: int | None) -> None:
    for name, number in numbers.items():
        if number is not None and number < 1:
            raise ProblemError(f"{name}: at least 1 expected, {number} given")


def _edges(
    rows: _Side, columns: _Side, edge_mentee: ArrayLike, edge_mentor: ArrayLike, score: ArrayLike
) -> tuple[Longs, Ints]:
    """Keys and scores of the pairs in order. Raises ProblemError where one is listed twice."""
    count = len(columns.ids)
    key = pair_key(rows.place[rows.indices(edge_mentee)], columns.place[columns.indices(edge_mentor)], count)
    order = np.argsort(key, kind="stable")
    key, scores = key[order], _whole("score", score, len(key), most=UNITS)[order]
    twice = key[1:][key[1:] == key[:-1]]
    if twice.size:
        pair = f"{rows.ids[int(twice[0]) // count]}, {columns.ids[int(twice[0]) % count]}"
        raise ProblemError(f"the pair {pair} is listed twice")
    return key, scores


class _Side:
    """One side's people: their ids in order, and where each of those given has gone."""

    def __init__(self, noun: str, given: Sequence[str]) -> None:
        self._noun = noun
        self.order = np.array(sorted(range(len(given)), key=given.__getitem__), np.int64)
        self.ids = tuple(given[at] for at in self.order)
        self.at = {identifier: at for at, identifier in enumerate(self.ids)}
        if len(self.at) != len(given):
            twice = next(one for one, other in zip(self.ids, self.ids[1:], strict=False) if one == other)
            raise ProblemError(f"the {noun} id {twice} is listed twice")
        self.place = np.empty(len(given), np.int64)
        self.place[self.order] = np.arange(len(given))

    def indices(self, values: ArrayLike) -> Longs:
        array = np.asarray(values, np.int64).reshape(-1)
        if array.size and (array.min() < 0 or array.max() >= len(self.ids)):
            raise ProblemError(f"an edge names a {self._noun} that is not there")
        return array

    def index(self, what: str, identifier: str) -> int:
        if identifier not in self.at:
            raise ProblemError(f"a {what} names the unknown {self._noun} {identifier}")
        return self.at[identifier]

    def numbers(self, name: str, values: ArrayLike) -> Ints:
        return _whole(name, values, len(self.ids))[self.order]

    def groups(self, named: Sequence[str]) -> tuple[tuple[str, ...], Ints]:
        """The names that are given, sorted, and the place of each person's name among them."""
        if named and len(named) != len(self.ids):
            raise ProblemError(f"group: {len(self.ids)} names expected, {len(named)} given")
        names = sorted(set(named) - {""})
        place = {name: at for at, name in enumerate(names)}
        given = np.array([place.get(name, NOBODY) for name in named or [""] * len(self.ids)], np.int32)
        return tuple(names), given[self.order]

    def turns_there(self, name: str, values: ArrayLike | None, turns: int) -> Flags:
        shape = (len(self.ids), turns)
        array = np.ones(shape, bool) if values is None else np.asarray(values, bool)
        if array.shape != shape:
            raise ProblemError(f"{name}: {shape[0]} rows of {turns} turns expected, {array.shape} given")
        return array[self.order]


def _whole(name: str, values: ArrayLike, size: int, most: int = 2**31 - 1) -> Ints:
    array = np.asarray(values, np.int64).reshape(-1)
    if array.size != size:
        raise ProblemError(f"{name}: {size} numbers expected, {array.size} given")
    if array.size and (array.min() < 0 or array.max() > most):
        raise ProblemError(f"{name}: a number is not between 0 and {most}")
    return array.astype(np.int32)


def _past(past: ArrayLike | None, rows: _Side, columns: _Side, turns: int) -> Ints:
    if past is None:
        return np.zeros((len(rows.ids), 0), np.int32)
    array = np.asarray(past, np.int64)
    if array.ndim != 2 or len(array) != len(rows.ids) or array.shape[1] > turns:
        raise ProblemError(
            f"past: {len(rows.ids)} rows of at most {turns} turns expected, {array.shape} given"
        )
    if array.size and (array.min() < NOBODY or array.max() >= len(columns.ids)):
        raise ProblemError("past: a finished turn names a mentor who is not there")
    sorted_place = np.append(columns.place, NOBODY)
    return sorted_place[array[rows.order]].astype(np.int32)


def _pins(
    pins: Iterable[tuple[str, str, int | None]], rows: _Side, columns: _Side, turns: int, past: Ints
) -> tuple[Pin, ...]:
    found = set()
    for mentee, mentor, turn in pins:
        pin = Pin(rows.index("pin", mentee), columns.index("pin", mentor), turn)
        if turn is not None and not past.shape[1] <= turn < turns:
            if 0 <= turn < turns and past[pin.mentee, turn] == pin.mentor:
                continue
            raise ProblemError(
                f"{mentee} is pinned to {mentor} in turn {turn + 1}, which is over or does not exist"
            )
        if turn is not None or pin.mentor not in past[pin.mentee]:
            found.add(pin)
    to_a_turn = {(pin.mentee, pin.mentor) for pin in found if pin.turn is not None}
    needed = [pin for pin in found if pin.turn is not None or (pin.mentee, pin.mentor) not in to_a_turn]
    return tuple(
        sorted(needed, key=lambda pin: (pin.mentee, pin.mentor, NOBODY if pin.turn is None else pin.turn))
    )


def _with_pins(
    key: Longs, scores: Ints, pins: tuple[Pin, ...], out_key: Longs, mentors: int
) -> tuple[Longs, Ints]:
    """The edges left after bans and pairs who met, with one of score 0 for each pin that had none."""
    pin_key = np.unique(np.array([pin.mentee * mentors + pin.mentor for pin in pins], np.int64))
    stay = ~np.isin(key, np.setdiff1d(out_key, pin_key))
    new = np.setdiff1d(pin_key, key)
    key, scores = np.append(key[stay], new), np.append(scores[stay], np.zeros(len(new), np.int32))
    order = np.argsort(key, kind="stable")
    return key[order], scores[order]


def _pair_keys(what: str, pairs: Iterable[tuple[str, str]], rows: _Side, columns: _Side) -> Longs:
    count = max(len(columns.ids), 1)
    keys = [rows.index(what, mentee) * count + columns.index(what, mentor) for mentee, mentor in pairs]
    return np.unique(np.array(keys, np.int64))


def _apart(apart: Iterable[tuple[str, str]], rows: _Side) -> Ints:
    pairs = {
        tuple(sorted((rows.index("pair to keep apart", one), rows.index("pair to keep apart", other))))
        for one, other in apart
    }
    if any(one == other for one, other in pairs):
        raise ProblemError("apart: somebody is to be kept apart from themselves")
    return np.array(sorted(pairs), np.int32).reshape(-1, 2)
