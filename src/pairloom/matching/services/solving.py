"""Solving a stored run: at once, or from a job. Doing it twice does no harm."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from pairloom.core import clock
from pairloom.core.errors import InvalidError
from pairloom.core.progress import told_seldom
from pairloom.matching.adjustments import Adjustments
from pairloom.matching.bridge.solving import PinsConflictError, Progress, Proposal, propose
from pairloom.matching.bridge.what_if import compared
from pairloom.matching.enums import RunState
from pairloom.matching.models import MatchRun, ProposedPair
from pairloom.matching.queries.participants import read_round


def solve_run(*, run: MatchRun, tell_progress: bool = False) -> None:
    """Find the run's proposal and store it. A run that cannot be solved becomes *failed* and says why."""
    open_runs = MatchRun.objects.filter(pk=run.pk, state__in=[RunState.QUEUED, RunState.SOLVING])
    if not open_runs.update(state=RunState.SOLVING):
        return
    adjustments = Adjustments.from_json(run.adjustments)
    given = read_round(run.round, with_mutual=adjustments.mutual)
    try:
        proposal = propose(
            given,
            rubric=run.rubric,
            adjustments=adjustments,
            progress=_teller(run) if tell_progress else lambda share: None,
        )
    except PinsConflictError as error:
        _fail(
            run,
            [
                {"kind": each.kind, "pairs": each.pairs, "person": each.person, "limit": each.limit}
                for each in error.conflicts
            ],
        )
    except InvalidError as error:
        _fail(run, [{"kind": "rubric", "message": error.message}])
    else:
        _keep(run, proposal, given.digest)


def give_up(*, run: MatchRun) -> None:
    """Mark a run as failed for a reason that lies in the program."""
    _fail(run, [{"kind": "fault"}])


def _keep(run: MatchRun, proposal: Proposal, digest: str) -> None:
    with transaction.atomic():
        stored = MatchRun.objects.select_for_update().get(pk=run.pk)
        if stored.state == RunState.SOLVED:
            return
        ProposedPair.objects.bulk_create(_rows(stored, proposal))
        stored.state = RunState.SOLVED
        stored.progress = 1.0
        stored.encoded = proposal.encoded
        stored.report = proposal.report.to_json()
        stored.engine_version = proposal.engine_version
        stored.people_digest = digest
        stored.solved_at = clock.now()
        if stored.parent is not None and stored.parent.encoded:
            stored.price = compared(bytes(stored.parent.encoded), proposal.encoded).to_json()
        stored.save()


def _rows(run: MatchRun, proposal: Proposal) -> list[ProposedPair]:
    return [
        ProposedPair(
            run=run,
            mentor_id=pair.mentor,
            mentee_id=pair.mentee,
            score=pair.affinity,
            parts=[{"name": part.name, "earned": part.earned} for part in pair.parts],
            reasons=list(pair.reasons),
            is_pinned=pair.is_pinned,
            attention=list(pair.attention),
        )
        for pair in proposal.pairs
    ]


def _fail(run: MatchRun, failure: list[dict[str, Any]]) -> None:
    MatchRun.objects.filter(pk=run.pk).exclude(state=RunState.SOLVED).update(
        state=RunState.FAILED, failure=failure
    )


def _teller(run: MatchRun) -> Progress:
    stored = MatchRun.objects.filter(pk=run.pk)
    return told_seldom(lambda share: stored.update(progress=share))
