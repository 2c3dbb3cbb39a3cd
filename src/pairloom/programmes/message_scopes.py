"""Whose messages programmes are, and what people call a programme or a round in an outbox."""

from django.urls import reverse

from pairloom.messages import scopes
from pairloom.people.models import Person
from pairloom.programmes.models import Programme, Round
from pairloom.programmes.rules import ORGANISING, has_role


def register() -> None:
    """Announce programmes, which own messages, and rounds, by which those are put together."""
    scopes.register(
        "programme", may_manage=_may_manage_programme, title=_programme_title, page=_programme_page
    )
    scopes.register("round", may_manage=_may_manage_round, title=_round_title, page=_round_page)


def _may_manage_programme(person: Person, pk: int) -> bool:
    programme = Programme.objects.filter(pk=pk).first()
    return programme is not None and has_role(person, programme, ORGANISING)


def _programme_title(pk: int) -> str:
    return Programme.objects.filter(pk=pk).values_list("name", flat=True).first() or ""


def _programme_page(pk: int) -> str:
    slug = Programme.objects.filter(pk=pk).values_list("slug", flat=True).first()
    return reverse("programmes:programme", args=[slug]) if slug else ""


def _may_manage_round(person: Person, pk: int) -> bool:
    round = Round.objects.select_related("programme").filter(pk=pk).first()
    return round is not None and has_role(person, round.programme, ORGANISING)


def _round_title(pk: int) -> str:
    return Round.objects.filter(pk=pk).values_list("name", flat=True).first() or ""


def _round_page(pk: int) -> str:
    slugs = Round.objects.filter(pk=pk).values_list("programme__slug", "slug").first()
    return reverse("desk:round", args=slugs) if slugs else ""
