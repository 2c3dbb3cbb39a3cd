"""A stored plan as one calendar file a person."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from pathlib import Path

from pairloom.calendars import CalendarEntry, TurnLine, ics
from pairloom.cli.timetable.printed import people_by_name, turns_of
from pairloom.cli.timetable.stored import mentor_name, table
from pairloom.cli.timetable.when import Clock
from pairloom.engines.timetable import NOBODY, Plan
from pairloom.printing import EventHead

NOT_IN_NAMES = re.compile(r"[^\w.@+, -]")


def calendar_files(
    plan: Plan, head: EventHead, clock: Clock, *, folder: Path, changed: datetime
) -> dict[Path, bytes]:
    """The content of each file. `changed` is when the plan was made."""
    files: dict[Path, bytes] = {}
    for mentee in people_by_name(plan):
        name = NOT_IN_NAMES.sub("_", plan.problem.mentees[mentee]).strip(". ") or "_"
        path = folder / f"{name}.ics"
        if path in files:  # two ids that differ only in what a file name cannot hold
            path = folder / f"{name} {mentee + 1}.ics"
        files[path] = ics([_entry(plan, head, clock, mentee, changed)])
    return files


def _entry(plan: Plan, head: EventHead, clock: Clock, mentee: int, changed: datetime) -> CalendarEntry:
    turns = turns_of(plan, mentee)
    identity = f"{head.name}\n{clock.start.isoformat()}\n{plan.problem.mentees[mentee]}"
    return CalendarEntry(
        uid=f"{hashlib.sha256(identity.encode()).hexdigest()[:32]}@pairloom",
        title=head.name,
        start=clock.turn(turns[0][0])[0],
        end=clock.turn(turns[-1][0])[1],
        changed=changed,
        sequence=plan.problem.done,
        place=head.place,
        turns=tuple(_line(plan, head, turn, mentor) for turn, mentor in turns),
    )


def _line(plan: Plan, head: EventHead, turn: int, mentor: int) -> TurnLine:
    start = head.turns[turn - 1].start
    if mentor == NOBODY:
        return TurnLine(start)
    return TurnLine(start, table(plan, mentor), mentor_name(plan, mentor))
