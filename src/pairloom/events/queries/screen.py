"""What the wall screen keeps in hand, so that it goes on when the network drops: all bells and all seats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from pairloom.events.enums import Sharing, WhoMoves
from pairloom.events.models import Attendee, Event, Seat, Seating
from pairloom.events.queries.bells import Timeline
from pairloom.people.spelling import plain
from pairloom.programmes.enums import Side


@dataclass(frozen=True)
class Place:
    """Somebody on the list of who goes where. `tables` has a number for each turn, None where one is free."""

    name: str
    side: Side
    tables: tuple[int | None, ...]

    def goes(self, turn: int, mover: Side) -> bool:
        """Whether the list for `turn` has to name this person: all for the first, then who has to move."""
        now = self.tables[turn - 1]
        before = self.tables[turn - 2] if turn > 1 else None
        return turn == 1 or self.side == mover or (now is not None and now != before)


def milliseconds(moment: datetime) -> int:
    """Since 1970, as browsers count."""
    return round(moment.timestamp() * 1000)


def bells_in_hand(stands: Timeline) -> dict[str, Any]:
    """The bells as a browser needs them to know at any moment where the event stands."""
    return {
        "began": stands.has_begun,
        "held": milliseconds(stands.shows) if stands.is_held else None,
        "strokes": [[stroke.turn, stroke.ring.value, milliseconds(stroke.at)] for stroke in stands.strokes],
    }


def published_number(event: Event) -> int | None:
    """The number of the plan that people follow."""
    return Seating.objects.filter(event=event).values_list("published__number", flat=True).first()


def mover(event: Event) -> Side:
    return Side.MENTOR if event.who_moves == WhoMoves.MENTORS else Side.MENTEE


def places_in(event: Event, plan: int | None) -> list[Place]:
    """Everybody who has a seat in the plan of that number, by first name. Two queries.

    Mentees who keep their name to themselves are there by the number on their card.
    """
    if plan is None:
        return []
    tables: dict[int, list[int | None]] = {}
    seats = Seat.objects.filter(plan__event=event, plan__number=plan)
    for turn, mentee, mentor, table in seats.values_list("turn", "mentee", "mentor", "table__number"):
        for attendee in (mentee, mentor):
            tables.setdefault(attendee, [None] * event.turns)[turn - 1] = table
    people = Attendee.objects.filter(event=event).select_related("person")
    named = [(_called(each), Side(each.side), tables[each.pk]) for each in people if each.pk in tables]
    named.sort(key=lambda each: plain(each[0]))
    return [Place(name, side, tuple(row)) for name, side, row in named]


def _called(attendee: Attendee) -> str:
    if attendee.side == Side.MENTOR or Sharing.NAME in attendee.shares:
        return str(attendee.person)
    return _("No. %(number)s") % {"number": attendee.number}


def seats_in_hand(event: Event, plan: int | None) -> dict[str, Any]:
    """The same as plain values, each list short: thousands of them travel to the screen."""
    return {
        "plan": plan,
        "mover": mover(event).value,
        "people": [[each.name, each.side.value, list(each.tables)] for each in places_in(event, plan)],
    }
