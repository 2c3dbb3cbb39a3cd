"""What took place, as tables for a spreadsheet: a header, then rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _

from pairloom.events.enums import Presence, RsvpState
from pairloom.events.models import Event
from pairloom.events.queries.attendance import turns_attended
from pairloom.events.queries.survey import feedback_to_show
from pairloom.programmes.enums import Side

Rows = Iterator[list[object]]


def meetings_table(event: Event) -> Rows:
    """Who met whom, a row a meeting; those that did not take place too."""
    yield [_("turn"), _("mentee"), _("mentor"), _("took place")]
    names = {attendee.pk: str(attendee.person) for attendee in event.attendees.select_related("person")}
    meetings = event.meetings.order_by("turn", "mentee__number")
    for turn, mentee, mentor, took_place in meetings.values_list("turn", "mentee", "mentor", "took_place"):
        yield [turn, names[mentee], names[mentor], _("yes") if took_place else _("no")]


def attendance_table(event: Event) -> Rows:
    """Everybody who was expected or walked in, what the desk noted, and in which turns they were there."""
    yield [_("number"), _("name"), _("comes as"), _("walked in"), _("noted"), _("turns there")]
    attended = turns_attended(event)
    for attendee in event.attendees.filter(state=RsvpState.COMING).select_related("person"):
        yield [
            attendee.number,
            str(attendee.person),
            str(Side(attendee.side).label),
            _("yes") if attendee.is_walk_in else _("no"),
            str(Presence(attendee.presence).label),
            _turns(attended[attendee.pk]),
        ]


def survey_table(event: Event) -> Rows:
    """The answers without names; none while there are too few."""
    yield [_("worth"), _("would come again"), _("still in touch"), _("comment")]
    for one in feedback_to_show(event):
        yield [one.worth or "", _word(one.again), _word(one.in_touch), one.comment]


TABLES: dict[str, Callable[[Event], Rows]] = {
    "meetings": meetings_table,
    "attendance": attendance_table,
    "survey": survey_table,
}


def _turns(turns: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(turns)))


def _word(answer: bool | None) -> str:
    return "" if answer is None else _("yes") if answer else _("no")
