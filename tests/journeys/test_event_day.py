"""The day in browsers: a helper at the door with a phone, the host with a laptop."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from pairloom.core import clock
from pairloom.events.changes import PlanAgain
from pairloom.events.enums import Presence
from pairloom.events.models import Event, Seating
from pairloom.events.services.seating import publish
from pairloom.events.tasks import start_plan
from pairloom.programmes.enums import Role, Side
from tests.support.accessibility import axe, fits_its_screen
from tests.support.browser import PHONE, OpenPage
from tests.support.events import a_full_event, an_attendee
from tests.support.scenarios import a_person, a_team_member

pytestmark = pytest.mark.django_db(transaction=True)


def a_planned_event() -> Event:
    """Twelve mentees and three mentors have seats; Zoë Müller comes, too; Sven is a spare mentor."""
    soon = clock.now() + timedelta(hours=1)
    event = a_full_event(11, 3, turns=4, tables={1: 5, 2: 5, 3: 5}, starts_at=soon)
    an_attendee(event, person=a_person("Zoë Müller"), topics="Go")
    an_attendee(event, Side.MENTOR, person=a_person("Sven Spare"), topics="Go")
    start_plan(event=event, change=PlanAgain(), made_on=None, by=None)
    publish(event=event, made_on=1, by=None)
    return event


def at_the_door(open_page: OpenPage, event: Event) -> Page:
    page = open_page(a_team_member(event.programme, Role.HOST), viewport=PHONE, has_touch=True)
    page.goto(f"/events/{event.slug}/day/")
    return page


def test_a_helper_checks_people_in_on_a_phone(open_page: OpenPage) -> None:
    event = a_planned_event()
    page = at_the_door(open_page, event)
    axe(page)
    fits_its_screen(page)
    page.get_by_label("Find somebody").press_sequentially("mul")
    zoe = page.get_by_role("listitem").filter(has_text="Zoë Müller")
    expect(zoe).to_be_visible()
    expect(page.locator("#people > ul > li")).to_have_count(1)
    page.get_by_role("button", name="Here: Zoë Müller").click()
    expect(zoe.get_by_text("here", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="1 here")).to_be_visible()
    page.get_by_role("button", name="Undo: Zoë Müller").click()
    expect(page.get_by_role("link", name="0 here")).to_be_visible()
    zoe.get_by_text("Other").click()
    axe(page)
    page.get_by_role("button", name="Late, from turn 3").click()
    expect(zoe.get_by_text("late, from turn 3")).to_be_visible()
    assert event.attendees.get(person__name="Zoë Müller").presence == Presence.LATE


def test_two_helpers_see_each_others_marks(open_page: OpenPage) -> None:
    event = a_planned_event()
    one, other = at_the_door(open_page, event), at_the_door(open_page, event)
    one.get_by_role("button", name="Here:").first.click()
    expect(other.get_by_role("link", name="1 here")).to_be_visible()


def test_the_host_begins_takes_somebody_in_re_plans_and_undoes(open_page: OpenPage) -> None:
    event = a_planned_event()
    event.attendees.exclude(person__name="Zoë Müller").update(presence=Presence.HERE)
    host = open_page(a_team_member(event.programme, Role.HOST))
    host.goto(f"/events/{event.slug}/day/bells/")
    axe(host)
    host.get_by_role("button", name="Begin turn 1 now").click()
    expect(host.get_by_role("heading", name="Turn 1 of 4")).to_be_visible()

    host.get_by_role("link", name="Walk-in").click()
    axe(host)
    host.get_by_label("Name").fill("Wanda Walk")
    host.get_by_role("button", name="Take in").click()
    expect(host.get_by_text("Wanda Walk is number 17.")).to_be_visible()

    host.get_by_role("link", name="1 person has no seat. Re-plan").click()
    expect(host.get_by_role("checkbox", name="Zoë Müller")).to_be_checked()
    axe(host)
    host.get_by_role("button", name="Work out a new plan").click()
    expect(host.get_by_text("is the least possible")).to_be_visible()
    expect(host.get_by_text("new card", exact=True).first).to_be_visible()
    axe(host)
    host.get_by_role("button", name="Publish these seats").click()
    expect(host.get_by_role("link", name="Print these cards")).to_be_visible()
    axe(host)
    host.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(host.get_by_text("People follow the former plan again.")).to_be_visible()
    assert Seating.objects.get(event=event).published.number == 1  # type: ignore[union-attr]


def test_a_spare_mentor_takes_the_table_of_a_missing_one(open_page: OpenPage) -> None:
    event = a_planned_event()
    page = at_the_door(open_page, event)
    page.get_by_role("link", name="Tables").click()
    axe(page)
    fits_its_screen(page)
    page.get_by_label("Table 2", exact=True).get_by_text("Other").click()
    page.get_by_role("button", name="Does not come").first.click()
    expect(page.get_by_role("heading", name="Table 2 mentor missing")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Sven Spare takes this table").click()
    expect(page.get_by_text("Sven Spare sits at table 2.")).to_be_visible()
    assert event.attendees.get(person__name="Sven Spare").table == event.tables.get(number=2)
