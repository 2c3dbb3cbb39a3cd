"""The check-in desk: find somebody, mark them with one tap, take in who comes unannounced."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import trigger_client_event

from pairloom.core.errors import InvalidError, RefusedError, StaleError
from pairloom.core.notes import done, refused
from pairloom.events import rules
from pairloom.events.day_forms import StandingForm, WalkInForm
from pairloom.events.enums import Presence, RsvpState
from pairloom.events.models import Attendee, Event
from pairloom.events.queries.bells import timeline
from pairloom.events.queries.check_in import Goes, counts_of, find, where_next
from pairloom.events.services.day import presence
from pairloom.events.services.day.presence import Standing
from pairloom.events.services.day.walk_ins import take_in
from pairloom.events.views.access import for_event, number_in
from pairloom.people.visitors import visitor

PUT_BACK = "back"
MARKED = {
    Presence.EXPECTED: _("%(name)s is expected."),
    Presence.HERE: _("%(name)s is here."),
    Presence.LATE: _("%(name)s comes to turn %(turn)s."),
    Presence.GONE: _("%(name)s is gone."),
}


@require_safe
@for_event(rules.can_run)
def check_in(request: HttpRequest, event: Event) -> HttpResponse:
    """Everybody who is expected, or whoever fits the search."""
    words, shown = request.GET.get("q", "").strip(), request.GET.get("show", "")
    stands, comes = timeline(event), event.attendees.filter(state=RsvpState.COMING)
    if shown not in Presence.values:
        shown = "" if words else Presence.EXPECTED.value
    context = {
        "event": event,
        "words": words,
        "show": shown,
        "found": find(event, words=words, presence=shown, turn=stands.turn),
        "is_list_empty": not comes.exists(),
        "back": request.get_full_path(),
        "stands": stands,
    }
    if request.htmx and not request.htmx.history_restore_request:  # type: ignore[attr-defined]
        return render(request, "events/day_people.html", context)
    return render(request, "events/day.html", context | strip(event))


@require_safe
@for_event(rules.can_run)
def state(request: HttpRequest, event: Event) -> HttpResponse:
    """The strip that every page of the day asks for again and again."""
    return render(request, "events/day_state.html", {"event": event} | strip(event))


@require_POST
@for_event(rules.can_run)
def mark(request: HttpRequest, event: Event, number: int, mark: str) -> HttpResponse:
    """Mark somebody as here, late or gone, or put a mark back. Marking twice is once."""
    attendee = get_object_or_404(_attendees(event), number=number)
    try:
        before = _marked(request, attendee, mark)
    except (RefusedError, StaleError) as error:
        return _answer(request, attendee, problem=error.message)
    return _answer(request, attendee, undo=_undo_address(attendee, before) if before else "")


@require_http_methods(["GET", "HEAD", "POST"])
@for_event(rules.can_run)
def walk_in(request: HttpRequest, event: Event) -> HttpResponse:
    """Take in somebody who comes unannounced."""
    form = WalkInForm(request.POST if request.method == "POST" else None, event=event)
    if form.is_valid():
        try:
            taken = take_in(
                event=event,
                walk_in=form.walk_in(),
                token=form.cleaned_data["token"],
                by=visitor(request),
            )
        except (InvalidError, RefusedError, StaleError) as error:
            form.add_error(None, error.message)
        else:
            told = _("%(name)s is number %(number)s. Seats come with the next plan.")
            done(request, told % {"name": taken.person, "number": taken.number})
            return redirect("events:walk-in", event.slug)
    context = {"event": event, "form": form} | strip(event)
    return render(request, "events/day_walk_in.html", context, status=422 if form.errors else 200)


def strip(event: Event) -> dict[str, Any]:
    """What the strip on top of the pages of the day shows."""
    stands = timeline(event)
    return {"stands": stands, "counts": counts_of(event, stands.begun)}


def desk_row(attendee: Attendee, back: str) -> dict[str, Any]:
    """What `events/day_row.html` shows; `back` is the page to return to where there is no JavaScript."""
    stands = timeline(attendee.event)
    goes = where_next(attendee.event, [attendee.pk], stands.turn)
    return {
        "event": attendee.event,
        "stands": stands,
        "attendee": attendee,
        "goes": goes.get(attendee.pk, Goes()),
        "back": back,
    }


def _attendees(event: Event) -> QuerySet[Attendee]:
    return Attendee.objects.filter(event=event).select_related("event", "person", "table")


def _marked(request: HttpRequest, attendee: Attendee, mark: str) -> Standing | None:
    """Do what the address says; what was known before, or None where a mark was put back."""
    by = visitor(request)
    turn = number_in(request.POST["turn"]) if request.POST.get("turn") else None
    if mark == Presence.HERE:
        return presence.check_in(attendee=attendee, by=by)
    if mark == Presence.LATE and turn is not None:
        return presence.expect_late(attendee=attendee, turn=turn, by=by)
    if mark == Presence.GONE:
        return presence.mark_gone(attendee=attendee, turn=turn, by=by)
    form = StandingForm(request.GET)
    if mark != PUT_BACK or not form.is_valid():
        raise Http404
    seen = Presence(form.cleaned_data["seen"])
    presence.put_back(attendee=attendee, standing=form.standing(), seen=seen, by=by)
    return None


def _undo_address(attendee: Attendee, before: Standing) -> str:
    known = {name: value for name, value in asdict(before).items() if value is not None}
    query = urlencode(known | {"seen": attendee.presence})
    return f"{reverse('events:mark', args=[attendee.event.slug, attendee.number, PUT_BACK])}?{query}"


def _answer(request: HttpRequest, attendee: Attendee, *, undo: str = "", problem: str = "") -> HttpResponse:
    """The row as it is now; without JavaScript, the page from which the mark came, with a note."""
    back = request.POST.get("back", "")
    if request.htmx:  # type: ignore[attr-defined]
        attendee.refresh_from_db(fields=["presence", "from_turn", "gone_turn"])
        row = desk_row(attendee, back) | {"undo": undo, "problem": problem}
        return trigger_client_event(render(request, "events/day_row.html", row), "marked")
    if problem:
        refused(request, problem)
    else:
        told = MARKED[Presence(attendee.presence)]
        done(request, told % {"name": attendee.person, "turn": attendee.from_turn}, undo=undo)
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("events:day", args=[attendee.event.slug])
    return redirect(back)
