"""Finds pairs that were left out and would pay at the solver's prices, until none does: then nothing was
lost.

The solver works level by level, and each level comes with prices that prove its bound. A pair that was left
out is judged by the first level at which it is worth more or less than its prices: more, and the bound may
rise with it; less, and no best plan holds it. If no pair left out is worth more, the proof stands for all
pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pairloom.engines.affinity.blocks import Block
from pairloom.engines.affinity.candidates import best_in_rows, candidates_of, keys_of, turns
from pairloom.engines.affinity.problem import AffinityProblem, Candidates, Flags, Ints
from pairloom.engines.affinity.score import Scorer
from pairloom.engines.affinity.views import BlockView, PairView, View

_LEVEL_STEP = np.int64(1) << 58  # above any score in millionths
_ANY_PRICE = np.int64(1) << 60  # above any price
Progress = Callable[[str, float], None]


@dataclass(frozen=True, eq=False)
class PriceLevel:
    """The prices of one objective, in the order of the problem's mentees and mentors.

    A pair is worth `per_pair`, plus its score in millionths if `by_score`, against the price of its mentee
    plus that of its mentor. A level with a `floor` (in millionths) keeps only pairs of at least that score;
    its prices show that no higher floor exists, or are all zero where no pair above it was there to choose.
    """

    mentee: Ints  # (n,)
    mentor: Ints  # (m,)
    by_score: bool = False
    per_pair: int = 0
    floor: int | None = None

    @classmethod
    def named(cls, name: str, bound: int | None, mentee: Ints, mentor: Ints) -> PriceLevel | None:
        """The level of that name: `total` goes by score, `pairs` counts pairs, `worst` has its bound as
        floor, all others count people only. None for a `worst` without any scored pair: it asks for nothing.
        """
        if name == "worst":
            return None if bound is None else cls(mentee, mentor, floor=bound)
        return cls(mentee, mentor, by_score=name == "total", per_pair=int(name == "pairs"))

    def worth(self, units: Ints, view: View) -> Ints:
        """What each pair in view is worth beyond its prices."""
        pairs = self.per_pair - view.mentee(self.mentee) - view.mentor(self.mentor)
        beyond: Ints = pairs + units if self.by_score else np.broadcast_to(pairs, units.shape)
        return beyond


@dataclass(frozen=True, eq=False)
class Completed:
    """Candidates, to which nothing could be added with profit if `proven`; how often the solver was asked."""

    candidates: Candidates
    solved: int
    proven: bool


def complete_candidates(
    problem: AffinityProblem,
    candidates: Candidates,
    *,
    solve: Callable[[Candidates], Sequence[PriceLevel]],
    scorer: Scorer | None = None,
    most_rounds: int = 25,
    progress: Progress | None = None,
) -> Completed:
    """Solve, add the pairs that pay, and solve again until none does. `solve` gives the levels in strict
    order.
    """
    scorer = scorer or Scorer(problem)
    solved = 0
    while not candidates.complete and solved < most_rounds:
        levels = solve(candidates)
        solved += 1
        missing = price_missing_pairs(scorer, candidates, levels=levels)
        if progress is not None:
            progress("pricing", solved / most_rounds)
        if not len(missing):
            return Completed(candidates, solved, True)
        keys = np.union1d(keys_of(candidates, problem), missing)
        candidates = candidates_of(scorer, keys, candidates.best_left_out)
    return Completed(candidates, solved, candidates.complete)


def price_missing_pairs(scorer: Scorer, candidates: Candidates, *, levels: Sequence[PriceLevel]) -> Ints:
    """Keys (mentee * mentors + mentor) of pairs that are not among the candidates and pay at the given
    prices: the best `rubric.candidates` for each mentee. Only mentees for whom any could pay are looked at
    again.
    """
    mentors = len(scorer.problem.mentors)
    prospects = _Prospects(candidates.best_left_out, levels, _bare_floors(candidates, levels))
    here = keys_of(candidates, scorer.problem)
    turn = turns(len(scorer.problem.mentees), mentors)
    found = [np.zeros(0, np.int64)]
    for block in prospects.blocks(max(1, scorer.limits.block // max(1, mentors))):
        view = BlockView(block.mentees, block.mentors)
        keys = block.mentees[:, None] * mentors + block.mentors[None, :]
        open_pairs = ~scorer.forbidden(view) & ~np.isin(keys, here)
        gain = prospects.gain(scorer.units(view), open_pairs, view)
        keep = best_in_rows(gain, scorer.problem.rubric.candidates, turn[block.mentees])
        found.append(keys[keep])
    return np.sort(np.concatenate(found))


def _bare_floors(candidates: Candidates, levels: Sequence[PriceLevel]) -> list[bool]:
    """For each level whether it is a floor that stands only for want of candidates above it."""
    view = PairView(candidates.mentee, candidates.mentor)
    in_play = ~candidates.forbidden
    bare = []
    for level in levels:
        if level.floor is None:
            bare.append(False)
            in_play = in_play & (level.worth(candidates.units, view) == 0)
        else:
            unproven = not (level.mentee.any() or level.mentor.any())
            bare.append(unproven and not (in_play & (candidates.units > level.floor)).any())
            in_play = in_play & (candidates.units >= level.floor)
    return bare


@dataclass(frozen=True, eq=False)
class _Prospects:
    """Which pairs left out could pay, and how much a pair does."""

    best_left_out: Ints
    levels: Sequence[PriceLevel]
    bare: Sequence[bool]

    def blocks(self, size: int) -> Iterator[Block]:
        """Mentees for whom a pair left out could pay, by how much, against the mentors cheap enough."""
        reach = [self._reach(level, bare) for level, bare in zip(self.levels, self.bare, strict=True)]
        cheapest = [level.mentor.min() for level in self.levels]
        most = np.max([one - least for one, least in zip(reach, cheapest, strict=True)], axis=0)
        hopeful = np.argsort(-most, kind="stable")[: int((most > 0).sum())]
        for start in range(0, len(hopeful), size):
            some = np.sort(hopeful[start : start + size])
            within = [level.mentor < one[some].max() for level, one in zip(self.levels, reach, strict=True)]
            yield Block(some, np.flatnonzero(np.any(within, axis=0)), np.full(len(some), -1, np.int64))

    def _reach(self, level: PriceLevel, bare: bool) -> Ints:
        """(n,) what a mentor must cost less than, if a pair left out is to pay for a mentee at this level."""
        reach = level.per_pair + (self.best_left_out if level.by_score else 0) - level.mentee
        if bare:
            reach = np.full_like(reach, _ANY_PRICE)
        possible = self.best_left_out > (-1 if level.floor is None else level.floor)
        reached: Ints = np.where(possible, reach, -_ANY_PRICE)
        return reached

    def gain(self, units: Ints, open_pairs: Flags, view: View) -> Ints:
        """How much each pair pays: earlier levels first, then by gain or score; -1 where it does not."""
        gain = np.full(units.shape, -1, np.int64)
        in_play = open_pairs
        for place, (level, bare) in enumerate(zip(self.levels, self.bare, strict=True)):
            rank = (len(self.levels) - place) * _LEVEL_STEP
            worth = level.worth(units, view)
            if level.floor is None:
                pays, stays = worth > 0, worth == 0
            else:
                above = units > level.floor
                pays = above if bare else above & (worth > 0)
                stays = (units >= level.floor) & ~pays
            gain = np.where(in_play & pays, rank + (worth if level.by_score else units), gain)
            in_play = in_play & stays
        return gain
