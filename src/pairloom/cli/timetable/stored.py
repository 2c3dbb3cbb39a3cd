"""Reads a stored plan."""

from __future__ import annotations

from pathlib import Path

from pairloom.cli.errors import BadInput, Problem
from pairloom.cli.tables import read_text
from pairloom.engines.timetable import CodecError, Plan, decode


def read_plan(path: Path) -> Plan:
    """The plan in a file that `pairloom timetable` wrote. Raises BadInput for any other."""
    try:
        return decode(read_text(path).encode())
    except CodecError as error:
        raise BadInput(Problem(f"{error}.", path)) from None


def mentee_name(plan: Plan, mentee: int) -> str:
    """The name of the mentee at an index, or the id where there is no name."""
    return (plan.mentee_names[mentee] if plan.mentee_names else "") or plan.problem.mentees[mentee]


def mentor_name(plan: Plan, mentor: int) -> str:
    """The name of the mentor at an index, or the id where there is no name."""
    return (plan.mentor_names[mentor] if plan.mentor_names else "") or plan.problem.mentors[mentor]


def table(plan: Plan, mentor: int) -> str:
    """The label of a mentor's table: where none is stored, the mentor's place in the list."""
    return (plan.tables[mentor] if plan.tables else "") or str(mentor + 1)
