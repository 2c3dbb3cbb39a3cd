import io
import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook

from pairloom.core.errors import InvalidError
from pairloom.programmes.imports.reading import MOST_BYTES, read_sheet
from pairloom.programmes.imports.sheets import MOST_ROWS, Sheet, letters
from pairloom.programmes.imports.workbooks import write_workbook

TEXT = "Name,Mail\nJosé,jose@example.org\nZoë,zoe@example.org\n"


def names(sheet: Sheet) -> list[str]:
    return [row.cells[0] for row in sheet.rows]


def a_workbook(*sheets: list[list[object]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_csv_file_is_read_in_any_unicode(encoding: str) -> None:
    sheet = read_sheet(TEXT.encode(encoding))
    assert sheet.header == ("Name", "Mail")
    assert names(sheet) == ["José", "Zoë"]
    assert sheet.notes == ()


def test_windows_1252_is_read_with_a_note() -> None:
    sheet = read_sheet(TEXT.encode("cp1252"))
    assert names(sheet) == ["José", "Zoë"]
    assert "Windows-1252" in sheet.notes[0]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators_are_recognised_though_cells_hold_the_others(separator: str) -> None:
    other = ";" if separator != ";" else ","
    lines = [["Name", "Topics"], ["Ana", f'"Go{other} Rust{other} Python"'], ["Bo", f'"Go{other} Perl"']]
    sheet = read_sheet("\n".join(separator.join(line) for line in lines).encode())
    assert sheet.rows[0].cells == ("Ana", f"Go{other} Rust{other} Python")


def test_a_line_that_names_the_separator_is_not_a_row() -> None:
    sheet = read_sheet(b"sep=;\r\nName;Mail\r\nAna;ana@example.org\r\n")
    assert sheet.header == ("Name", "Mail")
    assert sheet.rows[0].number == 3


def test_titles_above_the_header_and_blank_rows_are_left_out_and_numbers_stay() -> None:
    sheet = read_sheet(b"Sign-ups 2027,\n\nName,Mail\n ,\nAna,ana@example.org\n,,\n")
    assert sheet.header == ("Name", "Mail")
    assert [(row.number, row.cells) for row in sheet.rows] == [(5, ("Ana", "ana@example.org"))]


def test_short_rows_are_filled_up_and_long_ones_counted() -> None:
    sheet = read_sheet(b"Name,Mail,Topic\nAna\nBo,bo@example.org,Go,Rust,,Perl\n")
    assert sheet.rows[0].cells == ("Ana", "", "")
    assert (sheet.rows[0].surplus, sheet.rows[1].surplus) == (0, 2)


def test_cells_lose_blanks_around_them_and_our_own_mark_against_formulas() -> None:
    sheet = read_sheet("Name,About\n Ana\u00a0,'=happy\nBo,'quoted'\n".encode())
    assert sheet.rows[0].cells == ("Ana", "=happy")
    assert sheet.rows[1].cells == ("Bo", "'quoted'")


def test_quoted_line_ends_belong_to_the_cell() -> None:
    sheet = read_sheet(b'Name,About\r\nAna,"one\r\ntwo"\r\nBo,x\r\n')
    assert sheet.rows[0].cells[1] == "one\ntwo"
    assert [row.number for row in sheet.rows] == [2, 3]


def test_samples_are_the_first_filled_cells_that_differ() -> None:
    sheet = read_sheet(b"Name,Zone\nA,\nB,CET\nC,CET\nD,EET\nE,WET\nF,PT\n")
    assert sheet.samples(1) == ["CET", "EET", "WET"]


def test_a_workbook_is_read_with_numbers_dates_and_truth_as_a_person_would_write_them() -> None:
    moment = datetime(2027, 2, 1, 9, 30)  # noqa: DTZ001 (workbooks know no zone)
    sheet = read_sheet(a_workbook([["Name", "Places", "When", "Agreed"], ["Ana", 2.0, moment, True]]))
    assert sheet.rows[0].cells == ("Ana", "2", "2027-02-01 09:30:00", "yes")


def test_the_first_filled_sheet_of_a_workbook_is_read_and_the_others_are_named() -> None:
    people: list[list[object]] = [["Name", "Mail"], ["Ana", "ana@example.org"]]
    sheet = read_sheet(a_workbook([], people, people))
    assert names(sheet) == ["Ana"]
    assert sheet.notes == ("Only the sheet “Sheet 2” was read, not “Sheet 3”.",)


def test_a_written_workbook_reads_back_and_holds_no_formula() -> None:
    data = write_workbook("People", [["Name", "About"], ["Ana", "=1+1"], ["Bo", "a\x07b"]])
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert [row.cells for row in read_sheet(data).rows] == [("Ana", "=1+1"), ("Bo", "ab")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"%PDF-1.7 ...", "not a table but a file of type PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "not a table but a file of type XLS"),
        (bytes(range(256)), "not a table"),
        (b"just a letter to somebody\nwithout any columns\n", "No table was found"),
        (b"Name,Mail\n", "nobody below it"),
        (b"PK\x03\x04broken", "not an XLSX workbook"),
        (b"x" * (MOST_BYTES + 1), "larger than 10 MB"),
    ],
    ids=["empty", "blank", "pdf", "xls", "bytes", "letter", "no rows", "no workbook", "large"],
)
def test_what_is_no_table_is_refused_kindly(data: bytes, words: str) -> None:
    with pytest.raises(InvalidError, match=words):
        read_sheet(data)


def test_a_damaged_workbook_is_refused_kindly() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<broken")
    with pytest.raises(InvalidError, match="damaged or protected"):
        read_sheet(file.getvalue())


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(InvalidError, match="more than 20000 rows"):
        read_sheet(b"Name,Mail\n" + b"a,b\n" * (MOST_ROWS + 1))


@pytest.mark.parametrize(("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ")])
def test_columns_are_called_as_spreadsheet_programs_call_them(index: int, name: str) -> None:
    assert letters(index) == name
