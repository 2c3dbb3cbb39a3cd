"""What is stored about a solved seating plan: figures as values, people as attendee keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from pairloom.events.adjustments import Pin, Place


@dataclass(frozen=True)
class Level:
    """One objective: what was reached, what cannot be passed, whether that is proven."""

    name: str
    value: int
    bound: int
    proven: bool
    gap: float


@dataclass(frozen=True)
class Report:
    """The figures of a plan. Affinity is a mean over meetings, 0 to 1; everything else counts.

    `wishing` mentees wished for a mentor who comes, `wishes_met` of them meet one. `sitting_out` counts turns
    in which somebody who is there has no seat. `known_pairs` were left out because they know each other.
    `extra_chairs` must be brought where somebody who cannot move is met at a small table. `pins_aside` and
    `places_aside` are what hosts asked by hand and a plan on the day could not hold.
    """

    mentees: int
    mentors: int
    meetings: int
    meetings_min: int
    meetings_max: int
    affinity: float
    affinity_bound: float
    repeats: int
    coincidences: int
    unavoidable: int
    apart_broken: int
    table_spread: int
    wishing: int
    wishes_met: int
    sitting_out: int
    known_pairs: int
    extra_chairs: int
    proven: bool
    seconds: float
    levels: tuple[Level, ...]
    pins_aside: tuple[Pin, ...] = ()
    places_aside: tuple[Place, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Report:
        """What `to_json` wrote."""
        levels = tuple(Level(**level) for level in stored["levels"])
        pins = tuple(Pin(*each) for each in stored.get("pins_aside", ()))
        places = tuple(Place(*each) for each in stored.get("places_aside", ()))
        return cls(**{**stored, "levels": levels, "pins_aside": pins, "places_aside": places})

    def level(self, name: str) -> Level | None:
        return next((level for level in self.levels if level.name == name), None)


@dataclass(frozen=True)
class Difference:
    """A figure before and after."""

    name: str
    before: float
    after: float


@dataclass(frozen=True)
class Gain:
    """What one mentee's meetings are worth before and after, as sums of affinity."""

    mentee: int
    before: float
    after: float


@dataclass(frozen=True)
class Broken:
    """A rule that a change would break.

    `kind`: met-twice, not-allowed, employer, absent, full, apart or over; where mentors move also table-full
    or cannot-move, with the key of the table.
    """

    kind: str
    people: tuple[int, ...]
    turn: int
    table: int | None = None

    @property
    def forbids(self) -> bool:
        """Whether the change cannot be made. Who is kept apart may still be put together by hand."""
        return self.kind != "apart"


@dataclass(frozen=True)
class Price:
    """What lies between two plans: figures, who gains and loses, and rules broken.

    `reprint` are the mentees whose card is another than by the published plan; where that was re-planned,
    `least_cards` is the least number of cards that any plan must change.
    """

    figures: tuple[Difference, ...] = ()
    gains: tuple[Gain, ...] = ()
    reprint: tuple[int, ...] = ()
    least_cards: int | None = None
    broken: tuple[Broken, ...] = ()

    @property
    def is_forbidden(self) -> bool:
        return any(broken.forbids for broken in self.broken)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Price:
        """What `to_json` wrote; nothing for nothing."""
        return cls(
            figures=tuple(Difference(**each) for each in stored.get("figures", ())),
            gains=tuple(Gain(**each) for each in stored.get("gains", ())),
            reprint=tuple(stored.get("reprint", ())),
            least_cards=stored.get("least_cards"),
            broken=tuple(
                Broken(each["kind"], tuple(each["people"]), each["turn"], each["table"])
                for each in stored.get("broken", ())
            ),
        )


COMPARED = ("meetings", "affinity", "repeats", "wishes_met", "sitting_out", "apart_broken")


def differences(before: Report, after: Report) -> tuple[Difference, ...]:
    """The figures that hosts care about, side by side."""
    return tuple(Difference(name, getattr(before, name), getattr(after, name)) for name in COMPARED)
