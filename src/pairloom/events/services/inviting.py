"""Bringing many people to an event at once, by the organiser's hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from pairloom.core import audit, clock
from pairloom.events.enums import RsvpState
from pairloom.events.letters.sending import confirm, confirm_many, draft_invitations
from pairloom.events.models import Attendee, Event
from pairloom.events.queries.events import next_number, places_of
from pairloom.events.services.locking import not_begun
from pairloom.people.bulk import write_profiles
from pairloom.people.enums import ProfilePart
from pairloom.people.models import Person
from pairloom.people.queries import people_at
from pairloom.programmes.enums import Side


@dataclass(frozen=True)
class Brought:
    """How many came newly, how many had answered before, and how many of the new ones must wait."""

    added: int
    known: int
    waiting: int = 0


@transaction.atomic
def add_people(*, event: Event, named: Mapping[str, str], side: Side, by: Person) -> Brought:
    """Put people on the list who said yes elsewhere (`named`: name by address). Each gets the confirmation.

    Whoever has answered already is left as they are. Fixed number of queries for any number of people.
    """
    told = _("The event has begun. People who come to the door are added on its day's page.")
    locked = not_begun(event, otherwise=told)
    people = _people(named)
    there = set(locked.attendees.filter(person__in=people).values_list("person_id", flat=True))
    new = [person for person in people if person.pk not in there]
    places = len(new) if side == Side.MENTOR else places_of(locked).free
    first = next_number(locked)
    made = Attendee.objects.bulk_create(
        Attendee(
            event=locked,
            person=person,
            side=side,
            number=first + place,
            employer=person.employer,
            experience=person.experience,
            state=RsvpState.COMING if place < places else RsvpState.WAITING,
            waiting_since=None if place < places else clock.now(),
        )
        for place, person in enumerate(new)
    )
    confirm_many(event=locked, attendees=made[:places])
    for waiting in made[places:]:
        confirm(attendee=waiting)
    audit.record("put people on the list", locked, by=by, people=len(new), side=str(side))
    return Brought(len(new), len(there), max(0, len(new) - places))


@transaction.atomic
def invite_mentors(*, event: Event, named: Mapping[str, str], by: Person) -> int:
    """Draft a letter to each that asks whether they would come as a mentor. Returns how many are new."""
    people = _people(named)
    there = set(event.attendees.filter(person__in=people).values_list("person_id", flat=True))
    drafted = draft_invitations(event=event, people=[one for one in people if one.pk not in there])
    if drafted:
        audit.record("asked people to be mentors", event, by=by, people=drafted)
    return drafted


def _people(named: Mapping[str, str]) -> list[Person]:
    """The people at these addresses, in order; those not known yet are made, known ones keep their name."""
    named = {address.lower(): name for address, name in named.items()}
    known = people_at(named)
    new = {address: {ProfilePart.NAME: name} for address, name in named.items() if address not in known}
    people = known | write_profiles(new)
    return [people[address] for address in named]
