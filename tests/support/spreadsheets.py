"""Small spreadsheets of sign-ups, as text."""

import csv
import io

from pairloom.programmes.imports.services import start_import
from pairloom.programmes.models import Round, SheetImport
from tests.support.scenarios import organiser_of

HEADER = ("E-mail", "Name", "Role", "Availability", "Topics you want to learn", "Topics you can help with")


def a_mentee_row(name: str, **cells: str) -> dict[str, str]:
    return {
        "E-mail": f"{name.lower()}@example.org",
        "Name": name,
        "Role": "Mentee",
        "Availability": "weekday evenings",
        "Topics you want to learn": "Go",
    } | cells


def a_mentor_row(name: str, **cells: str) -> dict[str, str]:
    return a_mentee_row(name) | {"Role": "Mentor", "Topics you can help with": "Go"} | cells


def csv_of(*rows: dict[str, str], header: tuple[str, ...] = HEADER) -> bytes:
    """A CSV file with these rows; columns that only some rows have are added at the end."""
    named = list(dict.fromkeys([*header, *(key for row in rows for key in row)]))
    file = io.StringIO()
    writer = csv.DictWriter(file, named, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def a_started_import(round: Round, *rows: dict[str, str], file_name: str = "people.csv") -> SheetImport:
    """Uploaded by the round's organiser, its columns recognised."""
    return start_import(round=round, data=csv_of(*rows), file_name=file_name, by=organiser_of(round))
