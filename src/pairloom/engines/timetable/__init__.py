"""Who sits with whom in which turn: the provably best meetings, laid out over the turns of a speed event."""

from pairloom.engines.timetable.audit import AuditError, audit
from pairloom.engines.timetable.change import BrokenRule, SeatChange, broken_rules, with_seat, with_swap
from pairloom.engines.timetable.codec import CodecError, Plan, decode, encode
from pairloom.engines.timetable.explain import (
    Encounter,
    Explanation,
    Missed,
    Shortfall,
    explain,
    shortfalls,
)
from pairloom.engines.timetable.feasibility import Feasibility, feasibility, stride_seats, stride_works
from pairloom.engines.timetable.holding import with_pins_that_hold
from pairloom.engines.timetable.problem import (
    NOBODY,
    UNITS,
    Pin,
    ProblemError,
    TimetableProblem,
    make_problem,
)
from pairloom.engines.timetable.replan import Replan, replan
from pairloom.engines.timetable.result import InfeasiblePins, Level, PinConflict, TimetableResult
from pairloom.engines.timetable.solve import solve

__all__ = [
    "NOBODY",
    "UNITS",
    "AuditError",
    "BrokenRule",
    "CodecError",
    "Encounter",
    "Explanation",
    "Feasibility",
    "InfeasiblePins",
    "Level",
    "Missed",
    "Pin",
    "PinConflict",
    "Plan",
    "ProblemError",
    "Replan",
    "SeatChange",
    "Shortfall",
    "TimetableProblem",
    "TimetableResult",
    "audit",
    "broken_rules",
    "decode",
    "encode",
    "explain",
    "feasibility",
    "make_problem",
    "replan",
    "shortfalls",
    "solve",
    "stride_seats",
    "stride_works",
    "with_pins_that_hold",
    "with_seat",
    "with_swap",
]
