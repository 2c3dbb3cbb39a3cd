"""Applying a new plan on the day, and taking it back while no bell has rung."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from pairloom.core import audit, clock
from pairloom.core.errors import RefusedError, StaleError
from pairloom.events.adjustments import Adjustments
from pairloom.events.enums import PlanState, Presence
from pairloom.events.models import Event, SeatingPlan
from pairloom.events.queries.day import begun_turns
from pairloom.events.services.day.presence import mark_absent
from pairloom.events.services.seating import locked_seating, publish
from pairloom.people.models import Person


@transaction.atomic
def apply_plan(*, event: Event, made_on: int, by: Person | None) -> SeatingPlan | None:
    """Publish the current plan, and mark those without whom it was made as not come.

    Returns the plan that people followed until now, None where nothing was new. Raises StaleError if a bell
    rang or another plan was made meanwhile, RefusedError where there is nothing to publish.
    """
    former = locked_seating(event).published
    published = publish(event=event, made_on=made_on, by=by)
    if not published.is_new:
        return None
    absent = Adjustments.from_json(published.plan.adjustments).absent
    if absent:
        mark_absent(event=event, attendees=absent, by=by)
    return former


@transaction.atomic
def take_back(*, event: Event, plan: int, former: int, by: Person | None) -> None:
    """Let people follow the plan with the number `former` again, instead of the one numbered `plan`.

    Who was marked as not come for its sake is expected again. Raises StaleError if a bell rang since, or if
    people follow another plan by now.
    """
    seating = locked_seating(event)
    applied = seating.published
    before = SeatingPlan.objects.filter(event=event, number=former, state=PlanState.SOLVED).first()
    if applied is None or applied.number != plan or before is None or before.published_at is None:
        raise StaleError(_("Meanwhile another plan was published. Nothing was undone."))
    if applied.finished_turns != begun_turns(event):
        raise RefusedError(_("A bell rang since; people sit by this plan. Re-plan instead."))
    SeatingPlan.objects.filter(pk=applied.pk).update(published_at=None)
    seating.current = seating.published = before
    seating.save(update_fields=["current", "published"])
    _expect_again(event, applied, before)
    audit.record("took the published seats back", event, by=by, plan=plan, former=former)


def _expect_again(event: Event, applied: SeatingPlan, before: SeatingPlan) -> None:
    absent = (Adjustments.from_json(each.adjustments).absent for each in (applied, before))
    newly = next(absent) - next(absent)
    event.attendees.filter(pk__in=newly, presence=Presence.GONE, gone_turn=1).update(
        presence=Presence.EXPECTED, gone_turn=None, changed_at=clock.now()
    )
