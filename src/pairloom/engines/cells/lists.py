"""Cells that hold several things: "Kubernetes (advanced), Go; Networking"."""

import re
from collections.abc import Sequence

from pairloom.engines.cells.scales import place_on
from pairloom.engines.cells.spelling import same_key

DEFAULT_SEPARATORS = ",;\n"

_NOTHING = frozenset(
    same_key(text)
    for text in (
        "",
        "-",
        "--",
        "n/a",
        "na",
        "none",
        "nil",
        "no answer",
        "no preference",
        "prefer not to say",
        "?",
    )
)
_LEVEL = re.compile(r"^(?P<item>.+?)\s*(?:\((?P<inside>[^()]+)\)|[:=]\s*(?P<after>[^:=]+))$")


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash, "n/a", "none", "prefer not to say"."""
    return same_key(text) in _NOTHING


def read_list(text: str, separators: str = DEFAULT_SEPARATORS) -> tuple[str, ...]:
    """The things in a cell, first spelling kept, each once; separators inside brackets do not count."""
    found: dict[str, str] = {}
    for piece in _split(text, separators):
        item = " ".join(piece.split())
        if not is_blank(item):
            found.setdefault(same_key(item), item)
    return tuple(found.values())


def _split(text: str, separators: str) -> list[str]:
    pieces, depth, start = [], 0, 0
    for position, character in enumerate(text):
        depth = max(0, depth + (character in "([") - (character in ")]"))
        if character in separators and depth == 0:
            pieces.append(text[start:position])
            start = position + 1
    return [*pieces, text[start:]]


def split_level(item: str, levels: Sequence[str]) -> tuple[str, int | None]:
    """Cut "Kubernetes (advanced)" or "Kubernetes: advanced" into the thing and its place in `levels`.

    The level is None, and the item whole, where what stands in brackets is not one of the levels.
    """
    match = _LEVEL.match(item)
    if match is None:
        return item, None
    level = place_on(levels, match["inside"] or match["after"])
    return (item, None) if level is None else (match["item"], level)
