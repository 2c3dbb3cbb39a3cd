"""The organiser's pages of an event: their frame, and the overview."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from pairloom.core import clock
from pairloom.events.services.day import bells
from pairloom.events.services.events import cancel_event
from pairloom.events.services.letters import draft_seat_letters
from pairloom.programmes.enums import Role
from tests.support.events import a_full_event, a_published_event, a_speed_event
from tests.support.scenarios import a_person, a_team_member, organiser_of

pytestmark = pytest.mark.django_db


def test_the_overview_tells_when_where_and_how_many(client: Client) -> None:
    event = a_full_event(mentees=5, mentors=3, place="Room 1.01")
    client.force_login(organiser_of(event.programme))
    page = client.get(f"/events/{event.slug}/organise/").content.decode()
    for words in ("Room 1.01", "5 turns of 10 minutes", "mentees of 12 places"):
        assert words in page
    assert 'aria-current="page">Overview' in page


def test_only_those_who_organise_see_it(client: Client) -> None:
    event = a_speed_event()
    client.force_login(a_person())
    assert client.get(f"/events/{event.slug}/organise/").status_code == 403
    client.force_login(a_team_member(event.programme, Role.HOST))
    assert client.get(f"/events/{event.slug}/organise/").status_code == 403
    client.force_login(a_team_member(event.programme, Role.COORDINATOR))
    assert client.get(f"/events/{event.slug}/organise/").status_code == 200


def test_a_host_is_led_to_the_pages_of_the_day_only(client: Client) -> None:
    event = a_speed_event()
    client.force_login(a_team_member(event.programme, Role.HOST))
    page = client.get(f"/events/{event.slug}/organise/print/").content.decode()
    tabs = page.split('aria-label="This event"')[1].split("</nav>")[0]
    assert re.findall(r'href="/events/[^/]+/([^"]+)"', tabs) == ["organise/print/", "day/"]


def test_while_the_event_is_on_the_day_comes_before_any_letter_and_then_closing_it(client: Client) -> None:
    event = a_published_event(starts_at=clock.now())
    client.force_login(organiser_of(event.programme))
    page = f"/events/{event.slug}/organise/"
    assert "The day has come" in client.get(page).content.decode()
    bells.begin(event=event, by=None)
    draft_seat_letters(event=event, plan=event.seating.published)
    assert "The event is on" in client.get(page).content.decode()
    with time_machine.travel(event.ends_at + timedelta(minutes=1)):
        assert "The last bell has rung" in client.get(page).content.decode()


def test_the_survey_is_offered_from_the_last_turn_on_and_ones_tables_before_it(client: Client) -> None:
    event = a_published_event(starts_at=clock.now())
    bells.begin(event=event, by=None)
    client.force_login(event.attendees.filter(side="mentee")[0].person)
    assert "Three short questions" not in client.get(f"/events/{event.slug}/again/").content.decode()
    shown = client.get(f"/events/{event.slug}/").content.decode()
    assert f'button--primary" href="/events/{event.slug}/now/">My tables' in shown
    with time_machine.travel(event.ends_at):
        assert "Three short questions" in client.get(f"/events/{event.slug}/again/").content.decode()


def test_no_page_of_a_cancelled_event_behaves_as_if_it_took_place(client: Client) -> None:
    event = a_full_event(mentees=1, mentors=1)
    cancel_event(event=event, by=organiser_of(event.programme))
    client.force_login(organiser_of(event.programme))
    start = f"/events/{event.slug}/"
    for page in ("day/", "day/bells/", "screen/", ""):
        assert "This event does not take place" in client.get(start + page, follow=True).content.decode()
    assert "Begin turn 1 now" not in client.get(f"{start}day/bells/").content.decode()
    assert "cancelled</span></h1>" in client.get(f"{start}organise/").content.decode()
    tables = client.post(f"{start}organise/tables/equal/", {"count": 2, "seats": 2}, follow=True)
    people = client.post(f"{start}organise/people/add/", {"people": "a@example.org", "side": "mentor"})
    for refusal in (tables, people):
        assert "This event was cancelled." in refusal.content.decode()
