"""Who sits with whom in which turn: the provably best meetings, laid out over the turns of a speed event."""

from pairloom.engines.timetable.problem import (
    NOBODY,
    UNITS,
    Pin,
    ProblemError,
    TimetableProblem,
    make_problem,
)
from pairloom.engines.timetable.result import InfeasiblePins, Level, PinConflict, TimetableResult

__all__ = [
    "NOBODY",
    "UNITS",
    "InfeasiblePins",
    "Level",
    "Pin",
    "PinConflict",
    "ProblemError",
    "TimetableProblem",
    "TimetableResult",
    "make_problem",
]
