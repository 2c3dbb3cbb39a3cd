"""Paper for an event: cards, sheets for mentors, signs, walls."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from pairloom.core.errors import RefusedError, StaleError
from pairloom.core.notes import done, refused
from pairloom.events import rules
from pairloom.events.enums import PaperKind, PrintingState
from pairloom.events.forms.printing import PaperForm, words_in
from pairloom.events.models import Event, Printing
from pairloom.events.queries.printing import is_quick, outdated_cards, printings_of
from pairloom.events.queries.seating import is_small, seating_of
from pairloom.events.services.printing import File, look_at, print_now
from pairloom.events.services.printings import erase_printing, hand_over
from pairloom.events.tasks import start_printing
from pairloom.events.views.access import for_event
from pairloom.people.visitors import visitor

LOOK = "look"  # shows the PDF, and counts as no printing
LONGEST_TEXT = 1000  # letters that come back by the address; numbers cut short would be others
KINDS = (
    (
        PaperKind.CARDS,
        gettext_lazy(
            "One for each mentee: every turn with table, mentor and why, room for notes and a tick, and a "
            "code that leads to the same on the phone. Cut them, and hand them out at the door."
        ),
    ),
    (
        PaperKind.MENTORS,
        gettext_lazy("Whom a mentor meets in each turn, and what they asked in advance and let mentors see."),
    ),
    (PaperKind.SIGNS, gettext_lazy("A number to be seen from afar. Fold it in the middle.")),
    (PaperKind.NAMES, gettext_lazy("For the door: everybody's tables.")),
    (PaperKind.TABLES, gettext_lazy("For the room: who sits where when.")),
)


@require_safe
@for_event(rules.can_run)
def papers(request: HttpRequest, event: Event) -> HttpResponse:
    """What can be printed, what is being made, and which cards are no longer right."""
    seating = seating_of(event)
    printings = list(printings_of(event))
    context = {
        "event": event,
        "published": seating.published if seating else None,
        "printed": seating.printed if seating else None,
        "kinds": KINDS,
        "is_large": not is_small(event),
        "printings": printings,
        "is_waiting": any(printing.state == PrintingState.QUEUED for printing in printings),
        "outdated": outdated_cards(seating) if seating and seating.published_id else [],
        "numbers": ", ".join(words_in(request.GET.get("cards", ""))),
    }
    return render(request, "events/print.html", context)


@require_POST
@for_event(rules.can_run)
def make(request: HttpRequest, event: Event, kind: str) -> HttpResponse:
    """One document, or all of them: at once as a file, or where there is much of it by a job."""
    seating = seating_of(event)
    if kind not in PaperKind.values:
        raise Http404
    if seating is None or seating.published is None:
        refused(request, _("There are no published seats to print yet."))
        return _back(request, event)
    form = PaperForm(request.POST, event=event, kind=PaperKind(kind))
    if not form.is_valid():
        for errors in form.errors.values():
            refused(request, " ".join(map(str, errors)))
        return _back(request, event)
    plan, order = seating.published, form.order()
    plan.event = event
    try:
        if request.POST.get("as") == LOOK and kind != PaperKind.EVERYTHING:
            return _file(look_at(plan=plan, order=order), is_look=True)
        if is_quick(event, order):
            return _file(print_now(plan=plan, order=order, by=visitor(request)))
        start_printing(event=event, order=order, by=visitor(request))
    except RefusedError as error:
        refused(request, error.message)
        return _back(request, event)
    return redirect("events:print", event.slug)


@require_safe
@for_event(rules.can_run)
def progress(request: HttpRequest, event: Event, printing: int) -> HttpResponse:
    """How far a file is, for a page that asks again and again."""
    found = printings_of(event).filter(pk=printing).first()
    if found is None:  # it was erased; the page says what there is
        return HttpResponseClientRefresh()
    return render(request, "events/printing.html", {"event": event, "printing": found})


@require_POST
@for_event(rules.can_run)
def download(request: HttpRequest, event: Event, printing: int) -> HttpResponse:
    """The file that a job made."""
    stored = Printing.objects.select_related("plan__event").defer("plan__encoded")
    found = get_object_or_404(stored, plan__event=event, pk=printing)
    try:
        return _file(hand_over(printing=found, by=visitor(request)))
    except (RefusedError, StaleError) as error:
        refused(request, error.message)
        return redirect("events:print", event.slug)


@require_POST
@for_event(rules.can_run)
def erase(request: HttpRequest, event: Event, printing: int) -> HttpResponse:
    """Away with a file before its time, such as to print anew after a name was mended."""
    erase_printing(event=event, printing=printing)
    done(request, _("The file is erased."))
    return redirect("events:print", event.slug)


def _back(request: HttpRequest, event: Event) -> HttpResponse:
    """To the page, with what was typed as numbers, if an address has room for it."""
    address, typed = reverse("events:print", args=[event.slug]), request.POST.get("cards", "")
    return redirect(f"{address}?{urlencode({'cards': typed})}" if 0 < len(typed) <= LONGEST_TEXT else address)


def _file(file: File, *, is_look: bool = False) -> HttpResponse:
    """A file to keep, or to look at; it names people, and stays in no cache."""
    answer = HttpResponse(file.content, content_type=file.media_type)
    answer["Content-Disposition"] = "inline" if is_look else f'attachment; filename="{file.name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
