"""The page behind the QR code of a card: one's turns, for whoever holds the card.

Two thousand phones may ask in the same second. What they ask again and again is answered without session or
person, from three indexed queries, two where nothing is new.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from pairloom.core import clock
from pairloom.events import rules
from pairloom.events.enums import RsvpState
from pairloom.events.models import Attendee
from pairloom.events.queries.bells import Phase, Timeline, timeline
from pairloom.events.queries.screen import bells_in_hand, milliseconds
from pairloom.events.queries.seating import seats_in
from pairloom.events.views.access import person_of
from pairloom.events.views.day import desk_row
from pairloom.events.views.screen import CLOCK
from pairloom.programmes.enums import Side


@require_safe
def card(request: HttpRequest, token: str) -> HttpResponse:
    """Where one sits in every turn, by the published plan; a host or helper who looks can check them in."""
    attendee = (
        Attendee.objects.filter(token=token)
        .select_related("person", "event__programme", "event__seating")
        .prefetch_related("event__bells")
        .only(
            "number",
            "side",
            "state",
            "token",
            "person__name",
            "person__email",
            "person__erased_at",
            "event__name",
            "event__slug",
            "event__turns",
            "event__time_zone",
            "event__place",
            "event__starts_at",
            "event__programme_id",
            "event__began_at",
            "event__held_at",
            "event__cancelled_at",
            "event__programme__name",
            "event__seating__published_id",
        )
        .first()
    )
    if attendee is None:
        raise Http404
    moment = timeline(attendee.event)
    published = _published(attendee)
    etag = _etag(attendee, published, moment, request)
    answer = get_conditional_response(request, etag=etag)
    if answer is None:
        context = {
            "attendee": attendee,
            "event": attendee.event,
            "is_mentor": attendee.side == Side.MENTOR,
            "lines": _lines(attendee, published, moment),
            "is_over": moment.phase == Phase.OVER,
            "in_hand": bells_in_hand(moment) | {"now": milliseconds(clock.now()), "etag": etag},
        }
        answer = render(request, "events/card.html", context | _desk(request, attendee))
    answer[CLOCK] = str(milliseconds(clock.now()))
    answer["X-Robots-Tag"] = "noindex"
    answer["Cache-Control"] = "no-store"  # the page says what time it is; scripts ask with its tag themselves
    return answer


@require_safe
@login_required
def now(request: HttpRequest, event: str) -> HttpResponse:
    """The card of whoever is signed in."""
    mine = Attendee.objects.filter(event__slug=event, person=person_of(request)).first()
    return redirect("events:card", mine.token) if mine else redirect("events:event", event)


def _desk(request: HttpRequest, attendee: Attendee) -> dict[str, Any]:
    """The row of the check-in desk, for those who work there. Whoever is not signed in costs no query."""
    if not request.user.is_authenticated or not rules.can_run(request.user, attendee.event):
        return {}
    whole = Attendee.objects.select_related("event", "person", "table").get(pk=attendee.pk)
    return {"desk": desk_row(whole, request.path)}


def _published(attendee: Attendee) -> int | None:
    """The key of the plan that this person follows; none without a plan or a place."""
    seating = getattr(attendee.event, "seating", None)
    return seating.published_id if seating and attendee.state == RsvpState.COMING else None


def _etag(attendee: Attendee, published: int | None, moment: Timeline, request: HttpRequest) -> str:
    """Other whenever the page would look otherwise."""
    parts = (
        attendee.pk,
        attendee.state,
        published,
        moment.begun,
        moment.phase,
        moment.is_held,
        [(stroke.at, stroke.key) for stroke in moment.strokes],
        attendee.event.cancelled_at,
        request.META.get("HTTP_ACCEPT_LANGUAGE", ""),
    )
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def _lines(attendee: Attendee, published: int | None, moment: Timeline) -> list[dict[str, object]]:
    """A line for each turn: when, where, with whom, and whether it is past, now or next."""
    if published is None:
        return []
    begins = {bell.turn: bell.starts_at for bell in attendee.event.bells.all()}
    following = moment.turn if moment.phase != Phase.OVER else 0
    return [
        {
            "seat": seat,
            "begins": begins.get(seat.turn),
            "is_past": seat.turn < following or not following,
            "is_now": seat.turn == following and moment.phase == Phase.TURN,
            "is_next": seat.turn == following and moment.phase != Phase.TURN,
        }
        for seat in seats_in(attendee, published, attendee.event.turns)
    ]
