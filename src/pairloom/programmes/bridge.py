"""Cells of a sheet, read by the engines' readers into the values that people's profiles are made of."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from pairloom.core.week import Week
from pairloom.engines import cells
from pairloom.engines.cells import (
    CellError,
    did_you_mean,
    is_blank,
    read_list,
    read_number,
    read_timestamps,
    read_whole_number,
    read_yes_no,
    split_level,
)
from pairloom.engines.cells.headers import header_key
from pairloom.people.time_zones import canonical_time_zone
from pairloom.programmes.enums import Side

__all__ = [
    "CellError",
    "did_you_mean",
    "header_key",
    "is_blank",
    "read_list",
    "read_number",
    "read_sides",
    "read_time_zone",
    "read_timestamps",
    "read_week",
    "read_whole_number",
    "read_yes_no",
    "split_level",
    "write_week",
]

# Somebody who writes "UTC+2" gets a place that is so far from UTC all year.
_PLACES_WITHOUT_SUMMER_TIME = {
    -11.0: "Pacific/Pago_Pago",
    -10.0: "Pacific/Honolulu",
    -9.5: "Pacific/Marquesas",
    -9.0: "Pacific/Gambier",
    -8.0: "Pacific/Pitcairn",
    -7.0: "America/Phoenix",
    -6.0: "America/Costa_Rica",
    -5.0: "America/Panama",
    -4.0: "America/La_Paz",
    -3.0: "America/Argentina/Buenos_Aires",
    -2.0: "America/Noronha",
    -1.0: "Atlantic/Cape_Verde",
    0.0: "UTC",
    1.0: "Africa/Lagos",
    2.0: "Africa/Johannesburg",
    3.0: "Africa/Nairobi",
    3.5: "Asia/Tehran",
    4.0: "Asia/Dubai",
    4.5: "Asia/Kabul",
    5.0: "Asia/Tashkent",
    5.5: "Asia/Kolkata",
    5.75: "Asia/Kathmandu",
    6.0: "Asia/Dhaka",
    6.5: "Asia/Yangon",
    7.0: "Asia/Bangkok",
    8.0: "Asia/Singapore",
    8.75: "Australia/Eucla",
    9.0: "Asia/Tokyo",
    9.5: "Australia/Darwin",
    10.0: "Australia/Brisbane",
    11.0: "Pacific/Guadalcanal",
    12.0: "Pacific/Fiji",
    13.0: "Pacific/Tongatapu",
    14.0: "Pacific/Kiritimati",
}


@lru_cache(maxsize=4096)
def read_week(text: str) -> Week | None:
    """When somebody is free, from words such as "Mon 18:00-20:00; mornings". None for a blank cell."""
    free = cells.read_availability(text)
    return Week.of(free) if free else None


def write_week(week: Week) -> str:
    """The shortest words that `read_week` reads back."""
    return cells.write_availability(week.cells)


@lru_cache(maxsize=4096)
def read_time_zone(text: str) -> str | None:
    """The present name of a place's zone. A fixed distance is kept as a place that has it all year.

    Raises CellError where nothing known is meant, or nobody lives at that distance all year.
    """
    name = cells.read_time_zone(text)
    if name is None:
        return None
    known = canonical_time_zone(name)
    if known is not None:
        return known
    distance = cells.resolve_time_zone(name).utcoffset(datetime.now(UTC)) or timedelta()
    place = _PLACES_WITHOUT_SUMMER_TIME.get(distance / timedelta(hours=1))
    if place is None:
        raise CellError(f"{text!r} is not the time zone of a place; write one like Europe/Berlin")
    return place


def read_sides(text: str) -> frozenset[Side] | None:
    """On which sides somebody takes part; None for a blank cell."""
    role = cells.read_role(text)
    if role is None:
        return None
    taken = {Side.MENTEE: cells.Role.MENTEE, Side.MENTOR: cells.Role.MENTOR}
    return frozenset(side for side, flag in taken.items() if flag in role)
