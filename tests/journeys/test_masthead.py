"""The way to every part of the house: all links at a desk, one row with a menu on a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.accessibility import axe, fits_its_screen
from tests.support.browser import PHONE, OpenPage
from tests.support.scenarios import a_person

pytestmark = pytest.mark.django_db(transaction=True)

ONE_ROW = 72  # pixels


def height_of_masthead(page: Page) -> float:
    box = page.get_by_role("banner").bounding_box()
    assert box
    return box["height"]


def test_at_a_desk_every_link_is_there(open_page: OpenPage) -> None:
    page = open_page(a_person())
    page.goto("/events/")
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()
    for name in ("Programmes", "Events", "My page", "Mutual interest", "Profile"):
        expect(page.get_by_role("navigation", name="Main").get_by_role("link", name=name)).to_be_visible()
    expect(page.get_by_role("link", name="Events", exact=True)).to_have_attribute("aria-current", "page")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    assert height_of_masthead(page) < ONE_ROW


def test_on_a_phone_one_row_holds_a_menu_that_moves_nothing(open_page: OpenPage) -> None:
    page = open_page(a_person(), viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto("/events/")
    fits_its_screen(page)
    assert height_of_masthead(page) < ONE_ROW
    before = page.get_by_role("main").bounding_box()
    menu = page.get_by_role("button", name="Menu")
    expect(page.get_by_role("link", name="Profile")).to_be_hidden()
    menu.tap()
    expect(page.get_by_role("link", name="Events", exact=True)).to_have_attribute("aria-current", "page")
    assert page.get_by_role("main").bounding_box() == before
    axe(page)
    fits_its_screen(page)
    page.get_by_role("button", name="Close").tap()
    expect(page.get_by_role("link", name="Profile")).to_be_hidden()
    menu.tap()
    page.get_by_role("link", name="Profile").tap()
    expect(page).to_have_url("/me/profile/")


def test_the_menu_works_by_keyboard(open_page: OpenPage) -> None:
    page = open_page(a_person(), viewport=PHONE)
    page.goto("/events/")
    menu = page.get_by_role("button", name="Menu")
    menu.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Programmes")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Programmes")).to_be_hidden()
    expect(menu).to_be_focused()


def test_the_menu_opens_without_scripts(open_page: OpenPage) -> None:
    page = open_page(a_person(), viewport=PHONE, java_script_enabled=False)
    page.goto("/events/")
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="My page").click()
    expect(page).to_have_url("/me/")
