"""Where the pages of a round are, by the name that the rest of the desk uses."""

from django.urls import reverse

from pairloom.programmes.message_scopes import outbox_of
from pairloom.programmes.models import Round

OUTBOX = "outbox"


def of(page: str, round: Round) -> str:
    """The address of a page of `round`; the outbox is that of its programme, with this round's letters."""
    if page == OUTBOX:
        return outbox_of(round.programme, round)
    return reverse(page, args=[round.programme.slug, round.slug])
