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


class BadInput(Exception):  # noqa: N818 (an answer about the input, not a fault of the program)
    """The input cannot be used. `problems` holds the first twenty, `more` counts the rest. Exit code 2."""

    def __init__(self, *problems: Problem, more: int = 0) -> None:
        self.problems = problems[:SHOWN]
        self.more = more + len(problems[SHOWN:])
        super().__init__(self.told())

    def told(self) -> str:
        """The lines for the terminal."""
        lines = [str(problem) for problem in self.problems]
        if self.more:
            lines.append(f"... and {self.more:,} more like these.")
        return "\n".join(lines)


@dataclass
class Problems:
    """Collects problems, so that all are told at once; keeps the first twenty and counts the rest."""

    found: list[Problem] = field(default_factory=list)
    more: int = 0

    @property
    def full(self) -> bool:
        """Whether further problems are only counted: no need to think of kind words for them."""
        return len(self.found) >= SHOWN

    def add(
        self,
        message: str,
        *,
        file: Path | str | None = None,
        row: int | None = None,
        column: str | None = None,
    ) -> None:
        if self.full:
            self.more += 1
        else:
            self.found.append(Problem(message, file, row, column))

    def raise_if_any(self) -> None:
        if self.found:
            raise BadInput(*self.found, more=self.more)
