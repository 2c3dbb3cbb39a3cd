"""On the day: what of the plan on people's cards still stands, and which cards must change in any case."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pairloom.engines.timetable.figures import meetings_of_mentees, table_sizes
from pairloom.engines.timetable.pin_turns import turns_of_pins
from pairloom.engines.timetable.problem import NOBODY, Flags, Ints, Longs, TimetableProblem
from pairloom.engines.timetable.quotas import beyond_quota
from pairloom.engines.timetable.result import InfeasiblePins


@dataclass(frozen=True, eq=False)
class Standing:
    """The seats that stand, pins in their places, and who has to get another card in any case."""

    seat: Ints  # (N, R) finished turns as they were
    fixed: Flags  # (N, R) over or pinned: must not move
    least_cards: int  # cards that cannot stay as they are


def standing(problem: TimetableProblem, previous: Ints) -> Standing:
    """What stands of `previous` (N, R) in the turns that are not over. Raises InfeasiblePins.

    A seat falls where its mentor is away, the pair is no longer allowed or has met, a pin wants it, the
    mentee has more meetings than allowed, in all or with one group, or the table has lost seats. A mentee who
    is away in a turn loses the seat, but that needs no other card.
    """
    on_card = np.where(problem.present, previous, NOBODY)
    on_card[:, : problem.done] = problem.past
    seat = _allowed(problem, on_card)
    pins = _turns_of_pins(problem, seat)
    seat = _with_pins(problem, seat, pins)
    fixed = np.zeros(seat.shape, bool)
    fixed[:, : problem.done] = True
    for (mentee, _), turn in pins.items():
        fixed[mentee, turn] = True
    seat = _not_too_many(problem, _within_groups(problem, seat, fixed), fixed)
    forced = (seat != on_card).any(axis=1) & (previous != NOBODY).any(axis=1)
    further = _further_cards(problem, seat, on_card, forced)
    kept = _within_tables(problem, seat, fixed, forced)
    return Standing(kept, fixed, int(forced.sum()) + further)


def _allowed(problem: TimetableProblem, on_card: Ints) -> Ints:
    """The seats of a card whose mentor is there, and may be met and has not been met."""
    seat = on_card.copy()
    if not len(problem.mentors):
        return seat
    open_turns = seat[:, problem.done :]  # a view
    edge = problem.edges_at(np.arange(len(seat))[:, None], open_turns)
    turn = np.arange(problem.done, problem.turns)
    stands = (edge != NOBODY) & problem.staffed[open_turns, turn]
    for column in range(problem.turns - problem.done):
        before = seat[:, : problem.done + column]
        stands[:, column] &= (before != open_turns[:, [column]]).all(axis=1)
        open_turns[~stands[:, column], column] = NOBODY
    return seat


def _turns_of_pins(problem: TimetableProblem, seat: Ints) -> dict[tuple[int, int], int]:
    """The turn of each pinned pair: where it stands already, if all pins allow that."""
    at_card = []
    for pin in problem.pins:
        there = np.flatnonzero(seat[pin.mentee] == pin.mentor)
        at_card.append(pin._replace(turn=int(there[0])) if pin.turn is None and there.size else pin)
    if all(pin.turn is not None for pin in at_card) and tuple(at_card) == problem.pins:
        return {(pin.mentee, pin.mentor): pin.turn for pin in problem.pins if pin.turn is not None}
    try:
        turns = turns_of_pins(replace(problem, pins=tuple(at_card)))
    except InfeasiblePins:
        turns = turns_of_pins(problem)
    mentee, mentor = problem.edge_mentee.tolist(), problem.edge_mentor.tolist()
    return {(mentee[edge], mentor[edge]): turn for edge, turn in turns.items()}


def _with_pins(problem: TimetableProblem, seat: Ints, pins: dict[tuple[int, int], int]) -> Ints:
    seat = seat.copy()
    for (mentee, mentor), turn in pins.items():
        seat[mentee, problem.done :][seat[mentee, problem.done :] == mentor] = NOBODY
        seat[mentee, turn] = mentor
    return seat


def _within_groups(problem: TimetableProblem, seat: Ints, fixed: Flags) -> Ints:
    """Who meets more mentors of one group than allowed loses the last of them."""
    seat = seat.copy()
    for turn in range(problem.turns - 1, problem.done - 1, -1):
        falls = beyond_quota(problem, seat)[:, turn] & ~fixed[:, turn]
        seat[falls, turn] = NOBODY
    return seat


def _not_too_many(problem: TimetableProblem, seat: Ints, fixed: Flags) -> Ints:
    """Who has more meetings than allowed loses the last ones."""
    seat = seat.copy()
    for mentee in np.flatnonzero(meetings_of_mentees(seat) > problem.most).tolist():
        over = int((seat[mentee] != NOBODY).sum() - problem.most[mentee])
        loose = np.flatnonzero((seat[mentee] != NOBODY) & ~fixed[mentee])
        seat[mentee, loose[max(len(loose) - over, 0) :]] = NOBODY
    return seat


def _further_cards(problem: TimetableProblem, seat: Ints, on_card: Ints, forced: Flags) -> int:
    """How many cards at least must change besides the forced ones, as tables have lost seats.

    A mentee sits at one table in a turn, so those of one turn are different people.
    """
    stays = np.where((seat == on_card) & ~forced[:, None], seat, NOBODY)[:, problem.done :]
    over = table_sizes(stays, len(problem.mentors)) - problem.seats[:, None]
    return int(np.maximum(over, 0).sum(axis=0).max(initial=0))


def _within_tables(problem: TimetableProblem, seat: Ints, fixed: Flags, forced: Flags) -> Ints:
    """No more mentees at a table than seats: first those leave it whose card changes anyway, then those to
    whom the meeting is worth least."""
    seat, worth = seat.copy(), problem.worth_of(seat)
    over = table_sizes(seat, len(problem.mentors)) - problem.seats[:, None]
    over[:, : problem.done] = 0
    for mentor, turn in np.argwhere(over > 0).tolist():
        members = np.flatnonzero((seat[:, turn] == mentor) & ~fixed[:, turn])
        order = np.lexsort((members, worth[members, turn], ~forced[members]))
        seat[members[order][: int(over[mentor, turn])], turn] = NOBODY
    return seat


def cells_changed(problem: TimetableProblem, previous: Ints, seat: Ints) -> Longs:
    """(k, 2) mentee and turn of every seat that is another than on the card, where the mentee is there."""
    changed = (seat != previous) & problem.present
    changed[:, : problem.done] = False
    return np.argwhere(changed)
