"""Calendar entries as iCalendar (RFC 5545) and as the messages that update and cancel them (RFC 5546)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import icalendar

from pairloom.calendars.values import CalendarEntry, CalendarWords, Person, TurnLine

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]

PRODUCT = "-//Pairloom//Pairloom//EN"
SPARE = timedelta(days=366)  # so that a time zone's change before and after the entries is told


def ics(
    entries: Sequence[CalendarEntry], *, method: Method = "PUBLISH", words: CalendarWords | None = None
) -> bytes:
    """One calendar with these entries: PUBLISH to keep, REQUEST to accept or update, CANCEL to take away.

    The same entries give the same bytes. Raises ValueError where a moment has no time zone, where an entry
    ends before it starts, or where REQUEST or CANCEL lacks organiser or attendee, as RFC 5546 asks for both.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for entry in entries:
        _check(entry, method)
        calendar.add_component(_event(entry, method, words or CalendarWords()))
    if entries:
        calendar.add_missing_timezones(
            first_date=(min(entry.start for entry in entries) - SPARE).date(),
            last_date=(max(entry.end for entry in entries) + SPARE).date(),
        )
    written: bytes = calendar.to_ical()
    return written


def _check(entry: CalendarEntry, method: Method) -> None:
    if any(moment.tzinfo is None for moment in (entry.start, entry.end, entry.changed)):
        raise ValueError(f"{entry.uid}: a moment has no time zone")
    if entry.end < entry.start:
        raise ValueError(f"{entry.uid}: the end is before the start")
    if method != "PUBLISH" and (entry.organiser is None or entry.attendee is None):
        raise ValueError(f"{entry.uid}: {method} needs an organiser and an attendee")


def _event(entry: CalendarEntry, method: Method, words: CalendarWords) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", _utc(entry.changed))
    event.add("dtstart", _shown(entry.start))
    event.add("dtend", _shown(entry.end))
    event.add("summary", entry.title)
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    told = _description(entry, words)
    for name, text in (("location", entry.place), ("description", told), ("url", entry.link)):
        if text:
            event.add(name, text)
    if entry.organiser is not None:
        event.add("organizer", _address(entry.organiser))
    if entry.attendee is not None:
        attendee = _address(entry.attendee)
        attendee.params["PARTSTAT"] = icalendar.vText("ACCEPTED")  # they said so when they signed up
        event.add("attendee", attendee)
    return event


def _description(entry: CalendarEntry, words: CalendarWords) -> str:
    turns = "\n".join(_turn(line, words) for line in entry.turns)
    return "\n\n".join(filter(None, (entry.about, turns, entry.link)))


def _turn(line: TurnLine, words: CalendarWords) -> str:
    at_table = words.at_table if line.mentor else words.at_table_alone
    pattern = at_table if line.table else words.free
    return pattern.format(start=line.start, table=line.table, mentor=line.mentor).strip()


def _address(person: Person) -> icalendar.vCalAddress:
    address = icalendar.vCalAddress(f"mailto:{person.email}")
    address.params["CN"] = icalendar.vText(person.name)
    return address


def _shown(moment: datetime) -> datetime:
    """In its named time zone; a bare offset, which calendars cannot name, becomes UTC."""
    return moment if isinstance(moment.tzinfo, ZoneInfo) else _utc(moment)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
