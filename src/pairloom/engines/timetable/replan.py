"""The re-plan on the day: people have gone, come late or come new, mentors are missing, some turns are over.

What still stands is kept. Then each turn that is not over is filled by an exact flow, in the strict order:
mentees seated (nobody loses a seat for another, then those with the fewest meetings first), seats kept (more
so on cards that have not changed yet), tables' even shares, affinity. Free seats are given first; cards
that stand are touched only where that seats somebody more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import perf_counter

import numpy as np

from pairloom.engines.timetable.audit import audit
from pairloom.engines.timetable.choose import best_choice, question_of
from pairloom.engines.timetable.coincidences import Apart, places_in, shared_turns, tables
from pairloom.engines.timetable.figures import meetings_of_mentees
from pairloom.engines.timetable.measure import measured
from pairloom.engines.timetable.mixing import mix
from pairloom.engines.timetable.one_turn import TurnScope, best_seats
from pairloom.engines.timetable.pins import pin_conflicts
from pairloom.engines.timetable.problem import NOBODY, UNITS, Flags, Ints, Longs, TimetableProblem
from pairloom.engines.timetable.quotas import used_up
from pairloom.engines.timetable.result import InfeasiblePins, TimetableResult
from pairloom.engines.timetable.scope import most_wanted
from pairloom.engines.timetable.standing import Standing, cells_changed, standing

Progress = Callable[[str, float], None]

ATTEMPTS = 4
REPEAT = UNITS // 10  # what meeting somebody again takes from the worth of a free seat


@dataclass(frozen=True, eq=False)
class Replan:
    """The new plan and what it changes. `changed` holds (mentee, turn, old mentor, new mentor), sorted, where
    the mentee is there; NOBODY for no mentor. `cards_changed` counts the mentees among them who had a card;
    `least_cards` is how many must change in any plan: those whose seat has fallen.
    """

    result: TimetableResult
    changed: tuple[tuple[int, int, int, int], ...]
    cards_changed: int
    least_cards: int


def replan(
    problem: TimetableProblem,
    previous: Ints,
    *,
    seed: int = 1,
    seconds: float = 5.0,
    progress: Progress | None = None,
) -> Replan:
    """The plan that keeps as much of `previous` as it can, checked by the audit.

    `previous` (N, R) is the plan on the cards in the problem's order, NOBODY for newcomers; `problem` says
    what is over (`past`) and who is there now. `seed` and `seconds` belong to the mixing of the seats that
    change anyway. Raises InfeasiblePins, and AuditError, which would be a fault of the program.
    """
    started, tell = perf_counter(), progress or (lambda stage, share: None)
    conflicts = pin_conflicts(problem)
    if conflicts:
        raise InfeasiblePins(conflicts)
    tell("keep", 0.0)
    stands = standing(problem, previous)
    seat = _filled(problem, previous, stands)
    tell("mixing", 0.5)
    seat = _mixed(problem, previous, seat, seed, seconds)
    tell("figures", 0.8)
    nothing = most_wanted(problem, 0)
    choice = best_choice(problem, question_of(problem, nothing), nothing)
    result = measured(problem, seat, top=0, bound=choice.bound, exact=choice.exact)
    audit(problem, result)
    tell("done", 1.0)
    cells = cells_changed(problem, previous, seat)
    return Replan(
        result=replace(result, seconds=perf_counter() - started),
        changed=tuple((i, r, int(previous[i, r]), int(seat[i, r])) for i, r in cells.tolist()),
        cards_changed=_cards_changed(problem, previous, seat),
        least_cards=stands.least_cards,
    )


def _cards_changed(problem: TimetableProblem, previous: Ints, seat: Ints) -> int:
    had_card = (previous != NOBODY).any(axis=1)
    return int(had_card[np.unique(cells_changed(problem, previous, seat)[:, 0])].sum())


def _filled(problem: TimetableProblem, previous: Ints, stands: Standing) -> Ints:
    """All turns filled. While cards change without need, once more, knowing from the start whose they are:
    the best plan is taken, most meetings first, then evenly spread, then with the fewest cards changed."""
    marked = np.zeros(len(previous), bool)
    best, best_rank = stands.seat, None
    for _ in range(ATTEMPTS):
        filling = _Filling(problem, previous, stands, marked)
        for turn in range(problem.done, problem.turns):
            filling.fill(turn)
        meetings, cards = meetings_of_mentees(filling.seat), _cards_changed(problem, previous, filling.seat)
        rank = (-int(meetings.sum()), int((meetings**2).sum()), cards)
        if best_rank is None or rank < best_rank:
            best, best_rank = filling.seat, rank
        if cards <= stands.least_cards:
            break
        marked[np.unique(cells_changed(problem, previous, filling.seat)[:, 0])] = True
    return best


def _mixed(problem: TimetableProblem, previous: Ints, seat: Ints, seed: int, seconds: float) -> Ints:
    """Fewer repeats by exchanges among the seats that are others than on the cards."""
    movable = (seat != previous) & (seat != NOBODY)
    return mix(problem, seat, movable=movable, seed=seed, seconds=seconds)


class _Filling:
    """The seating while its turns are filled one after the other."""

    def __init__(self, problem: TimetableProblem, previous: Ints, stands: Standing, marked: Flags) -> None:
        self._problem, self._fixed, self.seat = problem, stands.fixed, stands.seat.copy()
        self._previous, self._marked = previous, marked  # whose cards are taken to change in any case
        self._apart = Apart(problem.apart, len(previous))

    def fill(self, turn: int) -> None:
        """Give the free seats of a turn; where somebody is left over, move others if that makes room."""
        while self._give_free_seats(turn):
            pass
        if self._waiting(turn).size and self._free(turn).any():
            self._move_for_room(turn)

    def _free(self, turn: int) -> Longs:
        column = self.seat[:, turn]
        taken = np.bincount(column[column != NOBODY], minlength=len(self._problem.mentors))
        free: Longs = np.maximum(self._problem.seats * self._problem.staffed[:, turn] - taken, 0).astype(
            np.int64
        )
        return free

    def _waiting(self, turn: int) -> Longs:
        """Mentees who are there without a seat and may have another meeting."""
        may = self._problem.present[:, turn] & (self.seat[:, turn] == NOBODY)
        return np.flatnonzero(may & (meetings_of_mentees(self.seat) < self._problem.most))

    def _give_free_seats(self, turn: int) -> bool:
        """Whether somebody got a seat next to whom somebody else had to be left out: then try again."""
        waiting, free = self._waiting(turn), self._free(turn)
        edge = self._edges(waiting, turn)
        edge = edge[free[self._problem.edge_mentor[edge]] > 0]
        mentee, mentor = self._problem.edge_mentee[edge], self._problem.edge_mentor[edge]
        members = tables(self.seat[:, turn], len(free))[mentor]
        beside = self._apart.among(mentee, members).any(axis=1)
        again = shared_turns(places_in(self.seat), mentee, members).sum(axis=1)
        worth = np.maximum(self._problem.score[edge] - REPEAT * again.astype(np.int64), 0)
        edge, worth = edge[~beside], worth[~beside]
        chosen = edge[self._chosen(edge, worth, waiting, free, turn)]
        self.seat[self._problem.edge_mentee[chosen], turn] = self._problem.edge_mentor[chosen]
        return self._part(self._problem.edge_mentee[chosen], turn)

    def _part(self, newly_seated: Ints, turn: int) -> bool:
        """Take the seat from one of two who were seated now, and should be kept apart."""
        members = tables(self.seat[:, turn], len(self._problem.mentors))
        mates = members[self.seat[newly_seated, turn]]
        beside = self._apart.among(newly_seated, mates) & (mates < newly_seated[:, None])
        parted = newly_seated[beside.any(axis=1)]
        self.seat[parted, turn] = NOBODY
        return bool(parted.size)

    def _move_for_room(self, turn: int) -> None:
        seated = np.flatnonzero((self.seat[:, turn] != NOBODY) & ~self._fixed[:, turn])
        people = np.union1d(self._waiting(turn), seated)
        free = self._free(turn) + np.bincount(self.seat[seated, turn], minlength=len(self._problem.mentors))
        edge = self._edges(people, turn)
        worth = self._problem.score[edge].astype(np.int64)
        chosen = edge[self._chosen(edge, worth, people, free, turn)]
        self.seat[people, turn] = NOBODY
        self.seat[self._problem.edge_mentee[chosen], turn] = self._problem.edge_mentor[chosen]

    def _edges(self, people: Longs, turn: int) -> Longs:
        """The pairs of these people that could meet in this turn, as far as the other turns allow."""
        among = np.zeros(len(self.seat), bool)
        among[people] = True
        mentee, mentor = self._problem.edge_mentee, self._problem.edge_mentor
        edge = np.flatnonzero(among[mentee] & self._problem.staffed[mentor, turn])
        others = np.delete(self.seat, turn, axis=1)
        met = (others[mentee[edge]] == mentor[edge][:, None]).any(axis=1)
        met |= used_up(self._problem, others, mentee[edge], mentor[edge])
        possible: Longs = edge[~met]
        return possible

    def _chosen(self, edge: Longs, worth: Longs, people: Longs, free: Longs, turn: int) -> Flags:
        mentee, mentor = self._problem.edge_mentee[edge], self._problem.edge_mentor[edge]
        sitting = self.seat[:, turn] != NOBODY
        touched = ((self.seat != self._previous) & self._problem.present).any(axis=1) | self._marked
        rank = self._problem.turns + 1 - meetings_of_mentees(self.seat)
        rank = np.where(sitting, self._problem.turns + 2, rank)[people]
        here = self.seat[mentee, turn] == mentor
        return best_seats(
            TurnScope(
                rank=rank,
                room=free,
                wanting=self._wanting(people, free, turn),
                edge_mentee=np.searchsorted(people, mentee),
                edge_mentor=mentor.astype(np.int64),
                keep=np.where(here, np.where(touched[mentee], 1, 2), 0),
                worth=worth.astype(np.int64),
            )
        )

    def _wanting(self, people: Longs, free: Longs, turn: int) -> Longs:
        """How many of each table's free seats bring it up to what each would have if all shared evenly."""
        staffed = self._problem.staffed[:, turn]
        sitting = np.setdiff1d(np.flatnonzero(self.seat[:, turn] != NOBODY), people)
        taken = np.bincount(self.seat[sitting, turn], minlength=len(staffed))
        even = (len(sitting) + len(people)) // max(int(staffed.sum()), 1)
        wanting: Longs = np.clip(even - taken, 0, free)
        return wanting
