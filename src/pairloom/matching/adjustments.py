"""All that organisers asked of a proposal beyond what people wrote, as one value. People are their keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pairloom.matching.enums import MetBefore

Pairing = tuple[int, int]  # mentee, mentor


@dataclass(frozen=True)
class Adjustments:
    """Pins, bans, seats and wants that differ from the applications, weights that differ from the rubric.

    An empty `priority` leaves the order to the rubric. `again` allows pairs that were together in an earlier
    round; `met` says what becomes of people who met at an event; `mutual` honours what two people both
    wished for in private.
    """

    pins: frozenset[Pairing] = frozenset()
    bans: frozenset[Pairing] = frozenset()
    capacities: Mapping[int, int] = field(default_factory=dict)
    wants: Mapping[int, int] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)
    priority: tuple[str, ...] = ()
    again: bool = False
    met: MetBefore = MetBefore.NO_MATTER
    mutual: bool = False

    def to_json(self) -> dict[str, Any]:
        """Plain values, sorted, so that equal adjustments are equal texts."""
        return {
            "pins": sorted(map(list, self.pins)),
            "bans": sorted(map(list, self.bans)),
            "capacities": {str(person): self.capacities[person] for person in sorted(self.capacities)},
            "wants": {str(person): self.wants[person] for person in sorted(self.wants)},
            "weights": dict(sorted(self.weights.items())),
            "priority": list(self.priority),
            "again": self.again,
            "met": self.met.value,
            "mutual": self.mutual,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Adjustments:
        """What `to_json` wrote; whatever is absent is as nobody had asked for it."""
        return cls(
            pins=_pairings(stored.get("pins", [])),
            bans=_pairings(stored.get("bans", [])),
            capacities={int(person): int(seats) for person, seats in stored.get("capacities", {}).items()},
            wants={int(person): int(count) for person, count in stored.get("wants", {}).items()},
            weights={name: float(weight) for name, weight in stored.get("weights", {}).items()},
            priority=tuple(stored.get("priority", ())),
            again=bool(stored.get("again", False)),
            met=MetBefore(stored.get("met", MetBefore.NO_MATTER)),
            mutual=bool(stored.get("mutual", False)),
        )


def _pairings(stored: list[list[int]]) -> frozenset[Pairing]:
    return frozenset((int(mentee), int(mentor)) for mentee, mentor in stored)
