"""A letter to begin with, which its writer completes in their own mail program."""

from __future__ import annotations

from urllib.parse import quote

from django.utils.translation import gettext as _

from pairloom.interest.queries.found_each_other import FoundEachOther
from pairloom.people.models import Person


def opener(person: Person, found: FoundEachOther) -> str:
    """A mailto address with a subject and the three things that make a good beginning."""
    other = found.other
    lines = [
        _("Dear %(name)s,") % {"name": other},
        "",
        _("we found each other on Pairloom, and I am glad."),
        "",
        _("What I admire in what you do:"),
        "",
        _("What I would like to learn:") if found.learns else _("What I think I could help you with:"),
        "",
        _("What I can give back:") if found.learns else _("What I hope to get out of it myself:"),
        "",
        str(person),
    ]
    subject = _("We found each other")
    return f"mailto:{quote(other.email, safe='@')}?subject={quote(subject)}&body={quote(chr(10).join(lines))}"
