"""What events keep about a person: handed over whole, or forgotten so that counts stay."""

from typing import Any

from django.db.models import Q

from pairloom.core import clock
from pairloom.events.enums import RsvpState
from pairloom.events.models import Attendee, Event, Feedback, Printing, Wish
from pairloom.events.queries.meetings import meetings_of
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


def export_meetings(person: Person) -> list[dict[str, Any]]:
    """Whom one sat with, and when."""
    return [
        {
            "event": attendee.event.name,
            "turn": meeting.turn,
            "with": str((meeting.mentor if attendee == meeting.mentee else meeting.mentee).person),
            "took_place": meeting.took_place,
        }
        for attendee in Attendee.objects.filter(person=person).select_related("event")
        for meeting in meetings_of(attendee)
    ]


def keep_meetings(person: Person) -> None:
    """They say that two attendees met, and stay as figures: who one of them was is forgotten elsewhere."""


def export_surveys(person: Person) -> list[dict[str, Any]]:
    """What one answered after events."""
    given = Feedback.objects.filter(attendee__person=person).select_related("event")
    return [
        {
            "event": one.event.name,
            "worth": one.worth,
            "would_come_again": one.again,
            "still_in_touch": one.in_touch,
            "comment": one.comment,
        }
        for one in given
    ]


def erase_surveys(person: Person) -> None:
    """The numbers stay and belong to nobody any more; the words go."""
    Feedback.objects.filter(attendee__person=person).update(attendee=None, comment="", changed_at=clock.now())


def export_printings(person: Person) -> list[dict[str, Any]]:
    """Files for the printer that name one, or that one asked for."""
    theirs = Q(asked_by=person) | Q(plan__event__attendees__person=person)
    kept = Printing.objects.filter(theirs).distinct().select_related("plan__event", "asked_by")
    return [
        {
            "event": printing.plan.event.name,
            "kind": printing.get_kind_display(),
            "asked_at": printing.created_at.isoformat(),
            "asked_by_you": printing.asked_by == person,
        }
        for printing in kept.defer("content", "plan__encoded")
    ]


def erase_printings(person: Person) -> None:
    """A file that names somebody who leaves goes at once; it can be made anew without them."""
    Printing.objects.filter(plan__event__attendees__person=person).delete()
    Printing.objects.filter(asked_by=person).update(asked_by=None)
