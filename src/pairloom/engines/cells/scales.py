"""Ordered scales, lowest place first. A place may have several spellings: "the basics / beginner"."""

from collections.abc import Sequence

from pairloom.engines.cells.spelling import same_key


def scale_places(scale: Sequence[str]) -> dict[str, int]:
    """Each spelling, by its `same_key`, with its place on the scale, 0 for the lowest."""
    return {
        same_key(spelling): place
        for place, spellings in enumerate(scale)
        for spelling in (spellings, *spellings.split(" / "))
    }


def place_on(scale: Sequence[str], text: str) -> int | None:
    """Where on the scale a text stands, or None."""
    return scale_places(scale).get(same_key(text))
