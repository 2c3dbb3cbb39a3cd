"""`pairloom timetable plan`: from files of people and scores to who sits where in which turn."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from pairloom.cli.errors import BadInput, Problems
from pairloom.cli.outputs import check_outputs, write_together
from pairloom.cli.progress import shown_progress
from pairloom.cli.timetable.event_files import EventFiles
from pairloom.cli.timetable.turns import MOST_TURNS

PLANNED, BAD_INPUT, INFEASIBLE = 0, 2, 3

FILES, RULES, HOW, OUTPUT = "Who comes, and who fits whom", "What must and must not be", "How", "Output"


def plan(
    turns: Annotated[int, typer.Option(help="How many turns the event has.", rich_help_panel=FILES)],
    edges: Annotated[Path, typer.Option(help="mentee,mentor,score", rich_help_panel=FILES)],
    mentees: Annotated[
        Path, typer.Option(help="id[,name,from_turn,to_turn,most,wishes]", rich_help_panel=FILES)
    ],
    mentors: Annotated[
        Path, typer.Option(help="id,seats[,name,table,turns,least,group]", rich_help_panel=FILES)
    ],
    out: Annotated[Path, typer.Option(help="Write the plan here (JSON).", rich_help_panel=OUTPUT)],
    report: Annotated[Path, typer.Option(help="Write the figures here (JSON).", rich_help_panel=OUTPUT)],
    bans: Annotated[
        Path | None, typer.Option(help="Pairs that must not meet: mentee,mentor", rich_help_panel=RULES)
    ] = None,
    met: Annotated[
        Path | None, typer.Option(help="Pairs who have met already: mentee,mentor", rich_help_panel=RULES)
    ] = None,
    pins: Annotated[
        Path | None, typer.Option(help="Pairs that must meet: mentee,mentor[,turn]", rich_help_panel=RULES)
    ] = None,
    apart: Annotated[
        Path | None,
        typer.Option(help="Mentees who should not share a table: a,b", rich_help_panel=RULES),
    ] = None,
    group_most: Annotated[
        int | None,
        typer.Option(help="At most so many mentors of one group for each mentee.", rich_help_panel=RULES),
    ] = None,
    top: Annotated[
        int,
        typer.Option(help="Everybody should meet a mentor among their best so many.", rich_help_panel=HOW),
    ] = 3,
    mix_budget: Annotated[
        float, typer.Option(help="Part of the affinity that mixing may spend.", rich_help_panel=HOW)
    ] = 0.005,
    seed: Annotated[
        int, typer.Option(help="Another seed, another equally good plan.", rich_help_panel=HOW)
    ] = 1,
    seconds: Annotated[
        float, typer.Option(help="Most seconds for what cannot be proven.", rich_help_panel=HOW)
    ] = 5.0,
) -> int:
    """Exit codes: 0 planned, 2 bad input, 3 the pins cannot all be held."""
    started = time.perf_counter()
    files = EventFiles(mentees, mentors, edges, bans=bans, met=met, pins=pins, apart=apart)
    try:
        _check_numbers(turns, group_most, top=top, mix_budget=mix_budget, seconds=seconds)
        check_outputs({"--out": out, "--report": report}, files.by_option())
        how = {"top": top, "mix_budget": mix_budget, "seed": seed, "seconds": seconds}
        return _plan_and_write(files, turns, group_most, how, out, report, started)
    except BadInput as error:
        print(error.told(), file=sys.stderr)
        return BAD_INPUT


def _check_numbers(
    turns: int, group_most: int | None, *, top: int, mix_budget: float, seconds: float
) -> None:
    problems = Problems()
    if not 1 <= turns <= MOST_TURNS:
        problems.add(f"--turns takes a number from 1 to {MOST_TURNS}, not {turns}.")
    if group_most is not None and not 1 <= group_most <= MOST_TURNS:
        problems.add(f"--group-most takes a number from 1 to {MOST_TURNS}, not {group_most}.")
    if top < 0:
        problems.add(f"--top takes a number from 0, not {top}.")
    if not 0 <= mix_budget <= 1:
        problems.add(f"--mix-budget takes a part from 0 to 1, such as 0.005, not {mix_budget}.")
    if not 0 <= seconds < float("inf"):
        problems.add(f"--seconds takes a number from 0, not {seconds}.")
    problems.raise_if_any()


def _plan_and_write(
    files: EventFiles,
    turns: int,
    group_most: int | None,
    how: dict[str, Any],
    out: Path,
    report: Path,
    started: float,
) -> int:
    from pairloom.cli.timetable import report as written  # numpy; the help must not wait for it
    from pairloom.cli.timetable.event_input import read_event
    from pairloom.engines.timetable import InfeasiblePins, Plan, encode, solve

    read = read_event(files, turns, group_most)
    try:
        with shown_progress() as progress:
            result = solve(read.problem, progress=progress, **how)
    except InfeasiblePins as error:
        print(f"The pins cannot all be held:\n{error}", file=sys.stderr)
        return INFEASIBLE
    plan = Plan(
        problem=read.problem,
        result=result,
        seed=how["seed"],
        mentee_names=tuple(read.mentees[mentee].name for mentee in read.problem.mentees),
        mentor_names=tuple(read.mentors[mentor].name for mentor in read.problem.mentors),
        tables=tuple(read.mentors[mentor].table for mentor in read.problem.mentors),
        decimals=read.decimals,
    )
    document = written.report(plan, seconds=time.perf_counter() - started, warnings=read.warnings)
    write_together({out: encode(plan), report: written.as_json(document)})
    print(written.summary(document, out))
    return PLANNED
