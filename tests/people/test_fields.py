"""What people type into the parts of a profile, and what is kept of it."""

from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from pairloom.core.week import Week
from pairloom.people.enums import Level, TopicSide
from pairloom.people.fields import (
    LanguagesFormField,
    LinksFormField,
    TimeZoneFormField,
    TopicsFormField,
    WaysToMeetFormField,
    WeekFormField,
)
from pairloom.people.models import Person
from pairloom.people.services import set_topics


class EveryPart(forms.Form):
    week = WeekFormField(required=False)
    topics = TopicsFormField(required=False)
    languages = LanguagesFormField(required=False)
    links = LinksFormField(required=False)
    ways = WaysToMeetFormField(required=False)
    zone = TimeZoneFormField(required=False)


def filled(text: str = "", **initial: Any) -> EveryPart:
    return EveryPart(QueryDict(text), initial=initial)


def kept(text: str) -> dict[str, Any]:
    form = filled(text)
    assert form.is_valid(), form.errors
    return form.cleaned_data


def fault(text: str) -> str:
    form = filled(text)
    assert not form.is_valid()
    [[message]] = form.errors.values()
    return message


def test_an_empty_form_keeps_nothing() -> None:
    empty = {"week": Week(), "topics": {}, "languages": [], "links": [], "ways": [], "zone": ""}
    assert kept("") == empty


def test_marked_half_hours_become_a_week() -> None:
    assert kept("week=36&week=37")["week"] == Week.of([36, 37])


@pytest.mark.parametrize("cell", ["336", "-1", "evening"])
def test_a_half_hour_outside_the_week_is_refused(cell: str) -> None:
    assert "mark them again" in fault(f"week={cell}")


def test_topics_are_tidied_and_named_once() -> None:
    rows = ("topics=+Site++reliability&topics-level=3", "topics=&topics-level=2", "topics=site+RELIABILITY")
    assert kept("&".join(rows))["topics"] == {"Site reliability": Level.EXPERT}


def test_a_topic_without_a_level_is_meant_at_working_level() -> None:
    assert kept("topics=Go")["topics"] == {"Go": Level.WORKING}


def test_a_topic_with_an_unknown_level_is_named() -> None:
    assert fault("topics=Go&topics-level=9") == "Choose a level for “Go”."


def test_a_long_topic_is_named() -> None:
    assert "longer than 60 letters" in fault(f"topics={'g' * 61}")


def test_too_many_topics_are_counted() -> None:
    text = "&".join(f"topics=topic+{n}" for n in range(21))
    assert fault(text) == "That is 21 topics; 20 is the most. Keep those that matter now."


def test_a_language_is_known_by_code_by_its_own_and_by_its_english_name() -> None:
    text = "languages=de&languages=Deutsch&languages=english&languages=pt-BR&languages=Pitjantjatjara"
    assert kept(text)["languages"] == ["German", "English", "Portuguese", "Pitjantjatjara"]


def test_a_link_without_a_scheme_becomes_a_full_address() -> None:
    assert kept("links=example.org/me&links=")["links"] == ["https://example.org/me"]


@pytest.mark.parametrize("link", ["not a link", "javascript:alert(1)"])
def test_something_that_is_no_web_address_is_quoted(link: str) -> None:
    assert fault(f"links={link}").startswith(f"“{link}” is not a web address.")


def test_an_older_name_of_a_time_zone_becomes_the_present_one() -> None:
    assert kept("zone=Asia/Calcutta")["zone"] == "Asia/Kolkata"


def test_an_unknown_time_zone_is_quoted() -> None:
    assert "“Mars/Olympus”" in fault("zone=Mars/Olympus")


@pytest.mark.django_db
def test_what_was_typed_stays_after_a_fault() -> None:
    page = filled("topics=Go&topics-level=9&links=no link&week=36").as_p()
    assert 'value="Go"' in page
    assert 'value="no link"' in page
    assert 'value="36" aria-label="Monday 18:00" checked' in page


@pytest.mark.django_db
def test_topics_of_others_are_suggested() -> None:
    other = Person.objects.create(email="other@example.org")
    set_topics(person=other, side=TopicSide.OFFERED, topics={"Rust": Level.EXPERT})
    assert '<option value="Rust">' in str(EveryPart()["topics"])


def test_a_required_part_says_what_to_do() -> None:
    class Required(forms.Form):
        week = WeekFormField()
        topics = TopicsFormField()
        languages = LanguagesFormField()

    messages = [message for [message] in Required(QueryDict("")).errors.values()]
    assert [message.split()[0] for message in messages] == ["Mark", "Name", "Name"]
