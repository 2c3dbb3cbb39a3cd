"""A turn for every pin where presence varies: a small whole-number programme, or proof that none exists."""

from __future__ import annotations

import numpy as np

from pairloom.engines.timetable.pins import conflict, turns_together
from pairloom.engines.timetable.problem import TimetableProblem
from pairloom.engines.timetable.result import InfeasiblePins


def turns_of_pins(problem: TimetableProblem) -> dict[int, int]:
    """The turn of each pinned edge, such that all pins hold. Raises InfeasiblePins where none exist.

    Spreads the pins of a table over its turns by preferring early turns for early pins.
    """
    from scipy.optimize import (
        Bounds,
        LinearConstraint,
        milp,
    )  # scipy loads slower than most events are planned
    from scipy.sparse import coo_array, vstack

    if not problem.pins:
        return {}
    pin, turn = np.nonzero([turns_together(problem, pin) for pin in problem.pins])
    mentee = np.array([pin.mentee for pin in problem.pins])[pin]
    mentor = np.array([pin.mentor for pin in problem.pins])[pin]
    choices = np.arange(len(pin))

    def totals(row: np.ndarray, rows: int) -> coo_array:
        return coo_array((np.ones(len(pin)), (row, choices)), (rows, len(pin)))

    once = LinearConstraint(totals(pin, len(problem.pins)), 1, 1)
    cells = len(problem.mentees) * problem.turns
    tables = len(problem.mentors) * problem.turns
    room = np.concatenate([np.ones(cells), np.repeat(problem.seats, problem.turns)])
    taken = vstack(
        [totals(mentee * problem.turns + turn, cells), totals(mentor * problem.turns + turn, tables)]
    )
    answer = milp(
        (turn * (1 + pin)) % problem.turns,
        integrality=np.ones(len(pin)),
        bounds=Bounds(0, 1),
        constraints=[once, LinearConstraint(taken, -np.inf, room)],
    )
    if answer.x is None:
        raise InfeasiblePins((conflict(problem, "together", list(problem.pins)),))
    chosen = answer.x > 0.5
    edges = problem.edges_at(mentee[chosen], mentor[chosen])
    return dict(zip(edges.tolist(), turn[chosen].tolist(), strict=True))
