"""The figures on an organiser's round page, each one click away from the people behind it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pairloom.desk import addresses
from pairloom.desk.next_steps import RoundFacts
from pairloom.programmes.models import Round


@dataclass(frozen=True)
class Figure:
    label: str
    value: int
    address: str


def figures(facts: RoundFacts, round: Round) -> list[Figure]:
    """What there is to count so far; figures of later phases appear when they begin."""
    people = addresses.of("programmes:applications", round)
    pairs = addresses.of("pairs:round", round)
    outbox = addresses.of(addresses.OUTBOX, round)
    shown = [
        (_("mentees"), facts.people.mentees, people, True),
        (_("mentors"), facts.people.mentors, people, True),
        (_("places with mentors"), facts.people.places, people, True),
        (_("places wanted"), facts.people.wanted, people, True),
        (_("pairs"), facts.pairs, pairs, facts.is_published),
        (_("letters drafted"), facts.drafts, outbox, facts.is_published),
        (_("letters sent"), facts.sent, outbox, facts.is_published),
    ]
    return [Figure(label, value, address) for label, value, address, is_shown in shown if is_shown]
