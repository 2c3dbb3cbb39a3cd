"""The letter that says that there is news. It names nobody: mail is read by more people than a page."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pairloom.core.addresses import full_address
from pairloom.messages.catalogue import MessageKind
from pairloom.messages.enums import MessageState
from pairloom.messages.markdown import Markdown, link
from pairloom.messages.services import draft, release
from pairloom.people.models import Person

SCOPE_KIND = "interest"
SCOPE = f"{SCOPE_KIND}:0"  # one for all: nobody manages it
MUTUAL_INTEREST = MessageKind(
    key="mutual-interest",
    name=gettext_lazy("News of a mutual interest"),
    scope_kind=SCOPE_KIND,
    subject=gettext_lazy("It is mutual"),
    body=gettext_lazy(
        """Dear {{ name }},

somebody about whom you made a private mark has made the answering one about you. \
They get this letter, too, and nobody else does.

Who it is does not stand in a mail. You see it here, with a few words to begin with and three times \
that suit you both: {{ page }}

Whatever else you marked is still known to nobody but you.
"""
    ),
    placeholders={
        "name": gettext_lazy("name of the person"),
        "page": gettext_lazy("address of the page that says who it is"),
    },
    sample={"name": "Noor Haddad", "page": Markdown("<https://mentoring.example.org/interest/mutual/>")},
)


def send_news(person: Person, *, day: date) -> None:
    """One letter a day, however much is new."""
    message = draft(
        scope=SCOPE,
        key=MUTUAL_INTEREST.key,
        about=f"person:{person.pk} {day.isoformat()}",
        batch=_("Mutual interest, %s") % date_format(day, "j F Y"),
        to=[person],
        context={
            "name": str(person),
            "page": link(full_address("interest:mutual")),
        },
    )
    if message.state == MessageState.DRAFT:
        release(message=message, by=person)
