"""Printing: the documents as files, and which plan's cards people hold."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection

from pairloom.core import audit
from pairloom.events.models import Event, Seating
from pairloom.events.queries.printing import PAPERS, Evening, cards, outdated_cards, words
from pairloom.people.models import Person
from pairloom.printing import Paper, pdf

SAME_MOMENT = (2000, 1, 1, 0, 0, 0)  # so that the same plan gives the same bytes


def printed(evening: Evening, *, kind: str, paper: Paper, numbers: Collection[int] = ()) -> bytes:
    """One document as a PDF. `numbers` chooses cards; none means all."""
    document = cards(evening, numbers) if kind == "cards" else PAPERS[kind](evening)
    return pdf(document, paper=paper, words=words())


def everything(evening: Evening, *, paper: Paper) -> bytes:
    """All documents in one ZIP file: they go onto different paper."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for kind in PAPERS:
            name = zipfile.ZipInfo(f"{evening.event.slug}-{kind}.pdf", SAME_MOMENT)
            archive.writestr(name, printed(evening, kind=kind, paper=paper))
    return packed.getvalue()


def remember_printed(*, event: Event, numbers: Collection[int], by: Person | None) -> None:
    """The cards of the published plan were printed: all, or those with these numbers.

    People hold that plan's cards as soon as every card that changed was printed.
    """
    seating = Seating.objects.select_related("event").get(event=event)
    if numbers and not {each.number for each in outdated_cards(seating)} <= set(numbers):
        return
    if numbers and seating.printed_id is None:
        return
    if seating.printed_id != seating.published_id:
        seating.printed_id = seating.published_id
        seating.save(update_fields=["printed"])
        audit.record("printed the cards", event, by=by, cards=len(numbers))
