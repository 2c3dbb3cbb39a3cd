"""The links of the masthead: the part of the house in which one stands is marked."""

import re

import pytest
from django.test import Client

from tests.support.events import a_speed_event
from tests.support.scenarios import a_person, a_round, organiser_of

pytestmark = pytest.mark.django_db


def marked(client: Client, address: str) -> list[tuple[str, str]]:
    """What the masthead of a page marks, and how."""
    masthead = client.get(address).content.decode().split("</header>")[0]
    return re.findall(r'aria-current="(\w+)">([^<]+)</a>', masthead)


def test_the_page_of_a_section_is_marked_as_the_page_itself(client: Client) -> None:
    client.force_login(a_person())
    assert marked(client, "/events/") == [("page", "Events")]
    assert marked(client, "/me/") == [("page", "My page")]


def test_inside_a_section_the_section_is_marked(client: Client) -> None:
    event, round = a_speed_event(), a_round()
    client.force_login(organiser_of(event.programme))
    assert marked(client, f"/events/{event.slug}/day/tables/") == [("true", "Events")]
    assert marked(client, f"/programmes/{event.programme.slug}/") == [("true", "Programmes")]
    assert marked(client, "/me/profile/you/") == [("true", "Profile")]
    client.force_login(organiser_of(round.programme))
    inside = f"/programmes/{round.programme.slug}/{round.slug}/organise/"
    assert marked(client, inside) == [("true", "Programmes")]


def test_where_no_section_is_meant_none_is_marked(client: Client) -> None:
    assert marked(client, "/nothing-here/") == []
    assert marked(client, "/accounts/login/") == []


def test_a_visitor_sees_the_programmes_only(client: Client) -> None:
    assert marked(client, "/programmes/") == [("page", "Programmes")]
    assert "/events/" not in client.get("/programmes/").content.decode().split("</header>")[0]
