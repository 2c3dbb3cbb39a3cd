"""Form fields for the parts of a profile; a round's sign-up form asks with the same ones."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pairloom.core.week import Week
from pairloom.people.enums import Level, WayToMeet
from pairloom.people.languages import language_name
from pairloom.people.spelling import folded, tidy, without_repeats
from pairloom.people.time_zones import canonical_time_zone, distance_from_utc, places
from pairloom.people.widgets import (
    MOST_TOPICS,
    LanguagesInput,
    LinksInput,
    TimeZoneSelect,
    TopicsInput,
    WeekInput,
)

LONGEST_TOPIC = 60
LONGEST_LANGUAGE = 40


class WeekFormField(forms.Field):
    """Cleans to a `Week`."""

    widget = WeekInput
    default_error_messages = {
        "required": _("Mark at least one half-hour, or a whole stretch such as weekday evenings."),
        "invalid": _("Some of these half-hours are not part of a week. Please mark them again."),
    }

    def to_python(self, value: Any) -> Week:
        if isinstance(value, Week):
            return value
        try:
            return Week.of(int(cell) for cell in value or [])
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def validate(self, value: Week) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")


class TopicsFormField(forms.Field):
    """Cleans to a dictionary of topic and `Level`, in the order given. Initial: the same."""

    widget = TopicsInput
    default_error_messages = {
        "required": _("Name at least one topic."),
        "level": _("Choose a level for “%(topic)s”."),
        "length": _("“%(topic)s” is longer than %(most)d letters. Split it, or say it shorter."),
        "many": _("That is %(count)d topics; %(most)d is the most. Keep those that matter now."),
    }

    def to_python(self, value: Any) -> dict[str, Level]:
        pairs = value.items() if isinstance(value, dict) else value or []
        topics: dict[str, Level] = {}
        seen: set[str] = set()
        for text, level in pairs:
            topic = tidy(text)
            if topic and folded(topic) not in seen:
                topics[topic] = self._level(topic, level)
                seen.add(folded(topic))
        return topics

    def _level(self, topic: str, level: Any) -> Level:
        try:
            return Level(int(level))
        except ValueError as error:
            raise ValidationError(self.error_messages["level"] % {"topic": topic}, code="level") from error

    def validate(self, value: dict[str, Level]) -> None:
        super().validate(value)
        if len(value) > MOST_TOPICS:
            counts = {"count": len(value), "most": MOST_TOPICS}
            raise ValidationError(self.error_messages["many"] % counts, code="many")
        for topic in value:
            if len(topic) > LONGEST_TOPIC:
                named = {"topic": topic, "most": LONGEST_TOPIC}
                raise ValidationError(self.error_messages["length"] % named, code="length")


class LanguagesFormField(forms.Field):
    """Cleans to a list of languages by English name, as `languages.language_name` writes them."""

    widget = LanguagesInput
    default_error_messages = {
        "required": _("Name at least one language."),
        "length": _("“%(language)s” is too long for a language."),
    }

    def to_python(self, value: Iterable[str] | None) -> list[str]:
        return without_repeats(language_name(text) for text in value or [])

    def validate(self, value: list[str]) -> None:
        super().validate(value)
        for language in value:
            if len(language) > LONGEST_LANGUAGE:
                raise ValidationError(self.error_messages["length"] % {"language": language}, code="length")


class LinksFormField(forms.Field):
    """Cleans to a list of full web addresses; `example.org/me` becomes `https://example.org/me`."""

    widget = LinksInput
    default_error_messages = {
        "required": _("Give at least one link."),
        "invalid": _("“%(link)s” is not a web address. One looks like https://example.org/me."),
    }

    def to_python(self, value: Iterable[str] | None) -> list[str]:
        return without_repeats((self._address(text) for text in value or [] if tidy(text)), key=str)

    def _address(self, text: str) -> str:
        try:
            return str(forms.URLField(assume_scheme="https", max_length=300).clean(tidy(text)))
        except ValidationError as error:
            raise ValidationError(self.error_messages["invalid"] % {"link": text}, code="invalid") from error


class WaysToMeetFormField(forms.MultipleChoiceField):
    """Cleans to a list of `WayToMeet` values."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"required": _("Choose at least one way.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=WayToMeet.choices, **kwargs)


class TimeZoneFormField(forms.ChoiceField):
    """Cleans to the present name of a time zone. `extra` are choices put before the places."""

    widget = TimeZoneSelect
    default_error_messages = {
        "invalid_choice": _("“%(value)s” is not a time zone that we know. Choose a place.")
    }

    def __init__(self, *, extra: Iterable[tuple[str, Any]] = (), **kwargs: Any) -> None:
        self.extra = list(extra)
        super().__init__(choices=self._choices, **kwargs)

    def _choices(self) -> list[tuple[Any, Any]]:
        areas: dict[str, list[tuple[str, str]]] = {}
        for place in places():
            label = f"{place.label}, {distance_from_utc(place.zone)}"
            areas.setdefault(place.area, []).append((place.zone, label))
        return [("", _("Choose a place in your time zone")), *self.extra, *areas.items(), ("UTC", "UTC")]

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return canonical_time_zone(text) or text

    def valid_value(self, value: str) -> bool:
        return canonical_time_zone(value) is not None
