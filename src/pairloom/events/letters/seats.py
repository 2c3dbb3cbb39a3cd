"""The letter with one's seats: when the evening begins, and at which table one sits in each turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pairloom.core.addresses import full_address
from pairloom.events.answer_links import answer_address
from pairloom.events.letters.kinds import CANCEL, CANCEL_SAMPLE
from pairloom.events.models import Attendee, Event
from pairloom.events.queries.seating import MySeat
from pairloom.messages.catalogue import MessageKind
from pairloom.messages.markdown import bullets, link
from pairloom.programmes.enums import Side

YOUR_SEATS = MessageKind(
    key="event-seats",
    name=gettext_lazy("Your seats at a speed event"),
    scope_kind="programme",
    subject=gettext_lazy("{{ event }}: where you sit"),
    body=gettext_lazy(
        """Dear {{ person }},

we look forward to seeing you at {{ event }}. It begins on {{ when }}. {{ place }}

### Your turns

{{ turns }}

You get a card with this list at the door. On the day you find your next table here too, always up to date: \
{{ page }}

If you cannot come after all, please tell us as soon as you can, so that somebody else gets your seat. \
One tap is enough: {{ cancel }}

With warm wishes,
{{ programme }}
"""
    ),
    placeholders={
        "person": gettext_lazy("name of who comes"),
        "event": gettext_lazy("name of the event"),
        "when": gettext_lazy("day and time of the first bell, in the event's time zone"),
        "place": gettext_lazy("where it takes place"),
        "turns": gettext_lazy("every turn with its time, table and people"),
        "page": gettext_lazy("address of the card as a page"),
        "programme": gettext_lazy("name of the programme"),
        **CANCEL,
    },
    sample={
        "person": "Noor Haddad",
        "event": "Mentoring breakfast",
        "when": "Tuesday, 2 March 2027, 09:00 (Europe/Berlin)",
        "place": "Hall 3",
        "turns": bullets(["09:00: table 4, with Asha Patel", "09:12: table 7, with Kofi Mensah"]),
        "page": "https://mentoring.example.org/card/k3m9r2t7w4x8yz/",
        "programme": "Cloud mentoring",
        **CANCEL_SAMPLE,
    },
)


def seats_letters(event: Event, seats: Mapping[Attendee, Sequence[MySeat]]) -> dict[Attendee, dict[str, str]]:
    """What the letter says to each of these people. What it says to all is worked out once."""
    to_all = {
        "event": event.name,
        "when": f"{_local(event, 0, 'l, j F Y, H:i')} ({event.time_zone})",
        "place": event.place,
        "programme": event.programme.name,
    }
    turns = {seat.turn for mine in seats.values() for seat in mine}
    starts = {turn: _local(event, turn - 1, "H:i") for turn in turns}
    return {attendee: to_all | _to_one(attendee, mine, starts) for attendee, mine in seats.items()}


def _to_one(attendee: Attendee, seats: Sequence[MySeat], starts: Mapping[int, str]) -> dict[str, str]:
    return {
        "person": str(attendee.person),
        "turns": bullets([_turn(attendee, seat, starts[seat.turn]) for seat in seats]),
        "page": link(full_address("events:card", attendee.token)),
        "cancel": link(answer_address(attendee)),
    }


def _turn(attendee: Attendee, seat: MySeat, start: str) -> str:
    """Such as `09:12: table 7, with Kofi Mensah`."""
    if not seat.others:
        return _("%(time)s: free") % {"time": start}
    table = _("table %(number)s") % {"number": seat.table} if seat.table else _("a table of your choice")
    if attendee.side == Side.MENTOR:
        count = len(seat.others)
        people = ngettext("%(count)s mentee", "%(count)s mentees", count) % {"count": count}
    else:
        people = str(seat.others[0].person)
    return _("%(time)s: %(table)s, with %(people)s") % {"time": start, "table": table, "people": people}


def _local(event: Event, turn: int, form: str) -> str:
    """The planned moment of a turn (from 0) on the clock of the place."""
    return formats.date_format((event.starts_at + turn * event.stride).astimezone(event.zone), form)
