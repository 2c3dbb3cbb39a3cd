"""A little speed event at the terminal: five mentees, two mentors, three turns."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from tests.cli.command import Ended, Terminal

MENTEES = "id,name\nana,Ana Abara\nben,Ben Hoang\ncy,Cy Chen\ndan,Dan Ivo\n"
MENTORS = "id,seats,name,table\nbo,2,Bo Berg,7\nedda,2,Edda Falk,12\n"
EDGES = """mentee,mentor,score
ana,bo,0.9
ana,edda,0.2
ben,bo,0.8
ben,edda,0.4
cy,bo,0.3
cy,edda,0.7
dan,bo,0.5
dan,edda,0.5
"""
FILES = ("--edges", "edges.csv", "--mentees", "mentees.csv", "--mentors", "mentors.csv")
OUTPUTS = ("--out", "plan.json", "--report", "report.json")


def plan(terminal: Terminal, *options: str, turns: int = 2, **files: str | bytes) -> Ended:
    """`pairloom timetable plan` on the little event, some files of it replaced."""
    terminal.write(edges_csv=EDGES, mentees_csv=MENTEES, mentors_csv=MENTORS)
    terminal.write(**files)
    return terminal.run("timetable", "plan", "--turns", str(turns), *FILES, *OUTPUTS, *options)


def seats(terminal: Terminal, plan_file: str = "plan.json") -> list[tuple[int, str, str]]:
    """Turn, mentor and mentee of each meeting in a plan, as its seats.csv tells them."""
    ended = terminal.run("timetable", "export", plan_file, "--csv", "seats.csv")
    assert ended.code == 0, ended.err
    rows = csv.DictReader(io.StringIO((terminal.folder / "seats.csv").read_text()))
    return [(int(row["turn"]), row["mentor"], row["mentee"]) for row in rows]


def stored(folder: Path, name: str = "plan.json") -> dict[str, Any]:
    document: dict[str, Any] = json.loads((folder / name).read_text())
    return document
