from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from pairloom.desk import addresses, queries
from pairloom.desk.figures import figures
from pairloom.desk.next_steps import next_step
from pairloom.events.queries.events import events_of, programmes_holding
from pairloom.interest.queries import has_news
from pairloom.pairs.queries import pairs_of
from pairloom.people.visitors import visitor
from pairloom.programmes.models import Round
from pairloom.programmes.queries import open_rounds
from pairloom.programmes.rules import can_organise


def home(request: HttpRequest) -> HttpResponse:
    """What this is, for somebody who has never been here."""
    return render(request, "desk/home.html", {"open_rounds": open_rounds()})


@login_required
def me(request: HttpRequest) -> HttpResponse:
    """What waits for this person."""
    person = visitor(request)
    applied = queries.applications_of(person)
    mine = {found.application.round_id for found in applied}
    context = {
        "organised": queries.rounds_run_by(person),
        "events": events_of(person),
        "holding": programmes_holding(person),
        "pairs": pairs_of(person),
        "has_news": has_news(person),
        "applications": applied,
        "open_rounds": [found for found in open_rounds() if found.round.pk not in mine],
    }
    return render(request, "desk/me.html", context)


@login_required
def round(request: HttpRequest, programme: str, round: str) -> HttpResponse:
    """Where a round stands, and the next thing to do in it."""
    found = get_object_or_404(
        Round.objects.select_related("programme").prefetch_related("phases"),
        programme__slug=programme,
        slug=round,
    )
    if not can_organise(request.user, found):
        raise PermissionDenied
    facts = queries.round_facts([found])[found.pk]
    step = next_step(facts)
    context = {
        "round": found,
        "phases": facts.phases,
        "step": step,
        "step_address": addresses.of(step.page, found),
        "figures": figures(facts, found),
        "history": queries.history(found),
    }
    return render(request, "desk/round.html", context)
