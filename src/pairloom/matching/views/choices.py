"""Looking before leaping: two people side by side, another mentor, other aims, two proposals compared."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from pairloom.matching.enums import RunState
from pairloom.matching.models import Matching, MatchRun
from pairloom.matching.queries.changes import told
from pairloom.matching.queries.choices import comparison, option_rows, trade_off_columns
from pairloom.matching.queries.runs import matching_of, solved_runs
from pairloom.matching.queries.side_by_side import side_by_side
from pairloom.matching.views.access import for_matchers
from pairloom.programmes.models import Application, Round

COMPARED_RUNS = 50


@require_safe
@for_matchers
def pair(request: HttpRequest, round: Round, mentee: int, mentor: int) -> HttpResponse:
    """Two people side by side; for htmx only the inside of the page."""
    both = side_by_side(round, mentee, mentor, viewer=request.user)
    if both is None:
        raise Http404
    template = "matching/side_by_side.html" if request.htmx else "matching/pair.html"  # type: ignore[attr-defined]
    return render(request, template, {"round": round, "both": both})


@require_safe
@for_matchers
def options(request: HttpRequest, round: Round, mentee: int) -> HttpResponse:
    """Other mentors for one mentee, with the price of each."""
    matching = _solved_matching(round)
    application = get_object_or_404(
        Application.objects.select_related("person"), round=round, person=mentee, wants__isnull=False
    )
    rows = option_rows(_with_problem(matching), mentee)
    pinned = [row for row in rows if row.option.is_pinned]
    full = len(pinned) >= (application.wants or 1)
    context = {
        "round": round,
        "run": matching.current,
        "person": application.person,
        "rows": rows,
        "here_now": [row for row in rows if row.option.is_in_plan],
        "instead": pinned[-1].option.mentor if pinned and full else None,
    }
    return render(request, "matching/options.html", context)


@require_safe
@for_matchers
def trade_offs(request: HttpRequest, round: Round) -> HttpResponse:
    """The same people matched with other aims first, side by side."""
    matching = _solved_matching(round)
    context = {
        "round": round,
        "run": matching.current,
        "columns": trade_off_columns(_with_problem(matching)),
    }
    return render(request, "matching/trade_offs.html", context)


@require_safe
@for_matchers
def compare(request: HttpRequest, round: Round) -> HttpResponse:
    """Any two proposals of the round; without a choice the current one with its parent."""
    matching = _solved_matching(round)
    runs = told(solved_runs(round)[:COMPARED_RUNS])
    parent = matching.current.parent if matching.current else None
    numbers = [each.run.number for each in runs]
    usual_before = parent.number if parent and parent.number in numbers else numbers[-1]
    usual_after = matching.current.number if matching.current else numbers[0]
    before = _chosen(request, round, "before", usual_before)
    after = _chosen(request, round, "after", usual_after)
    context = {
        "round": round,
        "runs": runs,
        "before": before,
        "after": after,
        "price": comparison(before, after),
    }
    return render(request, "matching/compare.html", context)


def _solved_matching(round: Round) -> Matching:
    matching = matching_of(round)
    if matching is None or matching.current is None or matching.current.state != RunState.SOLVED:
        raise Http404
    return matching


def _with_problem(matching: Matching) -> MatchRun:
    return MatchRun.objects.get(pk=matching.current_id or 0)


def _chosen(request: HttpRequest, round: Round, name: str, usual: int) -> MatchRun:
    text = request.GET.get(name, "")
    number = int(text) if text.isdecimal() else usual
    return get_object_or_404(MatchRun, round=round, number=number, state=RunState.SOLVED)
