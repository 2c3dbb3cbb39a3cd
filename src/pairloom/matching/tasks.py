"""Solving in the background, and the way in which pages ask for a run."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from pairloom.core.jobs import job
from pairloom.matching.changes import Change
from pairloom.matching.models import MatchRun
from pairloom.matching.queries.participants import is_small
from pairloom.matching.services.runs import make_run
from pairloom.matching.services.solving import give_up, solve_run
from pairloom.people.models import Person
from pairloom.programmes.models import Round

RESCUE = timedelta(seconds=20)  # by then a small run is solved, unless the server died meanwhile


def _give_up(*, run: int) -> None:
    give_up(run=MatchRun.objects.get(pk=run))


@job(name="matching.solve", attempts=3, on_failure=_give_up)
def solve(*, run: int) -> None:
    """Find the proposal of a stored run, telling how far it is."""
    solve_run(run=MatchRun.objects.get(pk=run), tell_progress=True)


def start_run(*, round: Round, change: Change, made_on: int | None, by: Person | None) -> MatchRun:
    """Make a run and have it solved: before this returns where the round is small, else by a job.

    Raises StaleError if another run than `made_on` is current. Nothing is lost if the server dies: there is
    a job in any case.
    """
    small = is_small(round)
    with transaction.atomic():
        run = make_run(round=round, change=change, made_on=made_on, by=by)
        solve.enqueue_in(RESCUE if small else timedelta(0), run=run.pk)
    if small:
        solve_run(run=run)
    return run
