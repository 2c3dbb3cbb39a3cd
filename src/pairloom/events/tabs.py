"""The organiser's pages of an event, as the tabs that lead to them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pairloom.core.audit import reference
from pairloom.events import rules
from pairloom.events.models import Event
from pairloom.programmes.rules import Viewer

OUTBOX = "outbox"
FOR_HOSTS = frozenset({"events:print", "events:day"})  # the others are for organisers


@dataclass(frozen=True)
class Tab:
    title: Promise | str
    address: str
    is_here: bool


# The page, its title, and how the names of the pages begin that stand under it.
TABS: tuple[tuple[str, Promise, str], ...] = (
    ("events:organise", _("Overview"), "events:organise events:edit"),
    ("events:attendees", _("People"), "events:attendee events:add-attendees"),
    ("events:tables", _("Tables"), "events:tables events:equal-tables"),
    ("events:seating", _("Seats"), "events:seating"),
    ("events:print", _("Print"), "events:print"),
    ("events:day", _("Day"), "events:day"),
    ("events:afterwards", _("Afterwards"), "events:afterwards events:people-after events:person-after"),
    (OUTBOX, _("Letters"), "messages:"),
)


def tabs(event: Event, view_name: str, viewer: Viewer) -> list[Tab]:
    """The tabs that the viewer may open; the one is marked whose pages (by their names' beginning) hold
    `view_name`."""
    sees_all = rules.can_organise(viewer, event)
    return [
        Tab(title, address_of(page, event), view_name.startswith(tuple(own.split())))
        for page, title, own in TABS
        if sees_all or page in FOR_HOSTS
    ]


def address_of(page: str, event: Event) -> str:
    """The address of a page of `event`; the outbox is that of its programme, with this event's letters."""
    if page == OUTBOX:
        outbox = reverse("messages:outbox", args=[reference(event.programme)])
        return f"{outbox}?batch={reference(event)}"
    return reverse(page, args=[event.slug])
