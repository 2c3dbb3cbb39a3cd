"""What an outbox calls the letters of an event, and where it leads back to."""

from django.urls import reverse

from pairloom.events.models import Event
from pairloom.events.rules import can_organise
from pairloom.messages import scopes
from pairloom.people.models import Person


def register() -> None:
    scopes.register("event", may_manage=_may_manage, title=_title, page=_page)


def _may_manage(person: Person, pk: int) -> bool:
    event = Event.objects.select_related("programme").filter(pk=pk).first()
    return event is not None and can_organise(person, event)


def _title(pk: int) -> str:
    return Event.objects.filter(pk=pk).values_list("name", flat=True).first() or ""


def _page(pk: int) -> str:
    slug = Event.objects.filter(pk=pk).values_list("slug", flat=True).first()
    return reverse("events:organise", args=[slug]) if slug else ""
