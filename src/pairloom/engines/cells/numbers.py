"""Cells that hold a number, with or without words around it."""

import re

from pairloom.engines.cells.errors import CellError
from pairloom.engines.cells.lists import is_blank

_NUMBER = re.compile(r"(?<![\d.,-])-?\d+(?:[.,]\d+)?(?![\d.,]*\d)")


def read_number(text: str) -> float | None:
    """The one number in a cell: "7", "7,5", "about 7 years", "10+". None where the cell is blank.

    A range such as "3-5" is read as its lower end: what a person surely has.
    """
    if is_blank(text):
        return None
    found = _NUMBER.findall(re.sub(r"(?<=\d)\s*(?:[-\u2013]|to)\s*\d+(?:[.,]\d+)?", "", text))
    if len(found) != 1:
        raise CellError(f"{text!r} is not a number")
    return float(found[0].replace(",", "."))
