"""Lays what the day brought over a stored plan: the problem that is left, and the seats as they were."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from pairloom.cli.timetable.day_input import Day
from pairloom.cli.timetable.people import Mentee, Mentor
from pairloom.cli.timetable.scores import in_units
from pairloom.cli.timetable.stored import mentee_name, mentor_name, table
from pairloom.engines.timetable import NOBODY, UNITS, Pin, Plan, TimetableProblem, make_problem

Flags = NDArray[np.bool_]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Scalar = TypeVar("Scalar", np.bool_, np.int32)


@dataclass(frozen=True, eq=False)
class Today:
    """The problem that is left, the seats of the plan before in its order, and its people's names."""

    problem: TimetableProblem
    seat: Ints  # (N, R) mentor index or NOBODY
    mentee_names: tuple[str, ...]
    mentor_names: tuple[str, ...]
    tables: tuple[str, ...]
    warnings: tuple[str, ...]


def today(plan: Plan, day: Day) -> Today:
    """What is to be planned again. O(E log E)."""
    old = plan.problem
    new_mentees = [one for one in day.arrived.values() if one.id not in old.mentees]
    new_mentors = [one for one in day.mentors_arrived.values() if one.id not in old.mentors]
    mentees = [*old.mentees, *(one.id for one in new_mentees)]
    mentors = [*old.mentors, *(one.id for one in new_mentors)]
    seat = _more_rows(plan.result.seat, len(new_mentees), NOBODY)
    present, staffed = _present(old, day, new_mentees), _staffed(old, day, new_mentors)
    pins, dropped = _pins(old, seat, present, staffed, day.done)
    edge_mentee, edge_mentor, score, unused = _edges(plan, day, len(mentees), len(mentors))
    problem = make_problem(
        turns=old.turns,
        mentees=mentees,
        mentors=mentors,
        seats=[*old.seats.tolist(), *(one.seats for one in new_mentors)],
        edge_mentee=edge_mentee,
        edge_mentor=edge_mentor,
        score=score,
        present=present,
        staffed=staffed,
        most=[*old.most.tolist(), *(one.most for one in new_mentees)],
        least=[*old.least.tolist(), *(one.least for one in new_mentors)],
        group=[*old.group_names, *(one.group for one in new_mentors)],
        group_most=old.group_most,
        wished=chain(_wishes(old), ((one.id, wish) for one in new_mentees for wish in one.wishes)),
        pins=pins,
        bans=[(old.mentees[one], old.mentors[other]) for one, other in old.bans.tolist()],
        apart=[(old.mentees[one], old.mentees[other]) for one, other in old.apart.tolist()],
        past=seat[:, : day.done],
    )
    names = {one.id: one.name for one in new_mentees}
    names |= {mentee: mentee_name(plan, at) for at, mentee in enumerate(old.mentees)}
    known_mentors = {
        mentor: (mentor_name(plan, at), table(plan, at)) for at, mentor in enumerate(old.mentors)
    }
    known_mentors |= {one.id: (one.name, one.table) for one in new_mentors}
    return Today(
        problem=problem,
        seat=_in_order(seat, mentees, mentors, problem),
        mentee_names=tuple(names[mentee] for mentee in problem.mentees),
        mentor_names=tuple(known_mentors[mentor][0] for mentor in problem.mentors),
        tables=tuple(known_mentors[mentor][1] for mentor in problem.mentors),
        warnings=_warnings(old, dropped, unused),
    )


def _present(old: TimetableProblem, day: Day, new: list[Mentee]) -> Flags:
    present = _more_rows(old.present, len(new), False)
    at = {mentee: place for place, mentee in enumerate(old.mentees)}
    for mentee, turn in day.gone.items():
        present[at[mentee], max(turn or 0, day.done) :] = False
    for mentee, turn in day.late.items():
        present[at[mentee], day.done : turn] = False
    for mentee, row in day.arrived.items():
        if mentee in at:
            present[at[mentee], day.done :] = row.present[day.done :]
    for place, row in enumerate(new, start=len(old.mentees)):
        present[place, day.done :] = row.present[day.done :]
    return present


def _staffed(old: TimetableProblem, day: Day, new: list[Mentor]) -> Flags:
    staffed = _more_rows(old.staffed, len(new), False)
    at = {mentor: place for place, mentor in enumerate(old.mentors)}
    for mentor, turn in day.mentors_gone.items():
        staffed[at[mentor], max(turn or 0, day.done) :] = False
    for mentor, row in day.mentors_arrived.items():
        if mentor in at:
            staffed[at[mentor], day.done :] = row.staffed[day.done :]
    for place, row in enumerate(new, start=len(old.mentors)):
        staffed[place, day.done :] = row.staffed[day.done :]
    return staffed


def _edges(plan: Plan, day: Day, mentees: int, mentors: int) -> tuple[Longs, Longs, Longs, int]:
    """Pairs and scores: of the plan, as told for newcomers, and neutral for those of whom nothing is told.

    At last, how many of the told pairs are not about newcomers, and so not used. `mentees` and `mentors`
    count everybody.
    """
    old, told = plan.problem, day.edges
    known, known_mentors = len(old.mentees), len(old.mentors)
    new = (told.mentee >= known) | (told.mentor >= known_mentors)
    quiet = np.setdiff1d(np.arange(known, mentees), told.mentee)
    quiet_mentors = np.setdiff1d(np.arange(known_mentors, mentors), told.mentor)
    others = np.setdiff1d(np.arange(mentees), quiet)
    neutral = int(np.median(old.score)) if old.score.size else UNITS // 2
    edge_mentee = np.concatenate(
        [old.edge_mentee, told.mentee[new], quiet.repeat(mentors), others.repeat(len(quiet_mentors))]
    )
    edge_mentor = np.concatenate(
        [
            old.edge_mentor,
            told.mentor[new],
            np.tile(np.arange(mentors), len(quiet)),
            np.tile(quiet_mentors, len(others)),
        ]
    )
    told_score = np.concatenate([old.score, in_units(told.score[new], plan.decimals)])
    score = np.concatenate([told_score, np.full(len(edge_mentee) - len(told_score), neutral)])
    return edge_mentee, edge_mentor, score, int((~new).sum())


def _pins(
    old: TimetableProblem, seat: Ints, present: Flags, staffed: Flags, done: int
) -> tuple[list[tuple[str, str, int | None]], list[Pin]]:
    """The pins that are still to be held, by ids, and those that nobody can hold any more."""
    kept: list[tuple[str, str, int | None]] = []
    dropped = []
    for pin in old.pins:
        if pin.mentor in seat[pin.mentee, :done]:
            continue
        together = present[pin.mentee] & staffed[pin.mentor]
        together[:done] = False
        if together.any() if pin.turn is None else together[pin.turn]:
            kept.append((old.mentees[pin.mentee], old.mentors[pin.mentor], pin.turn))
        else:
            dropped.append(pin)
    return kept, dropped


def _wishes(old: TimetableProblem) -> list[tuple[str, str]]:
    pairs = zip(old.edge_mentee[old.wished].tolist(), old.edge_mentor[old.wished].tolist(), strict=True)
    return [(old.mentees[mentee], old.mentors[mentor]) for mentee, mentor in pairs]


def _more_rows(table: NDArray[Scalar], count: int, value: int) -> NDArray[Scalar]:
    return np.concatenate([table, np.full((count, table.shape[1]), value, table.dtype)])


def _in_order(seat: Ints, mentees: list[str], mentors: list[str], problem: TimetableProblem) -> Ints:
    """The seats in the problem's order of mentees and mentors."""
    row = {mentee: place for place, mentee in enumerate(mentees)}
    column = {mentor: place for place, mentor in enumerate(problem.mentors)}
    moved = np.array([*(column[mentor] for mentor in mentors), NOBODY], np.int32)  # -1 finds the last
    ordered: Ints = moved[seat[[row[mentee] for mentee in problem.mentees]]]
    return ordered


def _warnings(old: TimetableProblem, dropped: list[Pin], unused: int) -> tuple[str, ...]:
    told = [
        f"{old.mentees[pin.mentee]} was pinned to {old.mentors[pin.mentor]}, which cannot be held any more."
        for pin in dropped
    ]
    if unused:
        told.append(f"Rows of the edges that are not about newcomers do not count: {unused:,}.")
    return tuple(told)
