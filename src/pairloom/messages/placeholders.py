"""Wordings with `{{ placeholders }}`: found, checked and filled. No logic, no filters, no surprises."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from django.utils.translation import gettext as _

from pairloom.messages.errors import PlaceholderError
from pairloom.messages.markdown import Markdown, escape, one_line, to_text

_PLACEHOLDER = re.compile(r"\{\{\s*(.*?)\s*\}\}")
_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}")
_BLANK_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")


def names(wording: str) -> list[str]:
    """The placeholders of a wording in order, each once."""
    return list(dict.fromkeys(_PLACEHOLDER.findall(wording)))


def check(wording: str, known: Iterable[str], *, field: str) -> None:
    """Raise PlaceholderError for the first placeholder that is not known, and for brackets left open."""
    allowed = sorted(known)
    for name in names(wording):
        if name not in allowed:
            raise _unknown(name, allowed, field)
    if stray := _STRAY.search(_PLACEHOLDER.sub("", wording)):
        sentence = _("“%(sign)s” belongs to a placeholder, such as {{ %(name)s }}. Here it stands alone.") % {
            "sign": stray[0],
            "name": allowed[0] if allowed else "name",
        }
        raise PlaceholderError(sentence, {field: sentence})


def fill_body(wording: str, values: Mapping[str, str]) -> str:
    """The wording with its values: plain strings escaped, `Markdown` as it is, empty ones without a gap."""
    check(wording, values, field="body")

    def value(found: re.Match[str]) -> str:
        given = values[found[1]]
        return given if isinstance(given, Markdown) else escape(given)

    return _BLANK_LINES.sub("\n\n", _PLACEHOLDER.sub(value, wording)).strip() + "\n"


def fill_subject(wording: str, values: Mapping[str, str]) -> str:
    """One line of plain text."""
    check(wording, values, field="subject")

    def value(found: re.Match[str]) -> str:
        given = values[found[1]]
        return to_text(given) if isinstance(given, Markdown) else given

    return one_line(_PLACEHOLDER.sub(value, wording))


def _unknown(name: str, allowed: list[str], field: str) -> PlaceholderError:
    nearest = get_close_matches(name, allowed, n=1, cutoff=0.5)
    if nearest:
        sentence = _("{{ %(name)s }} is not a placeholder of this message. Did you mean {{ %(nearest)s }}?")
        sentence %= {"name": name, "nearest": nearest[0]}
    else:
        sentence = _("{{ %(name)s }} is not a placeholder of this message. There are: %(allowed)s.")
        sentence %= {"name": name, "allowed": ", ".join(allowed) or _("none")}
    return PlaceholderError(sentence, {field: sentence})
