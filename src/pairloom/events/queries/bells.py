"""Where an event stands between its bells, by the one clock. A clock that is held stands for everybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from pairloom.core import clock
from pairloom.events.models import Event

HALF_A_DAY = timedelta(hours=12)


class Phase(StrEnum):
    """What happens at a moment. A change leads to the turn that comes."""

    BEFORE = "before"
    TURN = "turn"
    CHANGE = "change"
    OVER = "over"


class Ring(StrEnum):
    """What a bell says."""

    BEGINS = "begins"
    ENDS = "ends"


@dataclass(frozen=True)
class Stroke:
    """One stroke of the bell."""

    turn: int
    ring: Ring
    at: datetime

    @property
    def key(self) -> str:
        """Such as "3-begins": how a page names the stroke that it means."""
        return f"{self.turn}-{self.ring}"


@dataclass(frozen=True)
class Timeline:
    """All strokes of an event in order, and the moment that its clock shows.

    Before the host begins no bell rings, whatever the plan says.
    """

    strokes: tuple[Stroke, ...]
    has_begun: bool
    is_held: bool
    shows: datetime

    @property
    def begun(self) -> int:
        """How many turns have begun: these are frozen."""
        return sum(stroke.ring == Ring.BEGINS for stroke in self.rung)

    @property
    def rung(self) -> tuple[Stroke, ...]:
        return tuple(stroke for stroke in self.strokes if self.has_begun and stroke.at <= self.shows)

    @property
    def next(self) -> Stroke | None:
        """The next stroke; None when the last one has rung."""
        return next((stroke for stroke in self.strokes[len(self.rung) :]), None)

    @property
    def phase(self) -> Phase:
        if not self.has_begun:
            return Phase.BEFORE
        if self.next is None:
            return Phase.OVER
        return Phase.TURN if self.next.ring == Ring.ENDS else Phase.CHANGE

    @property
    def turn(self) -> int:
        """The running turn, else the one that comes, else the last."""
        following = self.next or self.strokes[-1]
        return following.turn

    @property
    def coming(self) -> int | None:
        """The turn for which people will change tables, None where no other comes."""
        turn = self.turn + (self.phase == Phase.TURN)
        return turn if self.next is not None and turn <= self.turns else None

    @property
    def turns(self) -> int:
        return len(self.strokes) // 2

    @property
    def ahead(self) -> range:
        """The turns that are not frozen yet."""
        return range(self.begun + 1, self.turns + 1)

    @property
    def is_far(self) -> bool:
        """Whether the first bell is so far ahead that to begin now would be a slip."""
        return not self.has_begun and self.left > HALF_A_DAY

    @property
    def left(self) -> timedelta:
        """Until the next stroke; zero when all have rung."""
        return self.next.at - self.shows if self.next else timedelta(0)


def timeline(event: Event) -> Timeline:
    """The event's strokes as they stand now; one query unless `bells` were fetched before."""
    bells = [(bell.turn, bell.starts_at, bell.ends_at) for bell in event.bells.all()]
    return timeline_of(bells, began_at=event.began_at, held_at=event.held_at, closed_at=event.closed_at)


def timeline_of(
    bells: Iterable[tuple[int, datetime, datetime]],
    *,
    began_at: datetime | None,
    held_at: datetime | None,
    closed_at: datetime | None,
) -> Timeline:
    """The same for bells (turn, begins, ends). Closing ends the running turn; none comes after it."""
    strokes = [
        stroke
        for turn, begins, ends in bells
        for stroke in (Stroke(turn, Ring.BEGINS, begins), Stroke(turn, Ring.ENDS, ends))
    ]
    if began_at is not None and closed_at is not None:
        strokes = _until(held_at or closed_at, strokes)
    shows = held_at or clock.now()
    return Timeline(tuple(strokes), has_begun=began_at is not None, is_held=held_at is not None, shows=shows)


def _until(end: datetime, strokes: list[Stroke]) -> list[Stroke]:
    rung = [stroke for stroke in strokes if stroke.at <= end]
    if rung and rung[-1].ring == Ring.BEGINS:
        rung.append(Stroke(rung[-1].turn, Ring.ENDS, end))
    return rung or strokes
