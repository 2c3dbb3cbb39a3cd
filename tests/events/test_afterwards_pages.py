"""The organiser's pages after an event, the letters of thanks, and the question three months later."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from pairloom.core import clock
from pairloom.core.audit import reference
from pairloom.core.errors import RefusedError
from pairloom.events.enums import Presence, Sharing
from pairloom.events.models import Attendee, Event
from pairloom.events.services.afterwards import close_event
from pairloom.events.services.thanks import draft_thanks
from pairloom.events.tasks import ask_who_is_in_touch, close_forgotten
from pairloom.messages.models import Message
from pairloom.programmes.enums import Role, Side
from tests.support.events import a_published_event, an_attendee, an_event_after_its_last_bell
from tests.support.mailbox import Mailbox
from tests.support.queries import SameQueries
from tests.support.scenarios import a_person, a_team_member, organiser_of

pytestmark = pytest.mark.django_db

MONTHS = timedelta(days=92)


@pytest.fixture
def event() -> Event:
    return an_event_after_its_last_bell()


@pytest.fixture
def closed(event: Event) -> Event:
    close_event(event=event, by=organiser_of(event.programme))
    return event


def address(event: Event, page: str = "") -> str:
    return f"/events/{event.slug}/organise/afterwards/{page}"


def as_organiser(client: Client, event: Event) -> Client:
    client.force_login(organiser_of(event.programme))
    return client


def words(client: Client, where: str) -> str:
    return " ".join(client.get(where).content.decode().split())


def first(event: Event, side: Side) -> Attendee:
    return event.attendees.filter(side=side).select_related("person", "event")[0]


def test_the_host_closes_the_event_and_may_take_it_back(client: Client, event: Event) -> None:
    host = a_team_member(event.programme, Role.HOST)
    client.force_login(host)
    client.post(address(event, "close/"))
    event.refresh_from_db()
    assert event.closed_at is not None
    client.post(address(event, "reopen/"))
    event.refresh_from_db()
    assert event.closed_at is None


def test_closing_from_the_page_shows_figures_and_an_undo(client: Client, event: Event) -> None:
    as_organiser(client, event)
    assert "Close the event" in words(client, address(event))
    page = client.post(address(event, "close/"), follow=True).content.decode()
    assert address(event, "reopen/") in page
    assert "meetings of 18 planned" in page


def test_before_the_first_bell_there_is_nothing_to_close(client: Client) -> None:
    event = a_published_event()
    as_organiser(client, event)
    assert "When the first bell has rung" in words(client, address(event))
    assert (
        "when its first bell has rung" in client.post(address(event, "close/"), follow=True).content.decode()
    )


@pytest.mark.parametrize("page", ["", "people/", "people/1/", "meetings.csv"])
def test_the_pages_are_for_organisers(client: Client, closed: Event, page: str) -> None:
    for person in (a_person(), first(closed, Side.MENTEE).person, a_team_member(closed.programme, Role.HOST)):
        client.force_login(person)
        assert client.get(address(closed, page)).status_code == 403
    as_organiser(client, closed)
    assert client.get(address(closed, page)).status_code == 200


def test_figures_tell_who_came_and_who_did_not(client: Client, event: Event) -> None:
    mentee = first(event, Side.MENTEE)
    event.attendees.filter(pk=mentee.pk).update(presence=Presence.EXPECTED)
    an_attendee(event, presence=Presence.HERE, is_walk_in=True)
    close_event(event=event, by=None)
    page = words(as_organiser(client, event), address(event))
    assert "came of 9 expected" in page
    assert "walked in" in page
    assert "11 %" in page
    assert "meetings of 18 planned" in page


def test_the_next_event_is_planned_with_the_no_shows_of_the_last(client: Client, event: Event) -> None:
    address = f"/events/new/{event.programme.slug}/"
    as_organiser(client, event)
    assert client.get(address).context["form"]["no_show_percent"].initial == 18
    event.attendees.filter(pk=first(event, Side.MENTEE).pk).update(presence=Presence.EXPECTED)
    close_event(event=event, by=None)
    field = client.get(address).context["form"]["no_show_percent"]
    assert field.initial == 11
    assert field.help_text == "At your last events it was 11."


def test_each_list_costs_the_same_with_one_row_and_with_three(
    client: Client, closed: Event, same_queries: SameQueries
) -> None:
    as_organiser(client, closed)
    add: Callable[[], object] = lambda: an_attendee(closed, presence=Presence.HERE)  # noqa: E731
    same_queries(client, address(closed), add)
    same_queries(client, address(closed, "people/"), add)
    same_queries(client, address(closed, "meetings.csv"), add)
    same_queries(client, address(closed, "attendance.csv"), add)


def test_organisers_correct_whom_a_mentee_met(client: Client, closed: Event) -> None:
    mentee = first(closed, Side.MENTEE)
    as_organiser(client, closed)
    page = client.get(address(closed, f"people/{mentee.number}/"))
    typed = {f"turn-{meeting.turn}": meeting.mentor_id for meeting in mentee.meetings_as_mentee.all()}
    assert all(
        str(meeting.mentor.person) in page.content.decode() for meeting in mentee.meetings_as_mentee.all()
    )
    saved = client.post(address(closed, f"people/{mentee.number}/"), typed | {"turn-2": ""}, follow=True)
    assert "Saved." in saved.content.decode()
    assert list(mentee.meetings_as_mentee.filter(took_place=True).values_list("turn", flat=True)) == [1, 3]


def test_a_mentor_unticks_a_mentee_who_was_not_there(client: Client, closed: Event) -> None:
    mentor = first(closed, Side.MENTOR)
    client.force_login(mentor.person)
    where = f"/events/{closed.slug}/met/"
    here = list(mentor.meetings_as_mentor.filter(turn=1))
    typed = {
        f"turn-{turn}": [meeting.mentee_id for meeting in mentor.meetings_as_mentor.filter(turn=turn)]
        for turn in (2, 3)
    }
    assert str(here[0].mentee.person) in client.get(where).content.decode()
    client.post(where, typed | {"turn-1": [here[0].mentee_id]})
    stand = mentor.meetings_as_mentor.filter(turn=1, took_place=True)
    assert [meeting.mentee_id for meeting in stand] == [here[0].mentee_id]
    assert {meeting.corrected_by for meeting in mentor.meetings_as_mentor.filter(took_place=False)} == {
        mentor
    }


def test_a_choice_that_is_not_offered_is_refused_and_nothing_changes(client: Client, closed: Event) -> None:
    mentee = first(closed, Side.MENTEE)
    client.force_login(mentee.person)
    answer = client.post(f"/events/{closed.slug}/met/", {"turn-1": "999999"})
    assert answer.status_code == 422
    assert mentee.meetings_as_mentee.filter(took_place=True).count() == 3


def test_letters_of_thanks_wait_for_the_organiser(client: Client, closed: Event) -> None:
    as_organiser(client, closed)
    page = client.post(address(closed, "thanks/"), follow=True).content.decode()
    assert "9 letters wait in the outbox." in page
    page = client.post(address(closed, "thanks/"), follow=True).content.decode()
    assert "All letters are written already." in page
    assert Message.objects.filter(batch=reference(closed)).count() == 9


def test_letters_are_written_after_closing_only(event: Event) -> None:
    with pytest.raises(RefusedError):
        draft_thanks(event=event, by=organiser_of(event.programme))


def test_who_met_nobody_gets_no_letter(closed: Event) -> None:
    an_attendee(closed, presence=Presence.HERE)
    assert draft_thanks(event=closed, by=organiser_of(closed.programme)) == 9


def test_a_mentee_reads_whom_they_met_and_a_mentor_only_who_wants_to_be_found(event: Event) -> None:
    mentee, mentor = first(event, Side.MENTEE), first(event, Side.MENTOR)
    event.attendees.filter(pk=mentee.pk).update(shares=[Sharing.CONTACT])
    close_event(event=event, by=None)
    draft_thanks(event=event, by=organiser_of(event.programme))
    to_mentee, to_mentor = (
        Message.objects.get(about=reference(attendee)).body for attendee in (mentee, mentor)
    )
    mentors = [other.person for other in event.attendees.filter(side=Side.MENTOR)]
    assert all(person.name in to_mentee for person in mentors)
    assert mentor.person.email not in to_mentee
    assert "You met 6 people" in to_mentor
    assert f"{mentee.person.name} ({mentee.person.email})" in to_mentor
    others = event.attendees.filter(side=Side.MENTEE).exclude(pk=mentee.pk)
    assert not any(f"- {other.person.name}\n" in to_mentor for other in others)


def test_thanks_for_many_take_a_few_statements(
    closed: Event, django_assert_max_num_queries: Callable[..., object]
) -> None:
    with django_assert_max_num_queries(25):  # type: ignore[attr-defined]
        draft_thanks(event=closed, by=organiser_of(closed.programme))


def test_three_months_later_all_who_met_are_asked_once(closed: Event, mailbox: Mailbox) -> None:
    ask_who_is_in_touch.run()
    assert not Message.objects.exists()
    with time_machine.travel(clock.now() + MONTHS):
        for _ in range(2):
            ask_who_is_in_touch.run()
    asked = Message.objects.filter(key="event-in-touch")
    assert asked.count() == 9
    assert {message.state for message in asked} == {"ready"}
    assert "/survey/" in asked[0].body


def test_an_old_event_is_left_in_peace(closed: Event) -> None:
    with time_machine.travel(clock.now() + 2 * MONTHS):
        ask_who_is_in_touch.run()
    assert not Message.objects.exists()


def test_the_job_closes_what_the_host_forgot(event: Event) -> None:
    close_forgotten.run()
    event.refresh_from_db()
    assert event.closed_at is None
    with time_machine.travel(event.ends_at + timedelta(hours=12, minutes=1)):
        close_forgotten.run()
    event.refresh_from_db()
    assert event.closed_at is not None


def test_tables_name_turns_people_and_what_took_place(client: Client, closed: Event) -> None:
    mentee = first(closed, Side.MENTEE)
    mentee.person.name = "=HYPERLINK(1)"
    mentee.person.save()
    mentee.meetings_as_mentee.filter(turn=1).update(took_place=False)
    as_organiser(client, closed)
    meetings = table(client, address(closed, "meetings.csv"))
    assert meetings[0] == ["turn", "mentee", "mentor", "took place"]
    assert [row[3] for row in meetings if row[1] == "'=HYPERLINK(1)"] == ["no", "yes", "yes"]
    attendance = table(client, address(closed, "attendance.csv"))
    assert len(attendance) == 10
    assert attendance[-1][2:] == ["mentee", "no", "here", "1, 2, 3"]
    assert client.get(address(closed, "secrets.csv")).status_code == 404


def table(client: Client, where: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(client.get(where).content.decode().lstrip("\ufeff"))))
