"""The mails after an event: thanks with the survey, and a question three months later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pairloom.core.addresses import full_address
from pairloom.core.audit import reference
from pairloom.events.models import Attendee, Event
from pairloom.events.queries.meetings import Met
from pairloom.events.survey_links import survey_address
from pairloom.messages.catalogue import MessageKind
from pairloom.messages.markdown import Markdown, bullets, link
from pairloom.messages.services import Addressed
from pairloom.programmes.enums import Side

COMMON = {
    "name": _("name of the person"),
    "event": _("name of the event"),
    "programme": _("name of the programme"),
    "met": _("how many people they met, in words"),
    "people": _("the people whom they met: of mentees only those who share their address"),
    "again": _("address of the page “meet again?”"),
    "survey": _("address of the survey, without signing in"),
}
COMMON_SAMPLE = {
    "name": "Noor Haddad",
    "event": "Breakfast with mentors",
    "programme": "Cloud mentoring",
    "met": "5 people",
    "people": bullets(["Asha Patel (asha@example.org)", "Kofi Mensah"]),
    "again": Markdown("<https://mentoring.example.org/events/breakfast-with-mentors/again/>"),
    "survey": Markdown("<https://mentoring.example.org/events/breakfast-with-mentors/survey/3:kQ/>"),
}

THANKS_MENTEE = MessageKind(
    key="event-thanks-mentee",
    name=_("Thanks to a mentee after an event"),
    scope_kind="programme",
    subject=_("{{ event }}: thank you for coming"),
    body=_(
        """Dear {{ name }},

thank you for coming to {{ event }}. You met {{ met }}:

{{ people }}

### Whom would you like to meet again?

Tick it here: {{ again }}

Nobody can see what you tick. Only if somebody ticks you as well do both of you hear of it.

### Three short questions

It takes a minute, and your name does not stand there: {{ survey }}

With warm wishes,
{{ programme }}
"""
    ),
    placeholders=COMMON,
    sample=COMMON_SAMPLE,
)

THANKS_MENTOR = MessageKind(
    key="event-thanks-mentor",
    name=_("Thanks to a mentor after an event"),
    scope_kind="programme",
    subject=_("{{ event }}: thank you for your time"),
    body=_(
        """Dear {{ name }},

thank you for the time that you gave at {{ event }}. You met {{ met }}, who took something home from it.

{{ people }}

### Whom would you like to meet again?

Tick it here: {{ again }}

Nobody can see what you tick. Only if somebody ticks you as well do both of you hear of it.

### Three short questions

It takes a minute, and your name does not stand there: {{ survey }}

With thanks and warm wishes,
{{ programme }}
"""
    ),
    placeholders=COMMON,
    sample={**COMMON_SAMPLE, "name": "Asha Patel"},
)

IN_TOUCH = MessageKind(
    key="event-in-touch",
    name=_("Question three months after an event"),
    scope_kind="programme",
    subject=_("{{ event }}: are you still in touch?"),
    body=_(
        """Dear {{ name }},

three months ago you met {{ met }} at {{ event }}.

{{ people }}

Are you still in touch with somebody from that day? One tap tells us: {{ survey }}

If not, it is not too late: write to one of them, or tick here whom you would like to meet again: {{ again }}

With warm wishes,
{{ programme }}
"""
    ),
    placeholders=COMMON,
    sample=COMMON_SAMPLE,
)
THANKS = {Side.MENTEE: THANKS_MENTEE, Side.MENTOR: THANKS_MENTOR}
AFTERWARDS = (THANKS_MENTEE, THANKS_MENTOR, IN_TOUCH)


def letters_to(event: Event, met: Iterable[tuple[Attendee, Sequence[Met]]]) -> list[Addressed]:
    """A letter to each of these who met anybody."""
    return [_letter(event, attendee, people) for attendee, people in met if people]


def _letter(event: Event, attendee: Attendee, people: Sequence[Met]) -> Addressed:
    context = {
        "name": str(attendee.person),
        "event": event.name,
        "programme": event.programme.name,
        "met": ngettext("%(count)d person", "%(count)d people", len(people)) % {"count": len(people)},
        "people": bullets(_told(attendee, people)),
        "again": link(full_address("events:again", event.slug)),
        "survey": link(survey_address(attendee)),
    }
    return Addressed(about=reference(attendee), to=[attendee.person], context=context)


def _told(attendee: Attendee, people: Sequence[Met]) -> list[str]:
    """A mentee reads whom they met; a mentor reads only the mentees who want to be found."""
    shown = [one for one in people if one.address or attendee.side == Side.MENTEE]
    return [f"{one.name} ({one.address})" if one.address else one.name for one in shown]
