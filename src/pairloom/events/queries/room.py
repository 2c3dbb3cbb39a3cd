"""The room of a plan: who has which table when, where mentors move."""

from __future__ import annotations

from pairloom.events.adjustments import Adjustments
from pairloom.events.bridge.pricing import there_in
from pairloom.events.enums import RsvpState, WhoMoves
from pairloom.events.models import SeatingPlan
from pairloom.events.room import Room
from pairloom.programmes.enums import Side


def room_of(plan: SeatingPlan) -> Room | None:
    """The room of a solved plan; None where mentees move, as a table goes with its mentor. Three queries."""
    event = plan.event
    if event.who_moves != WhoMoves.MENTORS:
        return None
    rows = list(plan.seats.order_by("turn").values_list("turn", "mentee", "mentor", "table"))
    seats = dict(event.tables.values_list("pk", "seats"))
    seated = [row for row in rows if row[3] is not None]
    last = {mentee: table for _, mentee, _, table in seated}
    places = Adjustments.from_json(plan.adjustments).places
    last |= {each.person: each.table for each in places if each.turn is None and each.table in seats}
    keepers = event.attendees.filter(side=Side.MENTEE, state=RsvpState.COMING, keeps_table=True)
    there = there_in(bytes(plan.encoded or b""))
    turns = range(1, event.turns + 1)
    return Room(
        turns=event.turns,
        seats=seats,
        table_of={
            (mentee, turn): table for mentee, table in last.items() for turn in turns if mentee in there
        }
        | {(mentee, turn): table for turn, mentee, _, table in seated},
        mentor_at={(table, turn): mentor for turn, _, mentor, table in seated},
        there=there,
        fixed=dict(keepers.filter(table__isnull=False).values_list("pk", "table")),
    )
