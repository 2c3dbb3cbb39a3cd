"""The link in a mail by which somebody says that they cannot come, without signing in."""

from pairloom.core.addresses import RowTokens, full_address
from pairloom.events.models import Attendee

_tokens = RowTokens("events.answer")


def answer_address(attendee: Attendee) -> str:
    """The page on which whoever got this attendee's mail cancels, or comes back."""
    return full_address("events:answer", _tokens.make(attendee))


def attendee_of_link(token: str) -> Attendee | None:
    """Whose link ends in `token`; None where we did not make it, or where the answer is gone."""
    return _tokens.row(token, Attendee.objects.select_related("event__programme", "person"))
