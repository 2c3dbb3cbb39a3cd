"""Runs of a round, and where its matching stands."""

from __future__ import annotations

from django.db.models import QuerySet

from pairloom.matching.enums import RunState
from pairloom.matching.models import Matching, MatchRun
from pairloom.programmes.models import Round


def matching_of(round: Round) -> Matching | None:
    """Where the round's matching stands; None before the first run. One query."""
    return (
        Matching.objects.filter(round=round)
        .select_related("current__parent", "current__made_by", "published")
        .defer("current__encoded", "current__parent__encoded", "published__encoded")
        .first()
    )


def runs_of(round: Round) -> QuerySet[MatchRun]:
    """All runs, the newest first, without the encoded problems."""
    return (
        MatchRun.objects.filter(round=round)
        .select_related("made_by", "parent")
        .defer("encoded", "parent__encoded")
    )


def runs_since(round: Round, number: int) -> QuerySet[MatchRun]:
    """What was done after run `number` was made, oldest first."""
    return runs_of(round).filter(number__gt=number).order_by("number")


def next_of(run: MatchRun) -> MatchRun | None:
    """The run that *redo* leads to: the youngest made on this one."""
    return runs_of(run.round).filter(parent=run).first()


def solved_runs(round: Round) -> QuerySet[MatchRun]:
    """Runs that can be compared, the newest first."""
    return runs_of(round).filter(state=RunState.SOLVED)
