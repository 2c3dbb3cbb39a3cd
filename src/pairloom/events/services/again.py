"""“Meet again?”: private marks about people whom one met, and the pairs that mutual ones may become."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from pairloom.core import audit
from pairloom.core.audit import reference
from pairloom.core.errors import RefusedError
from pairloom.events.models import Attendee, Event, Seat, Seating
from pairloom.events.queries.again import Offer, offers
from pairloom.events.queries.meetings import people_met
from pairloom.interest.enums import Kind
from pairloom.interest.services import mark, withdraw
from pairloom.matching.services.letters import draft_introductions
from pairloom.pairs.models import Pair
from pairloom.pairs.services import open_pair
from pairloom.people.models import Person
from pairloom.programmes.models import Round


def wish_to_meet_again(*, attendee: Attendee, number: int, wish: bool) -> None:
    """Mark privately that one would like to meet the person with this number again, or take it back.

    Answers and leaves the same traces whatever the other marked. Raises RefusedError for anybody whom one
    did not meet, and where one's own marks are used up.
    """
    met = next((one.attendee for one in people_met(attendee) if one.attendee.number == number), None)
    if met is None:
        raise RefusedError(_("You can only tick people whom you met at this event."))
    scope = reference(attendee.event)
    if wish:
        mark(by=attendee.person, about=met.person, kind=Kind.MEET_AGAIN, scope=scope)
    else:
        withdraw(by=attendee.person, about=met.person_id, kind=Kind.MEET_AGAIN, scope=scope)


@transaction.atomic
def open_as_pair(*, event: Event, mentee: int, mentor: int, round: Round, by: Person) -> Pair:
    """Make two people (by their numbers) a pair of a round, because both wish to meet again.

    Their introduction is drafted. Raises RefusedError where it is not mutual (any more), or where the round
    is of another programme.
    """
    offer = next((one for one in offers(event) if one.numbers == (mentee, mentor)), None)
    if offer is None:
        raise RefusedError(_("The two do not both wish to meet again, as far as they let anybody know."))
    if round.programme_id != event.programme_id:
        raise RefusedError(_("This round belongs to another programme."))
    pair = open_pair(
        round=round,
        mentor=offer.mentor.person,
        mentee=offer.mentee.person,
        affinity=_affinity(event, offer),
        reasons=[
            _("{mentee} and {mentor} met at %(event)s, and both would like to meet again.")
            % {"event": event.name}
        ],
    )
    draft_introductions(round=round, pairs=[pair])
    audit.record("opened a pair that met at an event", pair, by=by, event=reference(event))
    return pair


def _affinity(event: Event, offer: Offer) -> float | None:
    """The best that the seating knew of the two; None where it never had them at one table."""
    published = Seating.objects.filter(event=event).values("published")
    seats = Seat.objects.filter(plan__in=published, mentee=offer.mentee, mentor=offer.mentor)
    best: float | None = seats.aggregate(best=Max("affinity"))["best"]
    return best
