"""What a change by hand would do, without solving again: sums, repeats, wishes, and rules that it breaks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pairloom.engines.timetable.figures import meetings_of_mentees, table_sizes
from pairloom.engines.timetable.measure import remeasured
from pairloom.engines.timetable.problem import NOBODY, Ints, TimetableProblem
from pairloom.engines.timetable.quotas import beyond_quota
from pairloom.engines.timetable.result import TimetableResult
from pairloom.engines.timetable.scope import most_wanted


@dataclass(frozen=True)
class BrokenRule:
    """A rule that a seat breaks, with the ids of the two. `turn` counts from 0. `kind` is one of:

    `over`: the turn is finished. `not_allowed`: banned, met before the event, or no candidates. `met`: twice
    in one event. `mentee_absent`, `mentor_absent`: not there in that turn. `seats`: more mentees than seats.
    `most`: more meetings than the mentee may have. `group`: more mentors of one group than the mentee may
    meet. `pin`: a pinned meeting is gone.
    """

    kind: str
    mentee: str
    mentor: str
    turn: int


@dataclass(frozen=True, eq=False)
class SeatChange:
    """The seating after a change, and every figure that it changes: after minus before.

    `affinity` maps the id of each mentee whose sum changes to the difference, in score units.
    """

    result: TimetableResult
    affinity: dict[str, int]
    meetings: int
    repeats: int
    apart_broken: int
    lost_top: tuple[str, ...]  # mentees who no longer meet one of those they want most
    won_top: tuple[str, ...]
    broken: tuple[BrokenRule, ...]


def with_seat(
    problem: TimetableProblem, result: TimetableResult, *, mentee: int, turn: int, mentor: int
) -> SeatChange:
    """What it does to seat this mentee with this mentor (or NOBODY) in this turn. All are indices."""
    seat = result.seat.copy()
    seat[mentee, turn] = mentor
    return _compared(problem, result, seat)


def with_swap(
    problem: TimetableProblem, result: TimetableResult, *, one: int, other: int, turn: int
) -> SeatChange:
    """What it does when two mentees swap their places in this turn. All are indices."""
    seat = result.seat.copy()
    seat[[one, other], turn] = seat[[other, one], turn]
    return _compared(problem, result, seat)


def _compared(problem: TimetableProblem, before: TimetableResult, seat: Ints) -> SeatChange:
    after = remeasured(problem, before, seat)
    gain = problem.worth_of(seat).sum(axis=1) - problem.worth_of(before.seat).sum(axis=1)
    had, has = _tops(problem, before.seat, before.top), _tops(problem, seat, before.top)
    return SeatChange(
        result=after,
        affinity={problem.mentees[at]: int(gain[at]) for at in np.flatnonzero(gain)},
        meetings=int((seat != NOBODY).sum() - (before.seat != NOBODY).sum()),
        repeats=after.repeats - before.repeats,
        apart_broken=after.apart_broken - before.apart_broken,
        lost_top=tuple(problem.mentees[at] for at in sorted(had - has)),
        won_top=tuple(problem.mentees[at] for at in sorted(has - had)),
        broken=broken_rules(problem, seat),
    )


def _tops(problem: TimetableProblem, seat: Ints, top: int) -> set[int]:
    mentee, turn = np.nonzero(seat != NOBODY)
    edges = problem.edges_at(mentee, seat[mentee, turn])
    served = (edges != NOBODY) & most_wanted(problem, top)[edges] if len(problem.score) else edges > NOBODY
    return set(mentee[served].tolist())


def broken_rules(problem: TimetableProblem, seat: Ints) -> tuple[BrokenRule, ...]:
    """Every rule that a seating breaks, by mentee and turn. O(N R log E)."""
    cells = {
        "over": _changed_past(problem, seat),
        **_cells_against_rules(problem, seat),
    }
    broken = [
        BrokenRule(kind, problem.mentees[mentee], problem.mentors[seat[mentee, turn]], int(turn))
        for kind, flags in cells.items()
        for mentee, turn in np.argwhere(flags)
    ]
    for pin in problem.pins:
        turns = np.flatnonzero(seat[pin.mentee] == pin.mentor)
        if not (turns.size if pin.turn is None else pin.turn in turns):
            names = problem.mentees[pin.mentee], problem.mentors[pin.mentor]
            broken.append(BrokenRule("pin", *names, NOBODY if pin.turn is None else pin.turn))
    return tuple(broken)


def _changed_past(problem: TimetableProblem, seat: Ints) -> np.ndarray:
    changed = np.zeros(seat.shape, bool)
    changed[:, : problem.done] = seat[:, : problem.done] != problem.past
    return changed


def _cells_against_rules(problem: TimetableProblem, seat: Ints) -> dict[str, np.ndarray]:
    rows, columns = np.indices(seat.shape)
    seated = seat != NOBODY
    new = seated & (columns >= problem.done)
    sizes = table_sizes(seat, len(problem.mentors))
    again = np.zeros(seat.shape, bool)
    for turn in range(1, problem.turns):
        again[:, turn] = (seat[:, :turn] == seat[:, [turn]]).any(axis=1)
    over_most = (meetings_of_mentees(seat) > problem.most)[:, None]
    return {
        "not_allowed": new & (problem.edges_at(rows, seat) == NOBODY),
        "met": new & again,
        "mentee_absent": new & ~problem.present,
        "mentor_absent": new & ~problem.staffed[seat, columns],
        "seats": new & (sizes > problem.seats[:, None])[seat, columns],
        "most": new & over_most,
        "group": new & beyond_quota(problem, seat),
    }
