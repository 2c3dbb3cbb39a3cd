"""The result of a seating: every figure taken from the seats, against bounds that somebody has found."""

from __future__ import annotations

from pairloom.engines.timetable.bounds import unavoidable
from pairloom.engines.timetable.figures import (
    apart_broken,
    meetings_of_mentees,
    repeats,
    still_there,
    table_spread,
)
from pairloom.engines.timetable.levels import Values, levels_of, values_of_seat
from pairloom.engines.timetable.problem import Ints, TimetableProblem
from pairloom.engines.timetable.result import Level, TimetableResult
from pairloom.engines.timetable.scope import most_wanted


def measured(
    problem: TimetableProblem,
    seat: Ints,
    *,
    top: int,
    bound: Values,
    before_mixing: Values | None = None,
    exact: bool = True,
) -> TimetableResult:
    """The result of this seating. `bound`: figures that no timetable can pass, level by level.

    `before_mixing`: what the levels had reached before mixing spent some of it. `exact` is false where the
    bound is one of rounded scores, so that nothing is called proven.
    """
    now = values_of_seat(problem, seat, most_wanted(problem, top))
    coincidences, pairs = repeats(seat)
    floor = unavoidable(problem, seat)
    levels = levels_of(before_mixing or now, bound, now)
    meetings = meetings_of_mentees(seat)[still_there(problem)].tolist()
    return TimetableResult(
        seat=seat,
        levels=(*levels, Level("repeats", coincidences, floor, coincidences == floor)),
        affinity=now.affinity,
        affinity_bound=levels[-1].bound,
        meetings_min=min(meetings, default=0),
        meetings_max=max(meetings, default=0),
        repeats=coincidences,
        coincidences=pairs,
        unavoidable=floor,
        apart_broken=apart_broken(problem, seat),
        table_spread=table_spread(problem, seat),
        proven=exact and all(level.proven for level in levels),
        top=top,
    )
