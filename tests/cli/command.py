"""Runs the `pairloom` command on little files, as a person at a terminal would."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pairloom.__main__ import main
from tests.support.project import ROOT

EDGES = "mentee,mentor,score\nana,bo,0.9\nana,cy,0.7\nbea,bo,0.8\nbea,cy,0.3\n"
MENTEES = "id,wants\nana,1\nbea,1\n"
MENTORS = "id,capacity\nbo,1\ncy,1\n"
FILES = {"edges.csv": EDGES, "mentees.csv": MENTEES, "mentors.csv": MENTORS}


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Terminal:
    """A folder to work in, and `pairloom` run inside it in this process."""

    folder: Path
    captured: pytest.CaptureFixture[str]

    def run(self, *arguments: str) -> Ended:
        self.captured.readouterr()
        code = main(list(arguments))
        told = self.captured.readouterr()
        return Ended(code, told.out, told.err)

    def write(self, **files: str | bytes) -> None:
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            (self.folder / name.replace("_", ".")).write_bytes(data)

    def match(self, *options: str, **files: str | bytes) -> Ended:
        """`pairloom match` on the three files of candidate pairs, some of them replaced."""
        self.write(edges_csv=EDGES, mentees_csv=MENTEES, mentors_csv=MENTORS)
        self.write(**files)
        given = ("--edges", "edges.csv", "--mentees", "mentees.csv", "--mentors", "mentors.csv")
        return self.run("match", *given, "--out", "pairs.csv", "--report", "report.json", *options)

    def report(self) -> dict[str, Any]:
        document: dict[str, Any] = json.loads((self.folder / "report.json").read_text())
        return document

    def pairs(self) -> list[str]:
        """The lines of pairs.csv without the header and the reasons."""
        lines = (self.folder / "pairs.csv").read_text().splitlines()[1:]
        return [",".join(line.split(",")[:3]) for line in lines]

    def names(self) -> set[str]:
        return {path.name for path in self.folder.iterdir()}


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """What a process needs to run the command from the source tree."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), **(extra or {})}


COMMAND = (sys.executable, "-m", "pairloom")


def in_process_of_its_own(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments], cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
