"""Calendar entries that a person's own calendar understands: values in, bytes out."""

from pairloom.calendars.ics import Method, ics
from pairloom.calendars.values import CalendarEntry, CalendarWords, Person, TurnLine

__all__ = ["CalendarEntry", "CalendarWords", "Method", "Person", "TurnLine", "ics"]
