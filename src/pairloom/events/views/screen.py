"""The wall screen, and the two small answers by which it stays true."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from pairloom.core import clock
from pairloom.events import rules
from pairloom.events.models import Event
from pairloom.events.queries import screen as screens
from pairloom.events.queries.bells import timeline
from pairloom.events.views.access import for_event

CLOCK = "Pairloom-Clock"  # our time in milliseconds, also where nothing else is new


@require_safe
@for_event(rules.can_run)
def screen(request: HttpRequest, event: Event) -> HttpResponse:
    """The whole event in one page: it needs nothing more to run to its end, unless something changes."""
    if event.cancelled_at is not None:
        return redirect("events:event", event.slug)
    stands, plan = timeline(event), screens.published_number(event)
    coming = stands.coming
    seats = screens.seats_in_hand(event, plan)
    context = {
        "event": event,
        "stands": stands,
        "coming": coming,
        "listed": _listed(event, plan, coming) if coming else [],
        "in_hand": _state(event) | seats | {"now": screens.milliseconds(clock.now())},
    }
    return render(request, "events/screen.html", context)


@require_safe
@for_event(rules.can_run)
def state(request: HttpRequest, event: Event) -> HttpResponse:
    """The bells and the number of the plan; 304 while they are the same. The clock is in a header."""
    answer = _conditional(request, _state(event))
    answer[CLOCK] = str(screens.milliseconds(clock.now()))
    return answer


@require_safe
@for_event(rules.can_run)
def seats(request: HttpRequest, event: Event) -> HttpResponse:
    """Who goes where in every turn, by the published plan."""
    return _conditional(request, screens.seats_in_hand(event, screens.published_number(event)))


def _listed(event: Event, plan: int | None, turn: int) -> list[tuple[str, int | None]]:
    """Who goes to which table for a turn."""
    mover = screens.mover(event)
    places = screens.places_in(event, plan)
    return [(place.name, place.tables[turn - 1]) for place in places if place.goes(turn, mover)]


def _state(event: Event) -> dict[str, Any]:
    return screens.bells_in_hand(timeline(event)) | {"plan": screens.published_number(event)}


def _conditional(request: HttpRequest, content: dict[str, Any]) -> HttpResponse:
    body = json.dumps(content, separators=(",", ":"), ensure_ascii=False)
    etag = f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'
    answer = HttpResponse(body, content_type="application/json")
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=etag, response=answer) or answer
