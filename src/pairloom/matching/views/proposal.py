"""A run's page: the current proposal, or an older one to look at."""

from __future__ import annotations

import gzip
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from pairloom.matching.bridge.rubric import effective_rubric
from pairloom.matching.enums import RunState
from pairloom.matching.models import Matching, MatchRun
from pairloom.matching.queries import proposal as proposals
from pairloom.matching.queries.participants import read_round
from pairloom.matching.queries.runs import matching_of, next_of, runs_of
from pairloom.matching.views.access import for_matchers
from pairloom.matching.words import PRIORITIES
from pairloom.programmes.message_scopes import outbox_of
from pairloom.programmes.models import Round
from pairloom.programmes.queries import application_counts

PAIRS_A_PAGE = 60
SHOWN = (proposals.SHOW_ALL, proposals.SHOW_LOOK, proposals.SHOW_PINNED)


@require_safe
@for_matchers
def proposal(request: HttpRequest, round: Round) -> HttpResponse:
    """The current proposal, or what to expect before the first."""
    matching = matching_of(round)
    if matching is None or matching.current is None:
        context = {"round": round, "counts": application_counts(round)}
        return render(request, "matching/before.html", context)
    return _page(request, round, matching, matching.current)


@require_safe
@for_matchers
def run(request: HttpRequest, round: Round, number: int) -> HttpResponse:
    """Any run of the round; only the current one can be changed."""
    matching = matching_of(round)
    found = get_object_or_404(runs_of(round), number=number)
    if matching is None:
        raise Http404
    return _page(request, round, matching, found)


@require_safe
@for_matchers
def progress(request: HttpRequest, round: Round, number: int) -> HttpResponse:
    """How far a run is, for a page that asks again and again; the whole page once it is done."""
    found = get_object_or_404(runs_of(round), number=number)
    if found.state in (RunState.SOLVED, RunState.FAILED):
        return HttpResponseClientRefresh()
    return render(request, "matching/progress.html", {"round": round, "run": found})


@require_safe
@for_matchers
def download(request: HttpRequest, round: Round, number: int) -> HttpResponse:
    """The run as a file that `pairloom replay` solves again. Names nobody."""
    found = get_object_or_404(MatchRun, round=round, number=number, state=RunState.SOLVED)
    answer = HttpResponse(gzip.decompress(bytes(found.encoded or b"")), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{round.slug}-run-{number}.json"'
    return answer


def _page(request: HttpRequest, round: Round, matching: Matching, found: MatchRun) -> HttpResponse:
    is_current = found == matching.current
    context: dict[str, Any] = {
        "round": round,
        "matching": matching,
        "run": found,
        "is_current": is_current,
        "is_published": found.published_at is not None,
        "outbox": outbox_of(round.programme, round),
        "here": reverse("matching:run", args=[round.programme.slug, round.slug, found.number]),
    }
    if found.state in (RunState.QUEUED, RunState.SOLVING):
        return render(request, "matching/waiting.html", context)
    context |= {
        "view": proposals.proposal_view(found),
        "next_run": next_of(found) if is_current else None,
        "can_undo": is_current and found.parent_id is not None and found.published_at is None,
        "priorities": [(",".join(order), told()) for order, told in PRIORITIES.items()],
    }
    if found.state == RunState.FAILED:
        return render(request, "matching/failed.html", context)
    context |= _pairs(request, found)
    context["is_outdated"] = is_current and _is_outdated(found, round)
    return render(request, "matching/proposal.html", context)


def _is_outdated(found: MatchRun, round: Round) -> bool:
    """Whether a new run would read other answers, or weigh them otherwise."""
    return found.rubric != effective_rubric(round.rubric) or found.people_digest != read_round(round).digest


def _pairs(request: HttpRequest, found: MatchRun) -> dict[str, Any]:
    show = request.GET.get("show", proposals.SHOW_ALL)
    show = show if show in SHOWN else proposals.SHOW_ALL
    search = request.GET.get("q", "").strip()
    page = Paginator(proposals.pairs_shown(found, show=show, search=search), PAIRS_A_PAGE).get_page(
        request.GET.get("page")
    )
    return {
        "show": show,
        "search": search,
        "page": page,
        "rows": proposals.pair_rows(page.object_list),
        "counts": proposals.pair_counts(found),
    }
