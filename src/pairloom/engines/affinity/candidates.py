"""Which pairs are worth handing to the solver: all where few, else the best of each mentee and mentor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from pairloom.engines.affinity.blocks import Block, blocks
from pairloom.engines.affinity.problem import AffinityProblem, Candidates, Flags, Ints
from pairloom.engines.affinity.score import Scorer
from pairloom.engines.affinity.views import BlockView, PairView

FORBIDDEN = np.int64(-1)
Progress = Callable[[str, float], None]


def find_candidates(
    problem: AffinityProblem,
    *,
    include: Iterable[tuple[str, str]] = (),
    progress: Progress | None = None,
    scorer: Scorer | None = None,
) -> Candidates:
    """The candidate pairs of a problem: all allowed pairs, or above 300,000 pairs the best for each person.

    Then every mentee and every mentor has their best `rubric.candidates`, ties spread over the other side and
    settled by id. Pairs in `include` are there in any case, forbidden or not. Never holds more than a block
    of the full matrix. O(pairs x features) time where blocks cover everything.
    """
    scorer = scorer or Scorer(problem)
    wanted = _pairs_of(problem, include)
    if len(problem.mentees) * len(problem.mentors) <= scorer.limits.keep_all:
        keys, left_out = _everything(scorer), np.full(len(problem.mentees), -1, np.int64)
    else:
        best = _Best(problem)
        for done, block, units in _scored_blocks(scorer):
            best.add(block, units)
            if progress is not None:
                progress("scoring", done)
        keys, left_out = best.keys(), best.left_out()
    return candidates_of(scorer, np.union1d(keys, wanted), left_out)


def candidates_of(scorer: Scorer, keys: Ints, left_out: Ints) -> Candidates:
    """Score the pairs with the given keys (mentee * mentors + mentor, rising)."""
    count = max(1, len(scorer.problem.mentors))
    view = PairView(keys // count, keys % count)
    parts = np.stack(scorer.parts(view), axis=1)
    return Candidates(
        mentee=keys // count,
        mentor=keys % count,
        units=parts.sum(axis=1),
        parts=parts,
        forbidden=scorer.forbidden(view),
        best_left_out=left_out,
    )


def keys_of(candidates: Candidates, problem: AffinityProblem) -> Ints:
    """mentee * mentors + mentor of each pair: rising."""
    keys: Ints = candidates.mentee * max(1, len(problem.mentors)) + candidates.mentor
    return keys


def _pairs_of(problem: AffinityProblem, pairs: Iterable[tuple[str, str]]) -> Ints:
    mentee_at = {person.id: place for place, person in enumerate(problem.mentees)}
    mentor_at = {person.id: place for place, person in enumerate(problem.mentors)}
    keys = {mentee_at[mentee] * len(mentor_at) + mentor_at[mentor] for mentee, mentor in pairs}
    return np.array(sorted(keys), np.int64)


def _everything(scorer: Scorer) -> Ints:
    n, m = len(scorer.problem.mentees), len(scorer.problem.mentors)
    view = BlockView(np.arange(n), np.arange(m))
    return np.flatnonzero(~scorer.forbidden(view)).astype(np.int64)


def _scored_blocks(scorer: Scorer) -> Iterator[tuple[float, Block, Ints]]:
    """Each block with the scores of its pairs, -1 where forbidden."""
    for done, block in blocks(scorer):
        view = BlockView(block.mentees, block.mentors)
        yield done, block, np.where(scorer.forbidden(view), FORBIDDEN, scorer.units(view))


class _Best:
    """The best pairs of each person over all blocks seen. A mentee is in one block only."""

    def __init__(self, problem: AffinityProblem) -> None:
        self._problem = problem
        self._count = problem.rubric.candidates
        self._kept: list[Ints] = []
        self._floor = np.full(len(problem.mentees), -1, np.int64)
        self._mentor = _Running(len(problem.mentors), self._count)

    def add(self, block: Block, units: Ints) -> None:
        turn = turns(len(self._problem.mentees), len(self._problem.mentors))[block.mentees]
        keep = best_in_rows(units, self._count, turn)
        rows, columns = np.nonzero(keep)
        self._kept.append(block.mentees[rows] * len(self._problem.mentors) + block.mentors[columns])
        rest = np.where(keep, FORBIDDEN, units)
        outside = block.bound_outside
        self._floor[block.mentees] = np.maximum(rest.max(axis=1, initial=-1), outside)
        self._mentor.add(block, units)

    def keys(self) -> Ints:
        mentee, mentor = self._mentor.pairs()
        return np.union1d(np.concatenate([*self._kept]), mentee * len(self._problem.mentors) + mentor)

    def left_out(self) -> Ints:
        return self._floor


class _Running:
    """For each mentor the best mentees so far."""

    def __init__(self, mentors: int, count: int) -> None:
        self._units = np.full((mentors, count), FORBIDDEN)
        self._mentee = np.full((mentors, count), -1, np.int64)
        self._count = count

    def add(self, block: Block, units: Ints) -> None:
        both = np.concatenate([self._units[block.mentors], units.T], axis=1)
        who = np.broadcast_to(block.mentees, (len(block.mentors), len(block.mentees)))
        mentees = np.concatenate([self._mentee[block.mentors], who], axis=1)
        keep = best_in_rows(both, self._count, np.zeros(len(both), np.int64))
        order = np.argsort(~keep, axis=1, kind="stable")[:, : self._count]
        kept = np.take_along_axis(keep, order, axis=1)
        self._units[block.mentors] = np.where(kept, np.take_along_axis(both, order, axis=1), FORBIDDEN)
        self._mentee[block.mentors] = np.where(kept, np.take_along_axis(mentees, order, axis=1), -1)

    def pairs(self) -> tuple[Ints, Ints]:
        mentor, place = np.nonzero(self._units >= 0)
        return self._mentee[mentor, place], mentor


def best_in_rows(units: Ints, count: int, turn: Ints) -> Flags:
    """The `count` largest entries of each row, if 0 or more; of equals, the first from column `turn` on."""
    if units.shape[1] <= count:
        return units >= 0
    least = np.partition(units, -count, axis=1)[:, -count][:, None]
    keep = (units > least) & (units >= 0)
    equal = (units == least) & (units >= 0)
    missing = count - keep.sum(axis=1)
    crowded = np.flatnonzero(equal.sum(axis=1) > missing)
    if len(crowded):
        columns = (np.arange(units.shape[1])[None, :] + turn[crowded, None]) % units.shape[1]
        turned = np.take_along_axis(equal[crowded], columns, axis=1)
        turned &= np.cumsum(turned, axis=1) <= missing[crowded, None]
        settled = np.zeros_like(turned)
        np.put_along_axis(settled, columns, turned, axis=1)
        equal[crowded] = settled
    chosen: Flags = keep | equal
    return chosen


def turns(mentees: int, mentors: int) -> Ints:
    """Where each mentee starts to look among equal mentors, so that not all are sent to the same few."""
    turns: Ints = np.arange(mentees) * mentors // max(1, mentees)
    return turns
