"""A rubric's criteria and rules in plain words, from their plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Entry = Mapping[str, Any]

COLUMNS = {
    "topics_wanted": gettext_lazy("topics wanted"),
    "topics_offered": gettext_lazy("topics offered"),
    "languages": gettext_lazy("languages"),
    "ways_to_meet": gettext_lazy("ways to meet"),
    "availability": gettext_lazy("free hours"),
    "time_zone": gettext_lazy("time zone"),
    "experience": gettext_lazy("experience"),
    "employer": gettext_lazy("employer"),
    "about": gettext_lazy("the line about oneself"),
    "place": gettext_lazy("place"),
    "name": gettext_lazy("name"),
}


def columns(entry: Entry) -> tuple[str, str]:
    """What of the mentee's and what of the mentor's is compared, as people call it."""
    keys = entry.get("mentee", entry.get("column", "")), entry.get("mentor", entry.get("column", ""))
    mentee, mentor = (str(COLUMNS.get(key, key.replace("_", " "))) for key in keys)
    return mentee, mentor


def criterion_words(entry: Entry) -> str:
    """What a criterion rewards."""
    return _told(_CRITERIA, entry)


def rule_words(entry: Entry) -> str:
    """What a rule demands."""
    sentence = _told(_RULES, entry)
    if entry.get("strict"):
        return sentence + " " + _("Who left it open is ruled out as well.")
    return sentence


def _told(kinds: Mapping[str, Callable[[Entry, str, str], str]], entry: Entry) -> str:
    mentee, mentor = columns(entry)
    tell = kinds.get(entry["kind"])
    return tell(entry, mentee, mentor) if tell else str(entry["kind"])


def _number(entry: Entry, key: str, usual: float) -> str:
    return f"{entry.get(key, usual):g}"


def _gap(entry: Entry) -> tuple[str, str]:
    gap = entry.get("gap") or (0, 0)
    low, high = gap if isinstance(gap, list | tuple) else (gap, gap)
    return f"{low:g}", f"{high:g}"


_CRITERIA: dict[str, Callable[[Entry, str, str], str]] = {
    "overlap": lambda entry, mentee, mentor: (
        _("The more of the mentee's %(mentee)s the mentor has in %(mentor)s, the better.")
        % {"mentee": mentee, "mentor": mentor}
    ),
    "same value": lambda entry, mentee, mentor: _("Both gave the same answer: %(what)s.") % {"what": mentee},
    "ordered scale": lambda entry, mentee, mentor: (
        _("Points for each number of steps that the mentor stands above the mentee: %(what)s.")
        % {"what": mentee}
        if entry.get("points")
        else _("The mentor stands %(low)s to %(high)s steps above the mentee: %(what)s.")
        % {"low": _gap(entry)[0], "high": _gap(entry)[1], "what": mentee}
    ),
    "common hours": lambda entry, mentee, mentor: (
        _("Hours in which both are free, every week of the round; %(hours)s are enough.")
        % {"hours": _number(entry, "enough", 3)}
    ),
    "text likeness": lambda entry, mentee, mentor: (
        _("What the mentee wrote (%(mentee)s) is close in meaning to what the mentor wrote (%(mentor)s).")
        % {"mentee": mentee, "mentor": mentor}
    ),
    "wish": lambda entry, mentee, mentor: (
        _("The mentee asked for it (%(mentee)s), and the mentor has it (%(mentor)s).")
        % {"mentee": mentee, "mentor": mentor}
    ),
}
_RULES: dict[str, Callable[[Entry, str, str], str]] = {
    "different value": lambda entry, mentee, mentor: (
        _("Never two people with the same answer: %(what)s.") % {"what": mentee}
    ),
    "same value": lambda entry, mentee, mentor: (
        _("Only two people with the same answer: %(what)s.") % {"what": mentee}
    ),
    "ordered scale": lambda entry, mentee, mentor: (
        _("The mentor stands %(low)s to %(high)s steps above the mentee: %(what)s.")
        % {"low": _gap(entry)[0], "high": _gap(entry)[1], "what": mentee}
    ),
    "in common": lambda entry, mentee, mentor: (
        _("At least %(number)s in common: %(what)s.")
        % {"number": _number(entry, "at_least", 1), "what": mentee}
    ),
    "common hours": lambda entry, mentee, mentor: (
        _("Both are free together for at least %(hours)s h in every week of the round.")
        % {"hours": _number(entry, "at_least", 1)}
    ),
}
