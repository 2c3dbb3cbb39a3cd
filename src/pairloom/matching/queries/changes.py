"""What was done to a round's proposals, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pairloom.matching import words
from pairloom.matching.changes import Change, change_from_json
from pairloom.matching.models import MatchRun
from pairloom.matching.queries.prices import names_of
from pairloom.matching.queries.runs import runs_since
from pairloom.programmes.models import Round


@dataclass(frozen=True)
class ToldRun:
    """A run, and what it did differently."""

    run: MatchRun
    change: str


def told(runs: Iterable[MatchRun]) -> list[ToldRun]:
    """Runs with their changes in words. One query for names."""
    changes = [(run, change_from_json(run.change)) for run in runs]
    names = names_of(person for _, change in changes for person in change.people)
    return [ToldRun(run, words.change_words(change, names)) for run, change in changes]


def told_runs_since(round: Round, number: int) -> list[ToldRun]:
    """What was done after run `number`, oldest first."""
    return told(runs_since(round, number))


def change_in_words(change: Change) -> str:
    """One change in words."""
    return words.change_words(change, names_of(change.people))
