"""Turns as people write them: "1-3;5". They count from 1 in files and from 0 inside."""

from __future__ import annotations

import re

MOST_TURNS = 99

SPAN = re.compile(r"(\d{1,4})\s*(?:-\s*(\d{1,4}))?", re.ASCII)


def read_turns(text: str, turns: int) -> tuple[bool, ...]:
    """Which of the turns are meant; all for an empty text. Raises ValueError with words for the person."""
    if not text:
        return (True,) * turns
    meant = [False] * turns
    for part in re.split(r"[;,]", text):
        span = SPAN.fullmatch(part.strip())
        if span is None:
            raise ValueError(f"'{text}' is no list of turns; write it like 1-3;5.")
        first, last = int(span[1]), int(span[2] or span[1])
        if not 1 <= first <= last <= turns:
            raise ValueError(f"'{part.strip()}' is not among the turns 1 to {turns}.")
        meant[first - 1 : last] = [True] * (last - first + 1)
    return tuple(meant)


def read_turn(text: str, turns: int) -> int:
    """One turn, counted from 0. Raises ValueError with words for the person."""
    if text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= turns:
        return int(text) - 1
    shown = f"'{text}'" if text else "an empty cell"
    raise ValueError(f"{shown} is not a turn from 1 to {turns}.")
