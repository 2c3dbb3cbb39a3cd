"""Who may do what at an event, on one screen."""

from pairloom.core import clock
from pairloom.events.enums import RsvpState
from pairloom.events.models import Attendee, Event
from pairloom.people.models import Person
from pairloom.programmes.enums import Role
from pairloom.programmes.models import Programme
from pairloom.programmes.rules import ORGANISING, Viewer, has_role


def can_hold_events(viewer: Viewer, programme: Programme) -> bool:
    """Make events of a programme."""
    return has_role(viewer, programme, ORGANISING)


def can_organise(viewer: Viewer, event: Event) -> bool:
    """Everything before and after the day: plan it, invite, seat, publish, print, look back."""
    return has_role(viewer, event.programme, ORGANISING)


def can_run(viewer: Viewer, event: Event) -> bool:
    """The day itself: check people in, take walk-ins, re-plan, ring the bell. Hosts and their helpers too."""
    return has_role(viewer, event.programme, ORGANISING | {Role.HOST})


def can_see(viewer: Viewer, event: Event) -> bool:
    """An event that is open is there for everybody; before that only for those who make it."""
    return event.opened_at is not None or can_run(viewer, event)


def can_answer(event: Event) -> bool:
    """Whether the time to answer and to change one's answer is now."""
    return event.opened_at is not None and can_change_answer(event) and clock.now() < event.rsvp_closes_at


def can_change_answer(event: Event) -> bool:
    """Whether one may still cancel or come back: as long as the event has not begun."""
    return not event.is_over and event.began_at is None


def attendee_of(viewer: Viewer, event: Event) -> Attendee | None:
    """The viewer's own answer, whatever its state."""
    if not isinstance(viewer, Person):
        return None
    return event.attendees.filter(person=viewer).select_related("event", "person", "table").first()


def takes_part(viewer: Viewer, event: Event) -> bool:
    attendee = attendee_of(viewer, event)
    return attendee is not None and attendee.state == RsvpState.COMING
