"""Hours in common, counted quickly for many people: weeks as numbers, turned into UTC."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from pairloom.core.week import CELLS, Week

_HALF_HOUR = timedelta(minutes=30)
_ALL = (1 << CELLS) - 1


def in_utc(week: Week, zone: ZoneInfo, day: datetime) -> int:
    """The free half-hours of a week as bits, counted from Monday 0:00 in UTC, with the offset of `day`.

    In a zone whose offset is no whole number of half-hours, only those that are free to both ends.
    """
    free = sum(1 << cell for cell in week.cells)
    offset = day.astimezone(zone).utcoffset() or timedelta(0)
    halves, rest = divmod(offset, _HALF_HOUR)
    turned = _turned(free, halves)
    return turned & _turned(free, halves + 1) if rest else turned


def hours_in_common(one: int, other: int) -> float:
    """Of two weeks as `in_utc` gives them."""
    return (one & other).bit_count() / 2


def _turned(free: int, halves: int) -> int:
    """Local half-hours moved back to UTC, round the week."""
    shift = halves % CELLS
    return (free >> shift | free << (CELLS - shift)) & _ALL
