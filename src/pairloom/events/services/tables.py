"""The tables of an event, and which mentor sits where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from pairloom.core import audit
from pairloom.core.errors import InvalidError
from pairloom.events.enums import RsvpState, WhoMoves
from pairloom.events.models import Attendee, Event, Table
from pairloom.events.services.locking import not_begun
from pairloom.events.services.waiting import move_up
from pairloom.people.models import Person
from pairloom.programmes.enums import Side


@dataclass(frozen=True)
class TableRow:
    number: int
    seats: int
    note: str = ""


def equal_tables(count: int, seats: int) -> list[TableRow]:
    """Such as 8 tables of 6."""
    return [TableRow(number, seats) for number in range(1, count + 1)]


@transaction.atomic
def set_tables(*, event: Event, tables: Sequence[TableRow], by: Person) -> None:
    """Make these the tables of an event. Mentors keep theirs where its number is still there.

    More seats let people of the waiting list in; fewer turn nobody away.
    """
    numbers = [row.number for row in tables]
    if len(set(numbers)) < len(numbers):
        raise InvalidError(
            _("Two tables have the same number."), {"number": _("This number is there twice.")}
        )
    told = _("The event has begun; its tables cannot be changed here any more.")
    locked = not_begun(event, otherwise=told)
    known = {table.number: table for table in locked.tables.all()}
    locked.tables.exclude(number__in=numbers).delete()
    for row in tables:
        if row.number in known:
            known[row.number].seats, known[row.number].note = row.seats, row.note
    Table.objects.bulk_update([known[number] for number in numbers if number in known], ["seats", "note"])
    Table.objects.bulk_create(
        Table(event=locked, number=row.number, seats=row.seats, note=row.note)
        for row in tables
        if row.number not in known
    )
    audit.record("set the tables", locked, by=by, tables=len(tables), seats=sum(row.seats for row in tables))
    move_up(event=locked, by=by)


def give_tables(*, event: Event) -> int:
    """Give a free table to every mentor without one: first come, first served, the largest tables first.

    Who finds none left is a spare mentor. Tables of mentors who cancelled are free. Where mentors move,
    nobody needs one. Returns how many got one.
    """
    if event.who_moves == WhoMoves.MENTORS:
        return 0
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
    return len(given)
