"""Cells that a spreadsheet would take for a formula, made harmless on the way out and restored on the way in.

A spreadsheet program runs what begins with one of `=`, `+`, `-`, `@`, a tab or a line break. An apostrophe in
front turns it into plain text (OWASP, "CSV Injection").
"""

from typing import Any

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_MARK = "'"


def neutralised(cell: Any) -> Any:
    """The cell with an apostrophe in front if it is text that would run. Numbers, dates and the rest stay.

    Text that begins with such an apostrophe already gets another, so that `restored` gives back any text.
    """
    if isinstance(cell, str) and (cell.startswith(_FORMULA_STARTS) or _is_marked(cell)):
        return _MARK + cell
    return cell


def restored(text: str) -> str:
    """What was there before `neutralised`."""
    return text[1:] if _is_marked(text) else text


def _is_marked(text: str) -> bool:
    return text.startswith(_MARK) and text.lstrip(_MARK).startswith(_FORMULA_STARTS)
