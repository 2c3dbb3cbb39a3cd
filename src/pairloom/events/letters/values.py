"""What stands in the letters of an event: plain values for the wordings of `kinds`."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pairloom.calendars import Method
from pairloom.core.addresses import full_address
from pairloom.core.audit import reference
from pairloom.events.answer_links import answer_address
from pairloom.events.calendar_entries import calendar_entry
from pairloom.events.models import Attendee, Event
from pairloom.messages.catalogue import MessageKind
from pairloom.messages.markdown import link
from pairloom.messages.services import Addressed, CalendarPart
from pairloom.people.models import Person
from pairloom.programmes.enums import Side


def common(event: Event, person: Person) -> dict[str, str]:
    return {
        "name": str(person),
        "event": event.name,
        "programme": event.programme.name,
        "when": when(event),
        "place": event.place or _("the place follows"),
        "page": link(full_address("events:event", event.slug)),
    }


def when(event: Event) -> str:
    """Such as `Thursday, 4 March 2027, 08:00 to 08:58 (Europe/Berlin)`."""
    begins, ends = (moment.astimezone(event.zone) for moment in (event.starts_at, event.ends_at))
    hours = _("%(begins)s to %(ends)s") % {
        "begins": date_format(begins, "l, j F Y, H:i"),
        "ends": date_format(ends, "H:i"),
    }
    return f"{hours} ({event.zone_name})"


def length(event: Event) -> str:
    words = ngettext(
        "%(turns)d turn of %(minutes)d minutes", "%(turns)d turns of %(minutes)d minutes", event.turns
    )
    return words % {"turns": event.turns, "minutes": event.minutes}


def invitation(event: Event, person: Person) -> dict[str, str]:
    rsvp = link(full_address("events:rsvp", event.slug) + "?as=mentor")
    return common(event, person) | {"length": length(event), "rsvp": rsvp}


def to_attendees(
    kind: MessageKind,
    event: Event,
    attendees: Iterable[Attendee],
    *,
    about: str = "",
    method: Method | None = None,
    **more: str,
) -> list[Addressed]:
    """One letter for each, with a calendar entry where there is a method (RFC 5546), such as REQUEST.

    `about` follows the attendee in what the letter is about; `more` are values that all have in common.
    """
    return [
        Addressed(
            about=f"{reference(attendee)}{about}" if about else "",
            to=[attendee.person],
            context=_only(kind, _values(event, attendee) | more),
            calendar=CalendarPart(method, calendar_entry(event, attendee, method)) if method else None,
        )
        for attendee in attendees
    ]


def _values(event: Event, attendee: Attendee) -> dict[str, str]:
    return common(event, attendee.person) | {
        "part": _("as a mentor") if attendee.side == Side.MENTOR else _("as a mentee"),
        "cancel": link(answer_address(attendee)),
    }


def ahead_of(waiting_before: int) -> str:
    """How long the waiting list is, for somebody who stands in it."""
    if not waiting_before:
        return _("You are the first in line.")
    words = ngettext("One person waits before you.", "%(count)d people wait before you.", waiting_before)
    return words % {"count": waiting_before}


def _only(kind: MessageKind, values: dict[str, str]) -> dict[str, str]:
    return {name: values[name] for name in kind.placeholders}
