"""What the timetable commands write and tell: report.json, seats.csv, changes.csv, and a few lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pairloom.cli.timetable.scores import from_units
from pairloom.engines.timetable import NOBODY, Plan, TimetableProblem
from pairloom.engines.words import counted

SCORE_LEVELS = ("worst", "affinity")  # counted in scores; the others count meetings, mentees or repeats


def report(plan: Plan, *, seconds: float, warnings: Sequence[str] = ()) -> dict[str, Any]:
    """The figures and their bounds, in the user's units."""
    result, decimals = plan.result, plan.decimals
    return {
        "affinity": from_units(result.affinity, decimals),
        "affinity_bound": from_units(result.affinity_bound, decimals),
        "meetings_min": result.meetings_min,
        "meetings_max": result.meetings_max,
        "repeats": result.repeats,
        "coincidences": result.coincidences,
        "unavoidable": result.unavoidable,
        "table_spread": result.table_spread,
        "proven": result.proven,
        "seconds": round(seconds, 3),
        "meetings": int((result.seat != NOBODY).sum()),
        "apart_broken": result.apart_broken,
        "mentees": len(plan.problem.mentees),
        "mentors": len(plan.problem.mentors),
        "turns": plan.problem.turns,
        "levels": [
            {
                "name": level.name,
                "value": from_units(level.value, decimals) if level.name in SCORE_LEVELS else level.value,
                "bound": from_units(level.bound, decimals) if level.name in SCORE_LEVELS else level.bound,
                "proven": level.proven,
                "gap": level.gap,
            }
            for level in result.levels
        ],
        "warnings": list(warnings),
        "seed": plan.seed,
        "version": version("pairloom"),
    }


def as_json(document: dict[str, Any]) -> bytes:
    """The report as people and programs read it."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def seats_csv(plan: Plan) -> bytes:
    """turn,mentor,mentee: a row for each taken seat, by turn, then mentor, then mentee."""
    problem = plan.problem
    rows = [
        (turn, problem.mentors[mentor], problem.mentees[mentee])
        for mentee, row in enumerate(plan.result.seat.tolist())
        for turn, mentor in enumerate(row, start=1)
        if mentor != NOBODY
    ]
    return as_csv(("turn", "mentor", "mentee"), sorted(rows))


def changes_csv(problem: TimetableProblem, changed: Iterable[tuple[int, int, int, int]]) -> bytes:
    """mentee,turn,old_mentor,new_mentor: a row for each seat that changes; empty where there is no mentor."""
    names = (*problem.mentors, "")  # the last stands for nobody, whose index is -1
    rows = [(problem.mentees[mentee], turn + 1, names[old], names[new]) for mentee, turn, old, new in changed]
    return as_csv(("mentee", "turn", "old_mentor", "new_mentor"), rows)


def as_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def summary(document: dict[str, Any], out: Path) -> str:
    """A few lines for the terminal."""
    fewest, most = document["meetings_min"], document["meetings_max"]
    meetings = counted(most, "meeting") if fewest == most else f"{fewest} to {most} meetings"
    people = ", ".join(counted(document[f"{noun}s"], noun) for noun in ("mentee", "mentor", "turn"))
    lines = [f"warning: {warning}" for warning in document["warnings"]]
    lines += [f"{people}: {meetings} each.", affinity_told(document), repeats_told(document)]
    if document["apart_broken"]:
        lines.append(
            f"Two who should be kept apart share a table: {counted(document['apart_broken'], 'time')}."
        )
    lines.append(f"The plan is in {out}; {document['seconds']:.1f} s.")
    return "\n".join(lines)


def affinity_told(document: dict[str, Any]) -> str:
    """The affinity beside its bound."""
    value, bound = document["affinity"], document["affinity_bound"]
    if document["proven"] and value == bound:
        return f"Affinity {value:,} (proven: no plan does better)."
    how = "mixing spent the rest" if document["proven"] else "the best found; not proven"
    return f"Affinity {value:,} of at most {bound:,} ({how})."


def repeats_told(document: dict[str, Any]) -> str:
    """How often the same two mentees sit together again, beside what nobody can avoid."""
    if not document["repeats"]:
        return "No two mentees share a table twice."
    pairs = counted(document["coincidences"], "pair")
    avoidable = (
        f"; no plan could have fewer than {document['unavoidable']:,}" if document["unavoidable"] else ""
    )
    return f"Repeats: {document['repeats']:,}, among {pairs} of mentees{avoidable}."
