"""The link in a mail by which somebody says that they cannot come, without signing in."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from pairloom.events.models import Attendee

_signer = Signer(salt="events.answer")


def answer_address(attendee: Attendee) -> str:
    """The page on which whoever got this attendee's mail cancels, or comes back."""
    return settings.SITE_ADDRESS + reverse("events:answer", args=[_signer.sign(str(attendee.pk))])


def attendee_of_link(token: str) -> Attendee | None:
    """Whose link ends in `token`; None where we did not make it, or where the answer is gone."""
    try:
        pk = int(_signer.unsign(token))
    except (BadSignature, ValueError):
        return None
    return Attendee.objects.select_related("event__programme", "person").filter(pk=pk).first()
