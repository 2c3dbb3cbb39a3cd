"""Planning an event: what it is, when and where, its turns, and who may come."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator, ProhibitNullCharactersValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pairloom.core import clock
from pairloom.events.bridge.feasibility import Numbers
from pairloom.events.enums import WhoMoves
from pairloom.events.models import MOST_TURNS, Event
from pairloom.people.fields import TimeZoneFormField
from pairloom.people.queries import common_topics, topic_names
from pairloom.people.spelling import without_repeats
from pairloom.people.widgets import RowLabels, RowsInput

MOST_TOPICS = 40
MOST_TABLES = 500
MOST_NO_SHOWS = 90  # percent
PROPOSED_TOPICS = 12
AN_HOUR = 60
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)  # what lies beyond is a slip of the finger


class TopicNamesInput(RowsInput):
    """Topics, one a row, with those of the community as suggestions."""

    labels = RowLabels(row=_("Topic {n}"), remove=_("Remove topic {n}"), add=_("Add another topic"))
    suggestions = staticmethod(topic_names)
    most = MOST_TOPICS


def _no_null_characters(names: list[str]) -> None:
    refuse = ProhibitNullCharactersValidator()
    for name in names:
        refuse(name)


class TopicNamesField(forms.Field):
    """Cleans to a list of names."""

    widget = TopicNamesInput
    default_validators = [_no_null_characters]

    def to_python(self, value: Any) -> list[str]:
        return without_repeats(value or [])

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        if len(value) > MOST_TOPICS:
            told = _("These are %(number)d topics. Choose at most %(most)d: people read them all.")
            raise forms.ValidationError(told % {"number": len(value), "most": MOST_TOPICS})
        for name in value:
            if len(name) > 60:
                raise forms.ValidationError(_("“%(topic)s” is longer than 60 letters.") % {"topic": name})


def _number(label: Any, least: int, most: int, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, **more)


def _day(label: Any) -> forms.DateField:
    slip = _("This cannot be the year. Write it with four digits, such as 2027.")
    return forms.DateField(
        label=label,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(FIRST_DAY, slip), MaxValueValidator(LAST_DAY, slip)],
    )


class EventForm(forms.Form):
    """Everything about an event but its tables."""

    use_required_attribute = False

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("Such as Mentoring breakfast."))
    about = forms.CharField(
        label=_("What people should know"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("For whom it is, what to bring, how to get there. Everybody can read this."),
    )
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    day = _day(_("Day"))
    hour = forms.TimeField(label=_("First bell"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    time_zone = TimeZoneFormField(label=_("Time zone of the place"))
    length = _number(
        _("Minutes that you have"),
        10,
        600,
        required=False,
        help_text=_("From the first bell to the last. We propose how to cut them into turns."),
    )
    turns = _number(_("Turns"), 1, MOST_TURNS)
    minutes = _number(_("Minutes a turn"), 1, 120)
    change_minutes = _number(_("Minutes to change"), 0, 60)
    who_moves = forms.ChoiceField(
        label=_("Who moves when the bell rings"), choices=WhoMoves.choices, widget=forms.RadioSelect
    )
    places = _number(
        _("Places for mentees"),
        1,
        100_000,
        required=False,
        help_text=_(
            "Leave it empty for as many as there are seats. A few more make up for those who stay away."
        ),
    )
    no_show_percent = _number(
        _("How many will stay away, in percent"),
        0,
        MOST_NO_SHOWS,
        help_text=_("15 to 20 is common. Where it costs nothing, reckon with 30."),
    )
    employer_most = _number(
        _("At most so many mentors of one employer for each person"),
        1,
        MOST_TURNS,
        required=False,
        help_text=_(
            "So that nobody spends the event with one company. Leave it empty for no limit. Where mentors "
            "move, it counts for each table."
        ),
    )
    topics = TopicNamesField(
        label=_("Topics"),
        required=False,
        help_text=_("The list from which people choose. Short is good: 8 to 15."),
    )
    closes_day = _day(_("RSVP until"))
    closes_hour = forms.TimeField(label=_("Hour"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))

    def clean(self) -> dict[str, Any]:
        starts = self._moment("day", "hour")
        closes = self._moment("closes_day", "closes_hour")
        if starts and starts <= clock.now() and {"day", "hour", "time_zone"} & set(self.changed_data):
            self.add_error("day", _("The first bell would be in the past. Choose a day ahead."))
        if starts and closes and closes > starts:
            self.add_error("closes_day", _("RSVP must end before the first bell."))
        return self.cleaned_data

    def forgive_gaps(self) -> None:
        """Say nothing about fields that are empty as yet: somebody only asks what the numbers give."""
        for name in [name for name in self.errors if self.has_error(name, "required")]:
            del self.errors[name]

    def columns(self) -> dict[str, Any]:
        """As the services take them."""
        given = self.cleaned_data
        plain = ("name", "about", "place", "time_zone", "turns", "minutes", "change_minutes", "who_moves")
        return {name: given[name] for name in (*plain, "places", "no_show_percent", "employer_most")} | {
            "starts_at": self._moment("day", "hour"),
            "rsvp_closes_at": self._moment("closes_day", "closes_hour"),
        }

    def numbers(self, *, tables: int, seats: int) -> Numbers | None:
        """What the feasibility sheet needs, as far as it was entered; None where a number is missing."""
        turns, percent = self._entered("turns"), self._entered("no_show_percent")
        places = self._entered("places") or tables * seats
        if turns is None or percent is None or not tables or not seats:
            return None
        return Numbers(tables, seats, turns, places, percent)

    def minutes_to_cut(self) -> int:
        return self._entered("length") or AN_HOUR

    def _entered(self, name: str) -> int | None:
        try:
            value = self.fields[name].clean(self[name].value())
        except forms.ValidationError:
            return None
        return int(value) if value is not None else None

    def _moment(self, day: str, hour: str) -> datetime | None:
        given = self.cleaned_data
        if any(given.get(name) is None for name in (day, hour, "time_zone")):
            return None
        moment = datetime.combine(given[day], given[hour], ZoneInfo(given["time_zone"]))
        if moment.astimezone(ZoneInfo("UTC")).astimezone(moment.tzinfo).time() != given[hour]:
            self.add_error(hour, _("This hour does not exist on that day: the clocks are set forward."))
            return None
        return moment


class NewEventForm(EventForm):
    """The same with tables, all alike for the start."""

    table_count = _number(_("Tables"), 1, MOST_TABLES, help_text=_("One mentor at each."))
    table_seats = _number(_("Seats at each"), 1, 100, help_text=_("For mentees."))

    def __init__(self, data: Any, *, initial: dict[str, Any], no_shows: int | None) -> None:
        """`no_shows` is what the programme's earlier events teach, in percent; None before the first."""
        if no_shows is not None:
            initial = initial | {"no_show_percent": min(no_shows, MOST_NO_SHOWS)}
        super().__init__(data, initial=initial)
        if no_shows is not None:
            told = gettext("At your last events it was %(percent)d.") % {"percent": no_shows}
            self.fields["no_show_percent"].help_text = told

    def own_numbers(self) -> Numbers | None:
        tables, seats = self._entered("table_count"), self._entered("table_seats")
        return self.numbers(tables=tables, seats=seats) if tables and seats else None


def proposed(*, today: date, time_zone: str) -> dict[str, Any]:
    """What the form of a new event says at first: four weeks ahead at six, 5 x 10 + 2, 8 tables of 6."""
    day = today + timedelta(days=28)
    return {
        "day": day,
        "hour": time(18),
        "time_zone": time_zone or "UTC",
        "length": AN_HOUR,
        "turns": 5,
        "minutes": 10,
        "change_minutes": 2,
        "who_moves": WhoMoves.MENTEES,
        "no_show_percent": 18,
        "topics": common_topics(PROPOSED_TOPICS),
        "closes_day": day - timedelta(days=2),
        "closes_hour": time(18),
        "table_count": 8,
        "table_seats": 6,
    }


def copied(event: Event) -> dict[str, Any]:
    """What an earlier event is like, without its dates."""
    tables = list(event.tables.all())
    return about_event(event) | {
        "table_count": len(tables) or None,
        "table_seats": round(sum(table.seats for table in tables) / len(tables)) if tables else None,
    }


def with_dates(event: Event) -> dict[str, Any]:
    """What an event is like now, for the form that changes it."""
    starts, closes = (moment.astimezone(event.zone) for moment in (event.starts_at, event.rsvp_closes_at))
    dates = {"day": starts.date(), "hour": starts.time(), "closes_day": closes.date()}
    return about_event(event) | dates | {"closes_hour": closes.time()}


def about_event(event: Event) -> dict[str, Any]:
    kept = ("name", "about", "place", "time_zone", "turns", "minutes", "change_minutes", "who_moves")
    return {name: getattr(event, name) for name in (*kept, "places", "no_show_percent", "employer_most")} | {
        "topics": [topic.name for topic in event.topics.all()],
        "length": round((event.ends_at - event.starts_at).total_seconds() / 60),
    }
