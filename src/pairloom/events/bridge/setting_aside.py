"""What hosts asked by hand and a plan on the day could not hold, found by looking at the plan itself."""

from __future__ import annotations

from dataclasses import replace

from pairloom.events.adjustments import Adjustments, Pin, Place
from pairloom.events.bridge.people import EventInput, attendee_key
from pairloom.events.bridge.telling import CellFound, Planned
from pairloom.events.report import Report


def with_set_aside(planned: Planned, adjustments: Adjustments, given: EventInput, *, done: int) -> Report:
    """The plan's report with what was asked for the turns after `done` and did not come true."""
    come = {attendee_key(each.id) for each in (*given.mentees, *given.mentors)}
    tables = {table.key for table in given.tables}
    pins = (
        pin
        for pin in adjustments.pins
        if come.issuperset(pin[:2])
        and _is_ahead(pin.turn, done, given)
        and not any(_meets(cell, pin) for cell in planned.seats)
    )
    places = (
        place
        for place in adjustments.places
        if place.person in come
        and place.table in tables
        and place.turn is not None
        and _is_ahead(place.turn, done, given)
        and not any(_comes(cell, place) for cell in planned.seats)
    )
    return replace(
        planned.report,
        pins_aside=tuple(sorted(pins, key=lambda pin: (pin[:2], pin.turn or 0))),
        places_aside=tuple(sorted(places)),
    )


def _is_ahead(turn: int | None, done: int, given: EventInput) -> bool:
    return turn is None or done < turn <= given.turns


def _meets(cell: CellFound, pin: Pin) -> bool:
    return (cell.mentee, cell.mentor) == pin[:2] and pin.turn in (None, cell.turn)


def _comes(cell: CellFound, place: Place) -> bool:
    return (cell.mentor, cell.table, cell.turn) == place
