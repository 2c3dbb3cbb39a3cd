"""Mentors and their tables on the day: who is missing where, and which spare mentor sits down there."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pairloom.core.errors import RefusedError, StaleError
from pairloom.core.notes import done, refused
from pairloom.events import rules
from pairloom.events.models import Attendee, Event, Table
from pairloom.events.queries.check_in import mentors_of_tables, spare_mentors
from pairloom.events.services.day.tables import give_table_back, take_table
from pairloom.events.views.access import for_event, number_in
from pairloom.events.views.day import strip
from pairloom.people.visitors import visitor
from pairloom.programmes.enums import Side

TABLES_A_PAGE = 30


@require_safe
@for_event(rules.can_run)
def tables(request: HttpRequest, event: Event) -> HttpResponse:
    """Every table with its mentor, those first where one is missing, and the mentors who have none."""
    missed_first = sorted(mentors_of_tables(event), key=lambda place: not place.is_missed)
    page = Paginator(missed_first, TABLES_A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "event": event,
        "page": page,
        "spares": spare_mentors(event),
        "back": request.get_full_path(),
    }
    return render(request, "events/day_tables.html", context | strip(event))


@require_safe
@for_event(rules.can_run)
def fill(request: HttpRequest, event: Event, table: int) -> HttpResponse:
    """All spare mentors, found by a few letters, of whom one takes this table."""
    words = request.GET.get("q", "").strip()
    context: dict[str, Any] = {
        "event": event,
        "table": get_object_or_404(Table, event=event, number=table),
        "words": words,
        "spares": spare_mentors(event, words=words),
    }
    return render(request, "events/day_fill_table.html", context | strip(event))


@require_POST
@for_event(rules.can_run)
def take(request: HttpRequest, event: Event, table: int) -> HttpResponse:
    """A spare mentor sits down at a table."""
    place = get_object_or_404(Table, event=event, number=table)
    mentor = get_object_or_404(_mentors(event), number=number_in(request.POST.get("mentor", "")))
    try:
        displaced = take_table(mentor=mentor, table=place, by=visitor(request))
    except (RefusedError, StaleError) as error:
        refused(request, error.message)
    else:
        query = urlencode({"mentor": mentor.number, "displaced": [each.number for each in displaced]}, True)
        undo = f"{reverse('events:give-table-back', args=[event.slug, table])}?{query}"
        told = _("%(name)s sits at table %(table)s. Re-plan when you are ready.")
        done(request, told % {"name": mentor.person, "table": table}, undo=undo)
    return redirect("events:day-tables", event.slug)


@require_POST
@for_event(rules.can_run)
def give_back(request: HttpRequest, event: Event, table: int) -> HttpResponse:
    """Undo that."""
    place = get_object_or_404(Table, event=event, number=table)
    mentor = get_object_or_404(_mentors(event), number=number_in(request.GET.get("mentor", "")))
    displaced = [number_in(number) for number in request.GET.getlist("displaced")]
    give_table_back(mentor=mentor, table=place, displaced=displaced, by=visitor(request))
    done(request, _("Undone."))
    return redirect("events:day-tables", event.slug)


def _mentors(event: Event) -> Any:
    return Attendee.objects.filter(event=event, side=Side.MENTOR).select_related("person")
