"""“Meet again?” as its two readers see it: oneself, and the organisers once it is mutual."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pairloom.core.audit import reference
from pairloom.events.models import Attendee, Event
from pairloom.events.queries.attendance import those_who_came
from pairloom.events.queries.meetings import Met, people_met
from pairloom.interest.enums import Kind, MarkState
from pairloom.interest.private_list import OPEN_MARKS, PrivateList
from pairloom.interest.queries import mutual
from pairloom.pairs.models import Pair
from pairloom.programmes.enums import Side


@dataclass(frozen=True)
class MetAgain:
    """Somebody whom one met, and what one marked about them. `is_mutual`: both were told."""

    met: Met
    is_marked: bool
    is_mutual: bool


@dataclass(frozen=True)
class Offer:
    """Two people who both know that they would like to meet again, and the pairs that they are already."""

    mentee: Attendee
    mentor: Attendee
    pairs: tuple[Pair, ...]

    @property
    def numbers(self) -> tuple[int, int]:
        return self.mentee.number, self.mentor.number


@dataclass(frozen=True)
class OwnMarks:
    people: tuple[MetAgain, ...]
    free: int
    most: int = OPEN_MARKS


def own_marks(attendee: Attendee, mine: PrivateList) -> OwnMarks:
    """The people whom somebody met, with what stands in their own private list. Nobody else's is opened."""
    scope = reference(attendee.event)
    states = {
        mark.about: mark.state for mark in mine.marks if mark.scope == scope and mark.kind == Kind.MEET_AGAIN
    }
    return OwnMarks(
        people=tuple(
            MetAgain(
                met=met,
                is_marked=states.get(met.attendee.person_id) == MarkState.OPEN,
                is_mutual=states.get(met.attendee.person_id) == MarkState.MUTUAL,
            )
            for met in people_met(attendee)
        ),
        free=mine.free_places(scope),
    )


def offers(event: Event) -> list[Offer]:
    """All who both know that they would like to meet again, by the mentee's name. Nothing one-sided."""
    attendees = {attendee.person_id: attendee for attendee in those_who_came(event)}
    found = [
        (attendees[one], attendees[other])
        for one, other in (each.people for each in mutual(reference(event), among=attendees.keys()))
        if one in attendees and other in attendees
    ]
    couples = [_by_side(one, other) for one, other in found if one.side != other.side]
    pairs = _pairs_of(couples)
    made = [
        Offer(mentee, mentor, tuple(pairs.get((mentee.person_id, mentor.person_id), ())))
        for mentee, mentor in couples
    ]
    return sorted(made, key=lambda offer: (offer.mentee.person.name, offer.mentor.person.name, offer.numbers))


def _by_side(one: Attendee, other: Attendee) -> tuple[Attendee, Attendee]:
    return (one, other) if one.side == Side.MENTEE else (other, one)


def _pairs_of(couples: Iterable[tuple[Attendee, Attendee]]) -> dict[tuple[int, int], list[Pair]]:
    people = {attendee.person_id for couple in couples for attendee in couple}
    rows = Pair.objects.filter(mentee__in=people, mentor__in=people).select_related("round__programme")
    found: dict[tuple[int, int], list[Pair]] = {}
    for pair in rows:
        if pair.mentee_id is not None and pair.mentor_id is not None:
            found.setdefault((pair.mentee_id, pair.mentor_id), []).append(pair)
    return found
