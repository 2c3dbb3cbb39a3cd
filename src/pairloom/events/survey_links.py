"""The link in a mail by which somebody answers the survey of an event, without signing in."""

from django.urls import reverse

from pairloom.core.addresses import RowTokens, full_address
from pairloom.events.models import Attendee, Event

_tokens = RowTokens("events.survey")


def survey_path(attendee: Attendee) -> str:
    """The survey of this attendee: whoever got the mail can answer, and nobody else."""
    return reverse("events:survey", args=[attendee.event.slug, _tokens.make(attendee)])


def survey_address(attendee: Attendee) -> str:
    return full_address(survey_path(attendee))


def attendee_of_survey(event: Event, token: str) -> Attendee | None:
    """Whose survey it is; None where we did not make the link for this event, or the person is gone."""
    return _tokens.row(token, event.attendees.filter(person__erased_at=None).select_related("person"))
