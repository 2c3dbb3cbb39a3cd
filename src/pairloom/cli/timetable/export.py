"""`pairloom timetable export`: a plan as seats, cards, sheets, signs, wall lists and calendar files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairloom.cli.errors import BadInput, Problems
from pairloom.cli.outputs import check_outputs

if TYPE_CHECKING:
    from pairloom.printing import Paper

WRITTEN, BAD_INPUT = 0, 2

WHAT, HEAD = "What to write: .pdf or .html by the ending", "What stands at the top"
PAPERS: dict[str, Paper] = {"a4": "a4", "letter": "us-letter"}


def export(
    plan: Annotated[Path, typer.Argument(help="A plan that `pairloom timetable` wrote.")],
    csv: Annotated[Path | None, typer.Option(help="turn,mentor,mentee", rich_help_panel=WHAT)] = None,
    cards: Annotated[Path | None, typer.Option(help="A card for each mentee.", rich_help_panel=WHAT)] = None,
    sheets: Annotated[
        Path | None, typer.Option(help="A sheet for each mentor.", rich_help_panel=WHAT)
    ] = None,
    signs: Annotated[Path | None, typer.Option(help="A sign for each table.", rich_help_panel=WHAT)] = None,
    wall: Annotated[
        Path | None, typer.Option("--list", help="Everybody's tables by name.", rich_help_panel=WHAT)
    ] = None,
    grid: Annotated[
        Path | None, typer.Option(help="Who sits where, table by turn.", rich_help_panel=WHAT)
    ] = None,
    ics: Annotated[
        Path | None, typer.Option(help="A folder for a calendar file each.", rich_help_panel=WHAT)
    ] = None,
    name: Annotated[str, typer.Option(help="The event's name.", rich_help_panel=HEAD)] = "Speed mentoring",
    place: Annotated[str, typer.Option(help="Where it is.", rich_help_panel=HEAD)] = "",
    starts: Annotated[
        str | None, typer.Option(help="2026-11-14T18:30, or 18:30.", rich_help_panel=HEAD)
    ] = None,
    zone: Annotated[
        str | None, typer.Option(help="Time zone, such as Europe/Lisbon.", rich_help_panel=HEAD)
    ] = None,
    minutes: Annotated[int, typer.Option(help="Minutes of a turn.", rich_help_panel=HEAD)] = 10,
    change: Annotated[int, typer.Option(help="Minutes between two turns.", rich_help_panel=HEAD)] = 2,
    only: Annotated[
        Path | None,
        typer.Option(help="Cards only for the mentees in this file, such as changes.csv."),
    ] = None,
    questions: Annotated[Path | None, typer.Option(help="For the sheets: mentee,question")] = None,
    paper: Annotated[str, typer.Option(help="a4 or letter")] = "a4",
) -> int:
    """Exit codes: 0 written, 2 bad input."""
    asked = {"--cards": cards, "--sheets": sheets, "--signs": signs, "--list": wall, "--grid": grid}
    try:
        _check_asked(csv, asked, ics, paper)
        check_outputs({"--csv": csv, **asked}, {"PLAN": plan, "--only": only, "--questions": questions})
        from pairloom.cli.timetable.export_files import Export, write  # typst; the help must not wait for it
        from pairloom.cli.timetable.when import read_clock

        clock = read_clock(starts, zone, minutes=minutes, change=change)
        order = Export(
            plan=plan,
            name=name,
            place=place,
            clock=clock,
            csv=csv,
            printed={option: path for option, path in asked.items() if path is not None},
            calendars=ics,
            only=only,
            questions=questions,
            paper=PAPERS[paper],
        )
        print(f"Written: {', '.join(map(str, write(order)))}.")
    except BadInput as error:
        print(error.told(), file=sys.stderr)
        return BAD_INPUT
    return WRITTEN


def _check_asked(csv: Path | None, asked: dict[str, Path | None], ics: Path | None, paper: str) -> None:
    problems = Problems()
    if csv is None and ics is None and not any(asked.values()):
        problems.add(f"Say what to write: --csv, {', '.join(asked)} or --ics.")
    for option, path in asked.items():
        if path is not None and path.suffix.lower() not in (".pdf", ".html"):
            problems.add(f"{option} writes .pdf or .html; choose one by the ending.", file=path)
    if paper not in PAPERS:
        problems.add(f"--paper takes {' or '.join(PAPERS)}, not '{paper}'.")
    if ics is not None and ics.exists() and not ics.is_dir():
        problems.add("is a file; --ics takes a folder.", file=ics)
    if ics is not None and not ics.parent.is_dir():
        problems.add(f"there is no folder {ics.parent}; create it first.", file=ics)
    problems.raise_if_any()
