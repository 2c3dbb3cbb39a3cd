"""How somebody appears in the directory."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from pairloom.core import audit
from pairloom.interest import shelf
from pairloom.interest.models import Listing
from pairloom.people.models import Person


@transaction.atomic
def be_open(*, person: Person, **chosen: Any) -> Listing:
    """Be found as chosen, by the columns of `Listing`. The first time opens a private list, empty."""
    listing, _ = Listing.objects.update_or_create(person=person, defaults=chosen)
    shelf.open_for([person.pk])
    audit.record("chose who finds them", person, by=person)
    return listing


@transaction.atomic
def leave(*, person: Person) -> None:
    """Be found by nobody, and take every open mark back.

    The list stays, so that coming back is no way to get places again before the cool-down is over.
    """
    Listing.objects.filter(person=person).delete()
    shelf.change(person.pk, lambda mine: mine.all_withdrawn(today=shelf.today()))
    audit.record("is not open to mutual interest any more", person, by=person)
