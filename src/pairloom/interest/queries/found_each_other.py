"""The page of what is mutual: who, how to begin, when, and what may become of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pairloom.core import clock
from pairloom.interest import shelf
from pairloom.interest.enums import Kind, MarkState
from pairloom.interest.errors import UnreadableError
from pairloom.interest.mutual import as_mutual
from pairloom.interest.private_list import BY_THEMSELVES, Mark, PrivateList
from pairloom.interest.queries.rounds import CommonRound, common_rounds
from pairloom.pairs.bridge import Slot, common_slots
from pairloom.pairs.enums import PairState
from pairloom.pairs.models import Pair
from pairloom.pairs.queries import pairs_of
from pairloom.people.models import Person


@dataclass(frozen=True)
class FoundEachOther:
    """A mutual interest as one of the two sees it: `theirs` is what the other says about becoming a pair."""

    mark: Mark
    other: Person
    slots: list[Slot]
    rounds: list[CommonRound]
    theirs: str
    pair: Pair | None

    @property
    def may_pair(self) -> bool:
        return self.mark.kind != Kind.MEET_AGAIN and self.pair is None

    @property
    def my_words(self) -> str:
        """What one said about becoming a pair; "" where nothing."""
        return self._words(self.mark.wish)

    @property
    def their_words(self) -> str:
        return self._words(self.theirs)

    def _words(self, wish: str) -> str:
        if wish == BY_THEMSELVES:
            return _("by yourselves")
        chosen = next((choice.round for choice in self.rounds if choice.wish == wish), None)
        return _("in %(round)s") % {"round": chosen} if chosen else ""


def found_each_other(person: Person, mine: PrivateList) -> list[FoundEachOther]:
    """All that is mutual on a person's own list, the latest first. Seven queries."""
    marks = sorted(mine.of_state(MarkState.MUTUAL), key=lambda mark: mark.since, reverse=True)
    others = Person.objects.active().in_bulk({mark.about for mark in marks})
    lists = dict(shelf.read_many(others))
    pairs = list(pairs_of(person).filter(state=PairState.ACTIVE))
    rounds = common_rounds({as_mutual(person.pk, mark) for mark in marks})
    return [
        FoundEachOther(
            mark=mark,
            other=others[mark.about],
            slots=common_slots(person, others[mark.about], after=clock.now()),
            rounds=rounds[as_mutual(person.pk, mark)],
            theirs=_said(lists.get(mark.about, PrivateList()), person, mark),
            pair=next((pair for pair in pairs if mark.about in (pair.mentor_id, pair.mentee_id)), None),
        )
        for mark in marks
        if mark.about in others
    ]


def has_news(person: Person) -> bool:
    """Whether something is mutual that the person has not looked at. One query.

    False too where the list cannot be opened: that is said on the pages of this app, not on every other.
    """
    try:
        return any(mark.is_new for mark in shelf.read(person.pk).marks)
    except UnreadableError:
        return False


def _said(theirs: PrivateList, person: Person, mark: Mark) -> str:
    answer = theirs.find(person.pk, mark.kind.answer, mark.scope)
    return answer.wish if answer and answer.state == MarkState.MUTUAL else ""
