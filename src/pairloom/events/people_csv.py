"""The people of an event as a table of text."""

from __future__ import annotations

import csv
import io

from pairloom.core.csv_safety import neutralised
from pairloom.events.models import Attendee, Event
from pairloom.events.queries.people import attendees_of

COLUMNS = (
    *("number", "name", "email", "side", "state", "table", "topics", "employer", "experience"),
    *("turns_away", "question", "access_needs"),
)


def people_csv(event: Event) -> str:
    """Everybody who answered, one a line, in the order of their answers."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for attendee in attendees_of(event).order_by("number"):
        writer.writerow(neutralised(cell) for cell in _cells(attendee))
    return written.getvalue()


def _cells(attendee: Attendee) -> list[object]:
    return [
        attendee.number,
        attendee.person.name,
        attendee.person.email if attendee.person.has_address else "",
        attendee.side,
        attendee.state,
        attendee.table.number if attendee.table else "",
        "; ".join(topic.name for topic in attendee.topics.all()),
        attendee.employer,
        attendee.experience,
        "; ".join(map(str, attendee.away)),
        attendee.question,
        attendee.access_needs,
    ]
