"""The organiser's pages of an event: their frame, and the overview."""

import re

import pytest
from django.test import Client

from pairloom.events.services.events import cancel_event
from pairloom.programmes.enums import Role
from tests.support.events import a_full_event, a_speed_event
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
