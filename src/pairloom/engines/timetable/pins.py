"""Pins that cannot stand together: the one way in which a timetable has no answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

import numpy as np

from pairloom.engines.timetable.figures import meetings_of_mentees
from pairloom.engines.timetable.problem import NOBODY, Flags, Pin, TimetableProblem
from pairloom.engines.timetable.result import PinConflict

Key = TypeVar("Key")


def pin_conflicts(problem: TimetableProblem) -> tuple[PinConflict, ...]:
    """Every contradiction that shows in the pins of one mentee or of one mentor. O(pins * R)."""
    return (*_alone(problem), *_of_mentees(problem), *_of_mentors(problem))


def turns_together(problem: TimetableProblem, pin: Pin) -> Flags:
    """(R,) the turns in which this pin could be kept."""
    turns: Flags = problem.present[pin.mentee] & problem.staffed[pin.mentor]
    turns[: problem.done] = False
    if pin.turn is not None:
        turns &= np.arange(problem.turns) == pin.turn
    return turns


def conflict(
    problem: TimetableProblem,
    kind: str,
    pins: list[Pin],
    *,
    person: str = "",
    limit: int = 0,
    turn: int | None = None,
    group: str = "",
) -> PinConflict:
    """The conflict of these pins with the ids of those whom they name."""
    pairs = dict.fromkeys((problem.mentees[pin.mentee], problem.mentors[pin.mentor]) for pin in pins)
    return PinConflict(kind, tuple(pairs), person, limit, turn, group)


def _alone(problem: TimetableProblem) -> list[PinConflict]:
    bans = {(mentee, mentor) for mentee, mentor in problem.bans.tolist()}
    found = []
    for pin in problem.pins:
        if (pin.mentee, pin.mentor) in bans:
            found.append(conflict(problem, "banned", [pin]))
        elif not turns_together(problem, pin).any():
            found.append(conflict(problem, "absent", [pin], turn=pin.turn))
        elif (problem.past[pin.mentee] == pin.mentor).any():
            found.append(conflict(problem, "twice", [pin]))
    of_pair = _grouped(((pin.mentee, pin.mentor), pin) for pin in problem.pins)
    return found + [conflict(problem, "twice", pins) for pins in of_pair.values() if len(pins) > 1]


def _of_mentees(problem: TimetableProblem) -> list[PinConflict]:
    had = meetings_of_mentees(problem.past)
    there = problem.present[:, problem.done :].sum(axis=1)
    found = []
    for mentee, pins in _grouped((pin.mentee, pin) for pin in problem.pins).items():
        limit = int(min(problem.most[mentee] - had[mentee], there[mentee]))
        if len(pins) > limit:
            found.append(conflict(problem, "most", pins, person=problem.mentees[mentee], limit=max(limit, 0)))
    found += _of_groups(problem)
    in_a_turn = _grouped(((pin.mentee, pin.turn), pin) for pin in problem.pins if pin.turn is not None)
    found += [
        conflict(problem, "same_turn", pins, person=problem.mentees[mentee], turn=turn)
        for (mentee, turn), pins in in_a_turn.items()
        if len(pins) > 1
    ]
    return found


def _of_groups(problem: TimetableProblem) -> list[PinConflict]:
    """Mentees who are pinned to more mentors of one group than they may still meet."""
    if problem.group_most is None:
        return []
    found = []
    grouped = ((int(problem.group[pin.mentor]), pin) for pin in problem.pins)
    of_group = _grouped(((pin.mentee, group), pin) for group, pin in grouped if group != NOBODY)
    for (mentee, group), pins in of_group.items():
        past = problem.past[mentee]
        had = int((problem.group[past[past != NOBODY]] == group).sum())
        limit = max(problem.group_most - had, 0)
        if len({pin.mentor for pin in pins}) > limit:
            names = problem.mentees[mentee], problem.groups[group]
            found.append(conflict(problem, "group", pins, person=names[0], limit=limit, group=names[1]))
    return found


def _of_mentors(problem: TimetableProblem) -> list[PinConflict]:
    found = []
    for mentor, pins in _grouped((pin.mentor, pin) for pin in problem.pins).items():
        limit = int(problem.seats[mentor]) * int(problem.staffed[mentor, problem.done :].sum())
        if len(pins) > limit:
            found.append(conflict(problem, "seats", pins, person=problem.mentors[mentor], limit=limit))
    in_a_turn = _grouped(((pin.mentor, pin.turn), pin) for pin in problem.pins if pin.turn is not None)
    for (mentor, turn), pins in in_a_turn.items():
        limit = int(problem.seats[mentor])
        if len(pins) > limit:
            found.append(
                conflict(problem, "seats", pins, person=problem.mentors[mentor], limit=limit, turn=turn)
            )
    return found


def _grouped(keyed: Iterable[tuple[Key, Pin]]) -> dict[Key, list[Pin]]:
    groups: defaultdict[Key, list[Pin]] = defaultdict(list)
    for key, pin in keyed:
        groups[key].append(pin)
    return groups
