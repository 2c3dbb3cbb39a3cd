from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from pairloom.pairs import queries, rules
from pairloom.pairs.bridge import common_week
from pairloom.pairs.enums import PairState
from pairloom.pairs.models import Pair
from pairloom.people.enums import TopicSide, WayToMeet
from pairloom.people.models import Person, PersonTopic
from pairloom.programmes.kinds import kind_of
from pairloom.programmes.models import Round
from pairloom.programmes.queries import ShownAnswer, answers_visible_to, application_of
from pairloom.programmes.rules import Viewer, can_organise

PAIRS_A_PAGE = 60


@dataclass(frozen=True)
class HalfShown:
    """One of the two, as the other may see them."""

    person: Person
    is_mentor: bool
    topics: list[PersonTopic]
    ways: list[str]
    answers: list[ShownAnswer]


@require_safe
@login_required
def pair(request: HttpRequest, pair_id: int) -> HttpResponse:
    """A pair's page: who the other is, why the two of you, when you are both free."""
    found = get_object_or_404(Pair.objects.select_related("mentor", "mentee", "round__programme"), pk=pair_id)
    if not rules.can_see(request.user, found):
        raise PermissionDenied
    mentee, mentor = found.mentee, found.mentor
    context = {
        "pair": found,
        "halves": [half for half in _halves(found, request.user) if half.person != request.user],
        "is_own": rules.is_half(request.user, found),
        "reasons": queries.reasons_told(found),
        "mentee": mentee,
        "mentor": mentor,
        "times": common_week(mentee, mentor, day=queries.first_moment(found.round))
        if mentee and mentor
        else [],
    }
    return render(request, "pairs/pair.html", context)


@require_safe
@login_required
def round_pairs(request: HttpRequest, programme: str, round: str) -> HttpResponse:
    """The pairs of a round, for those who run the programme; found by a name."""
    found = get_object_or_404(
        Round.objects.select_related("programme"), programme__slug=programme, slug=round
    )
    if not can_organise(request.user, found):
        raise PermissionDenied
    search = request.GET.get("q", "").strip()
    page = Paginator(queries.pairs_in(found, search=search), PAIRS_A_PAGE).get_page(request.GET.get("page"))
    context = {"round": found, "page": page, "search": search, "closed": PairState.CLOSED}
    return render(request, "pairs/round.html", context)


def _halves(found: Pair, viewer: Viewer) -> list[HalfShown]:
    halves = ((found.mentee, False), (found.mentor, True))
    return [_half(found, person, viewer, is_mentor) for person, is_mentor in halves if person is not None]


def _half(found: Pair, person: Person, viewer: Viewer, is_mentor: bool) -> HalfShown:
    application = application_of(found.round, person) if found.round else None
    is_other_half = rules.is_half(viewer, found)
    shown = answers_visible_to(viewer, application, is_other_half=is_other_half) if application else []
    side = TopicSide.OFFERED if is_mentor else TopicSide.WANTED
    return HalfShown(
        person=person,
        is_mentor=is_mentor,
        topics=[topic for topic in person.topics.select_related("topic") if topic.side == side],
        ways=[str(WayToMeet(way).label) for way in person.ways_to_meet],
        answers=[answer for answer in shown if not kind_of(answer.question).in_profile],
    )
