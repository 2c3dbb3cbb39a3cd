"""`pairloom timetable check`: whether a stored plan keeps every rule, and is as good as it says."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pairloom.cli.errors import BadInput, Problem

HOLDS, BROKEN = 0, 2


def check(plan: Annotated[Path, typer.Argument(help="A plan that `pairloom timetable` wrote.")]) -> int:
    """Exit codes: 0 the plan holds, 2 it does not, or cannot be read."""
    try:
        print(_told(plan))
    except BadInput as error:
        print(error.told(), file=sys.stderr)
        return BROKEN
    return HOLDS


def _told(path: Path) -> str:
    """What holds. Raises BadInput with what does not."""
    from pairloom.cli.timetable.report import affinity_told, repeats_told, report  # numpy, for the help
    from pairloom.cli.timetable.stored import read_plan
    from pairloom.engines.timetable import AuditError, audit

    plan = read_plan(path)
    try:
        audit(plan.problem, plan.result)
    except AuditError as error:
        raise BadInput(Problem(f"the plan does not hold: {error}.", path)) from None
    document = report(plan, seconds=0.0)
    counts = "{meetings:,} meetings of {mentees:,} mentees and {mentors:,} mentors in {turns} turns"
    lines = [
        f"The plan holds: {counts.format(**document)}.",
        "Nobody sits at two tables, meets somebody twice, or meets whom they must not.",
        "No table has more people than seats, everybody is there when seated, and every pin is kept.",
        _groups_told(plan.problem.group_most),
        _past_told(plan.problem.done),
        affinity_told(document),
        repeats_told(document),
    ]
    return "\n".join(filter(None, lines))


def _groups_told(most: int | None) -> str:
    return "" if most is None else f"Nobody meets more than {most} of one group of mentors."


def _past_told(done: int) -> str:
    if done == 1:
        return "The first turn is over and as it was."
    return f"The first {done} turns are over and as they were." if done else ""
