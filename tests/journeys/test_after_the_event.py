"""The last bell has rung: the host closes, two people find each other again, and a pair grows from it."""

import pytest
from playwright.sync_api import Page, expect

from pairloom.events.models import Attendee, Event
from pairloom.events.survey_links import survey_path
from pairloom.interest.services import bring_news
from pairloom.pairs.models import Pair
from pairloom.programmes.enums import Side
from tests.support.accessibility import axe, fits_its_screen
from tests.support.browser import PHONE, OpenPage
from tests.support.events import an_event_after_its_last_bell
from tests.support.scenarios import a_round, organiser_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def event() -> Event:
    return an_event_after_its_last_bell(name="Autumn breakfast")


def first(event: Event, side: Side) -> Attendee:
    return event.attendees.filter(side=side).select_related("person")[0]


def tick(page: Page, event: Event, other: Attendee) -> None:
    page.goto(f"/events/{event.slug}/again/")
    axe(page)
    fits_its_screen(page)
    page.get_by_role("button", name=f"Meet again? {other.person}").click()
    expect(page.get_by_role("status")).to_contain_text("Noted, for nobody but you.")
    expect(page.get_by_role("button", name=f"Meet again {other.person}", pressed=True)).to_be_visible()


def test_an_event_is_closed_two_find_each_other_and_become_a_pair(event: Event, open_page: OpenPage) -> None:
    round = a_round(event.programme, name="Winter")
    mentee, mentor = first(event, Side.MENTEE), first(event, Side.MENTOR)
    desk = open_page(organiser_of(event.programme))
    desk.goto(f"/events/{event.slug}/organise/afterwards/")
    desk.get_by_role("button", name="Close the event").click()
    expect(desk.get_by_text("meetings of 18 planned")).to_be_visible()
    axe(desk)

    for one, other in ((mentee, mentor), (mentor, mentee)):
        tick(open_page(one.person, viewport=PHONE, has_touch=True, is_mobile=True), event, other)
    desk.reload()
    expect(desk.get_by_role("button", name="Open as a pair")).to_have_count(0)

    bring_news()
    phone = open_page(mentee.person, viewport=PHONE)
    phone.goto(f"/events/{event.slug}/again/")
    phone.get_by_role("link", name="You both would like to").click()
    expect(phone.get_by_text(str(mentor.person)).first).to_be_visible()

    desk.reload()
    desk.get_by_label(f"Round for {mentee.person} and {mentor.person}").select_option(label="Winter")
    desk.get_by_role("button", name="Open as a pair").click()
    expect(desk.get_by_role("link", name="a pair of Winter")).to_be_visible()
    assert Pair.objects.get().round == round


def test_the_survey_of_a_mail_is_answered_on_a_phone_without_signing_in_or_scripts(
    event: Event, open_page: OpenPage
) -> None:
    phone = open_page(viewport=PHONE, java_script_enabled=False)
    phone.goto(survey_path(first(event, Side.MENTEE)))
    phone.get_by_label("5: very much").check()
    phone.get_by_label("What should we do differently?").fill("Nothing at all.")
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_text("Thank you.")).to_be_visible()
    assert event.feedback.get().comment == "Nothing at all."


def test_pages_of_the_organiser_can_be_used_by_everybody(event: Event, open_page: OpenPage) -> None:
    desk = open_page(organiser_of(event.programme), viewport={"width": 360, "height": 700})
    desk.goto(f"/events/{event.slug}/organise/afterwards/")
    desk.get_by_role("button", name="Close the event").click()
    number = first(event, Side.MENTEE).number
    for page in ("people/", f"people/{number}/"):
        desk.goto(f"/events/{event.slug}/organise/afterwards/{page}")
        axe(desk)
        fits_its_screen(desk)
    desk.get_by_label("Turn 2").select_option(label="nobody")
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_text("2 meetings").first).to_be_visible()
