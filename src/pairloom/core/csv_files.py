"""Tables as CSV files that spreadsheet programs open as they are meant."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any


def csv_file(rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with the mark by which spreadsheet programs know it. Cells are written as they are.

    What people typed goes through `csv_safety.neutralised` first.
    """
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")
