"""A week in words, for pages, mails and files: `Monday to Friday`, `18:00 to 22:00`."""

from itertools import groupby

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from pairloom.core.week import Span, Week


def times_by_day(week: Week) -> list[tuple[str, str]]:
    """Days and their free times in words; neighbouring days with the same times are told together."""
    spans = list(week.spans())
    times = [(day, ", ".join(_time(span) for span in spans if span.day == day)) for day in range(7)]
    told = []
    for text, group in groupby(times, key=lambda row: row[1]):
        days = [day for day, _times in group]
        if text:
            told.append((_days(days), text))
    return told


def _time(span: Span) -> str:
    return _("%(start)s to %(end)s") % {"start": _clock(span.start), "end": _clock(span.end)}


def _clock(half_hour: int) -> str:
    return f"{half_hour // 2:02}:{half_hour % 2 * 30:02}"


def _days(days: list[int]) -> str:
    first, last = str(WEEKDAYS[days[0]]), str(WEEKDAYS[days[-1]])
    if len(days) == 1:
        return first
    joined = _("%(first)s and %(last)s") if len(days) == 2 else _("%(first)s to %(last)s")
    return joined % {"first": first, "last": last}
