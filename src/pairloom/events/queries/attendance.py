"""Who came, and to which turns, once an event has begun."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from statistics import mean

from django.db.models import Count, Q, QuerySet

from pairloom.core import clock
from pairloom.events.enums import Presence, RsvpState
from pairloom.events.models import Attendee, Event
from pairloom.events.queries.day import begun_turns, turns_there
from pairloom.programmes.models import Programme

LEARN_FROM = 3  # events whose no-shows say how many to expect at the next


@dataclass(frozen=True)
class Attendance:
    """`expected` had answered before the day, `came` of them did; `walk_ins` had not answered.

    `was_checked` is false where the check-in desk ticked nobody: then nobody knows who stayed away.
    """

    expected: int
    came: int
    walk_ins: int

    @property
    def was_checked(self) -> bool:
        return bool(self.came or self.walk_ins)

    @property
    def no_shows(self) -> int:
        return self.expected - self.came

    @property
    def no_show_percent(self) -> int | None:
        """None while nothing can be said."""
        if not self.was_checked or not self.expected:
            return None
        return round(100 * self.no_shows / self.expected)

    @property
    def there(self) -> int:
        """All who were there, as far as anybody knows."""
        return self.came + self.walk_ins if self.was_checked else self.expected


def attendance_of(event: Event) -> Attendance:
    answered = Q(is_walk_in=False)
    return Attendance(
        **event.attendees.filter(state=RsvpState.COMING).aggregate(
            expected=Count("pk", filter=answered),
            came=Count("pk", filter=answered & CAME),
            walk_ins=Count("pk", filter=Q(is_walk_in=True)),
        )
    )


CAME = ~Q(presence=Presence.EXPECTED) & (Q(gone_turn=None) | Q(gone_turn__gt=1))


def those_who_came(event: Event) -> QuerySet[Attendee]:
    """Everybody who was there, with the person; all who said so where the desk ticked nobody."""
    coming = event.attendees.filter(state=RsvpState.COMING).select_related("person")
    return coming.filter(CAME) if was_checked(event) else coming


def was_checked(event: Event) -> bool:
    """Whether the check-in desk ticked anybody."""
    return event.attendees.exclude(presence=Presence.EXPECTED).exists()


def turns_held(event: Event) -> int:
    """How many turns there were: by the host's clock, or by the plan where nobody started it."""
    if event.began_at is not None:
        return begun_turns(event)
    return event.bells.filter(starts_at__lte=event.closed_at or clock.now()).count()


def turns_attended(event: Event, *, among: Collection[int] | None = None) -> dict[int, frozenset[int]]:
    """The turns in which each attendee (by key) was there. Two queries, however many people."""
    attendees = event.attendees.filter(state=RsvpState.COMING)
    if among is not None:
        attendees = attendees.filter(pk__in=among)
    found = list(attendees)
    absent = {each.pk for each in found if each.presence == Presence.EXPECTED} if was_checked(event) else ()
    return {each.pk: turns_there(each, event.turns, absent=absent) for each in found}


def no_shows_to_expect(programme: Programme) -> int | None:
    """In percent, the mean of the programme's last events where people were ticked; None before the first."""
    latest = programme.events.filter(closed_at__isnull=False).order_by("-starts_at")[:LEARN_FROM]
    known = [attendance_of(event).no_show_percent for event in latest]
    shares = [share for share in known if share is not None]
    return round(mean(shares)) if shares else None
