"""The survey after an event: behind the link of a mail, told without names, and not before three answered."""

import csv
import io
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from pairloom.core import clock
from pairloom.events.models import Attendee, Event, Feedback
from pairloom.events.queries.survey import survey_of
from pairloom.events.services.afterwards import close_event
from pairloom.events.services.survey import answer_survey
from pairloom.events.survey_links import survey_path
from tests.support.events import a_published_event, an_event_after_its_last_bell
from tests.support.scenarios import organiser_of

pytestmark = pytest.mark.django_db

AFTER_MONTHS = timedelta(days=92)


@pytest.fixture
def event() -> Event:
    event = an_event_after_its_last_bell()
    close_event(event=event, by=organiser_of(event.programme))
    return event


def attendees(event: Event) -> list[Attendee]:
    return list(event.attendees.select_related("person", "event"))


def organisers_page(client: Client, event: Event, page: str = "") -> str:
    client.force_login(organiser_of(event.programme))
    return client.get(f"/events/{event.slug}/organise/afterwards/{page}").content.decode()


def test_whoever_has_the_link_answers_without_signing_in(client: Client, event: Event) -> None:
    address = survey_path(attendees(event)[0])
    page = client.get(address).content.decode()
    assert "Was it worth your time?" in page
    assert "still in touch" not in page
    answer = client.post(
        address, {"worth": "4", "again": "yes", "comment": "More water, please."}, follow=True
    )
    assert "Thank you." in answer.content.decode()
    given = Feedback.objects.get()
    assert (given.worth, given.again, given.comment) == (4, True, "More water, please.")
    assert (given.attendee, given.side) == (attendees(event)[0], attendees(event)[0].side)


def test_answering_again_replaces_the_answers_that_stand_in_the_form(client: Client, event: Event) -> None:
    address = survey_path(attendees(event)[0])
    client.post(address, {"worth": "2", "comment": "Too loud."})
    page = client.get(address).content.decode()
    assert "Too loud." in page
    assert "Change my answers" in page
    client.post(address, {"worth": "3", "again": "no"})
    assert list(Feedback.objects.values_list("worth", "again", "comment")) == [(3, False, "")]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Answer at least one question."),
        ({"comment": "   "}, "Answer at least one question."),
        ({"worth": "6"}, "not one of the available choices"),
        ({"comment": "x" * 2001, "worth": "3"}, "at most 2000 characters"),
    ],
)
def test_what_cannot_be_taken_is_told_and_nothing_is_kept(
    client: Client, event: Event, typed: dict[str, str], said: str
) -> None:
    answer = client.post(survey_path(attendees(event)[0]), typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Feedback.objects.exists()


def test_a_link_that_we_did_not_make_for_this_event_leads_nowhere(client: Client, event: Event) -> None:
    address = survey_path(attendees(event)[0])
    other = an_event_after_its_last_bell()
    for wrong in (address[:-3] + "x/", address.replace(event.slug, other.slug)):
        assert client.get(wrong).status_code == 404


def test_the_survey_opens_with_the_first_bell(client: Client) -> None:
    event = a_published_event()
    answer = client.post(survey_path(attendees(event)[0]), {"worth": "5"}, follow=True)
    assert "opens when the event has begun" in answer.content.decode()
    assert not Feedback.objects.exists()


def test_three_months_later_the_same_page_asks_who_is_in_touch(client: Client, event: Event) -> None:
    attendee = attendees(event)[0]
    answer_survey(attendee=attendee, worth=5)
    with time_machine.travel(clock.now() + AFTER_MONTHS):
        page = client.get(survey_path(attendee)).content.decode()
        assert "Are you still in touch" in page
        client.post(survey_path(attendee), {"worth": "5", "in_touch": "yes"})
    assert Feedback.objects.get().in_touch is True


def test_organisers_see_only_how_many_answered_until_three_have(client: Client, event: Event) -> None:
    for number, attendee in enumerate(attendees(event)[:3], start=1):
        page = organisers_page(client, event)
        assert "Remark" not in page
        assert survey_of(event).comments == ()
        assert "Remark" not in organisers_page(client, event, "survey.csv")
        answer_survey(attendee=attendee, worth=number, again=number > 1, comment=f"Remark {number}")
    page = organisers_page(client, event)
    assert "Remark 1" in page
    assert "67 %" in page
    assert "2.0" in page


def test_answers_are_told_in_an_order_that_does_not_tell_who_came_when(event: Event) -> None:
    remarks = ["Brisk", "Airy", "Calm"]
    for attendee, remark in zip(attendees(event), remarks, strict=False):
        answer_survey(attendee=attendee, comment=remark)
    assert survey_of(event).comments == ("Airy", "Brisk", "Calm")


def test_the_table_of_answers_names_nobody_and_runs_nothing(client: Client, event: Event) -> None:
    for attendee in attendees(event)[:3]:
        answer_survey(attendee=attendee, worth=4, comment="=1+1")
    text = organisers_page(client, event, "survey.csv")
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    assert rows == [["worth", "would come again", "still in touch", "comment"], *[["4", "", "", "'=1+1"]] * 3]
