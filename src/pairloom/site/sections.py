"""The parts of the house, as the links of the masthead lead to them."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pairloom.core.tabs import Tab, TabRow, tabs_of

PROGRAMMES: TabRow = (
    "programmes:programmes",
    _("Programmes"),
    "programmes: matching: desk:round pairs:round",
)
SIGNED_IN: tuple[TabRow, ...] = (
    ("events:events", _("Events"), "events:"),
    ("desk:me", _("My page"), "desk:me pairs:pair"),
    ("interest:people", _("Mutual interest"), "interest:"),
    ("people:profile", _("Profile"), "people:profile people:data account_email mfa_"),
)
MAILBOX: TabRow = ("messages:mailbox", _("Mailbox"), "messages:mailbox")


def sections(request: HttpRequest) -> list[Tab]:
    """The parts that the visitor may enter, the one in which they are marked."""
    rows = [PROGRAMMES]
    if request.user.is_authenticated:
        rows += [*SIGNED_IN, *([MAILBOX] if settings.IS_DEMO else [])]
    here = request.resolver_match.view_name if request.resolver_match else ""
    return tabs_of(rows, view_name=here, address_of=reverse)
