"""Where two people who found each other may become a pair."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count

from pairloom.core.audit import reference
from pairloom.interest import shelf
from pairloom.interest.enums import Kind, MarkState
from pairloom.interest.mutual import Mutual, as_mutual
from pairloom.pairs.enums import PairState
from pairloom.pairs.models import Pair
from pairloom.programmes.enums import ApplicationState, PhaseKind
from pairloom.programmes.models import Application, Round
from pairloom.programmes.queries import phases_with_state


@dataclass(frozen=True)
class CommonRound:
    """A round that both take part in. Once it `is_matched` they can be a pair in it at once."""

    round: Round
    is_matched: bool

    @property
    def wish(self) -> str:
        return reference(self.round)


def common_rounds(found: Collection[Mutual]) -> dict[Mutual, list[CommonRound]]:
    """For each of these the rounds that go on and in which the two can be a pair. Four queries.

    One signed up as mentee, the other as mentor, and has a free place.
    """
    people = {person for each in found for person in each.people}
    learning, free = _sides(people)
    rounds = Round.objects.filter(pk__in={round for round, _ in learning}).select_related("programme")
    going_on = [
        CommonRound(round, bool(is_matched))
        for round in rounds.prefetch_related("phases")
        if (is_matched := _is_matched(round)) is not None
    ]
    return {
        each: [
            choice
            for choice in going_on
            if each.kind == Kind.LEARN
            and (choice.round.pk, each.people[0]) in learning
            and free[choice.round.pk, each.people[1]] > 0
        ]
        for each in found
    }


def wished_in(round: Round, *, among: Collection[int]) -> frozenset[tuple[int, int]]:
    """(mentee, mentor) who found each other and both wish to be a pair in this round. One query.

    Only those who both said so are told of: an organiser may read what comes of it.
    """
    wish = reference(round)
    sides = Counter(
        as_mutual(person, mark)
        for person, theirs in shelf.read_many(among)
        for mark in theirs.of_state(MarkState.MUTUAL)
        if mark.wish == wish and mark.kind != Kind.MEET_AGAIN
    )
    return frozenset(found.people for found, count in sides.items() if count == 2)


def _sides(people: Collection[int]) -> tuple[set[tuple[int, int]], dict[tuple[int, int], int]]:
    """(round, mentee) who signed up; and how many free places each (round, mentor) has."""
    learning: set[tuple[int, int]] = set()
    free: dict[tuple[int, int], int] = defaultdict(int)
    signed_up = Application.objects.filter(state=ApplicationState.SUBMITTED, person__in=people)
    for round, person, wants, capacity in signed_up.values_list("round", "person", "wants", "capacity"):
        if wants:
            learning.add((round, person))
        free[round, person] = capacity or 0
    active = Pair.objects.filter(state=PairState.ACTIVE, mentor__in=people).exclude(round=None).order_by()
    for round, mentor, taken in active.values_list("round", "mentor").annotate(taken=Count("pk")):
        free[round, mentor] -= taken
    return learning, free


def _is_matched(round: Round) -> bool | None:
    """Whether its pairs meet by now; None where it is over."""
    phases = phases_with_state(round)
    if phases and all(phase.is_past for phase in phases):
        return None
    return any(phase.kind == PhaseKind.RUNNING and not phase.is_future for phase in phases)
