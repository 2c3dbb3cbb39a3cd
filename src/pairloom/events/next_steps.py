"""What a host should do next with an event: the first line of a table that applies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pairloom.events.models import Event
from pairloom.events.queries.bells import Phase, timeline
from pairloom.events.queries.events import EventFacts
from pairloom.events.tabs import OUTBOX


@dataclass(frozen=True)
class NextStep:
    """One thing to do and the page where it is done; with `posts`, the button does it at once."""

    title: str
    text: str
    page: str
    button: str
    posts: bool = False


def next_step(facts: EventFacts) -> NextStep:
    """The most useful thing to do now."""
    return next(step(facts) for applies, step in _STEPS if applies(facts))


def _send_letters(facts: EventFacts) -> NextStep:
    title = ngettext("Read and send %(count)d letter", "Read and send %(count)d letters", facts.drafts)
    text = _("They are drafted. Change what you like; nothing leaves before you send it.")
    return NextStep(title % {"count": facts.drafts}, text, OUTBOX, _("Read the letters"))


def _rest(facts: EventFacts) -> NextStep:
    return NextStep(
        _("This event does not take place"), _("Nothing to do."), "events:event", _("See its page")
    )


def _look_back(facts: EventFacts) -> NextStep:
    text = _("Who met, what they thought of it, and the pairs that grow from it.")
    return NextStep(_("This event is over"), text, "events:afterwards", _("Look back"))


def _set_tables(facts: EventFacts) -> NextStep:
    text = _("How many tables are there, and how many can sit at each?")
    return NextStep(_("Set up the tables"), text, "events:tables", _("Set up the tables"))


def _open(facts: EventFacts) -> NextStep:
    text = _(
        "Until you open it, only those who make it see it. Then tell people: the page's address is enough."
    )
    return NextStep(_("Open it for answers"), text, "events:open", _("Open it"), posts=True)


def _find_mentors(facts: EventFacts) -> NextStep:
    title = ngettext("Find %(count)d more mentor", "Find %(count)d more mentors", facts.mentors_short)
    text = _("Every table needs one. Ask people by letter, or put on the list who said yes.")
    return NextStep(title % {"count": facts.mentors_short}, text, "events:add-attendees", _("Ask mentors"))


def _seat(facts: EventFacts) -> NextStep:
    text = _("RSVP is over. Have the seats planned, look them over, and publish them.")
    return NextStep(_("Plan who sits where"), text, "events:seating", _("Plan the seats"))


def _hold(facts: EventFacts) -> NextStep:
    text = _("Tick people off as they come, re-plan when all who come are there, and ring the first bell.")
    return NextStep(_("The day has come"), text, "events:day", _("Open the check-in desk"))


def _run(facts: EventFacts) -> NextStep:
    text = _("Check in who comes late, re-plan where somebody is missing, and look after the bells.")
    return NextStep(_("The event is on"), text, "events:day", _("Open the check-in desk"))


def _close(facts: EventFacts) -> NextStep:
    text = _("Then it is written down who met whom, and people can say whom they would like to meet again.")
    return NextStep(_("The last bell has rung"), text, "events:afterwards", _("Close the event"))


def _wait(facts: EventFacts) -> NextStep:
    day = _day(facts.event)
    text = _("There is a mentor for every table.")
    if facts.places.waiting:
        words = ngettext(
            "%(count)d waits for a place. One more seat would be enough.",
            "%(count)d wait for a place. One more table would let some of them in.",
            facts.places.waiting,
        )
        text = words % {"count": facts.places.waiting}
    return NextStep(
        _("RSVP is open until %(day)s") % {"day": day}, text, "events:attendees", _("See who comes")
    )


def _day(event: Event) -> str:
    return date_format(event.rsvp_closes_at.astimezone(event.zone), "j F, H:i")


_STEPS: tuple[tuple[Callable[[EventFacts], bool], Callable[[EventFacts], NextStep]], ...] = (
    (lambda facts: facts.is_on and timeline(facts.event).phase == Phase.OVER, _close),
    (lambda facts: facts.is_on, _run),
    (lambda facts: facts.drafts > 0, _send_letters),
    (lambda facts: facts.event.cancelled_at is not None, _rest),
    (lambda facts: facts.event.closed_at is not None, _look_back),
    (lambda facts: facts.is_today, _hold),
    (lambda facts: facts.tables == 0, _set_tables),
    (lambda facts: facts.event.opened_at is None, _open),
    (lambda facts: facts.mentors_short > 0, _find_mentors),
    (lambda facts: not facts.takes_answers, _seat),
    (lambda facts: True, _wait),
)
