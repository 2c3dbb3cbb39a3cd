"""A column of sign-up times, read as one so that 3/4 is the same day in every row."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

_ISO = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d")
_DAY_FIRST = (
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y",
)
_MONTH_FIRST = (
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y",
    "%m/%d/%Y %I:%M:%S %p",
    "%m/%d/%Y %I:%M %p",
)
_ZONE = re.compile(r"\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}|(?:UTC|GMT)?[+-]\d{1,2})$")


def read_timestamps(cells: Sequence[str]) -> list[datetime | None]:
    """Each cell as a moment, comparable with the others; None where a cell is blank or unreadable.

    One way of writing dates is chosen for the whole column: the one that reads most cells, with the
    month first where both do. Zones are taken as UTC: a form service writes all its rows in one.
    """
    plain = [_ZONE.sub("", cell.strip()).replace("T", " ") for cell in cells]
    readings = [[_read(cell, formats) for cell in plain] for formats in (_ISO, _MONTH_FIRST, _DAY_FIRST)]
    return max(readings, key=lambda moments: sum(moment is not None for moment in moments))


def _read(cell: str, formats: Sequence[str]) -> datetime | None:
    for form in formats:
        try:
            return datetime.strptime(cell.split(".")[0] if form in _ISO else cell, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None
