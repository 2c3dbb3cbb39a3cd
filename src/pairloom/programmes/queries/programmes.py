"""Programmes with their rounds, and who runs them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, QuerySet, Value, When

from pairloom.people.models import Person
from pairloom.programmes.enums import PhaseKind, Role
from pairloom.programmes.models import Membership, Programme, Round
from pairloom.programmes.queries.phases import PhaseState, phases_with_state


def programmes_with_rounds() -> QuerySet[Programme]:
    """Every programme by name, with rounds and their phases; three queries."""
    return Programme.objects.prefetch_related("rounds__phases")


def programme_team(programme: Programme) -> QuerySet[Membership]:
    """Who runs `programme`: organisers, then coordinators, then reviewers, each by name."""
    order = Case(
        *(When(role=role, then=Value(place)) for place, role in enumerate(Role)), output_field=IntegerField()
    )
    return programme.memberships.select_related("person").order_by(order, "person__name", "person__email")


def organisers(programme: Programme) -> QuerySet[Person]:
    return Person.objects.filter(memberships__programme=programme, memberships__role=Role.ORGANISER)


def latest_round(programme: Programme, *, but: Round | None = None) -> Round | None:
    """The round that was made last, the one to copy from."""
    others = programme.rounds.exclude(pk=but.pk) if but else programme.rounds.all()
    return others.order_by("-created_at", "-pk").first()


@dataclass(frozen=True)
class RoundStanding:
    """A round as visitors see it: what runs now, and until when one can sign up."""

    round: Round
    now: PhaseState | None
    sign_up: PhaseState | None
    ends_on: date | None
    is_over: bool

    @property
    def is_open(self) -> bool:
        return self.sign_up is not None and self.sign_up.is_now


def rounds_by_standing(programme: Programme) -> list[RoundStanding]:
    """The rounds of one of `programmes_with_rounds`: open for sign-up first, those that are over last."""
    found = [_standing(round) for round in programme.rounds.all()]
    return sorted(found, key=lambda standing: (not standing.is_open, standing.is_over))


def _standing(round: Round) -> RoundStanding:
    phases = phases_with_state(round)
    return RoundStanding(
        round=round,
        now=next((phase for phase in phases if phase.is_now), None),
        sign_up=next((phase for phase in phases if phase.kind == PhaseKind.SIGN_UP), None),
        ends_on=max((phase.ends_on for phase in phases), default=None),
        is_over=bool(phases) and all(phase.is_past for phase in phases),
    )
