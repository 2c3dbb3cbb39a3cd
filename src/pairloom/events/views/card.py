"""The page behind the QR code of a card: one's turns, for whoever holds the card.

Two thousand phones may ask in the same second. What they ask again and again is answered without session or
person, from two queries, one where nothing is new.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from pairloom.core import clock
from pairloom.events import rules
from pairloom.events.models import Attendee
from pairloom.events.queries.bells import Phase
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
    stands = mine.stands
    following = 0 if stands.phase == Phase.OVER else stands.turn
    return {
        "card": mine,
        "is_mentor": mine.side == Side.MENTOR,
        "turns": turns_of(mine),
        "following": following,
        "is_running": stands.phase == Phase.TURN,
        "in_hand": bells_in_hand(stands) | {"now": milliseconds(clock.now()), "etag": mine.tag},
    }


def _desk(request: HttpRequest, mine: Card) -> dict[str, Any]:
    """The row of the check-in desk, for those who work there. Whoever is not signed in costs no query."""
    if not request.user.is_authenticated:
        return {}
    attendee = Attendee.objects.select_related("event__programme", "person", "table").get(pk=mine.key)
    return {"desk": desk_row(attendee, request.path)} if rules.can_run(request.user, attendee.event) else {}
