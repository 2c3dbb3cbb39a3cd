"""The page behind the QR code of a card: one's turns, for whoever holds the card."""

from __future__ import annotations

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from pairloom.events.enums import RsvpState
from pairloom.events.models import Attendee
from pairloom.events.queries.bells import Phase, Timeline, timeline
from pairloom.events.queries.seating import seats_in
from pairloom.programmes.enums import Side

FRESH = 5  # seconds; two thousand phones ask in the same moment


@require_safe
def card(request: HttpRequest, token: str) -> HttpResponse:
    """Where one sits in every turn, by the published plan. Three indexed queries, two if nothing is new."""
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
        }
        answer = render(request, "events/card.html", context)
    answer["ETag"] = etag
    answer["X-Robots-Tag"] = "noindex"
    patch_cache_control(answer, private=True, max_age=FRESH)
    return answer


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
