"""Whose messages programmes are, and what people call a programme or a round in an outbox."""

from django.db.models import Model
from django.urls import reverse

from pairloom.core.audit import reference
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


def outbox_of(programme: Programme, about: Model) -> str:
    """The address of a programme's outbox, narrowed to the letters about this round or event."""
    return f"{reverse('messages:outbox', args=[reference(programme)])}?batch={reference(about)}"


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
