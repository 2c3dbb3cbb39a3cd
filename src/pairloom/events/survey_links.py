"""The link in a mail by which somebody answers the survey of an event, without signing in."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from pairloom.events.models import Attendee, Event

_signer = Signer(salt="events.survey")


def survey_path(attendee: Attendee) -> str:
    """The survey of this attendee: whoever got the mail can answer, and nobody else."""
    return reverse("events:survey", args=[attendee.event.slug, _signer.sign(str(attendee.pk))])


def survey_address(attendee: Attendee) -> str:
    return settings.SITE_ADDRESS + survey_path(attendee)


def attendee_of_survey(event: Event, token: str) -> Attendee | None:
    """Whose survey it is; None where we did not make the link for this event, or the person is gone."""
    try:
        pk = int(_signer.unsign(token))
    except (BadSignature, ValueError):
        return None
    return event.attendees.select_related("person").filter(pk=pk, person__erased_at=None).first()
