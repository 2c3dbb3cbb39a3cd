"""Paper for an event: cards, sheets for mentors, signs, walls."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from pairloom.core.notes import refused
from pairloom.events import rules
from pairloom.events.models import Event
from pairloom.events.queries.printing import PAPERS, evening_of, outdated_cards
from pairloom.events.queries.seating import seating_of
from pairloom.events.services.printing import everything, printed, remember_printed
from pairloom.events.views.access import for_event
from pairloom.people.visitors import visitor
from pairloom.printing import Paper

LETTER: Paper = "us-letter"
EVERYTHING = "everything"
LOOK = "look"  # shows the PDF, and counts as no printing
KINDS = (
    (
        "cards",
        gettext_lazy("Cards"),
        gettext_lazy(
            "One for each mentee: every turn with table, mentor and why, room for notes and a tick, and a "
            "code that leads to the same on the phone. Cut them, and hand them out at the door."
        ),
    ),
    (
        "mentors",
        gettext_lazy("Sheets for mentors"),
        gettext_lazy("Whom a mentor meets in each turn, and what they asked in advance and let mentors see."),
    ),
    (
        "signs",
        gettext_lazy("Table signs"),
        gettext_lazy("A number to be seen from afar. Fold it in the middle."),
    ),
    ("names", gettext_lazy("Wall list by name"), gettext_lazy("For the door: everybody's tables.")),
    ("tables", gettext_lazy("Wall grid by turn"), gettext_lazy("For the room: who sits where when.")),
)


@require_safe
@for_event(rules.can_run)
def papers(request: HttpRequest, event: Event) -> HttpResponse:
    """What can be printed, and which cards are no longer right."""
    seating = seating_of(event)
    context = {
        "event": event,
        "published": seating.published if seating else None,
        "printed": seating.printed if seating else None,
        "kinds": KINDS,
        "outdated": outdated_cards(seating) if seating and seating.published_id else [],
        "numbers": ", ".join(map(str, _numbers(request.GET.get("cards", "")))),
        "paper": request.GET.get("paper", ""),
    }
    return render(request, "events/print.html", context)


@require_POST
@for_event(rules.can_run)
def make(request: HttpRequest, event: Event, kind: str) -> HttpResponse:
    """One document, or all of them, as a file; remembers when it was the cards."""
    seating = seating_of(event)
    numbers = _numbers(request.POST.get("cards", ""))
    if seating is None or seating.published is None or kind not in {*PAPERS, EVERYTHING}:
        refused(request, _("There are no published seats to print yet."))
        return redirect("events:print", event.slug)
    evening = evening_of(event, seating.published)
    if numbers and not numbers & {each.number for each in evening.people}:
        refused(request, _("Nobody who comes has a card with such a number."))
        return redirect("events:print", event.slug)
    paper: Paper = LETTER if request.POST.get("paper") == LETTER else "a4"
    if request.POST.get("as") == LOOK and kind != EVERYTHING:
        return _file(printed(evening, kind=kind, paper=paper, numbers=numbers), "", "application/pdf")
    if kind in ("cards", EVERYTHING):
        remember_printed(event=event, numbers=numbers, by=visitor(request))
    if kind == EVERYTHING:
        return _file(everything(evening, paper=paper), f"{event.slug}.zip", "application/zip")
    content = printed(evening, kind=kind, paper=paper, numbers=numbers)
    return _file(content, f"{event.slug}-{kind}.pdf", "application/pdf")


def _numbers(text: str) -> set[int]:
    """The numbers in a text such as `1, 5 and 9`."""
    return {int(number) for number in re.findall(r"\d{1,6}", text)}


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file to keep, or without a name one to look at."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"' if name else "inline"
    return answer
