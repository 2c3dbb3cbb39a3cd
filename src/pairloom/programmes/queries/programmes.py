"""Programmes with their rounds, and who runs them."""

from django.db.models import Case, IntegerField, QuerySet, Value, When

from pairloom.people.models import Person
from pairloom.programmes.enums import Role
from pairloom.programmes.models import Membership, Programme, Round


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
