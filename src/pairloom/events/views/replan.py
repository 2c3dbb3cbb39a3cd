"""Re-planning on the day: who is missing, the cards to print again, publish, undo."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from pairloom.core.errors import RefusedError, StaleError
from pairloom.core.notes import done, refused
from pairloom.events import rules
from pairloom.events.day_forms import ReplanForm, TakeBackForm
from pairloom.events.enums import PlanState
from pairloom.events.models import Event, SeatingPlan
from pairloom.events.queries.check_in import missed_mentors, without_seat
from pairloom.events.queries.day import begun_turns
from pairloom.events.queries.replan import difference, former_of, still_expected
from pairloom.events.queries.seating import plans_of, seating_of
from pairloom.events.queries.seating_page import names_of, plan_view
from pairloom.events.services.day.replan import apply_plan, take_back
from pairloom.events.tasks import start_plan
from pairloom.events.views.access import for_event
from pairloom.events.views.day import strip
from pairloom.people.visitors import visitor

MOST_LISTED = 300  # names to tick; a form takes a thousand fields


@require_http_methods(["GET", "HEAD", "POST"])
@for_event(rules.can_run)
def replan(request: HttpRequest, event: Event) -> HttpResponse:
    """Who is missing, and the button that works out a new plan."""
    if request.method == "POST":
        return _prepare(request, event)
    seating, begun, expected = seating_of(event), begun_turns(event), still_expected(event)
    context: dict[str, Any] = {
        "event": event,
        "may_organise": rules.can_organise(request.user, event),
        "seating": seating,
        "expected": expected,
        "is_listed": len(expected) <= MOST_LISTED,
        "without_seat": without_seat(event, begun),
        "missed": missed_mentors(event, begun),
    }
    return render(request, "events/day_replan.html", context | strip(event))


@require_safe
@for_event(rules.can_run)
def plan(request: HttpRequest, event: Event, number: int) -> HttpResponse:
    """What a new plan changes, before and after it is published."""
    found = _plan(event, number)
    seating = seating_of(event)
    context: dict[str, Any] = {"event": event, "plan": found} | strip(event)
    if found.state == PlanState.QUEUED:
        return render(request, "events/day_replan_waiting.html", context)
    context["view"] = plan_view(found, names_of(event))
    if found.state == PlanState.FAILED:
        return render(request, "events/day_replan_failed.html", context)
    former = former_of(found)
    changes = difference(found, former)
    context |= {
        "former": former,
        "difference": changes,
        "numbers": ",".join(str(attendee.number) for attendee in changes.cards),
        "is_current": seating is not None and seating.current == found,
        "is_published": seating is not None and seating.published == found,
        "is_stale": found.finished_turns != begun_turns(event),
    }
    return render(request, "events/day_replan_plan.html", context)


@require_safe
@for_event(rules.can_run)
def progress(request: HttpRequest, event: Event, number: int) -> HttpResponse:
    """How far the work is, for a page that asks again and again; the whole page once it is done."""
    found = _plan(event, number)
    if found.state != PlanState.QUEUED:
        return HttpResponseClientRefresh()
    return render(request, "events/day_replan_progress.html", {"event": event, "plan": found})


@require_POST
@for_event(rules.can_run)
def apply(request: HttpRequest, event: Event, number: int) -> HttpResponse:
    """Let everybody follow the new plan; pressing twice does it once."""
    try:
        former = apply_plan(event=event, made_on=number, by=visitor(request))
    except (StaleError, RefusedError) as error:
        refused(request, error.message)
    else:
        undo = reverse("events:take-back-plan", args=[event.slug, number])
        told = _("Published. The screen and everybody's phone show the new seats.")
        done(request, told, undo=f"{undo}?former={former.number}" if former else "")
    return redirect("events:replan-plan", event.slug, number)


@require_POST
@for_event(rules.can_run)
def undo(request: HttpRequest, event: Event, number: int) -> HttpResponse:
    """Let everybody follow the former plan again."""
    form = TakeBackForm(request.GET)
    if not form.is_valid():
        raise Http404
    try:
        take_back(event=event, plan=number, former=form.cleaned_data["former"], by=visitor(request))
    except (StaleError, RefusedError) as error:
        refused(request, error.message)
    else:
        done(request, _("Undone. People follow the former plan again."))
    return redirect("events:replan", event.slug)


def _prepare(request: HttpRequest, event: Event) -> HttpResponse:
    form = ReplanForm(request.POST, event=event)
    if not form.is_valid():
        refused(request, _("Somebody was marked meanwhile. Please look again."))
        return redirect("events:replan", event.slug)
    made_on = form.cleaned_data["made_on"]
    try:
        if begun_turns(event) >= event.turns:
            raise RefusedError(_("The last turn has begun; there is nothing ahead to plan."))
        made = start_plan(event=event, change=form.change(), made_on=made_on, by=visitor(request))
    except (StaleError, RefusedError) as error:
        refused(request, error.message)
        return redirect("events:replan", event.slug)
    return redirect("events:replan-plan", event.slug, made.number)


def _plan(event: Event, number: int) -> SeatingPlan:
    found = get_object_or_404(plans_of(event), number=number)
    found.event = event
    return found
