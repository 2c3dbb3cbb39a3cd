"""The list of events, and an event's own page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pairloom.events import rules
from pairloom.events.models import Event
from pairloom.events.queries.events import (
    ahead,
    events_seen_by,
    past,
    programmes_holding,
    with_own_answer,
)
from pairloom.events.queries.people import mentors_to_wish_for
from pairloom.events.views.access import for_event
from pairloom.events.views.rsvp import about_answer
from pairloom.people.visitors import visitor


@require_safe
@login_required
def events(request: HttpRequest) -> HttpResponse:
    """Every event that one may see: those ahead, then those that are over."""
    seen = with_own_answer(events_seen_by(request.user), visitor(request))
    context = {"ahead": ahead(seen), "past": past(seen), "holding": programmes_holding(request.user)}
    return render(request, "events/events.html", context)


@require_safe
@for_event(rules.can_see)
def event(request: HttpRequest, event: Event) -> HttpResponse:
    """What an event is, and whether there is a place."""
    context = about_answer(event, rules.attendee_of(request.user, event)) | {
        "topics": event.topics.all(),
        "mentors": mentors_to_wish_for(event),
        "may_organise": rules.can_organise(request.user, event),
        "may_run": rules.can_run(request.user, event),
    }
    return render(request, "events/event.html", context)
