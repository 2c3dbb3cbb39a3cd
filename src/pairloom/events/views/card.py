"""The page behind the QR code of a card: one's turns, for whoever holds the card.

Two thousand phones may ask in the same second. What they ask again and again is answered without session or
person, from two queries, one where nothing is new.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from pairloom.core import clock
from pairloom.events import rules
from pairloom.events.models import Attendee
from pairloom.events.queries.bells import Phase, Ring, Stroke
from pairloom.events.queries.phone import Card, card_of, turns_of
from pairloom.events.queries.screen import bells_in_hand, milliseconds
from pairloom.events.views.day import desk_row
from pairloom.events.views.screen import CLOCK
from pairloom.people.visitors import visitor
from pairloom.programmes.enums import Side


@require_safe
def card(request: HttpRequest, token: str) -> HttpResponse:
    """Where one sits in every turn, by the published plan; a host or helper who looks can check them in."""
    mine = card_of(token)
    if mine is None:
        raise Http404
    answer = get_conditional_response(request, etag=mine.tag)
    if answer is None:
        answer = render(request, "events/card.html", _page(mine) | _desk(request, mine))
        answer["ETag"] = mine.tag
    answer[CLOCK] = str(milliseconds(clock.now()))
    answer["X-Robots-Tag"] = "noindex"
    answer["Cache-Control"] = (
        "private, no-store"  # the page says what time it is; its script asks with the tag
    )
    return answer


@require_safe
@login_required
def now(request: HttpRequest, event: str) -> HttpResponse:
    """The card of whoever is signed in."""
    mine = Attendee.objects.filter(event__slug=event, person=visitor(request)).first()
    return redirect("events:card", mine.token) if mine else redirect("events:event", event)


def _page(mine: Card) -> dict[str, Any]:
    stands, phase = mine.stands, mine.stands.phase
    following = 0 if phase == Phase.OVER else stands.turn
    heads = _heads(stands.strokes, mine.time_zone, following, phase == Phase.TURN, translation.get_language())
    return {
        "card": mine,
        "is_mentor": mine.side == Side.MENTOR,
        "turns": list(zip(heads, turns_of(mine), strict=False)),
        "following": following,
        "in_hand": bells_in_hand(stands) | {"now": milliseconds(clock.now()), "etag": mine.tag},
    }


@lru_cache(maxsize=64)
def _heads(
    strokes: tuple[Stroke, ...], time_zone: str, following: int, is_running: bool, _language: str
) -> tuple[SafeString, ...]:
    """When each turn is, and which is running: the same on every phone of an event, so written once."""
    shown = {"time_zone": time_zone, "following": following, "is_running": is_running}
    return tuple(
        render_to_string("events/card_turn.html", shown | {"turn": stroke.turn, "begins": stroke.at})
        for stroke in strokes
        if stroke.ring == Ring.BEGINS
    )


def _desk(request: HttpRequest, mine: Card) -> dict[str, Any]:
    """The row of the check-in desk, for those who work there. Whoever is not signed in costs no query."""
    if not request.user.is_authenticated:
        return {}
    attendee = Attendee.objects.select_related("event__programme", "person", "table").get(pk=mine.key)
    return {"desk": desk_row(attendee, request.path)} if rules.can_run(request.user, attendee.event) else {}
