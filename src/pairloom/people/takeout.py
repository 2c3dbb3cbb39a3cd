"""Everything about one person in one archive: a JSON file of it all, and a table for each kind."""

import json
import re
import tempfile
import zipfile
from typing import IO, Any

from django.conf import settings
from django.template.loader import render_to_string

from pairloom.core import clock, personal_data
from pairloom.core.csv_files import csv_file
from pairloom.core.csv_safety import neutralised
from pairloom.people.models import Person

_IN_MEMORY = 5_000_000  # bytes; a larger archive is written to disk


def counts_of(person: Person) -> list[tuple[str, int]]:
    """How many rows of each kind are kept about a person; kinds without any are left out."""
    counts = [(holder.name, len(holder.export(person))) for holder in personal_data.holders()]
    return [(name, count) for name, count in counts if count]


def archive_of(person: Person) -> IO[bytes]:
    """A ZIP archive of all that is kept about the person, opened at its beginning."""
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (the caller reads and closes it)
    everything = {holder.name: holder.export(person) for holder in personal_data.holders()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", _read_me())
        archive.writestr("everything.json", json.dumps(everything, indent=2, ensure_ascii=False, default=str))
        for name, rows in everything.items():
            if rows:
                archive.writestr(f"{re.sub(r'[^a-z0-9]+', '-', name.lower())}.csv", _table(rows))
    file.seek(0)
    return file


def _table(rows: list[dict[str, Any]]) -> bytes:
    """The rows as CSV, in UTF-8 with the mark that spreadsheets look for."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    told = ([neutralised(row.get(column, "")) for column in columns] for row in rows)
    return csv_file([columns, *told])


def _read_me() -> str:
    context = {"community": settings.COMMUNITY, "now": clock.now()}
    return render_to_string("people/takeout_readme.txt", context).strip()
