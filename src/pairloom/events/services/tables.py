"""Giving mentors their tables."""

from __future__ import annotations

from pairloom.events.enums import RsvpState, WhoMoves
from pairloom.events.models import Attendee, Event
from pairloom.programmes.enums import Side


def give_tables(*, event: Event) -> None:
    """Give a free table to every mentor without one: first come, first served, the largest tables first.

    Who finds none left is a spare mentor. Tables of mentors who cancelled are free. Where mentors move,
    nobody needs one.
    """
    if event.who_moves == WhoMoves.MENTORS:
        return
    mentors = list(event.attendees.filter(side=Side.MENTOR, state=RsvpState.COMING))
    taken = {mentor.table_id for mentor in mentors if mentor.table_id}
    free = sorted(
        (table for table in event.tables.all() if table.pk not in taken),
        key=lambda table: (-table.seats, table.number),
    )
    without = [mentor for mentor in mentors if mentor.table_id is None]
    given = []
    for mentor, table in zip(without, free, strict=False):
        mentor.table = table
        given.append(mentor)
    Attendee.objects.bulk_update(given, ["table"])
