"""Reads a stored plan."""

from __future__ import annotations

from pathlib import Path

from pairloom.cli.errors import BadInput, Problem
from pairloom.cli.tables import read_text
from pairloom.engines.timetable import NOBODY, CodecError, Plan, decode


def read_plan(path: Path) -> Plan:
    """The plan in a file that `pairloom timetable` wrote. Raises BadInput for any other.

    Whether it keeps the rules is for the audit to say; here it only has to be of one piece.
    """
    try:
        plan = decode(read_text(path).encode())
    except CodecError as error:
        told = f"{error}. Give a file that `pairloom timetable plan` or `replan` wrote with --out."
        raise BadInput(Problem(told, path)) from None
    broken = _broken(plan)
    if broken:
        raise BadInput(Problem(f"the plan does not hold: {broken}.", path))
    return plan


def _broken(plan: Plan) -> str:
    mentees, mentors, seat = len(plan.problem.mentees), len(plan.problem.mentors), plan.result.seat
    if seat.shape != (mentees, plan.problem.turns):
        return "the seats do not cover all turns"
    if seat.size and not NOBODY <= seat.min() <= seat.max() < mentors:
        return "a seat names an unknown mentor"
    lengths = ((plan.mentee_names, mentees), (plan.mentor_names, mentors), (plan.tables, mentors))
    if any(len(names) not in (0, count) for names, count in lengths):
        return "there are not as many names as people"
    return ""


def mentee_name(plan: Plan, mentee: int) -> str:
    """The name of the mentee at an index, or the id where there is no name."""
    return (plan.mentee_names[mentee] if plan.mentee_names else "") or plan.problem.mentees[mentee]


def mentor_name(plan: Plan, mentor: int) -> str:
    """The name of the mentor at an index, or the id where there is no name."""
    return (plan.mentor_names[mentor] if plan.mentor_names else "") or plan.problem.mentors[mentor]


def table(plan: Plan, mentor: int) -> str:
    """The label of a mentor's table: where none is stored, the mentor's place in the list."""
    return (plan.tables[mentor] if plan.tables else "") or str(mentor + 1)
