"""Reads a speed event from its files: who comes when, who could meet whom, and what must and must not be."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pairloom.cli.edge_rows import EdgeRows, read_edges
from pairloom.cli.errors import Problems
from pairloom.cli.pair_lists import read_pairs
from pairloom.cli.timetable.event_files import EventFiles
from pairloom.cli.timetable.lists import read_apart, read_pins
from pairloom.cli.timetable.people import (
    Mentee,
    Mentor,
    check_tables,
    check_wishes,
    read_mentees,
    read_mentors,
)
from pairloom.cli.timetable.scores import decimals_for, in_units
from pairloom.engines.timetable import TimetableProblem, make_problem


@dataclass(frozen=True, eq=False)
class EventInput:
    """The problem in the files, and what the engine need not know."""

    problem: TimetableProblem
    decimals: int
    mentees: dict[str, Mentee]
    mentors: dict[str, Mentor]
    warnings: tuple[str, ...]


def read_event(files: EventFiles, turns: int, group_most: int | None) -> EventInput:
    """The event in these files. Raises BadInput with everything that is wrong in them."""
    problems = Problems()
    mentees = read_mentees(files.mentees, turns=turns, problems=problems)
    mentors = read_mentors(files.mentors, turns=turns, problems=problems)
    check_wishes(files.mentees, mentees, mentors, problems)
    check_tables(files.mentors, mentors, problems)
    if group_most is not None and not any(mentor.group for mentor in mentors.values()):
        problems.add("--group-most needs the column group, which no row fills in.", file=files.mentors)
    edges = read_edges(
        files.edges,
        {mentee.id: mentee.row for mentee in mentees.values()},
        {mentor.id: mentor.row for mentor in mentors.values()},
        problems,
    )
    bans, met = (
        read_pairs(path, mentees=mentees, mentors=mentors, problems=problems)
        for path in (files.bans, files.met)
    )
    pins = read_pins(files.pins, mentees=mentees, mentors=mentors, turns=turns, problems=problems)
    apart = read_apart(files.apart, mentees=mentees, problems=problems)
    problems.raise_if_any()
    decimals = decimals_for(edges.top)
    problem = make_problem(
        turns=turns,
        mentees=list(mentees),
        mentors=list(mentors),
        seats=[mentor.seats for mentor in mentors.values()],
        edge_mentee=edges.mentee,
        edge_mentor=edges.mentor,
        score=in_units(edges.score, decimals),
        present=_table([mentee.present for mentee in mentees.values()], turns),
        staffed=_table([mentor.staffed for mentor in mentors.values()], turns),
        most=[mentee.most for mentee in mentees.values()],
        least=[mentor.least for mentor in mentors.values()],
        group=[mentor.group for mentor in mentors.values()],
        group_most=group_most,
        wished=[(mentee.id, wish) for mentee in mentees.values() for wish in mentee.wishes],
        pins=pins,
        bans=bans,
        met=met,
        apart=apart,
    )
    return EventInput(problem, decimals, mentees, mentors, _warnings(problem, edges, decimals, mentees))


def _table(rows: list[tuple[bool, ...]], turns: int) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    return np.array(rows, bool).reshape(len(rows), turns)


def _warnings(
    problem: TimetableProblem, edges: EdgeRows, decimals: int, mentees: dict[str, Mentee]
) -> tuple[str, ...]:
    told = []
    if edges.decimals > decimals:
        told.append(f"The scores have more decimals than count: they were rounded to {max(decimals, 0)}.")
    lost = sum(len(set(mentee.wishes)) for mentee in mentees.values()) - int(problem.wished.sum())
    if lost:
        told.append(f"Wishes for mentors whom the mentee may not meet do not count: {lost:,}.")
    alone = len(set(range(len(problem.mentees))) - set(problem.edge_mentee.tolist()))
    if alone:
        told.append(f"Mentees without a mentor whom they could meet sit out all turns: {alone:,}.")
    return tuple(told)
