"""The sheet before the event: what these tables, seats and turns can give so many people, and what not.

Everything here is arithmetic on numbers of people; it needs no names, no scores and no solver.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, floor

from pairloom.engines.timetable.bounds import pigeonhole

SURE = 0.9  # spare mentors are enough in nine events of ten


@dataclass(frozen=True)
class Feasibility:
    """What can be promised when `coming` mentees come and every table has its mentor.

    Meetings are those of one mentee over the event. `meetings_fewest` and `meetings_most` differ by at most 1
    in the fairest plan. `byes` and `empty_seats` count over all turns. `repeats` is a lower bound on
    coincidences, and some two mentees share a table at least `times_together` times, whatever the plan.
    """

    signed_up: int
    coming: int
    seats_in_a_turn: int
    meetings_fewest: int
    meetings_most: int
    byes: int
    empty_seats: int
    table_smallest: int
    table_largest: int
    repeats: int
    times_together: int
    to_accept: int  # sign-ups that fill every seat when as many as expected stay away
    spare_mentors: int  # extra mentors with whom every table is staffed in nine events of ten
    stride: bool  # whether the stride rule seats everybody without a computer


def feasibility(
    *,
    mentees: int,
    tables: int,
    seats: int,
    turns: int,
    no_show_share: float = 0.0,
    mentor_no_show_share: float = 0.0,
) -> Feasibility:
    """The sheet for an event of `turns` turns at `tables` tables of one mentor and `seats` mentees.

    The shares (0 up to, but not, 1) are of people who sign up and stay away; common are 0.15 to 0.20, more
    when nobody paid. Raises ValueError for numbers that make no event.
    """
    if min(tables, seats, turns) < 1 or mentees < 0:
        raise ValueError("an event needs at least one table, one seat and one turn")
    if not (0 <= no_show_share < 1 and 0 <= mentor_no_show_share < 1):
        raise ValueError("a share of people who stay away is at least 0 and below 1")
    coming = round(mentees * (1 - no_show_share))
    room = tables * seats
    meetings = min(coming * min(turns, tables), room * turns)
    in_a_turn = meetings / (tables * turns)
    return Feasibility(
        signed_up=mentees,
        coming=coming,
        seats_in_a_turn=room,
        meetings_fewest=meetings // coming if coming else 0,
        meetings_most=-(-meetings // coming) if coming else 0,
        byes=coming * turns - meetings,
        empty_seats=room * turns - meetings,
        table_smallest=floor(in_a_turn),
        table_largest=-(-meetings // (tables * turns)),
        repeats=_repeats(meetings, coming, tables, turns),
        times_together=_times_together(meetings, coming, tables, turns),
        to_accept=floor(room / (1 - no_show_share) + 1e-9),
        spare_mentors=_spare(tables, mentor_no_show_share),
        stride=stride_works(tables=tables, seats=table_seats(coming, tables), turns=turns) and coming <= room,
    )


def table_seats(mentees: int, tables: int) -> int:
    """The seats that each table needs so that all mentees sit at once."""
    return max(-(-mentees // tables), 1)


def _repeats(meetings: int, mentees: int, tables: int, turns: int) -> int:
    """The bound of `bounds.unavoidable`, for meetings spread evenly over mentees and tables."""
    pairs_of_turns = turns * (turns - 1)
    if not pairs_of_turns or not mentees:
        return 0
    each, more = divmod(meetings, mentees)
    elsewhere = (mentees - more) * each * (each - 1) + more * (each + 1) * each
    people, over = divmod(elsewhere, tables * pairs_of_turns)
    cells = tables * pairs_of_turns - over
    seen = cells * int(pigeonhole(people, tables - 1)) + over * int(pigeonhole(people + 1, tables - 1))
    return -(-seen // 2)


def _times_together(meetings: int, mentees: int, tables: int, turns: int) -> int:
    """How often some two mentees must share a table.

    The largest table of the first turn spreads over the other tables, the largest part of it over those that
    are still new to it, and so on. Where some sit out, they could do so together, and nothing follows.
    """
    together = -(-meetings // (tables * turns))
    if meetings < mentees * turns:
        return min(together - 1, 1)
    times = 0
    while together >= 2 and times < turns:
        times += 1
        together = -(-together // max(tables - times, 1))
    return times


def _spare(tables: int, stay_away: float) -> int:
    spare = 0
    while _all_staffed(tables, spare, stay_away) < SURE:
        spare += 1
    return spare


def _all_staffed(tables: int, spare: int, stay_away: float) -> float:
    """The probability that at most `spare` of tables + spare mentors stay away."""
    asked = tables + spare
    return sum(
        comb(asked, away) * stay_away**away * (1 - stay_away) ** (asked - away) for away in range(spare + 1)
    )


def stride_works(*, tables: int, seats: int, turns: int) -> bool:
    """Whether the stride rule has nobody meet anybody twice: seats * (turns - 1) < tables."""
    return seats * (turns - 1) < tables


def stride_seats(*, tables: int, seats: int, turns: int) -> list[list[int]]:
    """The table of each mentee in each turn: who sits in seat k moves k tables at each bell.

    Tables and turns count from 0, seats from 1; mentee number at = table * seats + (k - 1) in the first turn.
    Nobody meets a mentor or another mentee twice. Raises ValueError where the rule does not hold.
    """
    if not stride_works(tables=tables, seats=seats, turns=turns):
        raise ValueError(
            f"with {seats} seats and {turns} turns the stride rule needs {seats * (turns - 1) + 1} tables"
        )
    return [
        [(first + seat * turn) % tables for turn in range(turns)]
        for first in range(tables)
        for seat in range(1, seats + 1)
    ]
