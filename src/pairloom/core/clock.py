"""The one clock. Every rule asks here for the time, so that an organiser can rehearse another date."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def offset() -> timedelta:
    """How far the rehearsed time is ahead of the real one; zero unless somebody rehearses."""
    shift: timedelta = settings.CLOCK_OFFSET
    return shift


def now() -> datetime:
    """The current moment, aware, in UTC."""
    return timezone.now() + offset()


def today(time_zone: ZoneInfo) -> date:
    """The calendar date in `time_zone` at this moment."""
    return now().astimezone(time_zone).date()
