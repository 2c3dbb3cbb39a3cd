"""Who is, and who was, together with whom."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from pairloom.core import clock
from pairloom.pairs.enums import PairState
from pairloom.pairs.models import Encounter, Pair
from pairloom.people.models import Person
from pairloom.programmes.enums import PhaseKind
from pairloom.programmes.models import Round
from pairloom.programmes.queries import phases_with_state


def pairs_of(person: Person) -> QuerySet[Pair]:
    """Every pair that a person belongs to, the newest first, with both people and the programme."""
    return (
        Pair.objects.filter(Q(mentor=person) | Q(mentee=person))
        .select_related("mentor", "mentee", "round__programme")
        .order_by("-id")
    )


def pairs_in(round: Round, *, search: str = "") -> QuerySet[Pair]:
    """The pairs of a round by the mentee's name, with both people; narrowed to names that contain a text."""
    pairs = round.pairs.select_related("mentor", "mentee").order_by("mentee__name", "id")
    if search:
        pairs = pairs.filter(Q(mentor__name__icontains=search) | Q(mentee__name__icontains=search))
    return pairs


def standing_in(round: Round) -> list[tuple[int, int]]:
    """(mentee, mentor) of the round's active pairs whose two people are both still here."""
    active = round.pairs.filter(state=PairState.ACTIVE, mentor__isnull=False, mentee__isnull=False)
    return [(mentee, mentor) for mentee, mentor in active.values_list("mentee_id", "mentor_id")]


def already_paired(people: Collection[int], *, besides: Round | None = None) -> set[tuple[int, int]]:
    """(mentee, mentor) of everybody among `people` who was ever paired, in any round but `besides`."""
    pairs = Pair.objects.filter(mentor__in=people, mentee__in=people)
    if besides is not None:
        pairs = pairs.exclude(round=besides)
    return {(mentee, mentor) for mentee, mentor in pairs.values_list("mentee_id", "mentor_id")}


def met_at_events(people: Collection[int], *, besides: str = "") -> set[tuple[int, int]]:
    """(mentee, mentor) of everybody among `people` who met at an event, but at the one named `besides`."""
    met = Encounter.objects.filter(mentor__in=people, mentee__in=people).exclude(source=besides)
    return set(met.values_list("mentee_id", "mentor_id"))


def first_moment(round: Round | None) -> datetime:
    """When its pairs can begin to meet: when the running phase starts, or now if that is past or not set."""
    if round is None:
        return clock.now()
    running = [phase for phase in phases_with_state(round) if phase.kind == PhaseKind.RUNNING]
    return max([clock.now(), *(phase.starts_at for phase in running)])


def reasons_told(pair: Pair) -> list[str]:
    """Why these two, with their names; nothing once one of them has left."""
    if pair.mentor is None or pair.mentee is None:
        return []
    names = {"{mentee}": str(pair.mentee), "{mentor}": str(pair.mentor)}
    return [_named(reason, names) for reason in pair.reasons if reason]


def _named(reason: str, names: dict[str, str]) -> str:
    for token, name in names.items():
        reason = reason.replace(token, name)
    return reason
