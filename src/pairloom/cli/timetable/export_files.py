"""Writes what `pairloom timetable export` was asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pairloom.cli.errors import BadInput, Problem
from pairloom.cli.outputs import write_together
from pairloom.cli.timetable import printed
from pairloom.cli.timetable.calendar_files import calendar_files
from pairloom.cli.timetable.lists import read_mentees_of, read_questions
from pairloom.cli.timetable.report import seats_csv
from pairloom.cli.timetable.stored import read_plan
from pairloom.cli.timetable.when import Clock, head
from pairloom.engines.timetable import Plan
from pairloom.printing import Document, EventHead, Paper, html, pdf


@dataclass(frozen=True)
class Export:
    """What is asked for: the event's title and clock, and the files. `printed` has the options as keys."""

    plan: Path
    name: str
    place: str
    clock: Clock | None
    csv: Path | None
    printed: dict[str, Path]
    calendars: Path | None
    only: Path | None
    questions: Path | None
    paper: Paper


def write(order: Export) -> list[Path]:
    """Write all of it, or nothing; the files and the folder. Raises BadInput."""
    plan = read_plan(order.plan)
    top = head(order.name, order.place, plan.problem.turns, order.clock)
    contents: dict[Path, bytes] = {} if order.csv is None else {order.csv: seats_csv(plan)}
    documents = _documents(order, plan, top)
    for option, path in order.printed.items():
        document = documents[option]()
        is_pdf = path.suffix.lower() == ".pdf"
        contents[path] = pdf(document, paper=order.paper) if is_pdf else html(document)
    written = list(contents)
    if order.calendars is not None:
        contents |= _calendars(order, order.calendars, plan, top)
        written.append(order.calendars)
    write_together(contents)
    return written


def _documents(order: Export, plan: Plan, top: EventHead) -> dict[str, Callable[[], Document]]:
    people = set(plan.problem.mentees)
    only, questions = read_mentees_of(order.only, people), read_questions(order.questions, people)
    return {
        "--cards": lambda: printed.cards(plan, top, only=only),
        "--sheets": lambda: printed.mentor_sheets(plan, top, questions=questions),
        "--signs": lambda: printed.table_signs(plan, top),
        "--list": lambda: printed.wall_list(plan, top),
        "--grid": lambda: printed.wall_grid(plan, top),
    }


def _calendars(order: Export, folder: Path, plan: Plan, top: EventHead) -> dict[Path, bytes]:
    clock = order.clock
    if clock is None or not clock.dated or clock.start.tzinfo is None:
        message = "--ics needs --starts with its day, such as 2026-11-14T18:30, and --zone."
        raise BadInput(Problem(message))
    changed = datetime.fromtimestamp(order.plan.stat().st_mtime, UTC)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise BadInput(Problem(f"cannot be created: {error.strerror}.", folder)) from None
    return calendar_files(plan, top, clock, folder=folder, changed=changed)
