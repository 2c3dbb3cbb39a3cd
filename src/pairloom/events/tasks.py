"""What events leave for later."""

from __future__ import annotations

from datetime import time, timedelta

from django.db import transaction

from pairloom.core.jobs import job, periodic
from pairloom.events.changes import Change
from pairloom.events.enums import PlanKind
from pairloom.events.models import Event, Printing, SeatingPlan
from pairloom.events.orders import Order
from pairloom.events.queries.seating import is_small
from pairloom.events.services import afterwards, printings, reminding, thanks
from pairloom.events.services.day.walk_ins import forget_who_gave_no_address
from pairloom.events.services.seating import make_plan
from pairloom.events.services.solving import give_up, solve_plan
from pairloom.people.models import Person

RESCUE = timedelta(seconds=20)  # by then a small plan is solved, unless the server died meanwhile


def _give_up(*, plan: int) -> None:
    give_up(plan=SeatingPlan.objects.get(pk=plan))


@job(name="events.seat", attempts=3, on_failure=_give_up)
def seat(*, plan: int) -> None:
    """Find the seats of a stored plan, telling how far it is."""
    solve_plan(plan=SeatingPlan.objects.get(pk=plan), tell_progress=True)


def start_plan(*, event: Event, change: Change, made_on: int | None, by: Person | None) -> SeatingPlan:
    """Make a plan and have it solved: before this returns where that takes a second, else by a job.

    Raises StaleError if another plan than `made_on` is current. Nothing is lost if the server dies: there is
    a job in any case.
    """
    at_once = change.PLAN == PlanKind.CHANGED or is_small(event)
    with transaction.atomic():
        plan = make_plan(event=event, change=change, made_on=made_on, by=by)
        seat.enqueue_in(RESCUE if at_once else timedelta(0), plan=plan.pk)
    if at_once:
        solve_plan(plan=plan)
    return plan


@job(name="events.print", attempts=3, on_failure=printings.give_up)
def print_paper(*, printing: int) -> None:
    """Make the file of a stored printing, part after part; nothing where it was erased meanwhile."""
    stored = Printing.objects.select_related("plan__event").defer("content", "plan__encoded")
    if (found := stored.filter(pk=printing).first()) is not None:
        printings.make(printing=found)


def start_printing(*, event: Event, order: Order, by: Person | None) -> Printing:
    """Have a job print this, unless the same is there or being made already.

    Raises RefusedError where nothing is published.
    """
    with transaction.atomic():
        printing, is_to_be_made = printings.ask_for(event=event, order=order, by=by)
        if is_to_be_made:
            print_paper.enqueue(printing=printing.pk)
    return printing


@periodic(every=timedelta(minutes=10))
@job(name="events.erase_printings")
def erase_printings() -> None:
    """Erase printed files an hour after they were made, or when other seats are published."""
    printings.erase_old()


@periodic(every=timedelta(hours=1))
@job(name="events.remind")
def remind() -> None:
    """Write to everybody who comes to an event of the next day."""
    reminding.remind_of_tomorrow()


@periodic(daily_at=time(4, 15))
@job(name="events.erase_access_needs")
def erase_access_needs() -> None:
    """Forget what people need to take part well, a week after their event."""
    reminding.erase_access_needs()


@periodic(every=timedelta(minutes=30))
@job(name="events.close_forgotten")
def close_forgotten() -> None:
    """Close what ended half a day ago and no host closed."""
    afterwards.close_forgotten_events()


@periodic(daily_at=time(10))
@job(name="events.ask_who_is_in_touch")
def ask_who_is_in_touch() -> None:
    """Write to those who met at an event three months ago."""
    thanks.ask_who_is_in_touch()


@periodic(daily_at=time(4, 20))
@job(name="events.forget_walk_ins")
def forget_walk_ins() -> None:
    """Erase walk-ins who gave no address, a week after their event."""
    forget_who_gave_no_address()
