"""The figures of seats that no solver chose, against the bounds that one has proven for the same people."""

from __future__ import annotations

from pairloom.engines import timetable
from pairloom.engines.timetable.levels import Values, values_of_seat
from pairloom.engines.timetable.measure import measured
from pairloom.engines.timetable.problem import Ints
from pairloom.engines.timetable.scope import most_wanted

TOP = 3


def remeasured(
    problem: timetable.TimetableProblem, seat: Ints, bound: timetable.TimetableResult
) -> timetable.TimetableResult:
    """These seats as a result. A level is proven where it reaches what `bound` says nobody can pass."""
    wanted = most_wanted(problem, TOP)
    proven = values_of_seat(problem, bound.seat, wanted)
    limits = {level.name: level.bound for level in bound.levels}
    most = Values(
        least=limits.get("least", proven.least),
        meetings=limits.get("meetings", proven.meetings),
        unevenness=proven.unevenness,
        top=limits.get("top"),
        worst=limits.get("worst"),
        affinity=max(limits.get("affinity", 0), proven.affinity),
    )
    return measured(problem, seat, top=TOP, bound=most, exact=False)
