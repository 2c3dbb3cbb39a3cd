"""What would happen if: the stored problem solved again with one thing altered. Nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pairloom.engines import affinity, assignment
from pairloom.matching.bridge.people import engine_id, person_key
from pairloom.matching.bridge.solving import unpacked
from pairloom.matching.bridge.telling import price_between, price_of
from pairloom.matching.report import Price

PRICED = 8  # other mentors whose price is worked out for a page


@dataclass(frozen=True)
class Option:
    """A mentor whom a mentee could have. `price` is None where it was not worked out or cannot be had.

    `is_blocked`: every seat of this mentor is pinned to somebody else.
    """

    mentor: int
    affinity: float
    seats: int
    taken: int
    is_in_plan: bool
    is_pinned: bool
    is_blocked: bool = False
    price: Price | None = None


@dataclass(frozen=True)
class TradeOff:
    """What another order of aims would give."""

    priority: tuple[str, ...]
    served: int
    pairs: int
    worst: float | None
    total: float
    proven: bool
    price: Price


def compared(before: bytes, after: bytes) -> Price:
    """What lies between two stored runs."""
    return price_of(unpacked(before), unpacked(after))


def options_for(encoded: bytes, mentee: int, *, priced: int = PRICED) -> list[Option]:
    """The candidate mentors of a mentee, best first; the best ones with what choosing them would cost.

    One exact solving for each price.
    """
    run = unpacked(encoded)
    problem, result = run.problem, run.result
    if engine_id(mentee) not in problem.mentees:
        return []
    at = problem.mentees.index(engine_id(mentee))
    first, last = np.searchsorted(problem.edge_mentee, [at, at + 1])
    edges = sorted(range(int(first), int(last)), key=lambda edge: (-int(problem.score[edge]), edge))
    load = np.bincount(problem.edge_mentor[result.edges], minlength=len(problem.mentors))
    chosen = set(result.edges.tolist())
    to_price = [edge for edge in edges if edge not in chosen][:priced]
    options = []
    for edge in edges:
        mentor = int(problem.edge_mentor[edge])
        price = _price_of_pin(run, edge) if edge in to_price else None
        options.append(
            Option(
                mentor=person_key(problem.mentors[mentor]),
                affinity=int(problem.score[edge]) / affinity.UNITS,
                seats=int(problem.seats[mentor]),
                taken=int(load[mentor]),
                is_in_plan=edge in chosen,
                is_pinned=bool(problem.pinned[edge]),
                is_blocked=edge in to_price and price is None,
                price=price,
            )
        )
    return options


def trade_offs(encoded: bytes, priorities: Sequence[tuple[str, ...]]) -> list[TradeOff]:
    """The same problem solved in other orders of aims, each compared with the run."""
    run = unpacked(encoded)
    return [_trade_off(run, priority) for priority in priorities]


def _trade_off(run: assignment.Run, priority: tuple[str, ...]) -> TradeOff:
    result = assignment.solve(run.problem, priority=priority)
    return TradeOff(
        priority=priority,
        served=result.served,
        pairs=len(result.edges),
        worst=None if result.worst is None else result.worst / affinity.UNITS,
        total=result.total / affinity.UNITS,
        proven=result.proven,
        price=price_between((run.problem, run.result), (run.problem, result)),
    )


def _price_of_pin(run: assignment.Run, edge: int) -> Price | None:
    """What pinning would change, or None where the mentor's seats are all pinned already."""
    problem = run.problem
    mentee = problem.mentees[problem.edge_mentee[edge]]
    mentor = problem.mentors[problem.edge_mentor[edge]]
    freed = pin_in_the_way(problem, mentee)
    base = assignment.with_ban(problem, mentee, freed) if freed else problem
    try:
        changed = assignment.with_pin(base, mentee, mentor)
        result = assignment.solve(changed, priority=run.result.priority)
    except assignment.InfeasiblePins:
        return None
    return price_between((problem, run.result), (changed, result))


def pin_in_the_way(problem: assignment.AssignmentProblem, mentee: str) -> str | None:
    """The mentor whose pin must end before this mentee can have another, if pins fill all wants."""
    at = problem.mentees.index(mentee)
    pinned = np.flatnonzero(problem.pinned & (problem.edge_mentee == at))
    if not len(pinned) or len(pinned) < int(problem.wants[at]):
        return None
    weakest = min(pinned.tolist(), key=lambda edge: int(problem.score[edge]))
    mentor: str = problem.mentors[int(problem.edge_mentor[weakest])]
    return mentor
