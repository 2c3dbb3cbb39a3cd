"""What a phone asks: where do I sit next? Answered without rows of models, as thousands ask at once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from pairloom.events.enums import RsvpState
from pairloom.events.models import Attendee, Seat
from pairloom.events.queries.bells import Timeline, timeline_of
from pairloom.people.models import called
from pairloom.programmes.enums import Side

_COLUMNS = {
    "key": "pk",
    "number": "number",
    "side": "side",
    "state": "state",
    "name": "person__name",
    "email": "person__email",
    "erased_at": "person__erased_at",
    "event": "event__name",
    "slug": "event__slug",
    "place": "event__place",
    "time_zone": "event__time_zone",
    "began_at": "event__began_at",
    "held_at": "event__held_at",
    "closed_at": "event__closed_at",
    "cancelled_at": "event__cancelled_at",
    "published": "event__seating__published",
}
_BELL = ("event__bells__turn", "event__bells__starts_at", "event__bells__ends_at")


@dataclass(frozen=True)
class Card:
    """Whose card it is, how the event stands, and which plan they follow (its key)."""

    key: int
    number: int
    side: Side
    name: str
    event: str
    slug: str
    place: str
    time_zone: str
    has_place: bool
    cancelled_at: datetime | None
    published: int | None
    stands: Timeline

    @cached_property
    def tag(self) -> str:
        """Another whenever the page would look otherwise, but for what the hour changes."""
        parts = (self.key, self.has_place, self.published, self.cancelled_at, self.name)
        clock_stands = (self.stands.has_begun, self.stands.is_held, self.stands.strokes)
        return f'"{hashlib.sha256(repr((parts, clock_stands)).encode()).hexdigest()[:32]}"'


@dataclass(frozen=True)
class MyTurn:
    """One turn of somebody: at which table, with whom, and why. Nobody there: the turn is free."""

    table: str
    others: tuple[str, ...]
    reason: str


def card_of(token: str) -> Card | None:
    """The card with this token; None where there is none. One indexed query."""
    found = Attendee.objects.filter(token=token).order_by("event__bells__turn")
    rows = list(found.values_list(*_COLUMNS.values(), *_BELL))
    if not rows:
        return None
    first = dict(zip(_COLUMNS, rows[0], strict=False))
    bells = [(turn, begins, ends) for *_, turn, begins, ends in rows if turn is not None]
    has_place = first["state"] == RsvpState.COMING
    return Card(
        key=first["key"],
        number=first["number"],
        side=Side(first["side"]),
        name=called(first["name"], first["email"], first["erased_at"]),
        event=first["event"],
        slug=first["slug"],
        place=first["place"],
        time_zone=first["time_zone"],
        has_place=has_place,
        cancelled_at=first["cancelled_at"],
        published=first["published"] if has_place else None,
        stands=timeline_of(
            bells, began_at=first["began_at"], held_at=first["held_at"], closed_at=first["closed_at"]
        ),
    )


def turns_of(card: Card) -> list[MyTurn]:
    """Every turn by the published plan in order, none before there is one. One indexed query."""
    if card.published is None:
        return []
    other = "mentee" if card.side == Side.MENTOR else "mentor"
    person = f"{other}__person"
    seats = Seat.objects.filter(plan=card.published, **{card.side.value: card.key})
    rows: dict[int, list[Any]] = {}
    columns = (
        "turn",
        "table__number",
        "reason",
        f"{person}__name",
        f"{person}__email",
        f"{person}__erased_at",
    )
    for turn, *rest in seats.order_by("turn", f"{other}__number").values_list(*columns):
        rows.setdefault(turn, []).append(rest)
    return [_my_turn(card, rows.get(turn, [])) for turn in range(1, card.stands.turns + 1)]


def _my_turn(card: Card, rows: list[Any]) -> MyTurn:
    table = next((str(table) for table, *_ in rows if table), "")
    reason = rows[0][1] if rows and card.side == Side.MENTEE else ""
    return MyTurn(table, tuple(called(*who) for _, _, *who in rows), reason)
