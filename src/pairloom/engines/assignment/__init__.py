"""Who is paired with whom: the provably best plan under capacities, pins and bans, with proof and reasons."""

from pairloom.engines.assignment.audit import AuditError, audit
from pairloom.engines.assignment.levels import DEFAULT_PRIORITY
from pairloom.engines.assignment.problem import AssignmentProblem, ProblemError, make_problem
from pairloom.engines.assignment.result import (
    AssignmentResult,
    InfeasiblePins,
    LevelResult,
    PinConflict,
    Prices,
)
from pairloom.engines.assignment.solve import solve

__all__ = [
    "DEFAULT_PRIORITY",
    "AssignmentProblem",
    "AssignmentResult",
    "AuditError",
    "InfeasiblePins",
    "LevelResult",
    "PinConflict",
    "Prices",
    "ProblemError",
    "audit",
    "make_problem",
    "solve",
]
