"""The letters before an event: their built-in wording and what may stand in it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pairloom.messages.catalogue import MessageKind
from pairloom.messages.markdown import Markdown

COMMON = {
    "name": _("name of the person"),
    "event": _("name of the event"),
    "programme": _("name of the programme"),
    "when": _("day, hours and time zone of the event"),
    "place": _("where it is"),
    "page": _("address of the event's page"),
}
COMMON_SAMPLE = {
    "name": "Noor Haddad",
    "event": "Mentoring breakfast",
    "programme": "Cloud mentoring",
    "when": "Thursday, 4 March 2027, 08:00 to 08:58 (Europe/Berlin)",
    "place": "Hall 3, first floor",
    "page": Markdown("<https://mentoring.example.org/events/mentoring-breakfast/>"),
}
CANCEL = {"cancel": _("address where they say that they cannot come, without signing in")}
CANCEL_SAMPLE = {"cancel": Markdown("<https://mentoring.example.org/answer/71:pWqX…/>")}
PART = {"part": _("on which side they come")}
PART_SAMPLE = {"part": "as a mentee"}
AHEAD = {"ahead": _("how many wait before them")}
AHEAD_SAMPLE = {"ahead": "Two people wait before you."}

COMING = MessageKind(
    key="event-coming",
    name=_("Event: a place is yours"),
    scope_kind="programme",
    subject=_("You come to {{ event }}"),
    body=_(
        """Dear {{ name }},

you come to **{{ event }}** {{ part }}. We look forward to it.

**When:** {{ when }}

**Where:** {{ place }}

You can change what you told us until RSVP ends: {{ page }}

### If you cannot come after all

Please say so here, with one click, as soon as you know. Somebody else gets your place: {{ cancel }}

{{ programme }}
"""
    ),
    placeholders=COMMON | PART | CANCEL,
    sample=COMMON_SAMPLE | PART_SAMPLE | CANCEL_SAMPLE,
)
WAITING = MessageKind(
    key="event-waiting",
    name=_("Event: on the waiting list"),
    scope_kind="programme",
    subject=_("You are on the waiting list of {{ event }}"),
    body=_(
        """Dear {{ name }},

all places of **{{ event }}** are taken at the moment ({{ when }}, {{ place }}). You are on the waiting \
list. {{ ahead }}

As soon as a place is free, it is yours, and we write to you at once. You need not do anything.

If you do not want to wait any more, say so here: {{ cancel }}

What you told us: {{ page }}

{{ programme }}
"""
    ),
    placeholders=COMMON | AHEAD | CANCEL,
    sample=COMMON_SAMPLE | AHEAD_SAMPLE | CANCEL_SAMPLE,
)
PLACE_FREE = MessageKind(
    key="event-place-free",
    name=_("Event: a place became free"),
    scope_kind="programme",
    subject=_("A place is free: you come to {{ event }}"),
    body=_(
        """Dear {{ name }},

good news: a place became free, and it is yours. You come to **{{ event }}**.

**When:** {{ when }}

**Where:** {{ place }}

Your page: {{ page }}

### If you cannot come any more

Please say so here, with one click, so that the next person gets the place: {{ cancel }}

{{ programme }}
"""
    ),
    placeholders=COMMON | CANCEL,
    sample=COMMON_SAMPLE | CANCEL_SAMPLE,
)
NOT_COMING = MessageKind(
    key="event-not-coming",
    name=_("Event: you cannot come"),
    scope_kind="programme",
    subject=_("You do not come to {{ event }}"),
    body=_(
        """Dear {{ name }},

thank you for telling us that you cannot come to {{ event }} ({{ when }}). The entry in your calendar is \
taken back.

If you can come after all, you find your way back here: {{ cancel }}

{{ programme }}
"""
    ),
    placeholders=COMMON | CANCEL,
    sample=COMMON_SAMPLE | CANCEL_SAMPLE,
)
CHANGED = MessageKind(
    key="event-changed",
    name=_("Event: another time or place"),
    scope_kind="programme",
    subject=_("Changed: {{ event }}"),
    body=_(
        """Dear {{ name }},

something about **{{ event }}** has changed. This is how it is now:

**When:** {{ when }}

**Where:** {{ place }}

If it is in your calendar, the entry moves along. Your page: {{ page }}

If you cannot come now, please say so here with one click: {{ cancel }}

{{ programme }}
"""
    ),
    placeholders=COMMON | CANCEL,
    sample=COMMON_SAMPLE | CANCEL_SAMPLE,
)
CALLED_OFF = MessageKind(
    key="event-called-off",
    name=_("Event: it does not take place"),
    scope_kind="programme",
    subject=_("{{ event }} does not take place"),
    body=_(
        """Dear {{ name }},

we are sorry: **{{ event }}** ({{ when }}, {{ place }}) does not take place. If it is in your \
calendar, the entry is taken back; you need not do anything.

{{ programme }} {{ page }}
"""
    ),
    placeholders=COMMON,
    sample=COMMON_SAMPLE,
)
REMINDER = MessageKind(
    key="event-reminder",
    name=_("Event: reminder the day before"),
    scope_kind="programme",
    subject=_("Tomorrow: {{ event }}"),
    body=_(
        """Dear {{ name }},

we look forward to seeing you {{ part }} at **{{ event }}**.

**When:** {{ when }}

**Where:** {{ place }}

Please be there ten minutes early, so that the first bell finds everybody at a table. Your page: {{ page }}

If you cannot come, say so here with one click: {{ cancel }} Others wait for a place, and nobody should sit \
at an empty table.

{{ programme }}
"""
    ),
    placeholders=COMMON | PART | CANCEL,
    sample=COMMON_SAMPLE | PART_SAMPLE | CANCEL_SAMPLE,
)
INVITATION = MessageKind(
    key="event-mentor-invitation",
    name=_("Event: would you come as a mentor?"),
    scope_kind="programme",
    subject=_("Would you be a mentor at {{ event }}?"),
    body=_(
        """Dear {{ name }},

{{ programme }} holds **{{ event }}**: {{ length }}. Newcomers sit with you in small groups and ask what \
they would never dare to ask a stranger. You need not prepare anything.

**When:** {{ when }}

**Where:** {{ place }}

Would you come as a mentor? Say yes here, and tell us which topics you are glad to talk about: {{ rsvp }}

{{ programme }}
"""
    ),
    placeholders=COMMON
    | {"length": _("how many turns of how many minutes"), "rsvp": _("address where they answer")},
    sample=COMMON_SAMPLE
    | {
        "length": "5 turns of 10 minutes",
        "rsvp": Markdown("<https://mentoring.example.org/events/mentoring-breakfast/rsvp/>"),
    },
)
KINDS = (COMING, WAITING, PLACE_FREE, NOT_COMING, CHANGED, CALLED_OFF, REMINDER, INVITATION)
