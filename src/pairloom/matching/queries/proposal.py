"""A run as its page shows it: figures, who needs attention, pairs with reasons, the price of the change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import ngettext

from pairloom.matching import words
from pairloom.matching.adjustments import Adjustments
from pairloom.matching.changes import Change, change_from_json
from pairloom.matching.enums import Attention, MetBefore
from pairloom.matching.models import MatchRun, ProposedPair
from pairloom.matching.queries.prices import (
    PriceView,
    names_of,
    people_in,
    price_summary,
    price_view,
)
from pairloom.matching.report import Price, Report
from pairloom.programmes.enums import ApplicationState
from pairloom.programmes.models import Application

SHOW_ALL, SHOW_LOOK, SHOW_PINNED = "all", "look", "pinned"
TRIES = 3  # one-tap suggestions for somebody without a mentor


@dataclass(frozen=True)
class PairRow:
    """A proposed pair with its sentences."""

    pair: ProposedPair
    why: str
    beware: str
    attention: tuple[str, ...]


@dataclass(frozen=True)
class Try:
    """A change that would help, behind one button."""

    label: str
    mentor: int
    seats: int


@dataclass(frozen=True)
class LeftOver:
    """A mentee without a mentor."""

    person: int
    name: str
    reason: str
    remedy: str
    tries: tuple[Try, ...]


@dataclass(frozen=True)
class Idle:
    """A mentor without a mentee."""

    person: int
    name: str
    reason: str


NamedPair = tuple[int, int, str, str]  # mentee, mentor, and their names


@dataclass(frozen=True)
class ProposalView:
    """Everything about a run but its pairs. `mentors` are all of the round: person, name, places."""

    run: MatchRun
    report: Report
    adjustments: Adjustments
    change: str
    figures: tuple[words.LevelWords, ...]
    left_over: tuple[LeftOver, ...]
    fewer: tuple[str, ...]
    shortages: tuple[str, ...]
    idle: tuple[Idle, ...]
    price: PriceView | None
    failure: tuple[str, ...]
    kept_apart: tuple[NamedPair, ...]
    pinned: tuple[NamedPair, ...]
    mentors: tuple[tuple[int, str, int], ...]
    priority: str
    rubric_weights: tuple[tuple[str, float], ...]

    @property
    def met_choices(self) -> list[tuple[str, str]]:
        """What can become of people who met at an event."""
        return [(choice.value, str(choice.label)) for choice in MetBefore]

    @property
    def summary(self) -> str:
        """What the change did, in one line."""
        return price_summary(self.price) if self.price else ""


def proposal_view(run: MatchRun) -> ProposalView:
    """A run told in words. Two queries: names, and places of mentors."""
    report, adjustments = Report.from_json(run.report), Adjustments.from_json(run.adjustments)
    price, change = Price.from_json(run.price), change_from_json(run.change)
    names = names_of(_mentioned(run, report, price, adjustments, change))
    mentors = _mentors(run, adjustments)
    seats = {person: places for person, _, places in mentors}
    figures = (words.level_words(level, report) for level in report.levels)
    priority = adjustments.priority or tuple(run.rubric.get("priority", ("served", "worst", "total")))
    return ProposalView(
        run=run,
        report=report,
        adjustments=adjustments,
        change=words.change_words(change, names),
        figures=tuple(figure for figure in figures if figure),
        left_over=tuple(_left_over(each, report, names, seats) for each in report.unmatched),
        fewer=tuple(words.fewer_words(few, names) for few in report.fewer),
        shortages=tuple(words.shortage_words(each) for each in report.bottlenecks if len(each.mentees) > 1),
        idle=tuple(
            Idle(each.person, names[each.person], words.unused_reason(each)) for each in report.unused
        ),
        price=price_view(price, names) if run.price else None,
        failure=tuple(words.conflict_words(each, names) for each in run.failure),
        kept_apart=_named(adjustments.bans, names),
        pinned=_named(adjustments.pins, names),
        mentors=mentors,
        priority=words.priority_words(priority),
        rubric_weights=tuple(
            (each["name"], adjustments.weights.get(each["name"], each.get("weight", each.get("points", 0))))
            for each in run.rubric.get("criterion", ())
        ),
    )


def pairs_shown(run: MatchRun, *, show: str, search: str) -> QuerySet[ProposedPair]:
    """A run's pairs, the weakest first, narrowed to a kind and to names that contain the text."""
    pairs = run.pairs.select_related("mentor", "mentee").order_by("score", "mentee__name", "id")
    if show == SHOW_LOOK:
        pairs = pairs.exclude(attention=[])
    if show == SHOW_PINNED:
        pairs = pairs.filter(is_pinned=True)
    if search:
        pairs = pairs.filter(Q(mentor__name__icontains=search) | Q(mentee__name__icontains=search))
    return pairs


def pair_counts(run: MatchRun) -> dict[str, int]:
    """How many pairs there are of each kind that can be shown. One query."""
    return run.pairs.aggregate(
        all=Count("id"),
        look=Count("id", filter=~Q(attention=[])),
        pinned=Count("id", filter=Q(is_pinned=True)),
    )


def pair_rows(pairs: Iterable[ProposedPair]) -> list[PairRow]:
    """Pairs with their sentences."""
    return [_row(pair) for pair in pairs]


def _row(pair: ProposedPair) -> PairRow:
    mentee, mentor = words.called(str(pair.mentee), str(pair.mentor))
    why, beware = (*pair.reasons, "", "")[:2]
    return PairRow(
        pair=pair,
        why=words.named(why, mentee=mentee, mentor=mentor),
        beware=words.named(beware, mentee=mentee, mentor=mentor),
        attention=tuple(str(Attention(key).label) for key in pair.attention),
    )


def _left_over(left: words.Unmatched, report: Report, names: words.Names, seats: dict[int, int]) -> LeftOver:
    tries: tuple[Try, ...] = ()
    if left.kind == "full":
        tries = tuple(
            Try(
                ngettext("Try %(mentor)s with %(seats)s place", "Try %(mentor)s with %(seats)s places", more)
                % {"mentor": names[mentor], "seats": more},
                mentor,
                more,
            )
            for mentor in left.candidates[:TRIES]
            for more in [seats.get(mentor, 0) + 1]
        )
    return LeftOver(
        person=left.person,
        name=names[left.person],
        reason=words.unmatched_reason(left, names),
        remedy=words.unmatched_remedy(left, report),
        tries=tries,
    )


def _mentors(run: MatchRun, adjustments: Adjustments) -> tuple[tuple[int, str, int], ...]:
    asked = Application.objects.filter(round_id=run.round_id, state=ApplicationState.SUBMITTED)
    offered = asked.exclude(capacity=None).order_by("person__name", "person_id")
    return tuple(
        (person, name, adjustments.capacities.get(person, places or 0))
        for person, name, places in offered.values_list("person_id", "person__name", "capacity")
    )


def _named(pairs: Iterable[tuple[int, int]], names: words.Names) -> tuple[NamedPair, ...]:
    told = [(mentee, mentor, names[mentee], names[mentor]) for mentee, mentor in pairs]
    return tuple(sorted(told, key=lambda pair: (pair[2], pair[3], pair[0], pair[1])))


def _mentioned(
    run: MatchRun, report: Report, price: Price, adjustments: Adjustments, change: Change
) -> set[int]:
    pinned_or_banned = {person for pair in adjustments.bans | adjustments.pins for person in pair}
    left = {person for each in report.unmatched for person in (each.person, *each.candidates)}
    others = {few.person for few in report.fewer} | {unused.person for unused in report.unused}
    failed = {
        person
        for each in run.failure
        for pair in each.get("pairs", ())
        for person in (*pair, each.get("person") or 0)
    }
    return pinned_or_banned | left | others | failed | people_in(price) | set(change.people)
