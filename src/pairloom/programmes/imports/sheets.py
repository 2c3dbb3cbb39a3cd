"""A sheet: what is left of a spreadsheet when its file format is forgotten."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from pairloom.core.csv_safety import restored
from pairloom.core.errors import InvalidError

MOST_ROWS = 20_000
MOST_COLUMNS = 200
LONGEST_CELL = 10_000
SAMPLES = 3


@dataclass(frozen=True)
class Row:
    """Cells as text, as many as the header has. `number` is what a spreadsheet program shows beside it."""

    number: int
    cells: tuple[str, ...]
    surplus: int = 0
    """How many filled cells stood beyond the last column of the header."""


@dataclass(frozen=True)
class Sheet:
    """A header and rows; `notes` say how the file was understood, where that was not plain."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    def column(self, index: int) -> list[str]:
        """The filled cells of a column, from the top."""
        return [row.cells[index] for row in self.rows if row.cells[index]]

    def samples(self, index: int) -> list[str]:
        """The first cells of a column that are filled and differ."""
        return list(islice(dict.fromkeys(self.column(index)), SAMPLES))


def sheet_of(numbered: Iterable[tuple[int, Sequence[str]]], notes: Sequence[str] = ()) -> Sheet:
    """The sheet in these rows: its header is the first with two filled cells; blank rows are left out.

    Raises InvalidError where there is no table, nobody in it, or too much.
    """
    rows = ((number, [_plain(cell) for cell in cells]) for number, cells in numbered)
    filled = ((number, cells) for number, cells in rows if any(cells))
    header = next((cells for _number, cells in filled if sum(map(bool, cells)) >= 2), None)
    if header is None:
        raise InvalidError(
            _("No table was found in this file: a row with the names of the columns is needed.")
        )
    while not header[-1]:
        header.pop()
    if len(header) > MOST_COLUMNS:
        raise InvalidError(_("This file has %d columns; up to %d can be read.") % (len(header), MOST_COLUMNS))
    people = tuple(_rows(filled, len(header)))
    if not people:
        raise InvalidError(_("There is a header in this file, but nobody below it."))
    if len(people) > MOST_ROWS:
        raise InvalidError(_("This file has more than %d rows. Cut it into smaller ones.") % MOST_ROWS)
    return Sheet(tuple(header), people, tuple(notes))


def _rows(filled: Iterable[tuple[int, list[str]]], width: int) -> Iterator[Row]:
    for number, cells in islice(filled, MOST_ROWS + 1):
        padded = cells[:width] + [""] * (width - len(cells))
        yield Row(number, tuple(padded), surplus=sum(map(bool, cells[width:])))


def _plain(cell: str) -> str:
    """A cell as its author meant it: without blanks around it, and without our own mark against formulas."""
    return restored(cell.replace("\r\n", "\n").replace("\0", "").replace("\u00a0", " ").strip())[
        :LONGEST_CELL
    ]


def letters(index: int) -> str:
    """What a spreadsheet program calls the column: A, B, ... Z, AA."""
    name = ""
    place = index + 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
