"""Texts that must fit on a line."""

from __future__ import annotations

import textwrap


def shortened(text: str, most: int) -> str:
    """The text on one line; where it is longer than `most` letters, cut, with an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    whole_words = textwrap.shorten(line, most, placeholder="…")
    return whole_words if len(whole_words) > most // 2 else line[: most - 1] + "…"
