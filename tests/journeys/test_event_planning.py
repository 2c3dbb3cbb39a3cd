"""Planning an event with a phone: what the numbers can give stays in sight while they are typed."""

import pytest
from playwright.sync_api import expect

from tests.support.accessibility import axe, fits_its_screen
from tests.support.browser import PHONE, OpenPage
from tests.support.scenarios import a_programme, organiser_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_verdict_goes_along_with_the_numbers_on_a_phone(open_page: OpenPage) -> None:
    programme = a_programme()
    page = open_page(organiser_of(programme), viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto(f"/events/new/{programme.slug}/")
    verdict = page.locator("#verdict")
    expect(verdict).to_contain_text("Each mentee meets 5 mentors.")
    page.get_by_role("spinbutton", name="Tables").fill("4")
    page.get_by_label("Seats at each").fill("10")
    expect(verdict).to_contain_text("The same faces again.")
    expect(verdict).to_be_in_viewport(ratio=1)
    expect(page.locator("#sheet")).to_contain_text("The same faces again")
    axe(page)
    fits_its_screen(page)
    page.get_by_role("link", name="See why").tap()
    expect(page.get_by_role("heading", name="What these numbers can give")).to_be_in_viewport()


def test_a_way_to_cut_the_hour_is_taken_over_where_it_is_entered(open_page: OpenPage) -> None:
    programme = a_programme()
    page = open_page(organiser_of(programme), viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto(f"/events/new/{programme.slug}/")
    page.get_by_label("Minutes that you have").fill("90")
    page.get_by_role("button", name="7 turns of 10 minutes with 2 to change").tap()
    turns = page.get_by_role("spinbutton", name="Turns", exact=True)
    expect(turns).to_have_value("7")
    expect(turns).to_be_in_viewport()
    expect(page.locator("#verdict")).to_contain_text("Each mentee meets 7 mentors.")
    expect(page.locator("#verdict")).to_be_in_viewport(ratio=1)
    axe(page)
    fits_its_screen(page)


def test_at_a_desk_the_sheet_beside_the_form_says_it_all(open_page: OpenPage) -> None:
    programme = a_programme()
    page = open_page(organiser_of(programme))
    page.goto(f"/events/new/{programme.slug}/")
    expect(page.locator("#verdict")).to_be_hidden()
    expect(page.locator("#sheet")).to_contain_text("Each mentee meets 5 mentors")
