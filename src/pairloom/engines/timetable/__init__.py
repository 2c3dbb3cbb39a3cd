"""Who sits with whom in which turn: the provably best meetings, laid out over the turns of a speed event."""

from pairloom.engines.timetable.audit import AuditError, audit
from pairloom.engines.timetable.codec import CodecError, Plan, decode, encode
from pairloom.engines.timetable.problem import (
    NOBODY,
    UNITS,
    Pin,
    ProblemError,
    TimetableProblem,
    make_problem,
)
from pairloom.engines.timetable.result import InfeasiblePins, Level, PinConflict, TimetableResult
from pairloom.engines.timetable.solve import solve

__all__ = [
    "NOBODY",
    "UNITS",
    "AuditError",
    "CodecError",
    "InfeasiblePins",
    "Level",
    "Pin",
    "PinConflict",
    "Plan",
    "ProblemError",
    "TimetableProblem",
    "TimetableResult",
    "audit",
    "decode",
    "encode",
    "make_problem",
    "solve",
]
