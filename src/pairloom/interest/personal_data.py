"""What this app keeps about a person: their own list, and how they are found. Others' lists are their own."""

from __future__ import annotations

from typing import Any

from pairloom.interest import shelf
from pairloom.interest.models import Listing, SealedList
from pairloom.interest.queries import of_one_length
from pairloom.people.models import Person


def export_list(person: Person) -> list[dict[str, Any]]:
    """Everything on the person's own list, opened for them alone."""
    mine = shelf.read(person.pk)
    others = {mark.about for mark in mine.marks} | set(mine.blocked) | set(mine.not_now)
    names = {other.pk: str(other) for other in Person.objects.filter(pk__in=of_one_length(others))}

    def row(what: str, about: int, **more: Any) -> dict[str, Any]:
        return {"what": what, "about": names.get(about, ""), "topic": "", "state": "", "since": ""} | more

    marks = [
        row(mark.kind, mark.about, topic=mark.topic, state=mark.state, since=mark.since.isoformat())
        for mark in mine.marks
    ]
    blocks = [row("blocked", other) for other in sorted(mine.blocked)]
    put_off = [row("not now", other, since=day.isoformat()) for other, day in sorted(mine.not_now.items())]
    return marks + blocks + put_off


def export_listing(person: Person) -> list[dict[str, Any]]:
    return [
        {
            "who finds you": listing.audience,
            "programme": listing.programme.name if listing.programme else "",
            "shows offers": listing.shows_offers,
            "shows wishes": listing.shows_wishes,
            "line": listing.line,
        }
        for listing in Listing.objects.filter(person=person).select_related("programme")
    ]


def erase(person: Person) -> None:
    """The list goes, and nothing can become mutual. Others' lists forget the person with the next news."""
    SealedList.objects.filter(person=person).delete()


def erase_listing(person: Person) -> None:
    Listing.objects.filter(person=person).delete()
