"""An uploaded file, whatever it is, read into a sheet; or a kind word why it cannot be."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from pairloom.core.errors import InvalidError
from pairloom.programmes.imports.sheets import Sheet, sheet_of
from pairloom.programmes.imports.workbooks import WORKBOOK, read_workbook

MOST_BYTES = 10 * 1024 * 1024
SEPARATORS = ",;\t"
_PROBED_ROWS = 25
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FILES = (
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0", "XLS"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"{\\rtf", "RTF"),
)


def read_sheet(data: bytes) -> Sheet:
    """The table in an uploaded CSV or XLSX file.

    Text may be UTF-8, UTF-16 or Windows-1252, separated by commas, semicolons or tabs. Raises InvalidError
    with what to do.
    """
    if not data.strip():
        raise InvalidError(_("This file is empty."))
    if len(data) > MOST_BYTES:
        raise InvalidError(_("This file is larger than %d MB.") % (MOST_BYTES // 1024 // 1024))
    if data.startswith(WORKBOOK):
        return read_workbook(data)
    for mark, name in _OTHER_FILES:
        if data.startswith(mark):
            raise InvalidError(
                _("This is not a table but a file of type %s. Save the sheet as CSV or XLSX and upload that.")
                % name
            )
    text, notes = _decoded(data)
    return sheet_of(_rows(text), notes)


def _decoded(data: bytes) -> tuple[str, list[str]]:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _text(data, encoding), []
    if data[:200].count(0) >= len(data[:200]) // 4:
        return _text(data, "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"), []
    try:
        return _text(data, "utf-8"), []
    except UnicodeDecodeError:
        note = _("The file is not UTF-8 and was read as Windows-1252. Please look whether accents are right.")
        return _text(data, "cp1252"), [note]


def _text(data: bytes, encoding: str) -> str:
    """Raises InvalidError for what cannot be text; UnicodeDecodeError only where another try makes sense."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-8":
            raise
        raise InvalidError(_not_text()) from None
    if any(letter < " " and letter not in "\t\n\r\f\v" for letter in text[:5000]):
        raise InvalidError(_not_text())
    return text


def _not_text() -> str:
    return _("This file is not a table. Save the sheet as CSV (UTF-8) or XLSX and upload that.")


def _rows(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Rows with the number that a spreadsheet program shows."""
    first, _newline, rest = text.partition("\n")
    skipped = 0
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        separator, text, skipped = first.strip()[4], rest, 1
    else:
        separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    number = skipped
    try:
        for number, row in enumerate(reader, start=1 + skipped):
            yield number, row
    except csv.Error as error:
        raise InvalidError(
            _("Row %(row)d cannot be read: %(error)s.") % {"row": number + 1, "error": error}
        ) from None


def _separator(text: str) -> str:
    """The separator that cuts most of the first rows into as many cells as the widest of them has."""

    def fitness(separator: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        widths = [len(row) for row, _ in zip(_readable(reader), range(_PROBED_ROWS), strict=False) if row]
        common = max(set(widths), key=widths.count, default=1)
        return (widths.count(common) if common > 1 else 0), common

    return max(SEPARATORS, key=fitness)


def _readable(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error:
        return
