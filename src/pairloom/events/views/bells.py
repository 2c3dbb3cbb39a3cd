"""The host's bells: begin, hold, go on, ring now, later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from pairloom.core.errors import RefusedError, StaleError
from pairloom.core.notes import done, refused
from pairloom.events import rules
from pairloom.events.day_forms import BellForm
from pairloom.events.models import Event
from pairloom.events.services.day import bells as service
from pairloom.events.views.access import for_event
from pairloom.events.views.day import strip
from pairloom.people.models import Person
from pairloom.people.visitors import visitor


@require_safe
@for_event(rules.can_run)
def bells(request: HttpRequest, event: Event) -> HttpResponse:
    """Where the clock stands, and everything that moves it."""
    context: dict[str, Any] = {"event": event, "minutes": range(1, 6)}
    return render(request, "events/day_bells.html", context | strip(event))


@require_POST
@for_event(rules.can_run)
def act(request: HttpRequest, event: Event, action: str) -> HttpResponse:
    """Do one of `ACTIONS`; what undoes it is another of them."""
    form = BellForm(request.GET.dict() | request.POST.dict())
    if action not in ACTIONS or not form.is_valid():
        raise Http404
    try:
        answer = ACTIONS[action](event, visitor(request), form.cleaned_data)
    except (RefusedError, StaleError) as error:
        refused(request, error.message)
    else:
        undo = reverse("events:bell", args=[event.slug, answer.undo]) if answer.undo else ""
        done(request, answer.told, undo=f"{undo}?{urlencode(answer.query)}" if answer.query else undo)
    return redirect("events:bells", event.slug)


@dataclass(frozen=True)
class Answer:
    """What is said after an action, and the action that undoes it."""

    told: str
    undo: str = ""
    query: Mapping[str, Any] = field(default_factory=dict)


Given = Mapping[str, Any]


def _begin(event: Event, by: Person, given: Given) -> Answer:
    service.begin(event=event, by=by)
    return Answer(_("Turn 1 has begun."), undo="take-back-beginning")


def _take_back_beginning(event: Event, by: Person, given: Given) -> Answer:
    service.take_back_beginning(event=event, by=by)
    return Answer(_("The event has not begun yet."))


def _hold(event: Event, by: Person, given: Given) -> Answer:
    service.hold(event=event, by=by)
    return Answer(_("The clock stands."), undo="go-on")


def _go_on(event: Event, by: Person, given: Given) -> Answer:
    service.go_on(event=event, by=by)
    return Answer(_("The clock goes on."))


def _ring(event: Event, by: Person, given: Given) -> Answer:
    earlier = service.ring(event=event, stroke=given["stroke"], by=by)
    query = {"stroke": given["stroke"], "seconds": -earlier.total_seconds()}
    return Answer(_("The bell has rung."), undo="take-back-ring", query=query)


def _take_back_ring(event: Event, by: Person, given: Given) -> Answer:
    later = timedelta(seconds=given["seconds"] or 0)
    service.take_back_ring(event=event, stroke=given["stroke"], later=later, by=by)
    return Answer(_("The bell rings later, as before."))


def _move(event: Event, by: Person, given: Given) -> Answer:
    minutes, stroke = given["minutes"] or 0, given["stroke"]
    service.move(event=event, stroke=stroke, minutes=minutes, by=by)
    if minutes < 0:
        return Answer(_("The bells are back where they were."))
    told = ngettext(
        "All bells ahead ring %d minute later.", "All bells ahead ring %d minutes later.", minutes
    )
    return Answer(told % minutes, undo="move", query={"stroke": stroke, "minutes": -minutes})


ACTIONS: Mapping[str, Callable[[Event, Person, Given], Answer]] = {
    "begin": _begin,
    "take-back-beginning": _take_back_beginning,
    "hold": _hold,
    "go-on": _go_on,
    "ring": _ring,
    "take-back-ring": _take_back_ring,
    "move": _move,
}
