"""The cells of one row by the names of their columns; what is wrong with one is told with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from pairloom.cli.errors import Problems
from pairloom.cli.tables import check_header, read_table

T = TypeVar("T")

MOST_PEOPLE = 1_000_000


class Row:
    """One row of a file. A cell that cannot be used becomes a problem and counts as its default."""

    def __init__(self, path: Path, number: int, cells: dict[str, str], problems: Problems) -> None:
        self.number = number
        self._path, self._cells, self._problems = path, cells, problems

    def text(self, column: str) -> str:
        """The cell, stripped; empty where the file has no such column."""
        return self._cells.get(column, "")

    def read(self, column: str, reader: Callable[[str], T], default: T) -> T:
        """The cell as `reader` understands it. The reader raises ValueError with words for the person."""
        try:
            return reader(self.text(column))
        except ValueError as error:
            self.wrong(column, str(error))
            return default

    def whole(self, column: str, default: int) -> int:
        """A whole number from 0; the default where the cell is blank."""
        return self.read(column, whole_number, default) if self.text(column) else default

    def wrong(self, column: str | None, message: str) -> None:
        self._problems.add(message, file=self._path, row=self.number, column=column)


def whole_number(text: str) -> int:
    """A whole number from 0 to a million. Raises ValueError with words for the person."""
    if text.isascii() and text.isdigit() and len(text) <= 7 and int(text) <= MOST_PEOPLE:
        return int(text)
    shown = f"'{text}'" if text else "an empty cell"
    raise ValueError(f"{shown} is not a whole number from 0 to {MOST_PEOPLE:,}.")


def read_rows(
    path: Path, problems: Problems, *, required: Sequence[str], optional: Sequence[str] = ()
) -> Iterator[Row]:
    """The rows of a file. Raises BadInput for a file or header that cannot be used."""
    table = read_table(path)
    check_header(table, required=required, optional=optional)
    for number, cells in table.rows(problems):
        yield Row(path, number, dict(zip(table.header, cells, strict=True)), problems)
