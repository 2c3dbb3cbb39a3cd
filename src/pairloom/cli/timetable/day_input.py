"""Reads what the day brought: who is gone, late or new."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pairloom.cli.edge_rows import EdgeRows, read_edges
from pairloom.cli.errors import Problems
from pairloom.cli.timetable.day_files import DayFiles
from pairloom.cli.timetable.lists import read_from_turns
from pairloom.cli.timetable.people import Mentee, Mentor, check_wishes, read_mentees, read_mentors
from pairloom.cli.timetable.stored import table
from pairloom.engines.timetable import UNITS, Plan

NO_EDGES = EdgeRows(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0), decimals=0, exact=True)


@dataclass(frozen=True, eq=False)
class Day:
    """What is known after `done` finished turns. Turns count from 0; None means from now on.

    Those who arrived are new, or were in the plan and come back. `edges` point into the plan's people,
    followed by those who are new, in the order of their files.
    """

    done: int
    gone: dict[str, int | None]
    late: dict[str, int | None]
    arrived: dict[str, Mentee]
    mentors_gone: dict[str, int | None]
    mentors_arrived: dict[str, Mentor]
    edges: EdgeRows


def read_day(files: DayFiles, plan: Plan, done: int) -> Day:
    """The day in these files. Raises BadInput with everything that is wrong in them."""
    problems, turns = Problems(), plan.problem.turns
    mentees, mentors = dict.fromkeys(plan.problem.mentees, 0), dict.fromkeys(plan.problem.mentors, 0)
    arrived = read_mentees(files.arrived, turns=turns, problems=problems) if files.arrived else {}
    mentors_arrived = (
        read_mentors(files.mentors_arrived, turns=turns, problems=problems, first_table=len(mentors) + 1)
        if files.mentors_arrived
        else {}
    )
    everybody = {**mentees, **dict.fromkeys(arrived, 0)}
    every_mentor = {**mentors, **dict.fromkeys(mentors_arrived, 0)}
    if files.arrived:
        check_wishes(files.arrived, arrived, every_mentor, problems)
    edges = NO_EDGES if files.edges is None else read_edges(files.edges, everybody, every_mentor, problems)
    _check_scores(files.edges, edges, plan, problems)
    day = Day(
        done=done,
        gone=read_from_turns(files.gone, "mentee", mentees, turns=turns, must=False, problems=problems),
        late=read_from_turns(files.late, "mentee", mentees, turns=turns, must=True, problems=problems),
        arrived=arrived,
        mentors_gone=read_from_turns(
            files.mentors_gone, "mentor", mentors, turns=turns, must=False, problems=problems
        ),
        mentors_arrived=mentors_arrived,
        edges=edges,
    )
    _check_tables(files.mentors_arrived, day, plan, problems)
    problems.raise_if_any()
    return day


def _check_scores(path: Path | None, edges: EdgeRows, plan: Plan, problems: Problems) -> None:
    highest = UNITS / 10.0**plan.decimals
    if edges.top > highest:
        problems.add(f"a score is {edges.top:g}; the plan was made with scores up to {highest:g}.", file=path)


def _check_tables(path: Path | None, day: Day, plan: Plan, problems: Problems) -> None:
    """Adds a problem where a new mentor gets the table of one who stays."""
    staying = {
        table(plan, at): mentor
        for at, mentor in enumerate(plan.problem.mentors)
        if mentor not in day.mentors_gone and mentor not in day.mentors_arrived
        if plan.problem.staffed[at, day.done :].any()
    }
    for mentor in day.mentors_arrived.values():
        other = staying.setdefault(mentor.table, mentor.id)
        if mentor.id not in plan.problem.mentors and other != mentor.id:
            problems.add(f"'{mentor.table}' is taken by {other}.", file=path, row=mentor.row, column="table")
