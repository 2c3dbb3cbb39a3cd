"""The organiser's pages after an event: close it, see how it went, thank, and what grows from it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pairloom.core.errors import RefusedError
from pairloom.core.notes import done, refused
from pairloom.events import rules
from pairloom.events.exports import TABLES
from pairloom.events.forms.afterwards import met_form
from pairloom.events.models import Event
from pairloom.events.queries.attendance import those_who_came, turns_held
from pairloom.events.queries.looking_back import looking_back, people_after
from pairloom.events.queries.meetings import meetings_of, mentors_who_came
from pairloom.events.services.afterwards import close_event, correct_meetings, reopen_event
from pairloom.events.services.again import open_as_pair
from pairloom.events.services.thanks import draft_thanks
from pairloom.events.tabs import OUTBOX, address_of
from pairloom.events.views.access import for_event, number_in
from pairloom.events.views.downloads import csv_download
from pairloom.people.visitors import visitor

PEOPLE_A_PAGE = 60


@require_safe
@for_event(rules.can_organise)
def afterwards(request: HttpRequest, event: Event) -> HttpResponse:
    """How it went, and what is left to do."""
    context = {"event": event, "back": looking_back(event), "outbox": address_of(OUTBOX, event)}
    return render(request, "events/afterwards.html", context)


@require_POST
@for_event(rules.can_run)
def close(request: HttpRequest, event: Event) -> HttpResponse:
    """Say that the event is over."""
    try:
        close_event(event=event, by=visitor(request))
    except RefusedError as error:
        refused(request, error.message)
    else:
        done(request, _("The event is closed."), undo=reverse("events:reopen", args=[event.slug]))
    return redirect(
        "events:afterwards" if rules.can_organise(request.user, event) else "events:event", event.slug
    )


@require_POST
@for_event(rules.can_run)
def reopen(request: HttpRequest, event: Event) -> HttpResponse:
    """Take closing back."""
    try:
        reopen_event(event=event, by=visitor(request))
    except RefusedError as error:
        refused(request, error.message)
    else:
        done(request, _("The event is open again."))
    return redirect(
        "events:afterwards" if rules.can_organise(request.user, event) else "events:event", event.slug
    )


@require_POST
@for_event(rules.can_organise)
def thanks(request: HttpRequest, event: Event) -> HttpResponse:
    """Write the letters of thanks; they wait in the outbox until somebody has read and released them."""
    try:
        drafted = draft_thanks(event=event, by=visitor(request))
    except RefusedError as error:
        refused(request, error.message)
    else:
        words = ngettext(
            "%(count)d letter waits in the outbox.", "%(count)d letters wait in the outbox.", drafted
        )
        done(request, words % {"count": drafted} if drafted else _("All letters are written already."))
    return redirect("events:afterwards", event.slug)


@require_POST
@for_event(rules.can_organise)
def pair(request: HttpRequest, event: Event, mentee: int, mentor: int) -> HttpResponse:
    """Make two people a pair who both know that they would like to meet again."""
    round = get_object_or_404(event.programme.rounds, pk=number_in(request.POST.get("round", "")))
    try:
        made = open_as_pair(event=event, mentee=mentee, mentor=mentor, round=round, by=visitor(request))
    except RefusedError as error:
        refused(request, error.message)
    else:
        words = _(
            "%(mentee)s and %(mentor)s are a pair of %(round)s. Their introduction waits in the outbox."
        )
        done(request, words % {"mentee": made.mentee, "mentor": made.mentor, "round": round})
    return redirect("events:afterwards", event.slug)


@require_safe
@for_event(rules.can_organise)
def people(request: HttpRequest, event: Event) -> HttpResponse:
    """Who came and how many they met; found by a name."""
    search = request.GET.get("q", "").strip()
    page = Paginator(people_after(event, search=search), PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    context = {"event": event, "page": page, "search": search}
    return render(request, "events/people_after.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_event(rules.can_organise)
def person(request: HttpRequest, event: Event, number: int) -> HttpResponse:
    """Whom one person met, and correcting it."""
    attendee = get_object_or_404(those_who_came(event), number=number)
    attendee.event = event
    form = met_form(
        request.POST if request.method == "POST" else None,
        attendee,
        turns=turns_held(event),
        meetings=list(meetings_of(attendee)),
        mentors=list(mentors_who_came(event)),
    )
    if request.method == "POST" and form.is_valid():
        return _save_met(request, event, form)
    context = {"event": event, "attendee": attendee, "form": form}
    return render(request, "events/person_after.html", context, status=422 if form.errors else 200)


def _save_met(request: HttpRequest, event: Event, form: Any) -> HttpResponse:
    try:
        correct_meetings(event=event, corrections=form.corrections(), by=visitor(request), said_by=None)
    except RefusedError as error:
        refused(request, error.message)
    else:
        done(request, _("Saved."))
    return redirect("events:people-after", event.slug)


@require_safe
@for_event(rules.can_organise)
def download(request: HttpRequest, event: Event, table: str) -> HttpResponse:
    """One of the tables as CSV; who took it is noted."""
    if table not in TABLES:
        raise Http404
    return csv_download(request, event, table=table, rows=TABLES[table](event))
