"""A host plans an event with the sheet beside the form, and a newcomer answers with a phone."""

import pytest
from playwright.sync_api import Page, expect

from pairloom.events.models import Attendee, Event
from pairloom.programmes.enums import Side
from tests.support.accessibility import axe, fits_its_screen
from tests.support.browser import PHONE, OpenPage
from tests.support.events import a_speed_event, an_attendee
from tests.support.scenarios import a_person, a_programme, organiser_of

pytestmark = pytest.mark.django_db(transaction=True)


def looks_well(page: Page) -> None:
    fits_its_screen(page)
    axe(page)


def test_a_host_plans_an_event_and_opens_it(open_page: OpenPage) -> None:
    programme = a_programme()
    page = open_page(organiser_of(programme))
    page.goto(f"/programmes/{programme.slug}/")
    page.get_by_role("link", name="Plan a speed event").click()
    page.get_by_label("Name", exact=True).fill("Mentoring breakfast")
    page.get_by_label("Minutes that you have").fill("50")
    sheet = page.locator("#sheet")
    expect(page.get_by_role("main")).to_contain_text("50 minutes can be")
    page.get_by_role("button", name="4 turns of 10 minutes").click()
    expect(page.get_by_role("spinbutton", name="Turns")).to_have_value("4")
    expect(page.get_by_label("Name", exact=True)).to_have_value("Mentoring breakfast")
    page.get_by_role("spinbutton", name="Tables").fill("4")
    page.get_by_label("Seats at each").fill("10")
    expect(sheet).to_contain_text("With 4 tables of 10 nobody can avoid it")
    page.get_by_role("spinbutton", name="Tables").fill("8")
    page.get_by_label("Seats at each").fill("5")
    expect(sheet).to_contain_text("Nothing forces two mentees")
    looks_well(page)
    page.get_by_role("button", name="Make the event").click()
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_role("main")).to_contain_text("Find 8 more mentors")
    looks_well(page)
    event = Event.objects.get()
    assert (event.turns, event.tables.count(), event.opened_at is not None) == (4, 8, True)
    for tab in ("People", "Tables"):
        page.get_by_role("navigation", name="This event").get_by_role("link", name=tab).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(tab)
        looks_well(page)


def test_a_newcomer_answers_with_a_phone_and_cancels(open_page: OpenPage) -> None:
    event = a_speed_event(tables={1: 2})
    asha = an_attendee(event, Side.MENTOR, person=a_person("Asha Patel"), topics="Go")
    event.topics.set(asha.topics.all())
    an_attendee(event, person=a_person("Bo Berg"))
    mei = a_person("Mei Tan")
    page = open_page(mei, viewport=PHONE | {"width": 360}, has_touch=True, is_mobile=True)
    page.goto("/events/")
    looks_well(page)
    page.get_by_role("link", name=event.name).click()
    looks_well(page)
    page.get_by_role("link", name="Answer").click()
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_role("alert")).to_contain_text("Tick at least one topic")
    looks_well(page)
    page.get_by_label("Go", exact=True).check()
    page.get_by_label("Dearest wish").select_option("Asha Patel: Go")
    page.get_by_label("Person 1", exact=True).fill("Bo Berg")
    page.get_by_label("to help, as a mentor").check()
    expect(page.get_by_label("Dearest wish")).to_be_hidden()
    page.get_by_label("to learn, as a mentee").check()
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_role("main")).to_contain_text("You come as a mentee")
    looks_well(page)
    attendee = Attendee.objects.get(person=mei)
    assert [wished.pk for wished in attendee.wishes.all()] == [asha.pk]
    page.get_by_role("button", name="I cannot come after all").click()
    expect(page.get_by_role("main")).to_contain_text("You do not come")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("main")).to_contain_text("You come as a mentee")
