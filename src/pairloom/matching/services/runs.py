"""Making runs and moving between them. Runs form a tree; none is ever changed or deleted."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from pairloom.core import audit
from pairloom.core.errors import RefusedError, StaleError
from pairloom.matching.adjustments import Adjustments
from pairloom.matching.bridge.rubric import effective_rubric
from pairloom.matching.changes import Change
from pairloom.matching.models import Matching, MatchRun
from pairloom.matching.queries import runs
from pairloom.people.models import Person
from pairloom.programmes.models import Round


def make_run(*, round: Round, change: Change, made_on: int | None, by: Person | None) -> MatchRun:
    """Store a new run with `change` on top of the current one and make it current. Does not solve it.

    `made_on` is the number of the run that the person looked at, None before the first. Raises StaleError if
    another run is current by now.
    """
    with transaction.atomic():
        matching = locked_matching(round)
        refuse_if_stale(matching, made_on)
        parent = matching.current
        before = Adjustments.from_json(parent.adjustments) if parent else Adjustments()
        last = (
            MatchRun.objects.filter(round=round).order_by("-number").values_list("number", flat=True).first()
        )
        run = MatchRun.objects.create(
            round=round,
            number=(last or 0) + 1,
            parent=parent,
            made_by=by,
            change=change.to_json(),
            adjustments=change.applied_to(before).to_json(),
            rubric=effective_rubric(round.rubric),
        )
        matching.current = run
        matching.save(update_fields=["current"])
        audit.record("made a proposal", round, by=by, run=run.number, change=change.to_json())
    return run


def undo(*, round: Round, made_on: int, by: Person | None) -> MatchRun:
    """Go back to the run that the current one was made on. Raises StaleError or RefusedError."""
    with transaction.atomic():
        matching = locked_matching(round)
        refuse_if_stale(matching, made_on)
        parent = matching.current.parent if matching.current else None
        if parent is None:
            raise RefusedError(_("This is the first proposal; there is nothing before it."))
        if matching.current == matching.published:
            raise RefusedError(_("This proposal is published. Its pairs stand, and cannot be undone here."))
        return _go_to(matching, parent, "undo match run", by)


def redo(*, round: Round, made_on: int, by: Person | None) -> MatchRun:
    """Go on to the youngest run that was made on the current one. Raises StaleError or RefusedError."""
    with transaction.atomic():
        matching = locked_matching(round)
        refuse_if_stale(matching, made_on)
        child = runs.next_of(matching.current) if matching.current else None
        if child is None:
            raise RefusedError(_("There is nothing to redo."))
        return _go_to(matching, child, "redo match run", by)


def locked_matching(round: Round) -> Matching:
    """The round's row, made if need be and locked until the transaction ends."""
    Matching.objects.get_or_create(round=round)
    return Matching.objects.select_for_update().get(round=round)


def refuse_if_stale(matching: Matching, made_on: int | None) -> None:
    """Raise StaleError unless the current run is the one that the person looked at."""
    current = matching.current.number if matching.current else None
    if current != made_on:
        raise StaleError(_("Somebody changed this proposal while you were looking at it."))


def _go_to(matching: Matching, run: MatchRun, action: str, by: Person | None) -> MatchRun:
    matching.current = run
    matching.save(update_fields=["current"])
    audit.record(action, matching.round, by=by, run=run.number)
    return run
