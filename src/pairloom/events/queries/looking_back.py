"""The organiser's page after an event, read in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from pairloom.core.audit import reference
from pairloom.events.letters.afterwards import THANKS
from pairloom.events.models import Attendee, Event
from pairloom.events.queries.again import Offer, offers
from pairloom.events.queries.attendance import Attendance, attendance_of, those_who_came, turns_held
from pairloom.events.queries.meetings import MeetingFigures, figures_of
from pairloom.events.queries.survey import SurveyResult, survey_of
from pairloom.messages.enums import MessageState
from pairloom.messages.models import Message
from pairloom.programmes.models import Programme, Round
from pairloom.programmes.queries import programmes_with_rounds, rounds_by_standing


@dataclass(frozen=True)
class Letters:
    """The letters of thanks: drafts wait for the organiser."""

    drafts: int
    released: int

    @property
    def written(self) -> int:
        return self.drafts + self.released


@dataclass(frozen=True)
class LookingBack:
    """`can_close` before it is closed and after the first bell; the rest is there once it is closed."""

    can_close: bool
    attendance: Attendance
    figures: MeetingFigures
    letters: Letters
    survey: SurveyResult
    offers: list[Offer]
    rounds: list[Round]


def looking_back(event: Event) -> LookingBack:
    return LookingBack(
        can_close=event.closed_at is None and event.cancelled_at is None and turns_held(event) > 0,
        attendance=attendance_of(event),
        figures=figures_of(event),
        letters=_letters(event),
        survey=survey_of(event),
        offers=offers(event) if event.closed_at else [],
        rounds=rounds_ahead(event.programme),
    )


def rounds_ahead(programme: Programme) -> list[Round]:
    """The rounds in which people can still become a pair."""
    with_rounds = programmes_with_rounds().get(pk=programme.pk)
    return [standing.round for standing in rounds_by_standing(with_rounds) if not standing.is_over]


def people_after(event: Event, *, search: str = "") -> QuerySet[Attendee]:
    """Who came, by name, each with the number of `meetings` that took place."""
    people = those_who_came(event).annotate(
        meetings=Count("meetings_as_mentee", Q(meetings_as_mentee__took_place=True), distinct=True)
        + Count("meetings_as_mentor", Q(meetings_as_mentor__took_place=True), distinct=True)
    )
    if search:
        people = people.filter(person__name__icontains=search)
    return people.order_by("person__name", "number")


def _letters(event: Event) -> Letters:
    keys = [kind.key for kind in THANKS.values()]
    thanks = Message.objects.filter(batch=reference(event), key__in=keys)
    put_aside = Q(state=MessageState.DISCARDED)
    return Letters(
        **thanks.aggregate(
            drafts=Count("pk", Q(state=MessageState.DRAFT)),
            released=Count("pk", ~Q(state=MessageState.DRAFT) & ~put_aside),
        )
    )
