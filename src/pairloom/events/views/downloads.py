"""Tables of an event as files. Who took one is noted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from pairloom.core import audit
from pairloom.core.csv_files import csv_file
from pairloom.core.csv_safety import neutralised
from pairloom.events.models import Event
from pairloom.people.visitors import visitor


def csv_download(
    request: HttpRequest, event: Event, *, table: str, rows: Iterable[Sequence[Any]]
) -> HttpResponse:
    """The rows, the first of which is the header, as `EVENT-TABLE.csv`."""
    safe = [[neutralised(cell) for cell in row] for row in rows]
    audit.record(f"exported the {table}", event, by=visitor(request), rows=len(safe) - 1)
    answer = HttpResponse(csv_file(safe), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{event.slug}-{table}.csv"'
    return answer
