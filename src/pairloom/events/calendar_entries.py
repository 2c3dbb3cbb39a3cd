"""The entry of an event in people's calendars: one for each attendee, who keep it through all changes."""

from __future__ import annotations

from email.utils import parseaddr

from django.conf import settings

from pairloom.calendars import CalendarEntry, Method, Person, ics
from pairloom.core import clock
from pairloom.core.addresses import full_address
from pairloom.events.models import Attendee, Event


def calendar_entry(event: Event, attendee: Attendee | None, method: Method) -> str:
    """The iCalendar text with which `method` is asked (RFC 5546); without an attendee, for anybody.

    Its UID stays the same for an attendee; `Event.sequence` tells calendars which version is newer.
    """
    entry = CalendarEntry(
        uid=_uid(event, attendee),
        title=event.name,
        start=event.starts_at.astimezone(event.zone),
        end=event.ends_at.astimezone(event.zone),
        changed=clock.now(),
        sequence=event.sequence,
        place=event.place,
        link=full_address("events:event", event.slug),
        organiser=Person(event.programme.name, _organiser()) if attendee else None,
        attendee=Person(str(attendee.person), attendee.person.email) if attendee else None,
    )
    return ics([entry], method=method).decode()


def _organiser() -> str:
    return parseaddr(settings.MAIL_REPLY_TO or settings.DEFAULT_FROM_EMAIL)[1]


def _uid(event: Event, attendee: Attendee | None) -> str:
    whose = f"-{attendee.pk}" if attendee is not None else ""
    return f"event-{event.pk}{whose}@{settings.SITE_HOST}"
