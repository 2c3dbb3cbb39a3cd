"""All that hosts asked of a seating plan beyond what people answered. People are attendee keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

Pairing = tuple[int, int]  # mentee, mentor


class Pin(NamedTuple):
    """This mentee meets this mentor: in this turn, or in whichever suits best where it is None."""

    mentee: int
    mentor: int
    turn: int | None = None


@dataclass(frozen=True)
class Adjustments:
    """Pins and bans of pairs, mentees who should not share a table, and whether known pairs may meet again.

    Turns count from 1. `apart` holds the smaller key first. `absent` are people who were expected on the
    day, did not come, and are planned without.
    """

    pins: frozenset[Pin] = frozenset()
    bans: frozenset[Pairing] = frozenset()
    apart: frozenset[tuple[int, int]] = frozenset()
    again: bool = False
    absent: frozenset[int] = frozenset()

    def to_json(self) -> dict[str, Any]:
        """Plain values, sorted, so that equal adjustments are equal texts."""
        return {
            "pins": [list(pin) for pin in sorted(self.pins, key=lambda pin: (pin[:2], pin.turn or 0))],
            "bans": sorted(map(list, self.bans)),
            "apart": sorted(map(list, self.apart)),
            "again": self.again,
            "absent": sorted(self.absent),
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
        )
