"""Printing: the documents as files, and which plan's cards people hold."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from pairloom.core import audit
from pairloom.core.errors import RefusedError
from pairloom.events.enums import PaperKind
from pairloom.events.models import SeatingPlan
from pairloom.events.orders import Order
from pairloom.events.queries.printing import (
    Evening,
    documents,
    evening_of,
    is_quick,
    outdated_cards,
    words,
)
from pairloom.events.services.seating import locked_seating
from pairloom.people.models import Person
from pairloom.printing import Document, Part, PrintingError, parts, pdf_apart

SAME_MOMENT = (2000, 1, 1, 0, 0, 0)  # so that the same plan gives the same bytes
GLANCE = 60_000  # kilobytes that a look at a document of a large event takes: a hundred cards
Progress = Callable[[float], object]
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class File:
    """A PDF, or a ZIP of several."""

    name: str
    content: bytes

    @property
    def media_type(self) -> str:
        return "application/pdf" if self.name.endswith(".pdf") else "application/zip"


def print_now(*, plan: SeatingPlan, order: Order, by: Person | None) -> File:
    """The file, while somebody waits; remembers when it was the cards. Raises RefusedError if it failed."""
    with _refusing():
        file = made(evening_of(plan.event, plan), order)
    if order.has_cards:
        remember_printed(plan=plan, order=order, by=by)
    return file


def look_at(*, plan: SeatingPlan, order: Order) -> File:
    """The document as a PDF, of a large event its first pages; counts as no printing.

    Raises RefusedError if it failed.
    """
    kind, document = documents(evening_of(plan.event, plan), order)[0]
    if not is_quick(plan.event, order):
        document = parts(document, kilobytes=GLANCE)[0].document
    with _refusing():
        return File(f"{plan.event.slug}-{kind}.pdf", pdf_apart(document, paper=order.paper, words=words()))


def made(evening: Evening, order: Order, *, progress: Progress = lambda share: None) -> File:
    """What was ordered, in the language of the moment: one PDF, or where it is much or several, a ZIP.

    `progress` is told a share from 0 to 1 before each part; what it raises ends the work.
    Raises PrintingError.
    """
    sheets = list(_sheets(evening, order))
    files = _printed(sheets, order, progress)
    if len(sheets) == 1:
        return File(*next(files))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, SAME_MOMENT), content, zipfile.ZIP_DEFLATED)
    slug = evening.event.slug
    name = slug if order.kind == PaperKind.EVERYTHING else f"{slug}-{order.kind}"
    return File(f"{name}.zip", packed.getvalue())


def _printed(
    sheets: list[tuple[str, Document]], order: Order, progress: Progress
) -> Iterator[tuple[str, bytes]]:
    for place, (name, document) in enumerate(sheets):
        progress((place + 0.5) / len(sheets))
        yield f"{name}.pdf", pdf_apart(document, paper=order.paper, words=words())


def _sheets(evening: Evening, order: Order) -> Iterator[tuple[str, Document]]:
    """The documents in parts that typst can set in little memory, each with the name of its file."""
    for kind, document in documents(evening, order):
        name, cut = f"{evening.event.slug}-{kind}", parts(document)
        for number, part in enumerate(cut, start=1):
            yield (f"{name}-{number}-of-{len(cut)}{_span(part)}" if len(cut) > 1 else name), part.document


def _span(part: Part) -> str:
    """Who or what is in a part, for the name of its file: `-a-to-d`, `-201-to-400`."""
    ends = [slugify(end, allow_unicode=True) for end in (part.first, part.last)]
    told = dict.fromkeys(end if end.isdecimal() else end[:1] for end in ends if end)
    return f"-{'-to-'.join(told)}" if told else ""


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except PrintingError as error:
        logger.error("printing failed: %s", error)
        raise RefusedError(_("Something went wrong in Pairloom itself, and nothing was printed.")) from error


@transaction.atomic
def remember_printed(*, plan: SeatingPlan, order: Order, by: Person | None) -> None:
    """The cards of this plan were printed: all, or those with the order's numbers.

    People hold a plan's cards as soon as every card that changed was printed.
    """
    seating = locked_seating(plan.event)
    if seating.printed_id == plan.pk:
        return
    if order.numbers:
        outdated = {each.number for each in outdated_cards(seating)}
        if seating.printed_id is None or seating.published_id != plan.pk or not outdated <= {*order.numbers}:
            return
    seating.printed = plan
    seating.save(update_fields=["printed"])
    audit.record("printed the cards", plan.event, by=by, cards=len(order.numbers))
