"""Stretches of a week that people mean when they say "evenings"; one tap in the week, one word in a file."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pairloom.core.week import Span, Week

_WORKING_DAYS = range(5)
_WEEKEND = (5, 6)


@dataclass(frozen=True)
class Stretch:
    """A named part of the week. `key` is its word in files."""

    key: str
    label: Promise
    week: Week


def _daily(days: Iterable[int], start: int, end: int) -> Week:
    """The same full hours on each of the days."""
    return Week.from_spans(Span(day, 2 * start, 2 * end) for day in days)


STRETCHES = (
    Stretch("mornings", _("Weekday mornings"), _daily(_WORKING_DAYS, 8, 12)),
    Stretch("lunch", _("Lunch breaks"), _daily(_WORKING_DAYS, 12, 14)),
    Stretch("afternoons", _("Weekday afternoons"), _daily(_WORKING_DAYS, 14, 18)),
    Stretch("evenings", _("Weekday evenings"), _daily(_WORKING_DAYS, 18, 22)),
    Stretch("weekend", _("Weekend"), _daily(_WEEKEND, 9, 21)),
)
