"""Spare mentors and the tables that they take."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from pairloom.core import audit
from pairloom.core.errors import RefusedError, StaleError
from pairloom.events.enums import Presence, RsvpState
from pairloom.events.models import Attendee, Event, Table
from pairloom.events.queries.day import begun_turns
from pairloom.events.services.day.presence import check_in
from pairloom.people.models import Person
from pairloom.programmes.enums import Side


@transaction.atomic
def take_table(*, mentor: Attendee, table: Table, by: Person | None) -> list[Attendee]:
    """A mentor who is here sits down at a table whose mentor is missing, or that has none.

    Whoever is missing there loses the table and becomes a spare, should they come after all: they are
    returned. Raises StaleError if somebody else took the table meanwhile.
    """
    Event.objects.select_for_update().get(pk=table.event_id)
    mentor.refresh_from_db()
    if mentor.side != Side.MENTOR:
        raise RefusedError(_("%(name)s came as a mentee.") % {"name": mentor.person})
    if mentor.table_id == table.pk:
        return []
    others = table.mentors.filter(side=Side.MENTOR, state=RsvpState.COMING).exclude(pk=mentor.pk)
    sitting = others.exclude(presence=Presence.GONE).select_related("person").first()
    if sitting is not None:
        raise StaleError(
            _("%(name)s sits at table %(table)s.") % {"name": sitting.person, "table": table.number}
        )
    displaced = list(others)
    others.update(table=None)
    mentor.table = table
    mentor.save(update_fields=["table"])
    if mentor.presence != Presence.HERE:
        check_in(attendee=mentor, by=by)
    audit.record("took a table", mentor, by=by, table=table.number, turn=begun_turns(table.event) + 1)
    return displaced


@transaction.atomic
def give_table_back(*, mentor: Attendee, table: Table, displaced: list[int], by: Person | None) -> None:
    """Undo `take_table`: the mentor is a spare again, and those with these card numbers have the table."""
    Event.objects.select_for_update().get(pk=table.event_id)
    mentor.refresh_from_db()
    if mentor.table_id != table.pk:
        return
    mentor.table = None
    mentor.save(update_fields=["table"])
    table.event.attendees.filter(number__in=displaced, side=Side.MENTOR, table=None).update(table=table)
    audit.record("gave a table back", mentor, by=by, table=table.number)
