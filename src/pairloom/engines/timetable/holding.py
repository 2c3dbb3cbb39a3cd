"""Of pins that cannot all stand, those that can: for a day on which somebody they name is missing."""

from __future__ import annotations

from dataclasses import replace

from pairloom.engines.timetable.pin_turns import turns_of_pins
from pairloom.engines.timetable.pins import pin_conflicts
from pairloom.engines.timetable.problem import Pin, TimetableProblem
from pairloom.engines.timetable.result import InfeasiblePins


def with_pins_that_hold(problem: TimetableProblem) -> TimetableProblem:
    """The same problem without the pins that cannot be held; where some exclude others, the first stay.

    No pin that was left out could be added to those that stay. Where all can be held, it is the same object.
    O(pins) small whole-number programmes at worst, one where only absences stand in the way.
    """
    if _hold(problem, problem.pins):
        return problem
    alone = tuple(pin for pin in problem.pins if not pin_conflicts(replace(problem, pins=(pin,))))
    if _hold(problem, alone):
        return replace(problem, pins=alone)
    kept: tuple[Pin, ...] = ()
    for pin in alone:
        if _hold(problem, (*kept, pin)):
            kept = (*kept, pin)
    return replace(problem, pins=kept)


def _hold(problem: TimetableProblem, pins: tuple[Pin, ...]) -> bool:
    asked = replace(problem, pins=pins)
    if pin_conflicts(asked):
        return False
    try:
        turns_of_pins(asked)
    except InfeasiblePins:
        return False
    return True
