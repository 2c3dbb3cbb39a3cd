"""The organiser's pages before the day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pairloom.events import rules
from pairloom.events.models import Event
from pairloom.events.queries.events import places_of
from pairloom.events.views.access import for_event


@require_safe
@for_event(rules.can_organise)
def overview(request: HttpRequest, event: Event) -> HttpResponse:
    """Where an event stands."""
    return render(request, "events/overview.html", {"event": event, "places": places_of(event)})
