"""Paper that a job makes because there is much of it: asked for once, made, handed over, erased."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from pairloom.core import clock
from pairloom.core.errors import RefusedError, StaleError
from pairloom.events.enums import PrintingState
from pairloom.events.models import Event, Printing
from pairloom.events.orders import Order
from pairloom.events.queries.printing import evening_of, printings_of
from pairloom.events.services.printing import File, Progress, made, remember_printed
from pairloom.events.services.seating import locked_seating
from pairloom.people.models import Person

KEPT = timedelta(hours=1)


@transaction.atomic
def ask_for(*, event: Event, order: Order, by: Person | None) -> tuple[Printing, bool]:
    """The stored printing of this order in the language of the page, and whether somebody has to make it.

    Who asks again gets what is there or being made; what failed is to be made again. Raises RefusedError
    where nothing is published.
    """
    plan = locked_seating(event).published_id
    if plan is None:
        raise RefusedError(_("There are no published seats to print yet."))
    asked = {
        "plan_id": plan,
        "kind": order.kind,
        "paper": order.paper,
        "numbers": list(order.numbers),
        "language": translation.get_language() or "en",
    }
    there = printings_of(event).filter(**asked).first()
    if there is None:
        return Printing.objects.create(**asked, asked_by=by), True
    if there.state != PrintingState.FAILED:
        return there, False
    there.state, there.progress = PrintingState.QUEUED, 0.0
    there.save(update_fields=["state", "progress"])
    return there, True


def make(*, printing: Printing) -> None:
    """Make the file and store it; twice does no harm. Stops where other seats were published meanwhile.

    Raises PrintingError.
    """
    if printing.state != PrintingState.QUEUED:
        return
    plan = printing.plan
    with translation.override(printing.language):
        try:
            file = made(evening_of(plan.event, plan), printing.order, progress=_teller(printing))
        except StaleError:
            return
    waiting = Printing.objects.filter(pk=printing.pk, state=PrintingState.QUEUED)
    waiting.update(
        state=PrintingState.DONE,
        progress=1.0,
        file_name=file.name,
        content=file.content,
        changed_at=clock.now(),
    )


def give_up(*, printing: int) -> None:
    """Mark a printing as failed for a reason that lies in the program."""
    waiting = Printing.objects.filter(pk=printing, state=PrintingState.QUEUED)
    waiting.update(state=PrintingState.FAILED, changed_at=clock.now())


@transaction.atomic
def hand_over(*, printing: Printing, by: Person | None) -> File:
    """The file; people hold its cards from now on.

    Raises StaleError where other seats were published since, RefusedError where it is not there yet.
    """
    event = printing.plan.event
    if locked_seating(event).published_id != printing.plan.pk:
        raise StaleError(_("Other seats were published since. Print those instead."))
    if printing.state != PrintingState.DONE:
        raise RefusedError(_("This file is not ready yet."))
    if printing.order.has_cards:
        remember_printed(plan=printing.plan, order=printing.order, by=by)
    return File(printing.file_name, bytes(printing.content or b""))


def erase_printing(*, event: Event, printing: int) -> None:
    """Away with a stored printing; whoever is making it stops. Twice does no harm."""
    Printing.objects.filter(plan__event=event, pk=printing).delete()


def erase_old() -> None:
    """Erase files that are an hour old, and all of plans that people do not follow any more."""
    Printing.objects.exclude(pk__in=Printing.objects.followed()).delete()
    settled = Printing.objects.exclude(state=PrintingState.QUEUED)
    settled.filter(changed_at__lt=clock.now() - KEPT).delete()


def _teller(printing: Printing) -> Progress:
    """Writes how far it is, and raises StaleError where nobody waits for it any more."""
    wanted = Printing.objects.followed().filter(pk=printing.pk, state=PrintingState.QUEUED)

    def tell(share: float) -> None:
        if not wanted.update(progress=share):
            raise StaleError(_("Other seats were published meanwhile."))

    return tell
