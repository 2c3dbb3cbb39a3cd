"""What organisers do to a proposal: change it, undo, redo."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from pairloom.core.errors import RefusedError, StaleError
from pairloom.core.notes import refused
from pairloom.matching import words
from pairloom.matching.forms import ChangeForm, MadeOnForm
from pairloom.matching.models import MatchRun
from pairloom.matching.queries.changes import change_in_words, told_runs_since
from pairloom.matching.queries.runs import matching_of
from pairloom.matching.services import runs
from pairloom.matching.tasks import start_run
from pairloom.matching.views.access import for_matchers
from pairloom.people.visitors import visitor
from pairloom.programmes.models import Round


@require_POST
@for_matchers
def change(request: HttpRequest, round: Round) -> HttpResponse:
    """Make a new run with one change. If somebody else was faster, show both and offer to go on."""
    form = ChangeForm(request.POST, round=round)
    if not form.is_valid():
        return render(request, "matching/unclear.html", {"round": round, "form": form}, status=422)
    try:
        start_run(
            round=round, change=form.change(), made_on=form.cleaned_data["made_on"], by=visitor(request)
        )
    except StaleError:
        return _stale(request, round, form)
    return _back(request, round)


@require_POST
@for_matchers
def undo(request: HttpRequest, round: Round) -> HttpResponse:
    """Go back to the run before."""
    return _move(request, round, runs.undo)


@require_POST
@for_matchers
def redo(request: HttpRequest, round: Round) -> HttpResponse:
    """Go on to the run that was undone."""
    return _move(request, round, runs.redo)


def _move(request: HttpRequest, round: Round, step: Callable[..., MatchRun]) -> HttpResponse:
    form = MadeOnForm(request.POST)
    if form.is_valid():
        try:
            step(round=round, made_on=form.cleaned_data["made_on"], by=visitor(request))
        except (StaleError, RefusedError) as error:
            refused(request, error.message)
    return _back(request, round)


def _back(request: HttpRequest, round: Round) -> HttpResponse:
    """To the proposal, as it was being looked at (filter, search and page)."""
    answer = redirect("matching:proposal", round.programme.slug, round.slug)
    query = request.POST.get("query", "")
    if query:
        answer["Location"] += f"?{query}"
    return answer


def _stale(request: HttpRequest, round: Round, form: ChangeForm) -> HttpResponse:
    matching = matching_of(round)
    current = matching.current if matching else None
    since = form.cleaned_data["made_on"] or 0
    context = {
        "round": round,
        "current": current,
        "done_since": told_runs_since(round, since),
        "wish": change_in_words(form.change()),
        "fields": [(name, value) for name, value in request.POST.items() if name in _kept(form)],
        "words": words,
    }
    return render(request, "matching/stale.html", context, status=409)


def _kept(form: ChangeForm) -> set[str]:
    """The names of everything that was sent but the run's number: nothing entered is lost."""
    return {name for name in form.data if name not in ("made_on", "csrfmiddlewaretoken")}
