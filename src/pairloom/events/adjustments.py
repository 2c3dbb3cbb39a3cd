"""All that hosts asked of a seating plan beyond what people answered. People are attendee keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

Pairing = tuple[int, int]  # mentee, mentor


class Pin(NamedTuple):
    """This mentee meets this mentor: in this turn, or in whichever suits best where it is None."""

    mentee: int
    mentor: int
    turn: int | None = None


class Place(NamedTuple):
    """Where mentors move: a mentee's table all evening (`turn` is None), or a mentor's in this turn."""

    person: int
    table: int
    turn: int | None = None


@dataclass(frozen=True)
class Adjustments:
    """Pins and bans of pairs, mentees who should not share a table, and whether known pairs may meet again.

    Turns count from 1. `apart` holds the smaller key first. `absent` are people who were expected on the
    day, did not come, and are planned without. `places` are tables that hosts gave by hand.
    """

    pins: frozenset[Pin] = frozenset()
    bans: frozenset[Pairing] = frozenset()
    apart: frozenset[tuple[int, int]] = frozenset()
    again: bool = False
    absent: frozenset[int] = frozenset()
    places: frozenset[Place] = frozenset()

    def to_json(self) -> dict[str, Any]:
        """Plain values, sorted, so that equal adjustments are equal texts."""
        return {
            "pins": _in_order(self.pins),
            "bans": sorted(map(list, self.bans)),
            "apart": sorted(map(list, self.apart)),
            "again": self.again,
            "absent": sorted(self.absent),
            "places": _in_order(self.places),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Adjustments:
        """What `to_json` wrote; whatever is absent is as nobody had asked for it."""
        return cls(
            pins=frozenset(Pin(*pin) for pin in stored.get("pins", [])),
            bans=frozenset((mentee, mentor) for mentee, mentor in stored.get("bans", [])),
            apart=frozenset((one, other) for one, other in stored.get("apart", [])),
            again=bool(stored.get("again", False)),
            absent=frozenset(stored.get("absent", [])),
            places=frozenset(Place(*place) for place in stored.get("places", [])),
        )


def _in_order(asked: Iterable[Pin] | Iterable[Place]) -> list[list[int | None]]:
    return [list(each) for each in sorted(asked, key=lambda each: (each[:2], each.turn or 0))]
