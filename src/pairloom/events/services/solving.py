"""Solving a stored seating plan: at once, or from a job. Doing it twice does no harm."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from pairloom.core.progress import told_seldom
from pairloom.events.adjustments import Adjustments
from pairloom.events.bridge.people import EventInput
from pairloom.events.bridge.pricing import price_between, reseated
from pairloom.events.bridge.problem import Past
from pairloom.events.bridge.solving import Progress, UnsolvableError, plan_kept, plan_new
from pairloom.events.bridge.telling import Planned
from pairloom.events.changes import ByHand, Pin, PlanAgain, Replan, change_from_json
from pairloom.events.enums import PlanState
from pairloom.events.models import Seat, SeatingPlan
from pairloom.events.queries.room import room_of
from pairloom.events.queries.seating import read_event, seating_of


def solve_plan(*, plan: SeatingPlan, tell_progress: bool = False) -> None:
    """Find the plan's seats and store them. A plan that cannot be had becomes *failed* and says why."""
    if plan.state != PlanState.QUEUED:
        return
    adjustments = Adjustments.from_json(plan.adjustments)
    given = read_event(plan.event, absent=adjustments.absent)
    try:
        planned = _planned(plan, given, adjustments, _teller(plan) if tell_progress else lambda share: None)
    except UnsolvableError as error:
        _fail(plan, error.to_json())
    else:
        _keep(plan, planned, given)


def give_up(*, plan: SeatingPlan) -> None:
    """Mark a plan as failed for a reason that lies in the program."""
    _fail(plan, [{"kind": "fault"}])


def _planned(plan: SeatingPlan, given: EventInput, adjustments: Adjustments, progress: Progress) -> Planned:
    """Seats changed by hand, seats that keep what was published, or wholly new ones.

    On the day, what was asked before and absences made impossible must not stop the evening. A pin that is
    asked for just now is refused by name as ever: whoever asks can still ask for something else.
    """
    change = change_from_json(plan.change)
    if isinstance(change, ByHand):
        assert plan.parent is not None
        encoded = bytes(plan.parent.encoded or b"")
        return reseated(given, encoded, adjustments, change, room=room_of(plan.parent))
    published = _published(plan)
    if published is None or (isinstance(change, PlanAgain) and change.afresh and not plan.finished_turns):
        return plan_new(given, adjustments, progress=progress)
    return plan_kept(
        given,
        adjustments,
        past=past_of(published, plan.finished_turns),
        before=bytes(published.encoded or b""),
        table_of=_tables(published) if given.mentors_move else {},
        lenient=isinstance(change, Replan) or (plan.finished_turns > 0 and not isinstance(change, Pin)),
        progress=progress,
    )


def past_of(published: SeatingPlan, turns: int) -> Past:
    """Who sat where in the first turns, by the plan that people followed."""
    rows = Seat.objects.filter(plan=published, turn__lte=turns).values_list("mentee", "turn", "mentor")
    return Past(turns, {(mentee, turn): mentor for mentee, turn, mentor in rows})


def _published(plan: SeatingPlan) -> SeatingPlan | None:
    seating = seating_of(plan.event)
    return seating.published if seating else None


def _tables(published: SeatingPlan) -> dict[tuple[int, int], int]:
    """At which table each mentee sits in each turn."""
    seats = published.seats.filter(table__isnull=False)
    return {(mentee, turn): table for mentee, turn, table in seats.values_list("mentee", "turn", "table")}


def _keep(plan: SeatingPlan, planned: Planned, given: EventInput) -> None:
    with transaction.atomic():
        stored = SeatingPlan.objects.select_for_update().get(pk=plan.pk)
        if stored.state == PlanState.SOLVED:
            return
        Seat.objects.bulk_create(
            (Seat(plan=stored, **cell.as_columns()) for cell in planned.seats), batch_size=2000
        )
        stored.state = PlanState.SOLVED
        stored.progress = 1.0
        stored.encoded = planned.encoded
        stored.report = planned.report.to_json()
        stored.digest = given.digest
        stored.price = _price(stored, planned).to_json()
        stored.save()
    plan.refresh_from_db()


def _price(plan: SeatingPlan, planned: Planned) -> Any:
    published = _published(plan)
    return price_between(
        before=bytes(plan.parent.encoded) if plan.parent and plan.parent.encoded else None,
        after=planned,
        printed=bytes(published.encoded) if published and published.encoded else None,
    )


def _fail(plan: SeatingPlan, failure: list[dict[str, Any]]) -> None:
    SeatingPlan.objects.filter(pk=plan.pk, state=PlanState.QUEUED).update(
        state=PlanState.FAILED, failure=failure
    )
    plan.refresh_from_db()


def _teller(plan: SeatingPlan) -> Progress:
    stored = SeatingPlan.objects.filter(pk=plan.pk)
    return told_seldom(lambda share: stored.update(progress=share))
