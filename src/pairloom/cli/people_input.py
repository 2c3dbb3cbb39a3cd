"""Reads a matching problem given as people: one sign-up sheet or two lists, and a rubric that says who fits
whom.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pairloom.cli.errors import Problems
from pairloom.cli.match_input import MatchInput
from pairloom.cli.pair_lists import read_pairs
from pairloom.cli.people_columns import find_columns, without_absent
from pairloom.cli.people_rows import SignUp, read_rows
from pairloom.cli.progress import shown_progress
from pairloom.cli.rubric_file import read_rubric
from pairloom.cli.tables import Table, read_table
from pairloom.engines import affinity, assignment
from pairloom.engines.affinity import Candidates, Explainer, PriceLevel, Rubric, Scorer, Shape
from pairloom.engines.cells import Role

Pairs = Sequence[tuple[str, str]]


def read_people(
    *,
    people: Path | None,
    mentee_people: Path | None,
    mentor_people: Path | None,
    rubric: Path | None,
    pins: Path | None,
    bans: Path | None,
    priority: tuple[str, ...] | None = None,
) -> MatchInput:
    """The problem in one list of people, or in two. Raises BadInput with everything that is wrong in them.

    Raises InfeasiblePins where pins contradict bans or places, and the list is so long that it has to be
    solved to find all candidates that count.
    """
    problems = Problems()
    tables = _tables(people, mentee_people, mentor_people)
    read = read_rubric(rubric)
    warnings: list[str] = []
    if rubric is None:
        read, dropped = without_absent(read, tables)
        warnings += [f"no column was found for {name}, so it does not count." for name in dropped]
    signed_up = _sign_ups(tables, read, problems, warnings)
    mentees = {one.id: one for one in signed_up if Role.MENTEE in one.role}
    mentors = {one.id: one for one in signed_up if Role.MENTOR in one.role}
    pinned = read_pairs(pins, mentees=mentees, mentors=mentors, problems=problems)
    banned = read_pairs(bans, mentees=mentees, mentors=mentors, problems=problems)
    problems.raise_if_any()
    if rubric is not None and read.round is None and _asks_for_hours(read):
        warnings.append("the rubric names no [round], so common hours are those of every week of a year.")
    matching = _Matching(mentees, mentors, read, pinned, banned)
    return matching.input(priority or read.priority, warnings)


def _asks_for_hours(rubric: Rubric) -> bool:
    return Shape.HOURS in rubric.shapes.values()


def _tables(people: Path | None, mentee_people: Path | None, mentor_people: Path | None) -> dict[Role, Table]:
    paths = {Role.BOTH: people, Role.MENTEE: mentee_people, Role.MENTOR: mentor_people}
    return {side: read_table(path) for side, path in paths.items() if path is not None}


def _sign_ups(
    tables: dict[Role, Table], rubric: Rubric, problems: Problems, warnings: list[str]
) -> list[SignUp]:
    found = []
    for side, table in tables.items():
        columns = find_columns(table, rubric, side, problems)
        if columns is not None:
            people, told = read_rows(table, columns, rubric, side, problems)
            found += people
            warnings += told
    return found


@dataclass(frozen=True)
class _Matching:
    """People with places, and all that is asked of their pairs."""

    mentees: dict[str, SignUp]
    mentors: dict[str, SignUp]
    rubric: Rubric
    pins: Pairs
    bans: Pairs

    def input(self, priority: tuple[str, ...], warnings: list[str]) -> MatchInput:
        """Score the pairs that count, and make the problem of them."""
        problem = self._affinity()
        scorer = Scorer(problem)
        with shown_progress() as progress:
            found = affinity.find_candidates(
                problem, include=self._pins_there(problem), scorer=scorer, progress=progress
            )
            completed = affinity.complete_candidates(
                problem,
                found,
                scorer=scorer,
                solve=lambda some: self._prices(some, problem, priority),
                progress=progress,
            )
        affinity.audit(problem, completed.candidates)
        explainer = Explainer(problem, scorer)
        if not completed.proven:
            warnings.append("only the most promising pairs were compared; a better plan may exist.")
        warnings += self._against_rules(completed.candidates, problem)
        return MatchInput(
            problem=self._assignment(completed.candidates, problem),
            reason=lambda mentee, mentor: str(explainer.reason(mentee, mentor)),
            why_no_candidate=lambda mentee: self._why_nobody(mentee, explainer),
            warnings=tuple(warnings),
            priority=priority,
        )

    def _affinity(self) -> affinity.AffinityProblem:
        """The people who have a place to fill, or are pinned."""
        pinned_mentees, pinned_mentors = (
            {mentee for mentee, _ in self.pins},
            {mentor for _, mentor in self.pins},
        )
        return affinity.make_problem(
            mentees=[one.profile for one in self.mentees.values() if one.wants or one.id in pinned_mentees],
            mentors=[
                one.profile for one in self.mentors.values() if one.capacity or one.id in pinned_mentors
            ],
            rubric=self.rubric,
            bans=self.bans,
        )

    def _assignment(
        self, candidates: Candidates, problem: affinity.AffinityProblem
    ) -> assignment.AssignmentProblem:
        """Everybody, with the candidate pairs between those who have a place to fill."""
        mentees, mentors = sorted(self.mentees), sorted(self.mentors)
        mentee_at = _places([one.id for one in problem.mentees], mentees)
        mentor_at = _places([one.id for one in problem.mentors], mentors)
        return assignment.make_problem(
            mentees=mentees,
            wants=[self.mentees[one].wants for one in mentees],
            mentors=mentors,
            capacity=[self.mentors[one].capacity for one in mentors],
            minimum=[self.mentors[one].minimum for one in mentors],
            edge_mentee=mentee_at[candidates.mentee],
            edge_mentor=mentor_at[candidates.mentor],
            score=candidates.units,
            pins=self.pins,
            bans=self.bans,
            decimals=affinity.DECIMALS,
        )

    def _prices(
        self, candidates: Candidates, problem: affinity.AffinityProblem, priority: tuple[str, ...]
    ) -> list[PriceLevel]:
        """Solve with these candidates, and give each level's prices for the people who were scored."""
        result = assignment.solve(self._assignment(candidates, problem), priority=priority)
        mentee_at = _places([one.id for one in problem.mentees], sorted(self.mentees))
        mentor_at = _places([one.id for one in problem.mentors], sorted(self.mentors))
        levels = (
            PriceLevel.named(
                level.name, level.bound, level.prices.mentee[mentee_at], level.prices.mentor[mentor_at]
            )
            for level in result.levels
        )
        return [level for level in levels if level is not None]

    def _pins_there(self, problem: affinity.AffinityProblem) -> Pairs:
        """The pins that are not banned as well; those are for the solver to refuse."""
        return [pair for pair in self.pins if pair not in problem.bans]

    def _against_rules(self, candidates: Candidates, problem: affinity.AffinityProblem) -> list[str]:
        against = candidates.forbidden
        pairs = zip(candidates.mentee[against], candidates.mentor[against], strict=True)
        named = ((problem.mentees[mentee].id, problem.mentors[mentor].id) for mentee, mentor in pairs)
        return [f"{mentee} is pinned to {mentor}, against a rule of the rubric." for mentee, mentor in named]

    def _why_nobody(self, mentee: str, explainer: Explainer) -> str:
        told = str(explainer.no_candidate(mentee))
        pausing = sum(not one.capacity for one in self.mentors.values())
        take = "takes" if pausing == 1 else "take"
        return f"{told} Not counted: {pausing} who {take} nobody this time." if pausing else told


def _places(some: Sequence[str], among: Sequence[str]) -> NDArray[np.int64]:
    """Where each of some ids stands among all."""
    at = {one: place for place, one in enumerate(among)}
    return np.array([at[one] for one in some], np.int64)
