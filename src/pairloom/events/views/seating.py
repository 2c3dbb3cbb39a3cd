"""The host's seating page: the plan by table and by person, what to do to it, publishing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from pairloom.core.errors import RefusedError, StaleError
from pairloom.core.notes import done, refused
from pairloom.events import rules, seating_words
from pairloom.events.bridge.pricing import price_of
from pairloom.events.by_hand_form import ByHandForm
from pairloom.events.change_words import change_words, question
from pairloom.events.changes import Change
from pairloom.events.enums import PlanState, WhoMoves
from pairloom.events.models import Attendee, Event, SeatingPlan
from pairloom.events.queries import seating as seatings
from pairloom.events.queries import seating_grid as grids
from pairloom.events.queries import seating_page as pages
from pairloom.events.queries.day import begun_turns
from pairloom.events.queries.events import places_of
from pairloom.events.seating_forms import ChangeForm, MadeOnForm
from pairloom.events.services import seating as services
from pairloom.events.tabs import OUTBOX, address_of
from pairloom.events.tasks import start_plan
from pairloom.events.views.access import for_event
from pairloom.people.visitors import visitor
from pairloom.programmes.enums import Side

BY_TABLE, BY_PERSON = "tables", "people"
MOST_SUGGESTED = 400  # names that a page offers while one types


@require_safe
@for_event(rules.can_organise)
def seating(request: HttpRequest, event: Event) -> HttpResponse:
    """The current plan, or what to expect before the first."""
    stands = seatings.seating_of(event)
    if stands is None or stands.current is None:
        return render(request, "events/seating_before.html", {"event": event, "places": places_of(event)})
    plan = stands.current
    plan.event = event
    context: dict[str, Any] = {
        "event": event,
        "plan": plan,
        "published": stands.published,
        "is_published": stands.published == plan,
    }
    if plan.state == PlanState.QUEUED:
        return render(request, "events/seating_waiting.html", context)
    names = pages.names_of(event, pages.people_in(plan))
    context |= {
        "view": pages.plan_view(plan, names),
        "next_plan": seatings.next_of(plan),
        "outbox": address_of(OUTBOX, event),
    }
    if plan.state == PlanState.FAILED:
        return render(request, "events/seating_failed.html", context)
    context |= _rows(request, plan) | _tools(plan)
    context["is_outdated"] = context["can_change"] and _is_outdated(plan)
    return render(request, "events/seating.html", context)


@require_safe
@for_event(rules.can_organise)
def progress(request: HttpRequest, event: Event, number: int) -> HttpResponse:
    """How far a plan is, for a page that asks again and again; the whole page once it is done."""
    plan = get_object_or_404(seatings.plans_of(event), number=number)
    if plan.state != PlanState.QUEUED:
        return HttpResponseClientRefresh()
    return render(request, "events/seating_progress.html", {"event": event, "plan": plan})


@require_safe
@for_event(rules.can_organise)
def person(request: HttpRequest, event: Event, mentee: int) -> HttpResponse:
    """One mentee's evening, with everything that can be done about it."""
    plan = _solved(event)
    attendee = get_object_or_404(
        Attendee.objects.select_related("person"), event=event, pk=mentee, side=Side.MENTEE
    )
    view = pages.plan_view(plan, pages.names_of(event, pages.people_in(plan)))
    context = {
        "event": event,
        "plan": plan,
        "attendee": attendee,
        "row": pages.person_rows(plan, [attendee])[0],
        "pins": {(pin.other, pin.turn) for pin in view.pins if pin.one == attendee.pk},
        "mine": [asked for asked in view.pins if asked.one == attendee.pk],
        **_tools(plan),
    }
    return render(request, "events/seating_person.html", context)


@require_safe
@for_event(rules.can_organise)
def price(request: HttpRequest, event: Event) -> HttpResponse:
    """What moving or swapping would do, before it is done."""
    plan = _solved(event)
    form = ByHandForm(request.GET, plan=plan)
    context: dict[str, Any] = {"event": event, "plan": plan, "form": form}
    if not form.is_valid():
        return _priced(request, context, status=422)
    change = form.change()
    names = pages.names_of(event)
    found = price_of(bytes(plan.encoded or b""), change, frozen=begun_turns(event), room=form.room)
    mentors_move = event.who_moves == WhoMoves.MENTORS
    context |= {
        "question": question(change, names),
        "figures": seating_words.changed_figures(found.figures, mentors_move=mentors_move),
        "gains": [(names[gain.mentee], gain.before, gain.after) for gain in found.gains],
        "broken": [seating_words.broken_words(each, names) for each in found.broken],
        "is_forbidden": found.is_forbidden,
    }
    return _priced(request, context)


@require_POST
@for_event(rules.can_organise)
def reseat(request: HttpRequest, event: Event) -> HttpResponse:
    """Move or swap by hand, as it was priced."""
    plan = _solved(event)
    form = ByHandForm(request.POST, plan=plan)
    if not form.is_valid():
        return _priced(request, {"event": event, "plan": plan, "form": form}, status=422)
    return _make(request, event, form.change(), form.cleaned_data["made_on"])


@require_POST
@for_event(rules.can_organise)
def change(request: HttpRequest, event: Event) -> HttpResponse:
    """Plan, pin, ban, keep apart, release."""
    form = ChangeForm(request.POST, event=event)
    if not form.is_valid():
        for errors in form.errors.values():
            refused(request, " ".join(map(str, errors)))
        return _back(request, event)
    return _make(request, event, form.change(), form.cleaned_data["made_on"])


@require_POST
@for_event(rules.can_organise)
def undo(request: HttpRequest, event: Event) -> HttpResponse:
    """Back to the plan before."""
    return _step(request, event, services.undo)


@require_POST
@for_event(rules.can_organise)
def redo(request: HttpRequest, event: Event) -> HttpResponse:
    """Forward to the plan that was undone."""
    return _step(request, event, services.redo)


@require_POST
@for_event(rules.can_organise)
def publish(request: HttpRequest, event: Event) -> HttpResponse:
    """Let everybody follow the current plan; pressing twice does it once."""
    form = MadeOnForm(request.POST)
    if not form.is_valid():
        return _back(request, event)
    try:
        published = services.publish(event=event, made_on=form.cleaned_data["made_on"], by=visitor(request))
    except (StaleError, RefusedError) as error:
        refused(request, error.message)
        return _back(request, event)
    done(request, _told(published))
    return _back(request, event)


def _rows(request: HttpRequest, plan: SeatingPlan) -> dict[str, Any]:
    """The plan by table or by person: one page of it, narrowed to a name."""
    by = BY_PERSON if request.GET.get("by") == BY_PERSON else BY_TABLE
    search = request.GET.get("q", "").strip()
    number = request.GET.get("page")
    shown: dict[str, Any] = {"by": by, "search": search}
    if by == BY_PERSON:
        people = pages.people_page(plan, search=search, number=number)
        return shown | {"page": people, "rows": pages.person_rows(plan, list(people))}
    tables = grids.tables_page(plan, search=search, number=number)
    grid = grids.grid_of(plan, list(tables), begun=begun_turns(plan.event))  # type: ignore[arg-type]
    return shown | {"page": tables, "columns": grid.columns, "rows": grid.rows}


def _tools(plan: SeatingPlan) -> dict[str, Any]:
    """What the forms offer, and whether seats can still be changed."""
    event, begun = plan.event, begun_turns(plan.event)
    few = (plan.report or {}).get("mentees", 0) <= MOST_SUGGESTED
    return {
        "turns": range(1, event.turns + 1),
        "begun": begun,
        "mentors": pages.people_of(event, Side.MENTOR),
        "suggested": pages.people_of(event, Side.MENTEE) if few else [],
        "mentors_move": event.who_moves == WhoMoves.MENTORS,
        "can_change": begun < event.turns,
    }


def _is_outdated(plan: SeatingPlan) -> bool:
    """Whether anything that the plan read is other by now. Reads all of it, which takes its time."""
    absent = plan.adjustments.get("absent", ())
    return plan.digest != seatings.read_event(plan.event, absent=absent).digest


def _solved(event: Event) -> SeatingPlan:
    """The current plan with its encoded problem."""
    stands = seatings.seating_of(event)
    if stands is None or stands.current is None or stands.current.state != PlanState.SOLVED:
        raise Http404
    plan = SeatingPlan.objects.select_related("parent").get(pk=stands.current.pk)
    plan.event = event
    return plan


def _priced(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The price as a part of the page that asked, or as a page of its own."""
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "events/seating_price.html", context)
    return render(request, "events/seating_price_page.html", context, status=status)


def _make(request: HttpRequest, event: Event, wish: Change, made_on: int | None) -> HttpResponse:
    try:
        start_plan(event=event, change=wish, made_on=made_on, by=visitor(request))
    except StaleError:
        return _stale(request, event, wish, made_on)
    except RefusedError as error:
        refused(request, error.message)
    return _back(request, event)


def _stale(request: HttpRequest, event: Event, wish: Change, made_on: int | None) -> HttpResponse:
    """Somebody was faster: what happened, and the same change on top of it."""
    stands = seatings.seating_of(event)
    names = pages.names_of(event)
    context = {
        "event": event,
        "current": stands.current if stands else None,
        "done_since": pages.told_plans_since(event, made_on or 0),
        "wish": change_words(wish, names),
        "action": request.path,
        "fields": [
            (name, value)
            for name, value in request.POST.items()
            if name not in ("made_on", "csrfmiddlewaretoken")
        ],
    }
    return render(request, "events/seating_stale.html", context, status=409)


def _step(request: HttpRequest, event: Event, step: Callable[..., SeatingPlan]) -> HttpResponse:
    form = MadeOnForm(request.POST)
    if form.is_valid():
        try:
            step(event=event, made_on=form.cleaned_data["made_on"], by=visitor(request))
        except (StaleError, RefusedError) as error:
            refused(request, error.message)
    return _back(request, event)


def _back(request: HttpRequest, event: Event) -> HttpResponse:
    """To the plan, as it was being looked at."""
    answer = redirect("events:seating", event.slug)
    query = QueryDict(request.POST.get("query", "")).urlencode()
    if query:
        answer["Location"] += f"?{query}"
    return answer


def _told(published: services.Published) -> str:
    if not published.is_new:
        return _("These seats were published already.")
    if not published.letters:
        return _("Published. Everybody's page shows these seats now.")
    return ngettext(
        "Published. %(count)s letter with seats waits in the outbox: read it, then send it.",
        "Published. %(count)s letters with seats wait in the outbox: read them, then send them.",
        published.letters,
    ) % {"count": published.letters}
