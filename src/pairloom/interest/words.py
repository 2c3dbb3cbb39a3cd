"""How two people begin: what to think about, and a letter that its writer completes in their mail program."""

from __future__ import annotations

from urllib.parse import quote

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pairloom.interest.enums import Kind
from pairloom.interest.queries.found_each_other import FoundEachOther
from pairloom.people.models import Person

_ADMIRE = (
    gettext_lazy("What do you admire in what the other does?"),
    gettext_lazy("What I admire in what you do:"),
)
# For each kind of mark: what the page asks, and the line of the letter that answers it.
_BEGINNINGS: dict[Kind, tuple[tuple[Promise, Promise], ...]] = {
    Kind.LEARN: (
        _ADMIRE,
        (gettext_lazy("What would you like to learn?"), gettext_lazy("What I would like to learn:")),
        (gettext_lazy("What can you give back?"), gettext_lazy("What I can give back:")),
    ),
    Kind.HELP: (
        _ADMIRE,
        (
            gettext_lazy("What do you think you could help with?"),
            gettext_lazy("What I think I could help you with:"),
        ),
        (
            gettext_lazy("What do you hope to get out of it yourself?"),
            gettext_lazy("What I hope to get out of it myself:"),
        ),
    ),
    Kind.MEET_AGAIN: (
        (
            gettext_lazy("What has stayed with you from your talk?"),
            gettext_lazy("What has stayed with me from our talk:"),
        ),
        (
            gettext_lazy("What would you like to go on talking about?"),
            gettext_lazy("What I would like to go on talking about:"),
        ),
        (gettext_lazy("When, and how, would you like to meet?"), gettext_lazy("When and how we could meet:")),
    ),
}


def questions(found: FoundEachOther) -> list[Promise]:
    """Three things that make a good beginning."""
    return [question for question, _line in _BEGINNINGS[found.mark.kind]]


def opener(person: Person, found: FoundEachOther) -> str:
    """A mailto address with a subject and the three lines to complete."""
    other = found.other
    begun = [text for _question, line in _BEGINNINGS[found.mark.kind] for text in (str(line), "")]
    lines = [
        _("Dear %(name)s,") % {"name": other},
        "",
        _("we found each other on Pairloom, and I am glad."),
        "",
        *begun,
        str(person),
    ]
    subject = _("We found each other")
    return f"mailto:{quote(other.email, safe='@')}?subject={quote(subject)}&body={quote(chr(10).join(lines))}"
