"""The order of cards on pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def cut_and_stack(things: Sequence[T], *, places: int) -> list[T | None]:
    """Page after page, so that a stack of pages cut into `places` piles, laid on each other, is in order.

    None is an empty place. Example: five things on pages with two places give pages 1 4, 2 5, 3 None.
    """
    pages = -(-len(things) // places)
    return [
        things[place * pages + page] if place * pages + page < len(things) else None
        for page in range(pages)
        for place in range(places)
    ]
