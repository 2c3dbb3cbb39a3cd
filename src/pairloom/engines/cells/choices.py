"""Cells that hold one of a few answers: yes or no, a role, how many."""

import re
from enum import Flag

from pairloom.engines.cells.errors import CellError
from pairloom.engines.cells.lists import is_blank
from pairloom.engines.cells.spelling import did_you_mean, same_key

_YES = frozenset(
    (
        "yes",
        "y",
        "true",
        "1",
        "x",
        "ok",
        "agreed",
        "i agree",
        "accepted",
        "i accept",
        "✓",
        "ja",
        "oui",
        "si",
        "sí",
    )
)
_NO = frozenset(("no", "n", "false", "0", "nein", "non", "not agreed", "i do not agree", "declined"))
_WORDS = ("none", "one", "two", "three", "four", "five")
_WHOLE = re.compile(
    r"^(?:up to|at most|max(?:imum)?\.?)?\s*(\d+)(?:\.0+)?(?:\s*(?:mentees?|mentors?|people|persons?))?$"
)


class Role(Flag):
    """What somebody takes part as; `BOTH` is one person on two sides, never with themselves."""

    MENTEE = 1
    MENTOR = 2
    BOTH = 3


def read_yes_no(text: str) -> bool | None:
    """True or False, or None for a blank cell. A sentence counts by its first word."""
    key = same_key(text)
    first = re.split(r"[\s,.;:!]", key, maxsplit=1)[0]
    for candidate in (key, first):
        if candidate in _YES:
            return True
        if candidate in _NO:
            return False
    if is_blank(text):
        return None
    raise CellError(f"{text!r} is neither yes nor no")


def read_role(text: str) -> Role | None:
    """Which sides somebody takes: "Mentor", "a mentee", "both", "Mentor and mentee"."""
    if is_blank(text):
        return None
    words = set(re.findall(r"[a-z]+", same_key(text)))
    role = Role(0)
    if words & {"mentee", "mentees", "both"}:
        role |= Role.MENTEE
    if words & {"mentor", "mentors", "both"}:
        role |= Role.MENTOR
    if not role:
        raise CellError(
            f"{text!r} is not mentor, mentee or both{did_you_mean(text, ('mentor', 'mentee', 'both'))}"
        )
    return role


def read_whole_number(text: str) -> int | None:
    """A whole number from 0, as "2", "two", "up to 2" or "2 mentees"; None for a blank cell."""
    key = same_key(text)
    if key in _WORDS:
        return _WORDS.index(key)
    if is_blank(text):
        return None
    match = _WHOLE.match(key)
    if match is None:
        raise CellError(f"{text!r} is not a whole number from 0")
    return int(match[1])
