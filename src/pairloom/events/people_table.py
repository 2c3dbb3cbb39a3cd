"""The people of an event as a table."""

from __future__ import annotations

from pairloom.events.models import Attendee, Event
from pairloom.events.queries.people import attendees_of

COLUMNS = (
    *("number", "name", "email", "side", "state", "table", "topics", "employer", "experience"),
    *("turns_away", "question", "access_needs"),
)


def people_table(event: Event) -> list[list[object]]:
    """A header, then everybody who answered, in the order of their answers."""
    people = attendees_of(event).order_by("number")
    return [list(COLUMNS), *(_cells(attendee) for attendee in people)]


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
