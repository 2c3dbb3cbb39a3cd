"""The organiser's pages of the people of an event."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pairloom.core import notes
from pairloom.core.errors import InvalidError, RefusedError
from pairloom.events import rules
from pairloom.events.enums import RsvpState
from pairloom.events.forms.people import AddPeopleForm, PeopleFilter, PlaceForm
from pairloom.events.models import Attendee, Event
from pairloom.events.people_table import people_table
from pairloom.events.queries.events import places_of
from pairloom.events.queries.people import attendees_of
from pairloom.events.services import inviting, rsvp
from pairloom.events.tabs import OUTBOX, address_of
from pairloom.events.views.access import for_event
from pairloom.events.views.downloads import csv_download
from pairloom.people.visitors import visitor
from pairloom.programmes.enums import Side
from pairloom.programmes.views.access import posted

A_PAGE = 50
_NOW = {
    RsvpState.COMING: gettext_lazy("%(name)s comes."),
    RsvpState.WAITING: gettext_lazy("%(name)s waits for a place."),
    RsvpState.CANCELLED: gettext_lazy("%(name)s does not come."),
}


@require_safe
@for_event(rules.can_organise)
def people(request: HttpRequest, event: Event) -> HttpResponse:
    """Who answered. The same number of queries for any number of people."""
    form = PeopleFilter(request.GET)
    found = form.shown(attendees_of(event)).order_by("person__name", "pk")
    context = {
        "event": event,
        "form": form,
        "places": places_of(event),
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "narrowed": form.is_narrowed(),
    }
    return render(request, "events/people.html", context)


@require_safe
@for_event(rules.can_organise)
def download(request: HttpRequest, event: Event) -> HttpResponse:
    """Everybody who answered, with all that they said, as CSV."""
    return csv_download(request, event, table="people", rows=people_table(event))


@require_http_methods(["GET", "POST"])
@for_event(rules.can_organise)
def add(request: HttpRequest, event: Event) -> HttpResponse:
    """Put people on the list, or draft letters that ask them."""
    form = AddPeopleForm(posted(request), initial={"side": request.GET.get("as", Side.MENTOR)})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            if given["asks"]:
                return _ask(request, event, given["people"])
            return _put(request, event, given["people"], Side(given["side"]))
        except RefusedError as error:
            form.add_error(None, error.message)
    return render(request, "events/add_people.html", {"event": event, "form": form})


@require_http_methods(["GET", "POST"])
@for_event(rules.can_organise)
def person(request: HttpRequest, event: Event, number: int) -> HttpResponse:
    """What one person answered, on which side they come and where they sit."""
    attendee = _attendee(event, number)
    form = PlaceForm(posted(request), attendee=attendee)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            rsvp.change_place(
                attendee=attendee,
                side=Side(given["side"]),
                table=given["table"],
                keeps_table=given["keeps_table"],
                by=visitor(request),
            )
        except InvalidError as error:
            for field, message in error.fields.items():
                form.add_error(field, message)
        except RefusedError as error:
            form.add_error(None, error.message)
        else:
            notes.done(request, _("Saved."))
            return redirect("events:attendee", event.slug, number)
    return render(request, "events/person.html", {"event": event, "attendee": attendee, "form": form})


@require_POST
@for_event(rules.can_organise)
def mark(request: HttpRequest, event: Event, number: int, verb: str) -> HttpResponse:
    """Cancel for somebody, or take that back."""
    attendee = _attendee(event, number)
    acts = {"cancel": (rsvp.cancel, "back"), "back": (rsvp.come_back, "")}
    if verb not in acts:
        raise Http404
    act, undo = acts[verb]
    try:
        act(attendee=attendee, by=visitor(request))
        text = _NOW[RsvpState(attendee.state)] % {"name": attendee.person}
        notes.done(
            request,
            text,
            undo=reverse("events:attendee-mark", args=[event.slug, number, undo]) if undo else "",
        )
    except RefusedError as error:
        notes.refused(request, error.message)
    return redirect("events:attendee", event.slug, number)


def _put(request: HttpRequest, event: Event, named: dict[str, str], side: Side) -> HttpResponse:
    brought = inviting.add_people(event=event, named=named, side=side, by=visitor(request))
    said = ngettext("%(n)d is on the list now.", "%(n)d are on the list now.", brought.added)
    parts = [said % {"n": brought.added}]
    if brought.waiting:
        waits = ngettext(
            "%(n)d of them waits for a place.", "%(n)d of them wait for a place.", brought.waiting
        )
        parts.append(waits % {"n": brought.waiting})
    if brought.known:
        before = ngettext("%(n)d had answered before.", "%(n)d had answered before.", brought.known)
        parts.append(before % {"n": brought.known})
    notes.done(request, " ".join(parts))
    return redirect("events:attendees", event.slug)


def _ask(request: HttpRequest, event: Event, named: dict[str, str]) -> HttpResponse:
    drafted = inviting.invite_mentors(event=event, named=named, by=visitor(request))
    words = ngettext(
        "A letter is drafted; read it and send it.", "%(n)d letters are drafted; read and send them.", drafted
    )
    if drafted:
        notes.done(request, words % {"n": drafted})
        return redirect(address_of(OUTBOX, event))
    notes.refused(request, _("All of them were asked or have answered already."))
    return redirect("events:attendees", event.slug)


def _attendee(event: Event, number: int) -> Attendee:
    return get_object_or_404(attendees_of(event).select_related("person", "table", "event"), number=number)
