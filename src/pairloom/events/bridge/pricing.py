"""What a change made by hand costs, before it is made, and what lies between two plans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

import numpy as np

from pairloom.engines import timetable
from pairloom.engines.timetable.figures import apart_broken, repeats
from pairloom.engines.timetable.measure import remeasured
from pairloom.engines.timetable.problem import Ints
from pairloom.events.adjustments import Adjustments
from pairloom.events.bridge.breaking import broken_rules
from pairloom.events.bridge.people import EventInput, attendee_key, engine_id
from pairloom.events.bridge.telling import Planned, told, unpacked
from pairloom.events.changes import ByHand, Retable
from pairloom.events.report import Difference, Gain, Price
from pairloom.events.room import Room

SHOWN_GAINS = 12
SMALLEST_GAIN = 0.005  # what two decimals show


@lru_cache(maxsize=4)
def _read(encoded: bytes) -> timetable.Plan:
    """A stored plan; a host tries many changes on the same one."""
    return unpacked(encoded)


def unknown_to(encoded: bytes, people: Iterable[int]) -> list[int]:
    """Those among `people` (attendee keys) whom a stored plan does not know: they came later."""
    problem = _read(encoded).problem
    known = {*problem.mentees, *problem.mentors}
    return [person for person in people if engine_id(person) not in known]


def there_in(encoded: bytes) -> dict[int, frozenset[int]]:
    """In which turns (from 1) each mentee of a stored plan is there, as far as was known."""
    problem = _read(encoded).problem
    return {
        attendee_key(mentee): frozenset((np.flatnonzero(present) + 1).tolist())
        for mentee, present in zip(problem.mentees, problem.present, strict=True)
    }


def price_of(encoded: bytes, change: ByHand, *, frozen: int, room: Room | None = None) -> Price:
    """What moving these people by hand would change, with the rules that it would break. Solves nothing.

    `frozen` turns have begun; `room` says who has which table, where mentors move. Affinity is a sum for each
    mentee, and a mean over meetings for everybody.
    """
    plan = _read(encoded)
    problem, before = plan.problem, plan.result.seat
    after = _reseated(problem, before, change)
    return Price(
        figures=_figures(problem, before, after),
        gains=_gains(problem, before, after),
        broken=tuple(broken_rules(problem, before, after, change, frozen=frozen, room=room)),
    )


def reseated(
    given: EventInput, encoded: bytes, adjustments: Adjustments, change: ByHand, *, room: Room | None = None
) -> Planned:
    """The stored plan with these people moved. `adjustments` hold the pins that keep them there."""
    plan = _read(encoded)
    places = {engine_id(key): row for key, row in _rows(plan.problem).items()}
    mentors = {mentor: column for column, mentor in enumerate(plan.problem.mentors)}
    pins = tuple(
        sorted(
            timetable.Pin(
                places[engine_id(pin.mentee)], mentors[engine_id(pin.mentor)], pin.turn and pin.turn - 1
            )
            for pin in adjustments.pins
            if engine_id(pin.mentee) in places and engine_id(pin.mentor) in mentors and pin.turn
        )
    )
    problem = replace(plan.problem, pins=pins)
    seat = _reseated(problem, plan.result.seat, change)
    table_of = room.after(change).table_of if room and isinstance(change, Retable) else None
    return told(given, problem, remeasured(problem, plan.result, seat), table_of=table_of)


def price_between(*, before: bytes | None, after: Planned, printed: bytes | None) -> Price:
    """What lies between a plan and the one it was made on, and whose card is another than by `printed`."""
    now = after.solved
    price = Price(least_cards=after.least_cards)
    if printed is not None:
        held = _read(printed)
        price = replace(price, reprint=_changed(held, now))
    if before is not None:
        price = replace(price, gains=_gains_between(_read(before), now))
    return price


def _rows(problem: timetable.TimetableProblem) -> dict[int, int]:
    return {attendee_key(mentee): row for row, mentee in enumerate(problem.mentees)}


def _reseated(problem: timetable.TimetableProblem, seat: Ints, change: ByHand) -> Ints:
    rows = _rows(problem)
    mentors = {attendee_key(mentor): place for place, mentor in enumerate(problem.mentors)}
    after = seat.copy()
    for cell in change.cells:
        place = timetable.NOBODY if cell.after is None else mentors[cell.after]
        after[rows[cell.mentee], cell.turn - 1] = place
    return after


def _figures(problem: timetable.TimetableProblem, before: Ints, after: Ints) -> tuple[Difference, ...]:
    old, new = (_counted(problem, seat) for seat in (before, after))
    return tuple(Difference(name, old[name], new[name]) for name in old)


def _counted(problem: timetable.TimetableProblem, seat: Ints) -> dict[str, float]:
    """The figures of seats that a change by hand can alter."""
    taken = seat != timetable.NOBODY
    edges = problem.edges_at(np.arange(len(problem.mentees))[:, None], seat)
    wished = np.append(problem.wished, False)[edges]  # nobody is the last
    return {
        "meetings": int(taken.sum()),
        "affinity": float(problem.worth_of(seat).sum()) / timetable.UNITS / max(1, int(taken.sum())),
        "repeats": repeats(seat)[0],
        "wishes_met": int(wished.any(axis=1).sum()),
        "sitting_out": int((problem.present & ~taken).sum()),
        "apart_broken": apart_broken(problem, seat),
    }


def _gains(problem: timetable.TimetableProblem, before: Ints, after: Ints) -> tuple[Gain, ...]:
    old, new = (problem.worth_of(seat).sum(axis=1) / timetable.UNITS for seat in (before, after))
    changed = np.flatnonzero((before != after).any(axis=1)).tolist()
    return _losers_first(
        Gain(attendee_key(problem.mentees[row]), float(old[row]), float(new[row])) for row in changed
    )


def _gains_between(before: timetable.Plan, after: timetable.Plan) -> tuple[Gain, ...]:
    """Those who gain or lose most between two plans, the losers first."""
    sums = [
        dict(
            zip(
                plan.problem.mentees,
                (plan.problem.worth_of(plan.result.seat).sum(axis=1) / timetable.UNITS).tolist(),
                strict=True,
            )
        )
        for plan in (before, after)
    ]
    gains = [
        Gain(attendee_key(mentee), sums[0][mentee], sums[1][mentee])
        for mentee in after.problem.mentees
        if mentee in sums[0] and abs(sums[0][mentee] - sums[1][mentee]) > SMALLEST_GAIN
    ]
    largest = sorted(gains, key=lambda gain: (-abs(gain.after - gain.before), gain.mentee))[:SHOWN_GAINS]
    return _losers_first(largest)


def _losers_first(gains: Iterable[Gain]) -> tuple[Gain, ...]:
    return tuple(sorted(gains, key=lambda gain: (gain.after - gain.before, gain.mentee)))


def _changed(before: timetable.Plan, after: timetable.Plan) -> tuple[int, ...]:
    """Mentees who come, whose seats are others than before; who was not in the plan has no card yet."""
    old = {mentee: _named(before, row) for row, mentee in enumerate(before.problem.mentees)}
    return tuple(
        attendee_key(mentee)
        for row, mentee in enumerate(after.problem.mentees)
        if after.problem.present[row].any() and old.get(mentee) != _named(after, row)
    )


def _named(plan: timetable.Plan, row: int) -> tuple[str, ...]:
    return tuple(
        "" if place == timetable.NOBODY else plan.problem.mentors[place]
        for place in plan.result.seat[row].tolist()
    )
