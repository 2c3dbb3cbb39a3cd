"""`pairloom timetable replan`: plan the turns that are left again, changing as few cards as can be."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from pairloom.cli.errors import BadInput, Problem
from pairloom.cli.outputs import check_outputs, write_together
from pairloom.cli.progress import shown_progress
from pairloom.cli.timetable.day_files import DayFiles

PLANNED, BAD_INPUT, INFEASIBLE = 0, 2, 3

DAY, OUTPUT = "What the day brought", "Output"


def replan(
    plan: Annotated[Path, typer.Argument(help="The plan that people hold in their hands.")],
    done: Annotated[int, typer.Option(help="How many turns are over; they stay as they were.")],
    out: Annotated[Path, typer.Option(help="Write the new plan here (JSON).", rich_help_panel=OUTPUT)],
    changes: Annotated[
        Path, typer.Option(help="Write mentee,turn,old_mentor,new_mentor here.", rich_help_panel=OUTPUT)
    ],
    report: Annotated[Path, typer.Option(help="Write the figures here (JSON).", rich_help_panel=OUTPUT)],
    gone: Annotated[Path | None, typer.Option(help="mentee[,from_turn]", rich_help_panel=DAY)] = None,
    late: Annotated[Path | None, typer.Option(help="mentee,from_turn", rich_help_panel=DAY)] = None,
    arrived: Annotated[
        Path | None, typer.Option(help="New mentees, as in mentees.csv.", rich_help_panel=DAY)
    ] = None,
    mentors_gone: Annotated[Path | None, typer.Option(help="mentor[,from_turn]", rich_help_panel=DAY)] = None,
    mentors_arrived: Annotated[
        Path | None, typer.Option(help="New mentors, as in mentors.csv.", rich_help_panel=DAY)
    ] = None,
    edges: Annotated[
        Path | None, typer.Option(help="For those who are new: mentee,mentor,score", rich_help_panel=DAY)
    ] = None,
    seed: Annotated[int, typer.Option(help="Another seed, another equally good plan.")] = 1,
    seconds: Annotated[float, typer.Option(help="Most seconds for what cannot be proven.")] = 5.0,
) -> int:
    """Exit codes: 0 planned, 2 bad input, 3 the pins cannot all be held."""
    started = time.perf_counter()
    files = DayFiles(gone, late, arrived, mentors_gone, mentors_arrived, edges)
    outputs = {"--out": out, "--changes": changes, "--report": report}
    try:
        if not 0 <= seconds < float("inf"):
            raise BadInput(Problem(f"--seconds takes a number from 0, not {seconds}."))
        check_outputs(outputs, {"PLAN": plan, **files.by_option()})
        return _replan_and_write(plan, done, files, outputs, seed, seconds, started)
    except BadInput as error:
        print(error.told(), file=sys.stderr)
        return BAD_INPUT


def _replan_and_write(
    path: Path,
    done: int,
    files: DayFiles,
    outputs: dict[str, Path],
    seed: int,
    seconds: float,
    started: float,
) -> int:
    from pairloom.cli.timetable import report as written  # numpy; the help must not wait for it
    from pairloom.cli.timetable.day import today
    from pairloom.cli.timetable.day_input import read_day
    from pairloom.cli.timetable.stored import read_plan
    from pairloom.engines.timetable import InfeasiblePins, Plan, encode, replan
    from pairloom.engines.words import counted

    before = read_plan(path)
    _check_done(path, done, over=before.problem.done, turns=before.problem.turns)
    now = today(before, read_day(files, before, done))
    try:
        with shown_progress() as progress:
            found = replan(now.problem, now.seat, seed=seed, seconds=seconds, progress=progress)
    except InfeasiblePins as error:
        print(f"The pins cannot all be held:\n{error}", file=sys.stderr)
        return INFEASIBLE
    plan = Plan(
        problem=now.problem,
        result=found.result,
        seed=seed,
        mentee_names=now.mentee_names,
        mentor_names=now.mentor_names,
        tables=now.tables,
        decimals=before.decimals,
    )
    document = written.report(plan, seconds=time.perf_counter() - started, warnings=now.warnings)
    document |= {"cards_changed": found.cards_changed, "least_cards": found.least_cards}
    write_together(
        {
            outputs["--out"]: encode(plan),
            outputs["--changes"]: written.changes_csv(now.problem, found.changed),
            outputs["--report"]: written.as_json(document),
        }
    )
    print(written.summary(document, outputs["--out"]))
    print(f"{counted(found.cards_changed, 'card')} to reprint; {found.least_cards:,} is the least possible.")
    new_cards = len({mentee for mentee, *_ in found.changed}) - found.cards_changed
    if new_cards:
        print(f"{counted(new_cards, 'new card')} for those who had none.")
    return PLANNED


def _check_done(path: Path, done: int, *, over: int, turns: int) -> None:
    if done < over:
        raise BadInput(Problem(f"{over} turns of this plan are over already; --done cannot be {done}.", path))
    if done >= turns:
        message = (
            f"the event has {turns} turns; --done takes fewer, as nothing is left to plan after the last."
        )
        raise BadInput(Problem(message, path))
