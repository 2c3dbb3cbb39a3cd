"""From a mutual interest to a pair, once both would like the same."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from pairloom.core.audit import reference
from pairloom.core.errors import RefusedError
from pairloom.interest import shelf
from pairloom.interest.enums import Kind, MarkState
from pairloom.interest.mutual import Mutual, as_mutual
from pairloom.interest.private_list import BY_THEMSELVES, Mark, PrivateList
from pairloom.interest.queries.rounds import common_rounds
from pairloom.pairs.models import Pair
from pairloom.pairs.services import open_pair
from pairloom.people.models import Person
from pairloom.programmes.models import Round


@transaction.atomic
def wish_to_pair(*, by: Person, about: Person, round: Round | None = None) -> Pair | None:
    """Say that one would like to become a pair, by themselves or in a round. The pair, once both said so.

    In a round that is not matched yet there is no pair at once: its matching may honour what both wish (see
    `queries.wished_in`). Who blocked `by` or put it aside looks like somebody who has not said anything.
    Raises RefusedError where nothing is mutual, or the two cannot be a pair in that round.
    """
    shelf.lock([by.pk, about.pk])
    ours = _ours(by, shelf.read(by.pk), about)
    if ours is None:
        raise RefusedError(_("Nothing is mutual here by now."))
    found = as_mutual(by.pk, ours)
    place = _place(found, round)
    wish = reference(round) if round else BY_THEMSELVES
    shelf.change(by.pk, lambda mine: mine.wishing(ours, wish))
    answer = _ours(about, shelf.read(about.pk), by)
    if answer is None or answer.wish != wish or not place:
        return None
    learner, helper = (by, about) if found.people[0] == by.pk else (about, by)
    return open_pair(round=round, mentor=helper, mentee=learner)


def unwish(*, by: Person, about: Person) -> None:
    """Take back what one said about becoming a pair."""

    def without(mine: PrivateList) -> PrivateList:
        ours = _ours(by, mine, about)
        return mine.wishing(ours, "") if ours else mine

    shelf.change(by.pk, without)


def _place(found: Mutual, round: Round | None) -> bool:
    """Whether a pair can be opened now; RefusedError where it never can."""
    if round is None:
        return True
    both = {choice.round: choice for choice in common_rounds([found])[found]}
    if round not in both:
        raise RefusedError(_("The two of you cannot be a pair in this round."))
    return both[round].is_matched


def _ours(person: Person, theirs: PrivateList, other: Person) -> Mark | None:
    """The mark by which `person` and `other` may become a pair."""
    mutual = (mark for mark in theirs.of_state(MarkState.MUTUAL) if mark.about == other.pk)
    return next((mark for mark in mutual if mark.kind != Kind.MEET_AGAIN), None)
