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

    `before_mixing`: what the levels had reached before mixing spent some of it. `exact` is false where scores
    were rounded for the solver, so that the affinity cannot be called proven.
    """
    now = values_of_seat(problem, seat, most_wanted(problem, top))
    levels = levels_of(before_mixing or now, bound, now, exact=exact)
    return _result(problem, seat, levels, top)


def remeasured(problem: TimetableProblem, before: TimetableResult, seat: Ints) -> TimetableResult:
    """The result after the seating was edited by hand, with the bounds that the solver had found.

    A level is proven while all levels before it are and its bound is reached, what mixing spent left aside.
    """
    now = values_of_seat(problem, seat, most_wanted(problem, before.top))
    as_even = (meetings_of_mentees(seat) ** 2).sum() <= (meetings_of_mentees(before.seat) ** 2).sum()
    levels, proven = [], True
    for level in before.levels[:-1]:
        value = getattr(now, level.name)
        bound = level.bound if proven else max(level.bound, value)
        proven = proven and value <= bound <= value + level.spent
        proven = proven and (level.name != "meetings" or bool(level.proven and as_even))
        levels.append(Level(level.name, value, bound, proven, bound - value if proven else 0))
    return _result(problem, seat, tuple(levels), before.top)


def _result(problem: TimetableProblem, seat: Ints, levels: tuple[Level, ...], top: int) -> TimetableResult:
    coincidences, pairs = repeats(seat)
    floor = unavoidable(problem, seat)
    meetings = meetings_of_mentees(seat)[still_there(problem)].tolist()
    return TimetableResult(
        seat=seat,
        levels=(*levels, Level("repeats", coincidences, floor, coincidences == floor)),
        affinity=levels[-1].value,
        affinity_bound=levels[-1].bound,
        meetings_min=min(meetings, default=0),
        meetings_max=max(meetings, default=0),
        repeats=coincidences,
        coincidences=pairs,
        unavoidable=floor,
        apart_broken=apart_broken(problem, seat),
        table_spread=table_spread(problem, seat),
        proven=all(level.proven for level in levels),
        top=top,
    )
