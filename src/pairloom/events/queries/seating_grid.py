"""The host's seating page by table: who sits where turn by turn, who can be moved, and where to.

Where mentees move, a row is a mentor's table and each turn a cell with its mentees. Where mentors move, a row
is a table, its first cell has the mentees, who stay, and each turn's cell the mentor who comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pairloom.events.enums import RsvpState, WhoMoves
from pairloom.events.models import Attendee, Seat, SeatingPlan, Table
from pairloom.events.queries.seating_page import found_in, with_people
from pairloom.programmes.enums import Side

TABLES_A_PAGE = 12


@dataclass(frozen=True)
class Column:
    """A turn, or the evening. Those of `side` move within it, from `turn` on, unless it has `begun`."""

    group: str
    side: Side
    turn: int
    title: str
    begun: bool


@dataclass(frozen=True)
class Sitting:
    """Somebody in a cell. `turns` are named where they are not all of the table's."""

    person: Attendee
    can_move: bool
    turns: str = ""


@dataclass(frozen=True)
class Place:
    """Where one more could go: its key in forms, and what it is called."""

    key: str
    label: str


@dataclass(frozen=True)
class Cell:
    """Who sits at a table in a column. `elsewhere`: not at the usual one."""

    column: Column
    people: list[Sitting]
    place: Place | None = None
    elsewhere: Table | None = None


@dataclass(frozen=True)
class TableRow:
    """A table, with the mentor who stays there."""

    table: Table | None
    mentor: Attendee | None
    cells: list[Cell]


@dataclass(frozen=True)
class Grid:
    columns: list[Column]
    rows: list[TableRow]


def tables_page(plan: SeatingPlan, *, search: str, number: str | None) -> Page[Attendee] | Page[Table]:
    """A page of the rows: mentors who have a table; where mentors move, the tables themselves."""
    event = plan.event
    if event.who_moves == WhoMoves.MENTORS:
        tables = event.tables.filter(pk__in=plan.seats.values("table"))
        if search:
            found = found_in(plan, search).values("table")
            tables = tables.filter(pk__in=found)
        return Paginator(tables.order_by("number"), TABLES_A_PAGE).get_page(number)
    mentors = event.attendees.filter(side=Side.MENTOR).filter(
        Q(table__isnull=False, state=RsvpState.COMING) | Q(pk__in=plan.seats.values("mentor"))
    )
    if search:
        mentors = mentors.filter(
            Q(person__name__icontains=search) | Q(pk__in=found_in(plan, search).values("mentor"))
        )
    ordered = mentors.select_related("person", "table").order_by("table__number", "pk")
    return Paginator(ordered, TABLES_A_PAGE).get_page(number)


def grid_of(plan: SeatingPlan, rows: Sequence[Attendee] | Sequence[Table], *, begun: int) -> Grid:
    """These rows through all turns, of which some have `begun`. One query."""
    side = Side.MENTOR if plan.event.who_moves == WhoMoves.MENTORS else Side.MENTEE
    turns = [_turn(turn, side, begun) for turn in range(1, plan.event.turns + 1)]
    if side == Side.MENTEE:
        by_mentor = _cells(plan, "mentor_id", rows)
        mentors = [row for row in rows if isinstance(row, Attendee)]
        return Grid(turns, [_row_of_mentor(row, turns, by_mentor.get(row.pk, {})) for row in mentors])
    evening = Column("evening", Side.MENTEE, begun + 1, _("All evening"), begun >= plan.event.turns)
    by_table = _cells(plan, "table_id", rows)
    tables = [row for row in rows if isinstance(row, Table)]
    return Grid(
        [evening, *turns], [_row_of_table(row, evening, turns, by_table.get(row.pk, {})) for row in tables]
    )


def _turn(turn: int, side: Side, begun: int) -> Column:
    return Column(f"turn-{turn}", side, turn, _("Turn %(turn)s") % {"turn": turn}, turn <= begun)


def _cells(
    plan: SeatingPlan, key: str, rows: Sequence[Attendee] | Sequence[Table]
) -> dict[int, dict[int, list[Seat]]]:
    """The seats of each row by turn."""
    found: dict[int, dict[int, list[Seat]]] = {}
    for seat in with_people(plan).filter(**{f"{key}__in": [row.pk for row in rows]}):
        found.setdefault(getattr(seat, key), {}).setdefault(seat.turn, []).append(seat)
    return found


def _row_of_mentor(mentor: Attendee, turns: Iterable[Column], seats: dict[int, list[Seat]]) -> TableRow:
    """The mentor's own table, with a place to move to in each turn with a free seat."""
    room = mentor.table.seats if mentor.table else 0
    label = _("to table %(number)s with %(name)s in turn %(turn)s")
    named = {"number": mentor.table.number if mentor.table else "", "name": mentor.person}
    cells = []
    for column in turns:
        there = seats.get(column.turn, [])
        table = there[0].table if there else None
        place = Place(f"a{mentor.pk}", label % {**named, "turn": column.turn})
        cells.append(
            Cell(
                column,
                [Sitting(seat.mentee, can_move=not column.begun) for seat in there],
                place=place if len(there) < room and not column.begun else None,
                elsewhere=table if table and table.pk != mentor.table_id else None,
            )
        )
    return TableRow(mentor.table, mentor, cells)


def _row_of_table(
    table: Table, evening: Column, turns: Sequence[Column], seats: dict[int, list[Seat]]
) -> TableRow:
    """The mentees who have the table, and who comes in each turn."""
    mentees: dict[Attendee, list[int]] = {}
    for turn, there in seats.items():
        for seat in there:
            mentees.setdefault(seat.mentee, []).append(turn)
    stay = {mentee for mentee, met in mentees.items() if met[-1] >= evening.turn}
    here = {"number": table.number}
    everybody = Cell(
        evening,
        [
            Sitting(
                mentee,
                can_move=mentee in stay,
                turns=_told_turns(met) if len(met) < len(seats) else "",
            )
            for mentee, met in sorted(mentees.items(), key=lambda each: each[0].number)
        ],
        place=Place(f"t{table.pk}", _("to table %(number)s") % here)
        if len(stay) < table.seats and not evening.begun
        else None,
    )
    label = _("to table %(number)s in turn %(turn)s")
    visits = [
        Cell(
            column,
            [Sitting(seat.mentor, can_move=not column.begun) for seat in seats.get(column.turn, [])[:1]],
            place=Place(f"t{table.pk}", label % {**here, "turn": column.turn})
            if column.turn not in seats and not column.begun
            else None,
        )
        for column in turns
    ]
    return TableRow(table, None, [everybody, *visits])


def _told_turns(turns: Sequence[int]) -> str:
    """Such as `turns 2, 3`."""
    return ngettext("turn %(turns)s", "turns %(turns)s", len(turns)) % {"turns": ", ".join(map(str, turns))}
