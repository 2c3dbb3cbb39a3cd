"""Making seating plans, moving between them, publishing one. Plans form a tree; none is ever changed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from pairloom.core import audit, clock
from pairloom.core.errors import RefusedError, StaleError
from pairloom.events.adjustments import Adjustments
from pairloom.events.bridge.pricing import price_of
from pairloom.events.changes import ByHand, Change
from pairloom.events.enums import PlanState
from pairloom.events.models import Event, Seating, SeatingPlan
from pairloom.events.queries import seating as seatings
from pairloom.events.queries.day import begun_turns
from pairloom.events.queries.room import room_of
from pairloom.events.services.letters import draft_seat_letters
from pairloom.events.services.tables import give_tables
from pairloom.people.models import Person


@dataclass(frozen=True)
class Published:
    """What publishing led to; `is_new` is false where it had happened before."""

    plan: SeatingPlan
    letters: int
    is_new: bool


def make_plan(*, event: Event, change: Change, made_on: int | None, by: Person | None) -> SeatingPlan:
    """Store a new plan with `change` on top of the current one and make it current. Does not solve it.

    `made_on` is the number of the plan that the person looked at, None before the first. Raises StaleError if
    another plan is current by now, RefusedError when the event is over or a move by hand breaks a rule.
    """
    with transaction.atomic():
        seating = locked_seating(event)
        refuse_if_stale(seating, made_on)
        if event.closed_at is not None or event.cancelled_at is not None:
            raise RefusedError(_("This event is over. Its seats stay as they were."))
        give_tables(event=event)
        parent = seating.current
        if isinstance(change, ByHand):
            _refuse_broken_rules(seating, change)
        before = Adjustments.from_json(parent.adjustments) if parent else Adjustments()
        last = SeatingPlan.objects.filter(event=event).values_list("number", flat=True).first()
        plan = SeatingPlan.objects.create(
            event=event,
            number=(last or 0) + 1,
            parent=parent,
            made_by=by,
            kind=change.PLAN,
            change=change.to_json(),
            adjustments=change.applied_to(before).to_json(),
            finished_turns=begun_turns(event),
        )
        seating.current = plan
        seating.save(update_fields=["current"])
        audit.record("made a seating plan", event, by=by, plan=plan.number, change=change.to_json())
    return plan


def undo(*, event: Event, made_on: int, by: Person | None) -> SeatingPlan:
    """Look at the plan again that the current one was made on. Raises StaleError or RefusedError."""
    with transaction.atomic():
        seating = locked_seating(event)
        refuse_if_stale(seating, made_on)
        parent = seating.current.parent if seating.current else None
        if parent is None:
            raise RefusedError(_("This is the first plan; there is nothing before it."))
        return _go_to(seating, parent, "undid a seating plan", by)


def redo(*, event: Event, made_on: int, by: Person | None) -> SeatingPlan:
    """Go on to the youngest plan that was made on the current one. Raises StaleError or RefusedError."""
    with transaction.atomic():
        seating = locked_seating(event)
        refuse_if_stale(seating, made_on)
        child = seatings.next_of(seating.current) if seating.current else None
        if child is None:
            raise RefusedError(_("There is nothing to redo."))
        return _go_to(seating, child, "redid a seating plan", by)


def publish(*, event: Event, made_on: int, by: Person | None) -> Published:
    """Let everybody follow the current plan. Before the first bell, "your seats" is drafted for each person.

    Doing it twice does it once. Raises StaleError if another plan is current or a bell rang since it was
    made, RefusedError if it cannot be published.
    """
    with transaction.atomic():
        seating = locked_seating(event)
        refuse_if_stale(seating, made_on)
        plan = seating.current
        if plan is None or plan.state != PlanState.SOLVED:
            raise RefusedError(_("There is no finished plan to publish."))
        if seating.published == plan:
            return Published(plan, 0, is_new=False)
        if plan.finished_turns != begun_turns(event):
            raise StaleError(_("A bell rang since this plan was made. Plan again, then publish."))
        plan.published_at = clock.now()
        plan.save(update_fields=["published_at"])
        seating.published = plan
        seating.save(update_fields=["published"])
        letters = draft_seat_letters(event=event, plan=plan) if event.began_at is None else 0
        audit.record("published the seats", event, by=by, plan=plan.number, letters=letters)
    return Published(plan, letters, is_new=True)


def locked_seating(event: Event) -> Seating:
    """The event's row, made if need be and locked until the transaction ends."""
    Seating.objects.get_or_create(event=event)
    return Seating.objects.select_for_update().get(event=event)


def refuse_if_stale(seating: Seating, made_on: int | None) -> None:
    """Raise StaleError unless the current plan is the one that the person looked at."""
    current = seating.current.number if seating.current else None
    if current != made_on:
        raise StaleError(_("Somebody changed this plan while you were looking at it."))


def _refuse_broken_rules(seating: Seating, change: ByHand) -> None:
    """Also where the turns that began are not those that people sat through."""
    plan, begun = seating.current, begun_turns(seating.event)
    if plan is None or not plan.encoded:
        raise RefusedError(_("There is no finished plan to change."))
    if plan != seating.published and plan.finished_turns != begun:
        raise RefusedError(_("A bell rang since this plan was made. Plan again first."))
    price = price_of(bytes(plan.encoded), change, frozen=begun, room=room_of(plan))
    if price.is_forbidden:
        raise RefusedError(_("This change would break a rule. Nobody was moved."))


def _go_to(seating: Seating, plan: SeatingPlan, action: str, by: Person | None) -> SeatingPlan:
    seating.current = plan
    seating.save(update_fields=["current"])
    audit.record(action, seating.event, by=by, plan=plan.number)
    return plan
