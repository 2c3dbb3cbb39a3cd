"""A turn for every pin where presence varies: a small whole-number programme, or proof that none exists."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np

from pairloom.engines.timetable.pins import conflict, turns_together
from pairloom.engines.timetable.problem import TimetableProblem
from pairloom.engines.timetable.result import InfeasiblePins


def turns_of_pins(problem: TimetableProblem) -> dict[int, int]:
    """The turn of each pinned edge, such that all pins hold. Raises InfeasiblePins where none exist.

    Pins of one table without a turn are spread over its turns by preferring a different one for each.
    """
    from ortools.linear_solver import pywraplp  # takes longer to load than a small event to plan

    solver = pywraplp.Solver.CreateSolver("SCIP")
    of_pin: list[dict[int, Any]] = []
    of_mentee, of_table = defaultdict(list), defaultdict(list)
    for number, pin in enumerate(problem.pins):
        turns = np.flatnonzero(turns_together(problem, pin)).tolist()
        of_pin.append({turn: solver.BoolVar("") for turn in turns})
        for turn, choice in of_pin[-1].items():
            of_mentee[pin.mentee, turn].append(choice)
            of_table[pin.mentor, turn].append(choice)
            solver.Objective().SetCoefficient(choice, (turn + number) % problem.turns)
    for choices in of_pin:
        solver.Add(sum(choices.values()) == 1)
    for taken in of_mentee.values():
        solver.Add(sum(taken) <= 1)
    for (mentor, _), taken in of_table.items():
        solver.Add(sum(taken) <= int(problem.seats[mentor]))
    if problem.pins and solver.Solve() not in (solver.OPTIMAL, solver.FEASIBLE):
        raise InfeasiblePins((conflict(problem, "together", list(problem.pins)),))
    return {
        int(problem.edges_at(pin.mentee, pin.mentor)): turn
        for pin, choices in zip(problem.pins, of_pin, strict=True)
        for turn, choice in choices.items()
        if choice.solution_value() > 0.5
    }
