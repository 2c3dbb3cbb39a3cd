"""Reads a matching problem given as candidate pairs with scores: edges.csv, mentees.csv, mentors.csv."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from pairloom.cli.edge_rows import EdgeRows, read_edges
from pairloom.cli.errors import Problems
from pairloom.cli.match_input import MatchInput
from pairloom.cli.pair_lists import read_pairs
from pairloom.cli.tables import check_header, read_table
from pairloom.engines.assignment import (
    AssignmentProblem,
    fitting_decimals,
    in_units,
    make_problem,
    whole_scores,
)

MOST_PLACES = 1_000_000


def read_edges_input(
    *, edges: Path, mentees: Path, mentors: Path, pins: Path | None, bans: Path | None
) -> MatchInput:
    """The problem in these files. Raises BadInput with everything that is wrong in them."""
    problems = Problems()
    mentee_ids, (wants,) = _read_people(mentees, problems, "wants")
    mentor_ids, (capacity, minimum) = _read_people(mentors, problems, "capacity", "minimum")
    _check_minimums(mentors, mentor_ids, capacity, minimum, problems)
    rows = read_edges(edges, mentee_ids, mentor_ids, problems)
    pinned = read_pairs(pins, mentees=mentee_ids, mentors=mentor_ids, problems=problems)
    banned = read_pairs(bans, mentees=mentee_ids, mentors=mentor_ids, problems=problems)
    problems.raise_if_any()

    decimals = fitting_decimals(rows.top, rows.decimals, len(mentee_ids) + len(mentor_ids))
    problem = make_problem(
        mentees=list(mentee_ids),
        wants=wants,
        mentors=list(mentor_ids),
        capacity=capacity,
        minimum=minimum,
        edge_mentee=rows.mentee,
        edge_mentor=rows.mentor,
        score=whole_scores(rows.score, decimals),
        pins=pinned,
        bans=banned,
        decimals=decimals,
        exact=rows.exact and decimals == rows.decimals,
    )
    return MatchInput(
        problem=problem,
        reason=_reason(problem),
        why_no_candidate=_why_no_candidate(list(mentee_ids), rows, edges, bans),
        warnings=_warnings(problem),
    )


def _read_people(path: Path, problems: Problems, *columns: str) -> tuple[dict[str, int], list[list[int]]]:
    """Ids in the file's order with their row numbers, and the whole numbers of each column (0 if absent)."""
    table = read_table(path)
    optional = [name for name in columns if name == "minimum"]
    check_header(
        table, required=["id", *(name for name in columns if name not in optional)], optional=optional
    )
    at = [table.header.index(name) if name in table.header else None for name in columns]
    id_at = table.header.index("id")
    ids: dict[str, int] = {}
    numbers: list[list[int]] = [[] for _ in columns]
    for number, row in table.rows(problems):
        person = row[id_at]
        if not person:
            problems.add("is empty; every row needs an id.", file=path, row=number, column="id")
        elif person in ids:
            message = f"'{person}' is already in row {ids[person]}."
            problems.add(message, file=path, row=number, column="id")
        else:
            ids[person] = number
            for values, column, name in zip(numbers, at, columns, strict=True):
                text = "0" if column is None else row[column]
                if not text and name in optional:
                    text = "0"
                values.append(_whole(text, path, number, name, problems))
    return ids, numbers


def _whole(text: str, path: Path, row: int, column: str, problems: Problems) -> int:
    if text.isascii() and text.isdigit() and len(text) <= len(str(MOST_PLACES)) and int(text) <= MOST_PLACES:
        return int(text)
    shown = f"'{text}'" if text else "an empty cell"
    problems.add(
        f"{shown} is not a whole number from 0 to {MOST_PLACES:,}.", file=path, row=row, column=column
    )
    return 0


def _check_minimums(
    path: Path, ids: dict[str, int], capacity: Sequence[int], minimum: Sequence[int], problems: Problems
) -> None:
    for row, most, least in zip(ids.values(), capacity, minimum, strict=True):
        if least > most:
            problems.add(f"{least} is above the capacity of {most}.", file=path, row=row, column="minimum")


def _reason(problem: AssignmentProblem) -> Callable[[str, str], str]:
    mentee_at = {mentee: at for at, mentee in enumerate(problem.mentees)}
    mentor_at = {mentor: at for at, mentor in enumerate(problem.mentors)}
    key, start = problem.key, np.searchsorted(problem.edge_mentee, np.arange(len(problem.mentees) + 1))

    def reason(mentee: str, mentor: str) -> str:
        who = mentee_at[mentee]
        edge = int(np.searchsorted(key, who * len(mentor_at) + mentor_at[mentor]))
        scores = problem.score[start[who] : start[who + 1]]
        if not problem.scored[edge]:
            return "Nobody scored this pair; it counts 0."
        score = in_units(int(problem.score[edge]), problem.decimals)
        if len(scores) == 1:
            return f"Score {score:f}, the only candidate."
        place = int((scores > problem.score[edge]).sum()) + 1
        rank = "the highest" if place == 1 else f"number {place:,}"
        return f"Score {score:f}, {rank} of {len(scores):,} candidates."

    return reason


def _why_no_candidate(
    mentees: list[str], rows: EdgeRows, edges: Path, bans: Path | None
) -> Callable[[str], str]:
    listed = dict(zip(mentees, np.bincount(rows.mentee, minlength=len(mentees)).tolist(), strict=True))

    def why(mentee: str) -> str:
        if not listed[mentee]:
            return f"{edges.name} lists no mentor for this mentee."
        which = "The only mentor" if listed[mentee] == 1 else f"All {listed[mentee]:,} mentors"
        return f"{which} in {edges.name} for this mentee {'is' if listed[mentee] == 1 else 'are'} banned."

    return why


def _warnings(problem: AssignmentProblem) -> tuple[str, ...]:
    if problem.exact:
        return ()
    return (f"The scores have more decimals than fit: they were rounded to {problem.decimals} decimals.",)
