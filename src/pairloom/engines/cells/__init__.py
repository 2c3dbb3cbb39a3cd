"""What people type into the cells of a sign-up sheet, read into plain values.

Every reader takes the text of one cell and returns a value, or None (or an empty collection) where
the cell says nothing, or raises `CellError` with a sentence that a person can act on. The caller
adds the place: file, row and column.
"""

from pairloom.engines.cells.availability import HALF_HOURS_A_WEEK, read_availability, write_availability
from pairloom.engines.cells.choices import Role, read_role, read_whole_number, read_yes_no
from pairloom.engines.cells.errors import CellError
from pairloom.engines.cells.headers import find_header
from pairloom.engines.cells.lists import is_blank, read_list, split_level
from pairloom.engines.cells.numbers import read_number
from pairloom.engines.cells.scales import place_on, scale_places
from pairloom.engines.cells.spelling import did_you_mean, same_key
from pairloom.engines.cells.time_zones import read_time_zone, resolve_time_zone
from pairloom.engines.cells.timestamps import read_timestamps

__all__ = [
    "HALF_HOURS_A_WEEK",
    "CellError",
    "Role",
    "did_you_mean",
    "find_header",
    "is_blank",
    "place_on",
    "read_availability",
    "read_list",
    "read_number",
    "read_role",
    "read_time_zone",
    "read_timestamps",
    "read_whole_number",
    "read_yes_no",
    "resolve_time_zone",
    "same_key",
    "scale_places",
    "split_level",
    "write_availability",
]
