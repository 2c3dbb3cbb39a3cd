"""`pairloom match`: from files of people or candidate pairs to a proven plan, without a server."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairloom.cli.errors import BadInput, Problem
from pairloom.cli.outputs import check_outputs, write_together
from pairloom.cli.progress import shown_progress

if TYPE_CHECKING:
    from pairloom.cli.match_input import MatchInput

SOLVED, BAD_INPUT, INFEASIBLE = 0, 2, 3

LEVELS = ("served", "minimum", "mentors", "worst", "total")
MODES = {
    "people": ("--people",),
    "lists": ("--mentee-people", "--mentor-people"),
    "edges": ("--edges", "--mentees", "--mentors"),
}
WAYS = """Say in one of three ways who could be paired:
  --people people.csv [--rubric rubric.toml]
  --mentee-people a.csv --mentor-people b.csv [--rubric rubric.toml]
  --edges edges.csv --mentees mentees.csv --mentors mentors.csv"""

PEOPLE, PAIRS, OUTPUT = "People in one list or two", "Candidate pairs with scores", "Output"


def match(
    out: Annotated[Path, typer.Option(help="Write the pairs here (CSV).", rich_help_panel=OUTPUT)],
    report: Annotated[Path, typer.Option(help="Write the report here (JSON).", rich_help_panel=OUTPUT)],
    run: Annotated[
        Path | None,
        typer.Option(help="Keep the whole run here, for `pairloom replay` (JSON).", rich_help_panel=OUTPUT),
    ] = None,
    people: Annotated[
        Path | None, typer.Option(help="Sign-ups of both sides in one list.", rich_help_panel=PEOPLE)
    ] = None,
    mentee_people: Annotated[
        Path | None, typer.Option(help="Sign-ups of the mentees.", rich_help_panel=PEOPLE)
    ] = None,
    mentor_people: Annotated[
        Path | None, typer.Option(help="Sign-ups of the mentors.", rich_help_panel=PEOPLE)
    ] = None,
    rubric: Annotated[
        Path | None, typer.Option(help="What makes a good pair (TOML).", rich_help_panel=PEOPLE)
    ] = None,
    edges: Annotated[Path | None, typer.Option(help="mentee,mentor,score", rich_help_panel=PAIRS)] = None,
    mentees: Annotated[Path | None, typer.Option(help="id,wants", rich_help_panel=PAIRS)] = None,
    mentors: Annotated[Path | None, typer.Option(help="id,capacity[,minimum]", rich_help_panel=PAIRS)] = None,
    pins: Annotated[Path | None, typer.Option(help="Pairs that must be: mentee,mentor")] = None,
    bans: Annotated[Path | None, typer.Option(help="Pairs that must not be: mentee,mentor")] = None,
    priority: Annotated[
        str | None,
        typer.Option(
            help="What counts first, in order: served, minimum, mentors, worst, total. "
            "Default: as the rubric says, or served,worst,total."
        ),
    ] = None,
) -> int:
    """Exit codes: 0 solved, 2 bad input, 3 the pins cannot all be held."""
    started = time.perf_counter()
    inputs = {
        "--people": people,
        "--mentee-people": mentee_people,
        "--mentor-people": mentor_people,
        "--rubric": rubric,
        "--edges": edges,
        "--mentees": mentees,
        "--mentors": mentors,
        "--pins": pins,
        "--bans": bans,
    }
    try:
        order = None if priority is None else _order(priority)
        reader = _reader(inputs, order)
        check_outputs({"--out": out, "--report": report, "--run": run}, inputs)
        read = reader()
        return _solve_and_write(read, order or read.priority, out, report, run, started)
    except BadInput as error:
        print(error.told(), file=sys.stderr)
        return BAD_INPUT


def _reader(given: dict[str, Path | None], order: tuple[str, ...] | None) -> Callable[[], MatchInput]:
    """The one way of reading that the options ask for. Raises BadInput where they ask for none or for two."""
    modes = {
        name: [option for option in options if given[option] is not None] for name, options in MODES.items()
    }
    asked = [name for name, options in modes.items() if options]
    if len(asked) != 1:
        found = ", ".join(option for options in modes.values() for option in options) or "none of them"
        raise BadInput(Problem(f"{WAYS}\nGiven: {found}."))
    missing = [option for option in MODES[asked[0]] if given[option] is None]
    if missing:
        raise BadInput(Problem(f"{', '.join(modes[asked[0]])} needs {', '.join(missing)} as well.\n{WAYS}"))
    if asked[0] == "edges" and given["--rubric"] is not None:
        raise BadInput(Problem("--rubric goes with lists of people; the edges have their scores already."))
    return partial(_read_edges, given) if asked[0] == "edges" else partial(_read_people, given, order)


def _read_edges(given: dict[str, Path | None]) -> MatchInput:
    from pairloom.cli.edges_input import read_edges_input  # numpy; the help must not wait for it

    edges, mentees, mentors = (given[option] for option in MODES["edges"])
    assert edges is not None
    assert mentees is not None
    assert mentors is not None
    with shown_progress() as progress:
        if progress is not None:
            progress("reading", 0.0)
        return read_edges_input(
            edges=edges, mentees=mentees, mentors=mentors, pins=given["--pins"], bans=given["--bans"]
        )


def _read_people(given: dict[str, Path | None], order: tuple[str, ...] | None) -> MatchInput:
    from pairloom.cli.people_input import read_people  # numpy and the text model

    read: MatchInput = read_people(
        people=given["--people"],
        mentee_people=given["--mentee-people"],
        mentor_people=given["--mentor-people"],
        rubric=given["--rubric"],
        pins=given["--pins"],
        bans=given["--bans"],
        priority=order,
    )
    return read


def _order(priority: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in priority.split(","))
    wrong = [name for name in names if name not in LEVELS]
    if wrong or len(set(names)) < len(names):
        what = f"'{wrong[0]}' is not one of them" if wrong else "each may be named once"
        raise BadInput(Problem(f"--priority takes {', '.join(LEVELS)}, separated by commas; {what}."))
    return names


def _solve_and_write(
    read: MatchInput, order: tuple[str, ...], out: Path, report: Path, run: Path | None, started: float
) -> int:
    from pairloom.cli import match_report  # numpy
    from pairloom.engines.assignment import InfeasiblePins, Run, encode, explain, solve

    try:
        with shown_progress() as progress:
            result = solve(read.problem, priority=order, progress=progress)
    except InfeasiblePins as error:
        print(f"The pins cannot all be held:\n{error}", file=sys.stderr)
        return INFEASIBLE
    reasons = match_report.reasons(read, result)
    explanation = explain(read.problem, result)
    pairs = match_report.pairs_csv(read.problem, result, reasons)
    contents = {out: pairs}
    if run is not None:
        contents[run] = encode(Run(read.problem, result, reasons=reasons))
    document = match_report.report(read, result, explanation, seconds=time.perf_counter() - started)
    contents[report] = match_report.as_json(document)
    write_together(contents)
    print(match_report.summary(document, out))
    return SOLVED
