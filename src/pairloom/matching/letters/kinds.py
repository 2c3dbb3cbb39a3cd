"""The three letters of a published proposal: their built-in wording and what may stand in it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pairloom.messages.catalogue import MessageKind
from pairloom.messages.markdown import Markdown, bullets

COMMON = {
    "programme": _("name of the programme"),
    "round": _("name of the round"),
    "organisers": _("names and addresses of the organisers"),
}
COMMON_SAMPLE = {
    "programme": "Cloud mentoring",
    "round": "Spring 2027",
    "organisers": "Orla Byrne (orla@example.org)",
}

SAMPLE_TIME = (
    "Noor Haddad: Tuesday 2 March, 18:00 to 19:00 (Berlin). "
    "Asha Patel: Tuesday 2 March, 22:30 to 23:30 (Kolkata)."
)
INTRODUCTION = MessageKind(
    key="introduction",
    name=_("Introduction of a pair"),
    scope_kind="programme",
    subject=_("{{ mentee }}, meet {{ mentor }} ({{ programme }})"),
    body=_(
        """Dear {{ mentee }}, dear {{ mentor }},

we are glad to bring you together in {{ programme }} ({{ round }}).

**Why you two.** {{ reasons }}

### {{ mentee }}

{{ about_mentee }}

### {{ mentor }}

{{ about_mentor }}

### When you could meet first

{{ times }}

### The first step

{{ mentee }}, please write to {{ mentor }} within the next days: answer this letter to both of you, say in \
two or three sentences what you would like to begin with, and choose one of the times. {{ mentor }}, a short \
answer is enough, even if it only says when you have time.

You also find each other here, with the times you have in common: {{ page }}

### If it does not fit

That happens, and it is nobody's fault. Tell us early, and we look for another way: {{ organisers }}.

With warm wishes for a good start,
{{ programme }}
"""
    ),
    placeholders={
        "mentee": _("name of the mentee"),
        "mentor": _("name of the mentor"),
        "reasons": _("why these two were brought together"),
        "about_mentee": _("what the mentee shares: goals, topics, ways to meet, chat, links"),
        "about_mentor": _("what the mentor shares: topics, ways to meet, chat, links"),
        "times": _("three times that suit both, each in their own time zone, or what else to do"),
        "page": _("address of the pair's page"),
        **COMMON,
    },
    sample={
        "mentee": "Noor Haddad",
        "mentor": "Asha Patel",
        "reasons": "Asha Patel offers Kubernetes, which Noor Haddad asks for; they have 4 hours in common.",
        "about_mentee": bullets(["wants to learn: Kubernetes", "hopes for: to run my first cluster"]),
        "about_mentor": bullets(["helps with: Kubernetes, Go", "likes to meet by: video"]),
        "times": bullets([SAMPLE_TIME]),
        "page": "https://mentoring.example.org/pairs/12/",
        **COMMON_SAMPLE,
    },
)

NO_MENTOR = MessageKind(
    key="no-mentor",
    name=_("Letter to a mentee without a mentor"),
    scope_kind="programme",
    subject=_("{{ programme }}: no mentor for you this time"),
    body=_(
        """Dear {{ mentee }},

thank you for signing up for {{ programme }} ({{ round }}). We are sorry: we have no mentor for you this \
time, and we would like to tell you plainly why.

{{ reason }}

This says nothing about you or about how serious you are.

### What is open to you now

{{ open_now }}

If you have a question, or if something about your situation has changed, please write to us: \
{{ organisers }}.

With warm wishes,
{{ programme }}
"""
    ),
    placeholders={
        "mentee": _("name of the mentee"),
        "reason": _("why there was no mentor, without naming others"),
        "open_now": _("other rounds and programmes, and what would make it easier next time"),
        **COMMON,
    },
    sample={
        "mentee": "Noor Haddad",
        "reason": "More people asked for help with these topics than our mentors have room for.",
        "open_now": Markdown("- The next round opens on 1 September."),
        **COMMON_SAMPLE,
    },
)

NO_MENTEE = MessageKind(
    key="no-mentee",
    name=_("Letter to a mentor without a mentee"),
    scope_kind="programme",
    subject=_("{{ programme }}: no mentee for you this time"),
    body=_(
        """Dear {{ mentor }},

thank you for offering your time as a mentor in {{ programme }} ({{ round }}). This time we have no mentee \
for you.

{{ reason }}

Your offer was no less welcome for that: people who sign up late, or whose pair does not work out, may still \
need you. If you would rather not be asked any more in this round, tell us: {{ organisers }}.

### What is open to you now

{{ open_now }}

With thanks and warm wishes,
{{ programme }}
"""
    ),
    placeholders={
        "mentor": _("name of the mentor"),
        "reason": _("why there was no mentee"),
        "open_now": _("other rounds and programmes"),
        **COMMON,
    },
    sample={
        "mentor": "Asha Patel",
        "reason": "Everybody who asked for what you offer found a mentor whose hours fitted better.",
        "open_now": Markdown("- The next round opens on 1 September."),
        **COMMON_SAMPLE,
    },
)

KINDS = (INTRODUCTION, NO_MENTOR, NO_MENTEE)
