"""What `pairloom match` needs from its input files, whichever way they describe the people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pairloom.engines.assignment import DEFAULT_PRIORITY, AssignmentProblem


@dataclass(frozen=True)
class MatchInput:
    """A problem, and the words for what only the input knows. The callables take the files' ids."""

    problem: AssignmentProblem
    reason: Callable[[str, str], str]  # why this mentee and this mentor, in one sentence
    why_no_candidate: Callable[[str], str]  # why nobody could be paired with this mentee, in one sentence
    warnings: tuple[str, ...] = ()
    priority: tuple[str, ...] = DEFAULT_PRIORITY  # what counts first where the command does not say
