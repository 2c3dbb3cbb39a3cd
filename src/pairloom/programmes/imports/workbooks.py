"""XLSX workbooks as rows of text, and the other way round."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from pairloom.core.errors import InvalidError
from pairloom.programmes.imports.sheets import MOST_COLUMNS, MOST_ROWS, Sheet, sheet_of

WORKBOOK = b"PK\x03\x04"
MOST_UNPACKED_BYTES = 200 * 1024 * 1024
_WIDEST = 60
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_BOLD = Font(bold=True)


def read_workbook(data: bytes) -> Sheet:
    """The first worksheet with anything in it. Raises InvalidError for what is no workbook."""
    _refuse_what_is_no_workbook(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [(sheet.title, list(_rows(sheet))) for sheet in book.worksheets]
    except Exception as error:  # a damaged workbook fails in any of a dozen libraries
        raise InvalidError(
            _("This workbook is damaged or protected. Save it again as XLSX or CSV and try once more.")
        ) from error
    filled = [(title, rows) for title, rows in sheets if rows]
    if not filled:
        raise InvalidError(_("This workbook is empty."))
    title, rows = filled[0]
    others = ", ".join(f"“{other}”" for other, _rows_of_it in filled[1:])
    note = _("Only the sheet “%(title)s” was read, not %(others)s.") % {"title": title, "others": others}
    return sheet_of(rows, [note] if others else [])


def _refuse_what_is_no_workbook(data: bytes) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile:
        parts = []
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise InvalidError(_("This is not an XLSX workbook. Save the sheet as CSV or XLSX and upload that."))
    if sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
        raise InvalidError(_("This workbook is too large. Save its sheet as CSV and upload that."))


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """Filled rows with their numbers; never more than can be imported, whatever size the sheet claims."""
    sheet.reset_dimensions()
    count = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1), start=1):
        cells = [_text(value) for value in row]
        if any(cells):
            count += 1
            yield number, cells
        if count > MOST_ROWS + 1:
            return


def _text(value: object) -> str:
    """A cell as it would stand in a CSV file."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.isoformat(" ", "seconds")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
        case _:
            return str(value)


def write_workbook(title: str, rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook of one sheet: the first row is its header, bold and always in sight; all cells are text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    written = [[ILLEGAL_CHARACTERS_RE.sub("", text) for text in row] for row in rows]
    for index in range(len(written[0])):
        longest = max(len(row[index]) for row in written)
        sheet.column_dimensions[get_column_letter(index + 1)].width = min(longest + 2, _WIDEST)
    for place, row in enumerate(written):
        sheet.append([_cell(sheet, text, is_header=place == 0) for text in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet: Any, text: str, *, is_header: bool) -> Cell | str:
    """Plain text where that will do: a cell of its own takes ten times as long."""
    if not is_header and "\n" not in text and not text.startswith("="):
        return text
    cell: Cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"  # never a formula, whatever it begins with
    cell.alignment = _WRAPPED
    if is_header:
        cell.font = _BOLD
    return cell
