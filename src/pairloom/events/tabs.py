"""The organiser's pages of an event, as the tabs that lead to them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pairloom.core.tabs import Tab, TabRow, tabs_of
from pairloom.events import rules
from pairloom.events.models import Event
from pairloom.programmes.message_scopes import outbox_of
from pairloom.programmes.rules import Viewer

OUTBOX = "outbox"
FOR_HOSTS = frozenset({"events:print", "events:day"})  # the others are for organisers


TABS: tuple[TabRow, ...] = (
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
    """The tabs that the viewer may open, the one for the page of `view_name` marked."""
    sees_all = rules.can_organise(viewer, event)
    rows = [row for row in TABS if sees_all or row[0] in FOR_HOSTS]
    return tabs_of(rows, view_name=view_name, address_of=lambda page: address_of(page, event))


def address_of(page: str, event: Event) -> str:
    """The address of a page of `event`; the outbox is that of its programme, with this event's letters."""
    if page == OUTBOX:
        return outbox_of(event.programme, event)
    return reverse(page, args=[event.slug])
