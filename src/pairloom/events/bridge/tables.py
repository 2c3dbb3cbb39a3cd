"""At which table everybody sits in each turn. Tables are places in the room; mentors sit at them.

Where mentees move, a mentor stays at the own table, unless somebody who cannot move is to be met elsewhere:
then the mentor goes there for that turn, and whoever sits there takes a table that is free.
Where mentors move, the mentees' table says it all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pairloom.events.bridge.people import EventInput, Seats, attendee_key

Guests = Mapping[int, Sequence[int]]  # mentor -> mentees at the table, in one turn


def tables_of_turn(given: EventInput, guests: Guests) -> dict[int, int]:
    """The key of the table of each mentor in one turn, for everybody with guests or a table of their own."""
    mentors = [attendee_key(each.id) for each in given.mentors]
    placed = _bound(given, guests, mentors)
    homes = {mentor: given.home[mentor] for mentor in mentors if mentor in given.home}
    for mentor, table in homes.items():
        shared = {other for other in placed if homes.get(other) == table}
        if mentor not in placed and (table not in placed.values() or shared):
            placed[mentor] = table
    free = [table for table in given.tables if table.key not in placed.values()]
    for mentor in sorted(set(homes) | set(guests), key=lambda each: -len(guests.get(each, ()))):
        if mentor not in placed and free:
            placed[mentor] = _best(free, len(guests.get(mentor, ()))).key
            free = [table for table in free if table.key != placed[mentor]]
    return placed


def extra_chairs(given: EventInput, placed: Mapping[int, int], guests: Guests) -> int:
    """How many chairs must be brought because people go to a table that is too small for them."""
    seats = {table.key: table.seats for table in given.tables}
    there: dict[int, int] = {}
    for mentor, table in placed.items():
        there[table] = there.get(table, 0) + len(guests.get(mentor, ()))
    return sum(max(0, count - seats.get(table, 0)) for table, count in there.items())


def _bound(given: EventInput, guests: Guests, mentors: Iterable[int]) -> dict[int, int]:
    """Tables that follow from people who cannot move."""
    bound = {}
    for mentor in mentors:
        fixed = [guest for guest in guests.get(mentor, ()) if guest in given.keeps]
        if mentor in given.keeps:
            bound[mentor] = given.home[mentor]
        elif fixed:
            bound[mentor] = given.home[fixed[0]]
    return bound


def _best(free: Sequence[Seats], guests: int) -> Seats:
    """The smallest table that is large enough, else the largest."""
    fitting = [table for table in free if table.seats >= guests]
    if fitting:
        return min(fitting, key=lambda table: (table.seats, table.number))
    return max(free, key=lambda table: (table.seats, -table.number))
