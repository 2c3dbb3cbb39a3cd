"""Reads CSV files as spreadsheets write them, and says plainly what is wrong with one that cannot be read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

from pairloom.cli.errors import BadInput, Problem, Problems

DELIMITERS = ",;\t"
CHUNK = 4_000  # small enough to stay in the processor's cache


@dataclass(frozen=True)
class Chunk:
    """Some rows of a table, and the numbers a spreadsheet would show beside them."""

    numbers: Sequence[int]
    rows: Sequence[list[str]]

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        return zip(self.numbers, self.rows, strict=True)


@dataclass(frozen=True)
class Table:
    """The text of one CSV file: its columns, in the file's order, and its rows with their numbers."""

    path: Path
    header: tuple[str, ...]
    text: str
    delimiter: str

    def chunks(self) -> Iterator[Chunk]:
        """Rows in the file's order, up to 4,000 at a time; blank rows are left out.

        Raises BadInput where a quotation mark is never closed.
        """
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.delimiter, strict=True)
        first = 2
        try:
            next(reader)
            while rows := list(islice(reader, CHUNK)):
                numbers: Sequence[int] = range(first, first + len(rows))
                first += len(rows)
                if [] in rows or "" in [row[0].strip() for row in rows]:
                    filled = [at for at, row in enumerate(rows) if any(map(str.strip, row))]
                    numbers, rows = [numbers[at] for at in filled], [rows[at] for at in filled]
                yield Chunk(numbers, rows)
        except csv.Error as error:
            row = first + sum(1 for _ in self._readable(first))
            raise BadInput(Problem(f"cannot be read as CSV: {error}.", self.path, row)) from None

    def _readable(self, first: int) -> Iterator[None]:
        """One item for every row from `first` to the one that cannot be read."""
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.delimiter, strict=True)
        with suppress(csv.Error):
            for _ in islice(reader, first - 1, None):
                yield

    def rows(self, problems: Problems) -> Iterator[tuple[int, list[str]]]:
        """Rows as wide as the header, cells stripped; rows too short or too long become problems."""
        width = len(self.header)
        for chunk in self.chunks():
            for number, row in chunk:
                if len(row) == width:
                    yield number, [cell.strip() for cell in row]
                else:
                    problems.add(wrong_width(len(row), width), file=self.path, row=number)


def wrong_width(found: int, expected: int) -> str:
    """What to say about a row with too few or too many cells."""
    few = "too short" if found < expected else "too long"
    return f"the row is {few}: {found} cells where the header has {expected}."


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, with or without byte order mark. Raises BadInput for anything else."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise BadInput(Problem("there is no such file.", path)) from None
    except IsADirectoryError:
        raise BadInput(Problem("is a folder, not a file.", path)) from None
    except OSError as error:
        raise BadInput(Problem(f"cannot be read: {error.strerror}.", path)) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        message = "is not UTF-8 text. Save it as 'CSV UTF-8' and try again."
        raise BadInput(Problem(message, path, row)) from None
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        raise BadInput(Problem("is not a text file (it holds null bytes).", path, row))
    return text


def read_table(path: Path) -> Table:
    """A CSV file with a header row, separated by commas, semicolons or tabs. Raises BadInput."""
    text = read_text(path)
    if not text.strip():
        raise BadInput(Problem("is empty: a header row is expected.", path))
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        header = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise BadInput(Problem(f"cannot be read as CSV: {error}.", path, 1)) from None
    names = tuple(name.strip() for name in header)
    if not any(names):
        raise BadInput(Problem("the header row is blank.", path, 1))
    problems = Problems()
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        problems.add("is in the header twice.", file=path, row=1, column=name)
    problems.raise_if_any()
    return Table(path, names, text, delimiter)


def check_header(table: Table, *, required: Sequence[str], optional: Sequence[str] = ()) -> None:
    """Raises BadInput unless the header has the required columns and no unknown ones, in any order."""
    known = [*required, *optional]
    problems = Problems()
    for name in required:
        if name not in table.header:
            expected = ",".join(required) + "".join(f"[,{other}]" for other in optional)
            problems.add(f"is missing; the header should be {expected}.", file=table.path, row=1, column=name)
    for name in table.header:
        if name not in known:
            close = get_close_matches(name.lower(), known, n=1)
            hint = f" Did you mean {close[0]}?" if close else ""
            shown = name or "(no name)"
            problems.add(f"is not known here.{hint}", file=table.path, row=1, column=shown)
    problems.raise_if_any()
