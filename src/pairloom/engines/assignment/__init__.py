"""Who is paired with whom: the provably best plan under capacities, pins and bans, with proof and reasons."""

from pairloom.engines.assignment import words
from pairloom.engines.assignment.audit import AuditError, audit
from pairloom.engines.assignment.codec import CodecError, Run, decode, encode
from pairloom.engines.assignment.explain import (
    BelowMinimum,
    Bottleneck,
    Explanation,
    Fewer,
    Unmatched,
    Unused,
    explain,
)
from pairloom.engines.assignment.levels import DEFAULT_PRIORITY, NAMES
from pairloom.engines.assignment.problem import AssignmentProblem, ProblemError, make_problem
from pairloom.engines.assignment.result import (
    AssignmentResult,
    InfeasiblePins,
    LevelResult,
    PinConflict,
    Prices,
)
from pairloom.engines.assignment.scores import fitting_decimals, in_units, whole_scores
from pairloom.engines.assignment.solve import solve
from pairloom.engines.assignment.what_if import (
    Change,
    LevelChange,
    Move,
    compare,
    pairs_of,
    price_of_pair,
    value_of_seats,
    with_ban,
    with_pin,
)

__all__ = [
    "DEFAULT_PRIORITY",
    "NAMES",
    "AssignmentProblem",
    "AssignmentResult",
    "AuditError",
    "BelowMinimum",
    "Bottleneck",
    "Change",
    "CodecError",
    "Explanation",
    "Fewer",
    "InfeasiblePins",
    "LevelChange",
    "LevelResult",
    "Move",
    "PinConflict",
    "Prices",
    "ProblemError",
    "Run",
    "Unmatched",
    "Unused",
    "audit",
    "compare",
    "decode",
    "encode",
    "explain",
    "fitting_decimals",
    "in_units",
    "make_problem",
    "pairs_of",
    "price_of_pair",
    "solve",
    "value_of_seats",
    "whole_scores",
    "with_ban",
    "with_pin",
    "words",
]
