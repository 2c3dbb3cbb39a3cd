"""The organiser's pages on which an event is planned, opened and called off."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pairloom.core import clock, notes
from pairloom.core.errors import InvalidError, RefusedError
from pairloom.events import rules
from pairloom.events.bridge.feasibility import Numbers, sheet
from pairloom.events.feasibility_words import Finding, findings, verdict
from pairloom.events.forms.planning import EventForm, NewEventForm, copied, proposed, with_dates
from pairloom.events.models import Event
from pairloom.events.next_steps import next_step
from pairloom.events.proposals import proposals
from pairloom.events.queries.attendance import no_shows_to_expect
from pairloom.events.queries.events import facts_of
from pairloom.events.services import events as services
from pairloom.events.services.tables import equal_tables
from pairloom.events.tabs import OUTBOX, address_of
from pairloom.events.views.access import for_event
from pairloom.people.services import topics_named
from pairloom.people.visitors import visitor
from pairloom.programmes.models import Programme
from pairloom.programmes.views.access import for_programme, posted

LIVE = "sheet"  # what htmx replaces while numbers are typed
CUT = "cut"  # the name of a button that takes a proposal over, such as 5-10-2


@require_safe
@for_event(rules.can_organise)
def overview(request: HttpRequest, event: Event) -> HttpResponse:
    """Where an event stands, and the next thing to do."""
    facts = facts_of(event)
    tables = facts.tables
    seats = round(facts.places.seats / tables) if tables else 0
    numbers = Numbers(tables, seats, event.turns, facts.places.places, event.no_show_percent)
    step = next_step(facts)
    context = {
        "event": event,
        "places": facts.places,
        "tables": tables,
        "step": step,
        "step_address": address_of(step.page, event) if step.page else "",
        "findings": _findings(numbers if seats else None),
    }
    return render(request, "events/overview.html", context)


@require_http_methods(["GET", "POST"])
@for_programme(rules.can_hold_events)
def new(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Plan an event. While numbers change the sheet says what they can give."""
    earlier = list(Event.objects.filter(programme=programme).prefetch_related("topics", "tables")[:5])
    chosen = next((one for one in earlier if one.slug == request.GET.get("copy")), None)
    zone = visitor(request).time_zone
    initial = proposed(today=clock.now().date(), time_zone=zone) | (copied(chosen) if chosen else {})
    form = NewEventForm(_with_cut(posted(request)), initial=initial, no_shows=no_shows_to_expect(programme))
    if _only_checks(request):
        return _live(request, form, form.own_numbers())
    if request.method == "POST" and "save" in request.POST and form.is_valid():
        made = _create(request, programme, form)
        if made is not None:
            notes.done(request, _("The event is made. Nobody sees it before you open it."))
            return redirect("events:organise", made.slug)
    context = _planning_context(form, form.own_numbers())
    context |= {"programme": programme, "earlier": earlier, "chosen": chosen}
    return render(request, "events/new.html", context)


@require_http_methods(["GET", "POST"])
@for_event(rules.can_organise)
def edit(request: HttpRequest, event: Event) -> HttpResponse:
    form = EventForm(_with_cut(posted(request)), initial=with_dates(event))
    tables = [table.seats for table in event.tables.all()]
    numbers = form.numbers(tables=len(tables), seats=round(sum(tables) / len(tables)) if tables else 0)
    if _only_checks(request):
        return _live(request, form, numbers)
    if request.method == "POST" and "save" in request.POST and form.is_valid():
        try:
            topics = topics_named(form.cleaned_data["topics"])
            drafted = services.edit_event(event=event, by=visitor(request), topics=topics, **form.columns())
        except (InvalidError, RefusedError) as error:
            form.add_error(None, error.message)
        else:
            notes.done(request, _("Saved.") + " " + _drafted(drafted) if drafted else _("Saved."))
            return redirect(address_of(OUTBOX if drafted else "events:organise", event))
    return render(request, "events/edit.html", _planning_context(form, numbers) | {"event": event})


@require_POST
@for_event(rules.can_organise)
def open_event(request: HttpRequest, event: Event) -> HttpResponse:
    """Let people see it and answer."""
    try:
        services.open_event(event=event, by=visitor(request))
        notes.done(request, _("%s is open: people see it and can answer.") % event)
    except RefusedError as error:
        notes.refused(request, error.message)
    return redirect("events:organise", event.slug)


@require_POST
@for_event(rules.can_organise)
def call_off(request: HttpRequest, event: Event) -> HttpResponse:
    """Cancel the event; letters to everybody are drafted, and can still be thrown away."""
    try:
        drafted = services.cancel_event(event=event, by=visitor(request))
        text = _("%s is cancelled.") % event
        undo = reverse("events:hold", args=[event.slug])
        notes.done(request, f"{text} {_drafted(drafted)}" if drafted else text, undo=undo)
    except RefusedError as error:
        notes.refused(request, error.message)
    return redirect("events:organise", event.slug)


@require_POST
@for_event(rules.can_organise)
def hold(request: HttpRequest, event: Event) -> HttpResponse:
    """Take a cancellation back."""
    services.hold_after_all(event=event, by=visitor(request))
    notes.done(request, _("%s takes place after all.") % event)
    return redirect("events:organise", event.slug)


def _create(request: HttpRequest, programme: Programme, form: NewEventForm) -> Event | None:
    given = form.cleaned_data
    tables = equal_tables(given["table_count"], given["table_seats"])
    try:
        return services.create_event(
            programme=programme,
            by=visitor(request),
            topics=topics_named(given["topics"]),
            tables={row.number: row.seats for row in tables},
            **form.columns(),
        )
    except InvalidError as error:
        form.add_error(None, error.message)
        return None


def _with_cut(data: QueryDict | None) -> QueryDict | None:
    """What was entered, with the turns of the proposal whose button was pressed."""
    parts = data.get(CUT, "").split("-") if data is not None else []
    if data is None or len(parts) != 3:
        return data
    changed = data.copy()
    changed["turns"], changed["minutes"], changed["change_minutes"] = parts
    return changed


def _only_checks(request: HttpRequest) -> bool:
    return request.headers.get("HX-Target") == LIVE


def _live(request: HttpRequest, form: EventForm, numbers: Numbers | None) -> HttpResponse:
    return render(request, "events/sheet_live.html", _planning_context(form, numbers))


def _planning_context(form: EventForm, numbers: Numbers | None) -> dict[str, Any]:
    found = _findings(numbers)
    if "save" not in form.data:
        form.forgive_gaps()
    return {
        "form": form,
        "findings": found,
        "verdict": verdict(found),
        "length": form.minutes_to_cut(),
        "cuts": proposals(form.minutes_to_cut()),
    }


def _findings(numbers: Numbers | None) -> list[Finding]:
    return findings(sheet(numbers)) if numbers is not None else []


def _drafted(number: int) -> str:
    words = ngettext(
        "A letter about it is drafted; read it and send it.",
        "%(count)d letters about it are drafted; read them and send them.",
        number,
    )
    return words % {"count": number}
