"""Bad input, told so that a person can put it right: every problem with its file, row and column."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

SHOWN = 20


@dataclass(frozen=True)
class Problem:
    """One thing wrong. `row` counts as a spreadsheet does: the header is row 1."""

    message: str
    file: Path | str | None = None
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        place = [str(self.file)] if self.file is not None else []
        place += [f"row {self.row}"] if self.row is not None else []
        place += [f"column {self.column}"] if self.column is not None else []
        return f"{', '.join(place)}: {self.message}" if place else self.message


class BadInput(Exception):  # noqa: N818 (the name is what the reader of a command line calls it)
    """The input cannot be used. Exit code 2."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass
class Problems:
    """Collects problems, so that all are told at once: the first twenty and how many more there are."""

    found: list[Problem] = field(default_factory=list)

    def add(
        self,
        message: str,
        *,
        file: Path | str | None = None,
        row: int | None = None,
        column: str | None = None,
    ) -> None:
        self.found.append(Problem(message, file, row, column))

    def raise_if_any(self) -> None:
        if self.found:
            raise BadInput(*self.found)


def told(problems: tuple[Problem, ...]) -> str:
    """The lines for the terminal: at most twenty, then a count of the rest."""
    lines = [str(problem) for problem in problems[:SHOWN]]
    if len(problems) > SHOWN:
        lines.append(f"... and {len(problems) - SHOWN:,} more problems.")
    return "\n".join(lines)
