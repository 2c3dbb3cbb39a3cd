"""Kinds that ask for a part of the profile. The answer is written there, and prefilled from there."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from pairloom.people.enums import Experience, Level, TopicSide, WayToMeet
from pairloom.people.fields import (
    LanguagesFormField,
    LinksFormField,
    TimeZoneFormField,
    TopicsFormField,
    WaysToMeetFormField,
    WeekFormField,
)
from pairloom.people.models import Person
from pairloom.people.time_zones import distance_from_utc
from pairloom.people.week_words import times_by_day
from pairloom.programmes.enums import Side
from pairloom.programmes.kinds.base import Kind, Sides, described
from pairloom.programmes.models import Question


class ProfileKind(Kind):
    """A kind whose parts are columns of the profile, or topics of one side; the value maps them by name."""

    in_profile = True

    def value(self, parts: Mapping[str, Any]) -> Any:
        return dict(parts)

    def parts(self, value: Any) -> dict[str, Any]:
        return dict(value or {})

    def is_answer(self, value: Any) -> bool:
        return bool(value) and any(value.values())


class Column(ProfileKind):
    """A kind that asks for one column."""

    column: ClassVar[str]
    asks_with: ClassVar[type[forms.Field]] = forms.CharField

    def fields(self, question: Question, sides: Sides) -> dict[str, forms.Field]:
        return {self.column: self.asks_with(**described(question))}

    def of_profile(self, person: Person) -> Any:
        return {self.column: getattr(person, self.column)}

    def lines(self, question: Question, value: Any) -> list[str]:
        kept = value[self.column]
        return [str(part) for part in kept] if isinstance(kept, list) else [str(kept)]


class Links(Column):
    column = "links"
    asks_with = LinksFormField


class Languages(Column):
    column = "languages"
    asks_with = LanguagesFormField


class Employer(Column):
    column = "employer"

    def fields(self, question: Question, sides: Sides) -> dict[str, forms.Field]:
        return {self.column: forms.CharField(**described(question, max_length=120))}


class WaysToMeet(Column):
    column = "ways_to_meet"
    asks_with = WaysToMeetFormField

    def lines(self, question: Question, value: Any) -> list[str]:
        return [str(WayToMeet(way).label) for way in value[self.column]]


class ExperienceKind(Column):
    column = "experience"

    def fields(self, question: Question, sides: Sides) -> dict[str, forms.Field]:
        choices = Experience.choices if question.required else [("", _("no answer")), *Experience.choices]
        return {
            self.column: forms.ChoiceField(**described(question, choices=choices, widget=forms.RadioSelect))
        }

    def lines(self, question: Question, value: Any) -> list[str]:
        return [str(Experience(value[self.column]).label)]


class Topics(ProfileKind):
    """Mentees name what they want to learn, mentors what they offer, each with a level."""

    def fields(self, question: Question, sides: Sides) -> dict[str, forms.Field]:
        asked = {
            Side.MENTEE: ("topics_wanted", _("What would you like to learn?")),
            Side.MENTOR: ("topics_offered", _("What can you help with?")),
        }
        return {
            name: TopicsFormField(**described(question, label=label, help_text=""))
            for side, (name, label) in asked.items()
            if side in sides
        }

    def of_profile(self, person: Person) -> Any:
        parts: dict[str, dict[str, Level]] = {"topics_wanted": {}, "topics_offered": {}}
        for row in person.topics.all():
            parts[f"topics_{TopicSide(row.side)}"][row.topic.name] = Level(row.level)
        return parts

    def lines(self, question: Question, value: Any) -> list[str]:
        said = {"topics_wanted": _("would like to learn %s"), "topics_offered": _("offers %s")}
        return [
            words % ", ".join(f"{topic} ({Level(level).label})" for topic, level in value[name].items())
            for name, words in said.items()
            if value.get(name)
        ]


class Availability(ProfileKind):
    """Free half-hours of a week, and the time zone in which they are meant."""

    def fields(self, question: Question, sides: Sides) -> dict[str, forms.Field]:
        zone = TimeZoneFormField(label=_("Your time zone"), required=question.required)
        return {"time_zone": zone, "availability": WeekFormField(**described(question))}

    def value(self, parts: Mapping[str, Any]) -> Any:
        """A time zone that was known is never unset."""
        return {name: part for name, part in parts.items() if part or name != "time_zone"}

    def of_profile(self, person: Person) -> Any:
        return {"time_zone": person.time_zone, "availability": person.availability}

    def is_answer(self, value: Any) -> bool:
        return bool(value) and bool(value.get("availability"))

    def lines(self, question: Question, value: Any) -> list[str]:
        times = [f"{days} {hours}" for days, hours in times_by_day(value["availability"])]
        return [*times, _("in the time of %s") % _zone(value.get("time_zone") or "UTC")]


def _zone(name: str) -> str:
    return f"{name.replace('_', ' ')} ({distance_from_utc(name)})"
