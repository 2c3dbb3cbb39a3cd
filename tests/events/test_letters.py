"""The mails before an event, and what travels with them."""

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
import time_machine
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from icalendar import Calendar

from pairloom.core.audit import reference
from pairloom.core.personal_data import holders
from pairloom.events.models import Attendee, Event
from pairloom.events.services.events import cancel_event, edit_event
from pairloom.events.services.reminding import erase_access_needs, remind_of_tomorrow
from pairloom.events.services.rsvp import Answer, answer, cancel, come_back
from pairloom.events.tasks import remind
from pairloom.messages.enums import MessageState
from pairloom.messages.letters import mail
from pairloom.messages.models import Delivery, Message
from pairloom.messages.services import release_batch
from pairloom.people.models import Person
from pairloom.people.services import erase_person
from pairloom.programmes.enums import Side
from tests.support.events import a_full_event, a_speed_event, an_attendee
from tests.support.scenarios import a_person, organiser_of

pytestmark = pytest.mark.django_db

SIX = datetime(2030, 3, 4, 18, tzinfo=UTC)


def comes(event: Event, person: Person | None = None, side: Side = Side.MENTEE) -> Attendee:
    person = person or a_person()
    return answer(event=event, person=person, answer=Answer(side), by=person)


def mails_to(person: Person) -> list[EmailMultiAlternatives]:
    """The released letters to somebody as they will be handed to the mail server, oldest first."""
    released = Delivery.objects.filter(person=person, message__state=MessageState.READY)
    return [mail(delivery) for delivery in released.order_by("pk")]


def entry_of(person: Person) -> Calendar:
    """The calendar part of the latest mail."""
    mail = message_from_bytes(mails_to(person)[-1].message().as_bytes(), policy=policy.default)
    [part] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    calendar = Calendar.from_ical(part.get_content())
    assert part.get_param("method") == str(calendar["method"])
    return calendar


def event_in(calendar: Calendar) -> dict[str, str]:
    [entry] = calendar.walk("VEVENT")
    return {name: str(entry[name]) for name in ("uid", "sequence", "status", "summary", "attendee")}


def test_the_confirmation_says_when_where_and_how_to_cancel_and_carries_the_entry() -> None:
    event = a_speed_event(starts_at=SIX, time_zone="Europe/Berlin", place="Hall 3", name="Breakfast")
    attendee = comes(event, a_person("Mei Tan"))
    mail = mails_to(attendee.person)[-1]
    assert mail.subject == "You come to Breakfast"
    for words in (
        "Monday, 4 March 2030, 19:00 to 19:58 (Europe/Berlin)",
        "Hall 3",
        "as a mentee",
        "/answer/",
    ):
        assert words in str(mail.body)
    calendar = entry_of(attendee.person)
    assert str(calendar["method"]) == "REQUEST"
    assert event_in(calendar)["attendee"] == f"mailto:{attendee.person.email}"
    assert calendar.walk("VEVENT")[0].decoded("dtstart") == SIX


def test_the_link_of_the_mail_leads_to_the_page_that_cancels(client: Client) -> None:
    attendee = comes(a_speed_event())
    [link] = re.findall(r"/answer/[^>\s]+", str(mails_to(attendee.person)[-1].body))
    client.post(link, {"what": "cancel"})
    attendee.refresh_from_db()
    assert attendee.state == "cancelled"


def test_all_versions_of_an_entry_are_one_and_the_latest_wins() -> None:
    event = a_speed_event(starts_at=SIX)
    attendee, by = comes(event), organiser_of(event.programme)
    seen = []
    seen.append(event_in(entry_of(attendee.person)))
    edit_event(event=event, by=by, starts_at=SIX + timedelta(days=1))
    release_batch(scope=reference(event.programme), batch=reference(event), by=by)
    assert mails_to(attendee.person)[-1].subject.startswith("Changed")
    seen.append(event_in(entry_of(attendee.person)))
    cancel_event(event=event, by=by)
    release_batch(scope=reference(event.programme), batch=reference(event), by=by)
    seen.append(event_in(entry_of(attendee.person)))
    assert len({entry["uid"] for entry in seen}) == 1
    assert [entry["sequence"] for entry in seen] == ["0", "1", "2"]
    assert [entry["status"] for entry in seen] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


def test_the_waiting_list_says_how_many_are_before_and_then_that_a_place_is_free() -> None:
    event = a_speed_event(tables={1: 1})
    first, second, third = (comes(event) for _ in range(3))
    waits = mails_to(third.person)[-1]
    assert "waiting list" in waits.subject
    assert "One person waits before you" in str(waits.body)
    assert "text/calendar" not in str(waits.message())
    cancel(attendee=first, by=first.person)
    assert "does not" not in mails_to(second.person)[-1].subject
    assert mails_to(second.person)[-1].subject.startswith("A place is free")
    assert str(entry_of(second.person)["method"]) == "REQUEST"
    assert str(entry_of(first.person)["method"]) == "CANCEL"
    assert len(mails_to(third.person)) == 1


def test_changing_only_ones_answer_sends_no_mail() -> None:
    event = a_speed_event()
    attendee = comes(event)
    answer(
        event=event,
        person=attendee.person,
        answer=Answer(Side.MENTEE, question="How?"),
        by=attendee.person,
    )
    assert len(mails_to(attendee.person)) == 1


def test_coming_back_puts_the_entry_back() -> None:
    attendee = comes(a_speed_event())
    cancel(attendee=attendee, by=None)
    come_back(attendee=attendee, by=None)
    subjects = [mail.subject[:11] for mail in mails_to(attendee.person)]
    assert subjects == ["You come to", "You do not ", "You come to"]
    assert str(entry_of(attendee.person)["method"]) == "REQUEST"


def test_the_day_before_everybody_who_comes_is_reminded_once() -> None:
    event = a_full_event(mentees=2, mentors=1, starts_at=SIX)
    an_attendee(event, state="cancelled")
    a_full_event(mentees=1, mentors=0, starts_at=SIX + timedelta(days=9))
    with time_machine.travel(SIX - timedelta(hours=40)):
        assert remind_of_tomorrow() == 0
    with time_machine.travel(SIX - timedelta(hours=20)):
        remind.run()
        assert remind_of_tomorrow() == 0
    reminders = Message.objects.filter(subject=f"Tomorrow: {event.name}", state=MessageState.READY)
    assert reminders.count() == 3


def test_nobody_is_reminded_of_what_was_cancelled_or_is_not_open() -> None:
    for columns in ({"cancelled_at": SIX - timedelta(days=3)}, {"opened_at": None}):
        event = a_speed_event(starts_at=SIX)
        Event.objects.filter(pk=event.pk).update(**columns)
        an_attendee(event)
    with time_machine.travel(SIX - timedelta(hours=20)):
        assert remind_of_tomorrow() == 0


def test_access_needs_are_forgotten_a_week_after_the_event() -> None:
    attendee = an_attendee(a_speed_event(starts_at=SIX), access_needs="A ramp.", question="Why?")
    with time_machine.travel(SIX + timedelta(days=6)):
        assert erase_access_needs() == 0
    with time_machine.travel(SIX + timedelta(days=7, minutes=1)):
        assert erase_access_needs() == 1
    attendee.refresh_from_db()
    assert (attendee.access_needs, attendee.question) == ("", "Why?")


def test_an_organiser_sees_in_the_outbox_that_an_entry_travels_along(client: Client) -> None:
    event = a_speed_event(name="Breakfast")
    comes(event)
    client.force_login(organiser_of(event.programme))
    message = Message.objects.get()
    scope = reference(event.programme).replace(":", "/")
    assert "A calendar entry travels with it" in client.get(f"/outbox/{scope}/{message.pk}/").content.decode()
    outbox = client.get(f"/outbox/{scope}/", {"batch": reference(event)}).content.decode()
    assert "<h1>Breakfast</h1>" in outbox


def test_all_answers_are_handed_over_and_forgotten() -> None:
    event = a_speed_event(tables={1: 1})
    mentor = an_attendee(event, Side.MENTOR, person=a_person("Asha Patel"))
    person = a_person("Mei Tan")
    given = Answer(Side.MENTEE, wishes=(mentor,), access_needs="A ramp.", question="Why?", away=[2])
    answer(event=event, person=person, answer=given, by=person)
    [holder] = [one for one in holders() if one.name == "answers to events"]
    [row] = holder.export(person)
    assert (row["wished_mentors"], row["access_needs"], row["turns_away"]) == ("Asha Patel", "A ramp.", "2")
    erase_person(person=person)
    kept = Attendee.objects.get(person=person)
    assert (kept.state, kept.access_needs, kept.question, kept.wishes.count()) == ("cancelled", "", "", 0)
