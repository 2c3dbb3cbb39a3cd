"""What events keep about a person: handed over whole, or forgotten so that counts stay."""

from typing import Any

from pairloom.core import clock
from pairloom.events.enums import RsvpState
from pairloom.events.models import Attendee, Event, Wish
from pairloom.events.services.waiting import move_up
from pairloom.people.models import Person


def export_answers(person: Person) -> list[dict[str, Any]]:
    """Every answer to an invitation."""
    mine = Attendee.objects.filter(person=person).select_related("event__programme", "table")
    return [_exported(attendee) for attendee in mine.prefetch_related("topics", "wishes__person")]


def _exported(attendee: Attendee) -> dict[str, Any]:
    return {
        "programme": attendee.event.programme.name,
        "event": attendee.event.name,
        "starts_at": attendee.event.starts_at.isoformat(),
        "side": attendee.side,
        "state": attendee.state,
        "topics": ", ".join(topic.name for topic in attendee.topics.all()),
        "wished_mentors": ", ".join(str(mentor.person) for mentor in attendee.wishes.all()),
        "employer": attendee.employer,
        "experience": attendee.experience,
        "turns_away": ", ".join(map(str, attendee.away)),
        "access_needs": attendee.access_needs,
        "question": attendee.question,
        "shared": ", ".join(attendee.shares),
        "table": attendee.table.number if attendee.table else "",
    }


def erase_answers(person: Person) -> None:
    """Somebody who leaves comes to no event ahead, and the next one in line does; past ones keep a figure."""
    mine = Attendee.objects.filter(person=person)
    ahead = list(
        Event.objects.select_for_update(of=("self",))
        .select_related("programme")
        .filter(attendees__in=mine, began_at=None, closed_at=None, cancelled_at=None)
        .order_by("pk")
    )
    mine.filter(event__in=ahead).update(state=RsvpState.CANCELLED, waiting_since=None, table=None)
    forget(mine)
    Wish.objects.filter(mentee__in=mine).delete()
    for event in ahead:
        move_up(event=event, by=None)


def forget(attendees: Any) -> None:
    """Empty what these attendees said about themselves; that they came stays."""
    for attendee in attendees:
        attendee.topics.clear()
        attendee.knows.clear()
    attendees.update(
        employer="", experience="", access_needs="", question="", shares=[], changed_at=clock.now()
    )
