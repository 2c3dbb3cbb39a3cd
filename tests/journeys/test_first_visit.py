"""Somebody who never heard of Pairloom opens its address."""

import pytest
from playwright.sync_api import Page, expect

from tests.support.accessibility import axe, fits_its_screen

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_visitor_at_a_desk_learns_what_this_is(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("main")).to_contain_text("handed down from person to person")
    axe(page)


def test_a_visitor_with_a_phone_sees_the_same_page_without_scrolling_sideways(phone: Page) -> None:
    phone.goto("/")
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    fits_its_screen(phone)
    axe(phone)
