"""What counts on the day: which turns are frozen, and who is there in which turn."""

from __future__ import annotations

from collections.abc import Collection

from pairloom.events.enums import Presence, RsvpState
from pairloom.events.models import Attendee, Event
from pairloom.events.queries.bells import timeline


def begun_turns(event: Event) -> int:
    """How many bells have rung since the host began. No seat of these turns is changed any more."""
    return timeline(event).begun


def turns_there(attendee: Attendee, turns: int, *, absent: Collection[int] = ()) -> frozenset[int]:
    """In which of `turns` turns (from 1) somebody is there, as far as the check-in desk knows.

    Who is still expected counts as there, unless their id is among `absent`. What was answered beforehand
    (turns away) counts as well as what was seen on the day (late, gone).
    """
    expected = attendee.presence == Presence.EXPECTED
    if attendee.state != RsvpState.COMING or (expected and attendee.pk in absent):
        return frozenset()
    first = attendee.from_turn or 1
    last = attendee.gone_turn - 1 if attendee.gone_turn is not None else turns
    return frozenset(range(first, last + 1)) - frozenset(attendee.away)
