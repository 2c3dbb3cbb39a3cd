"""The pages on which people answer, and the link in their mails."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from pairloom.core import clock
from pairloom.events.answer_links import answer_address
from pairloom.events.enums import RsvpState
from pairloom.events.models import Attendee, Event
from pairloom.people.enums import Level, TopicSide
from pairloom.people.models import Topic
from pairloom.people.services import set_topics
from pairloom.programmes.enums import Side
from tests.support.events import a_speed_event, an_attendee
from tests.support.queries import SameQueries
from tests.support.scenarios import a_person, organiser_of

pytestmark = pytest.mark.django_db


def page_of(event: Event, rest: str = "") -> str:
    return f"/events/{event.slug}/{rest}"


def path_of_link(attendee: Attendee) -> str:
    return "/answer/" + answer_address(attendee).split("/answer/")[1]


def entered(event: Event, **more: Any) -> dict[str, Any]:
    turns = [str(turn) for turn in range(1, event.turns + 1)]
    return {"name": "Mei Tan", "side": "mentee", "turns": turns, "shares": ["name"]} | more


def test_a_person_answers_and_finds_the_answer_again(client: Client) -> None:
    go = Topic.objects.create(name="Go", key="go")
    event = a_speed_event(topics=[go])
    mentor, friend = an_attendee(event, Side.MENTOR), an_attendee(event)
    person = a_person()
    client.force_login(person)
    answer = entered(
        event,
        topics=[str(go.pk)],
        wish_1=str(mentor.pk),
        knows=[str(friend.person), ""],
        turns=["1", "2"],
        question="How do I begin?",
    )
    response = client.post(page_of(event, "rsvp/"), answer, follow=True)
    assert "You come as a mentee" in response.content.decode()
    kept = Attendee.objects.get(person=person)
    assert (kept.away, kept.question, list(kept.wishes.all())) == ([3, 4, 5], "How do I begin?", [mentor])
    assert list(kept.knows.all()) == [friend]
    form = client.get(page_of(event, "rsvp/")).content.decode()
    for words in ("How do I begin?", f'value="{friend.person}"', f'<option value="{mentor.pk}" selected'):
        assert words in form


def test_the_profile_is_filled_in(client: Client) -> None:
    person = a_person("Mei Tan", employer="Fernway", experience="new")
    set_topics(person=person, side=TopicSide.WANTED, topics={"Go": Level.BASICS})
    set_topics(person=person, side=TopicSide.OFFERED, topics={"Rust": Level.EXPERT})
    go, rust = Topic.objects.get(key="go"), Topic.objects.get(key="rust")
    event = a_speed_event(topics=[go, rust])
    client.force_login(person)
    form = client.get(page_of(event, "rsvp/")).context["form"]
    assert (form["name"].value(), form["employer"].value(), form["experience"].value()) == (
        "Mei Tan",
        "Fernway",
        "new",
    )
    assert form["topics"].value() == [go.pk]
    as_mentor = client.get(page_of(event, "rsvp/?as=mentor")).context["form"]
    assert (as_mentor["side"].value(), as_mentor["topics"].value()) == ("mentor", [rust.pk])


def test_a_mistake_keeps_what_was_entered_and_names_the_field(client: Client) -> None:
    event = a_speed_event(topics=[Topic.objects.create(name="Go", key="go")])
    an_attendee(event)
    client.force_login(a_person())
    answer = entered(event, turns=[], knows=["Nobody Here"], question="Kept?")
    page = client.post(page_of(event, "rsvp/"), answer).content.decode()
    for words in (
        "Tick at least one topic",
        "at least one turn",
        "“Nobody Here” is not on the list",
        "Kept?",
    ):
        assert words in page
    assert 'value="Nobody Here"' in page
    assert Attendee.objects.count() == 1


def test_nobody_can_choose_a_topic_or_a_mentor_who_is_not_there(client: Client) -> None:
    event = a_speed_event(topics=[Topic.objects.create(name="Go", key="go")])
    an_attendee(event, Side.MENTOR)
    elsewhere = an_attendee(a_speed_event(event.programme), Side.MENTOR)
    client.force_login(a_person())
    answer = entered(event, topics=["999"], wish_1=str(elsewhere.pk))
    form = client.post(page_of(event, "rsvp/"), answer).context["form"]
    assert "A topic that you ticked is not on the list any more" in str(form.errors["topics"])
    assert "This mentor does not come any more" in str(form.errors["wish_1"])


def test_the_same_mentor_wished_for_twice_is_told_at_the_second_wish(client: Client) -> None:
    event = a_speed_event()
    for name in ("Mara", "Nils", "Olga"):
        an_attendee(event, Side.MENTOR, person=a_person(name))
    mara = str(event.attendees.get(person__name="Mara").pk)
    client.force_login(a_person())
    thrice = entered(event, wish_1=mara, wish_2=mara, wish_3=mara)
    form = client.post(page_of(event, "rsvp/"), thrice).context["form"]
    assert set(form.errors) == {"wish_2", "wish_3"}
    assert "Mara is among your wishes already" in str(form.errors["wish_2"])
    client.post(page_of(event, "rsvp/"), entered(event, wish_1="", wish_2="", wish_3=mara))
    assert Attendee.objects.filter(wishes__person__name="Mara").exists(), "nobody twice is fine"


def test_a_changed_answer_is_not_said_to_be_mailed(client: Client) -> None:
    event = a_speed_event()
    client.force_login(a_person())
    first = client.post(page_of(event, "rsvp/"), entered(event), follow=True).content.decode()
    assert "We wrote you a mail" in first
    again = client.post(page_of(event, "rsvp/"), entered(event, turns=["1"]), follow=True).content.decode()
    assert "Your answer is changed." in again
    assert "We wrote you a mail" not in again


def test_an_event_that_is_not_open_yet_is_not_said_to_have_ended_its_rsvp(client: Client) -> None:
    event = a_speed_event(is_open=False)
    client.force_login(organiser_of(event.programme))
    page = client.get(page_of(event, "rsvp/")).content.decode()
    assert "This event is not open yet" in page
    assert "RSVP ended" not in page
    assert "come to the door" not in page


def test_who_cancelled_may_come_back_after_the_deadline_and_others_learn_what_they_can_do(
    client: Client,
) -> None:
    event = a_speed_event(rsvp_closes_at=clock.now() - timedelta(minutes=1))
    attendee = an_attendee(event, state=RsvpState.CANCELLED)
    for person, told in ((attendee.person, "I can come after all"), (a_person(), "come to the door")):
        client.force_login(person)
        for page in ("", "rsvp/"):
            assert told in client.get(page_of(event, page)).content.decode()


def test_names_are_suggested_only_of_those_who_share_them(client: Client) -> None:
    event = a_speed_event()
    an_attendee(event, person=a_person("Open Olga"))
    an_attendee(event, person=a_person("Hidden Hana"), shares=[])
    an_attendee(event, Side.MENTOR, person=a_person("Mentor Mara"), shares=[])
    client.force_login(a_person())
    page = client.get(page_of(event, "rsvp/")).content.decode()
    assert "Open Olga" in page
    assert "Mentor Mara" in page
    assert "Hidden Hana" not in page


def test_after_the_deadline_the_page_is_kind_and_one_can_still_cancel(client: Client) -> None:
    event = a_speed_event(rsvp_closes_at=clock.now() - timedelta(minutes=1))
    attendee = an_attendee(event)
    client.force_login(attendee.person)
    page = client.get(page_of(event, "rsvp/")).content.decode()
    assert "The time to answer is over" in page
    client.post(page_of(event, "rsvp/cancel/"))
    attendee.refresh_from_db()
    assert attendee.state == RsvpState.CANCELLED
    client.force_login(a_person())
    assert "come to the door" in client.get(page_of(event, "rsvp/")).content.decode()


def test_cancelling_offers_a_way_back(client: Client) -> None:
    attendee = an_attendee(a_speed_event())
    client.force_login(attendee.person)
    page = client.post(page_of(attendee.event, "rsvp/cancel/"), follow=True).content.decode()
    assert page_of(attendee.event, "rsvp/back/") in page
    client.post(page_of(attendee.event, "rsvp/back/"))
    attendee.refresh_from_db()
    assert attendee.state == RsvpState.COMING


def test_the_link_of_a_mail_cancels_without_signing_in_but_not_by_a_look(client: Client) -> None:
    attendee = an_attendee(a_speed_event())
    link = path_of_link(attendee)
    assert "I cannot come" in client.get(link).content.decode()
    attendee.refresh_from_db()
    assert attendee.state == RsvpState.COMING
    client.post(link, {"what": "cancel"})
    attendee.refresh_from_db()
    assert attendee.state == RsvpState.CANCELLED
    client.post(link, {"what": "come"})
    attendee.refresh_from_db()
    assert attendee.state == RsvpState.COMING


def test_a_link_that_we_did_not_make_leads_nowhere(client: Client) -> None:
    attendee = an_attendee(a_speed_event())
    assert client.get(f"/answer/{attendee.pk}:forged/").status_code == 404
    assert client.get(path_of_link(attendee).replace(str(attendee.pk), "999", 1)).status_code == 404


def test_a_link_after_the_event_has_begun_changes_nothing(client: Client) -> None:
    attendee = an_attendee(a_speed_event(began_at=clock.now()))
    client.post(path_of_link(attendee), {"what": "cancel"})
    attendee.refresh_from_db()
    assert attendee.state == RsvpState.COMING


def test_the_calendar_entry_can_be_taken_from_the_page(client: Client) -> None:
    event = a_speed_event(place="Hall 3", time_zone="Europe/Berlin")
    attendee = an_attendee(event)
    client.force_login(attendee.person)
    response = client.get(page_of(event, "calendar.ics"))
    entry = Calendar.from_ical(response.content).walk("VEVENT")[0]
    assert entry.decoded("dtstart") == event.starts_at.replace(microsecond=0)
    assert (str(entry["summary"]), str(entry["location"])) == (event.name, "Hall 3")


def test_the_pages_ask_the_database_no_more_for_three_attendees_than_for_one(
    client: Client, same_queries: SameQueries
) -> None:
    event = a_speed_event()
    client.force_login(a_person())
    an_attendee(event)
    same_queries(client, page_of(event), lambda: an_attendee(event, Side.MENTOR, topics="Go"))
    same_queries(client, page_of(event, "rsvp/"), lambda: an_attendee(event, Side.MENTOR, topics="Go"))
