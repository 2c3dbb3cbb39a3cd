"""Closing an event, and who met whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from pairloom.core import audit, clock
from pairloom.core.audit import reference
from pairloom.core.errors import RefusedError
from pairloom.events.letters.afterwards import AFTERWARDS
from pairloom.events.models import Attendee, Event, Meeting
from pairloom.events.queries.attendance import those_who_came, turns_held
from pairloom.events.queries.meetings import foreseen, pairs_that_met
from pairloom.events.services import locking
from pairloom.interest.services import open_lists
from pairloom.messages.models import Message
from pairloom.pairs.services import correct_encounter, record_encounters
from pairloom.people.models import Person
from pairloom.programmes.enums import Side

BY_ITSELF_AFTER = timedelta(hours=12)  # from the last bell
AT_ONCE = 1000  # rows a statement


@dataclass(frozen=True)
class Correction:
    """In this turn the mentee sat with `mentor`, or with nobody. Keys of attendees."""

    turn: int
    mentee: int
    mentor: int | None


def close_event(*, event: Event, by: Person | None) -> None:
    """Say that it is over: meetings are made from seats and presence, encounters from meetings.

    Closing it again changes nothing. Raises RefusedError before the first bell, or where it was cancelled.
    """
    with transaction.atomic():
        locked = locking.locked(event)
        if locked.closed_at is None:
            _refuse_unless_begun(locked)
            Meeting.objects.bulk_create(foreseen(locked), batch_size=AT_ONCE)
            record_encounters(source=reference(locked), at=locked.starts_at, met=pairs_that_met(locked))
            open_lists(people=[attendee.person for attendee in those_who_came(locked)])
            locked.closed_at = clock.now()
            locked.save(update_fields=["closed_at"])
            audit.record("closed the event", locked, by=by)
    event.closed_at = locked.closed_at


def reopen_event(*, event: Event, by: Person | None) -> None:
    """Take closing back. Raises RefusedError once people have used what closing made."""
    with transaction.atomic():
        locked = locking.locked(event)
        if locked.closed_at is not None:
            if reason := _why_not_reopened(locked):
                raise RefusedError(reason)
            locked.meetings.all().delete()
            record_encounters(source=reference(locked), at=locked.starts_at, met=())
            locked.closed_at = None
            locked.save(update_fields=["closed_at"])
            audit.record("reopened the event", locked, by=by)
    event.closed_at = None


def close_forgotten_events() -> None:
    """Close what ended long enough ago and nobody closed."""
    latest = clock.now() - BY_ITSELF_AFTER
    begun = Event.objects.filter(
        closed_at=None, cancelled_at=None, opened_at__isnull=False, starts_at__lte=latest
    )
    for event in begun.filter(seating__published__isnull=False):
        last = event.bells.order_by("-turn").first()
        if last is not None and last.ends_at <= latest:
            close_event(event=event, by=None)


def correct_meetings(
    *, event: Event, corrections: Iterable[Correction], by: Person, said_by: Attendee | None
) -> int:
    """Let it be known who really sat with whom; how many meetings changed.

    `said_by` is the attendee who says so, None for the organisers. Raises RefusedError before the event is
    closed, and for a turn or a mentor that there was not.
    """
    with transaction.atomic():
        locked = locking.locked(event)
        if locked.closed_at is None:
            raise RefusedError(_("Who met whom can be corrected when the event is closed."))
        wanted = list(corrections)
        _refuse_unknown(locked, wanted)
        kept = {(row.turn, row.mentee_id): row for row in _rows(locked, wanted)}
        touched: set[tuple[int, int]] = set()
        changed = 0
        for correction in wanted:
            row = kept.get((correction.turn, correction.mentee))
            now = _corrected(locked, correction, row, touched)
            if now is not None:
                now.corrected_at, now.corrected_by = clock.now(), said_by
                now.save()
                changed += 1
        _correct_encounters(locked, touched)
        if changed:
            audit.record("corrected who met whom", locked, by=by, meetings=changed)
    return changed


def _corrected(
    event: Event, correction: Correction, row: Meeting | None, touched: set[tuple[int, int]]
) -> Meeting | None:
    """The row as it should be, or None if it is so already. `touched` collects (mentee, mentor)."""
    if correction.mentor is None:
        if row is None or not row.took_place:
            return None
        row.took_place = False
    elif row is None:
        row = Meeting(event=event, turn=correction.turn, mentee_id=correction.mentee)
        row.mentor_id = correction.mentor
    elif row.took_place and row.mentor_id == correction.mentor:
        return None
    else:
        touched.add((row.mentee_id, row.mentor_id))
        row.mentor_id, row.took_place = correction.mentor, True
    touched.add((row.mentee_id, row.mentor_id))
    return row


def _correct_encounters(event: Event, touched: set[tuple[int, int]]) -> None:
    people = dict(
        event.attendees.filter(pk__in={key for pair in touched for key in pair}).values_list(
            "pk", "person_id"
        )
    )
    for mentee, mentor in sorted(touched):
        correct_encounter(
            source=reference(event),
            at=event.starts_at,
            mentee=people[mentee],
            mentor=people[mentor],
            met=event.meetings.filter(took_place=True, mentee=mentee, mentor=mentor).exists(),
        )


def _rows(event: Event, corrections: Iterable[Correction]) -> Iterable[Meeting]:
    return event.meetings.filter(mentee__in={correction.mentee for correction in corrections})


def _refuse_unknown(event: Event, corrections: Iterable[Correction]) -> None:
    sides = dict(event.attendees.values_list("pk", "side"))
    for correction in corrections:
        known = correction.mentor is None or sides.get(correction.mentor) == Side.MENTOR
        if not known or sides.get(correction.mentee) != Side.MENTEE:
            raise RefusedError(_("One of the two did not take part in this event."))
        if not 1 <= correction.turn <= event.turns:
            raise RefusedError(_("There was no turn %(turn)s.") % {"turn": correction.turn})


def _why_not_reopened(event: Event) -> str:
    """What people did with a closed event, so that closing it cannot be undone; empty if nothing."""
    if event.meetings.filter(corrected_at__isnull=False).exists():
        return _("Somebody has corrected who met whom, so the event stays closed.")
    if event.feedback.exists():
        return _("Somebody has answered the survey, so the event stays closed.")
    if Message.objects.filter(batch=reference(event), key__in=[kind.key for kind in AFTERWARDS]).exists():
        return _("The letters of thanks are written, so the event stays closed.")
    return ""


def _refuse_unless_begun(event: Event) -> None:
    if event.cancelled_at is not None:
        raise RefusedError(_("This event was cancelled."))
    if not turns_held(event):
        raise RefusedError(_("It can be closed when its first bell has rung."))
