"""A host prints for a large event: a job makes the cards while the page tells how far it is."""

import re

import pytest
from playwright.sync_api import Page, expect

from pairloom.events.models import Printing
from tests.events.test_printings import a_large_event, address, host_of
from tests.printing.paper import pages
from tests.support.accessibility import axe, fits_its_screen
from tests.support.browser import PHONE, OpenPage
from tests.support.jobs import run_jobs

pytestmark = pytest.mark.django_db(transaction=True)


def looks_right(page: Page) -> None:
    axe(page)
    fits_its_screen(page)


def test_cards_for_a_large_event_are_asked_for_made_and_taken(open_page: OpenPage) -> None:
    event = a_large_event()
    page, phone = open_page(host_of(event)), open_page(host_of(event), viewport=PHONE)
    plain = open_page(host_of(event), java_script_enabled=False)
    page.goto(address(event))
    page.get_by_role("button", name=re.compile("A4 ?: Cards")).click()
    expect(page.get_by_text("Waiting to begin")).to_be_visible()
    for other in (phone, plain):
        other.goto(address(event))
        expect(other.get_by_text("Waiting to begin")).to_be_visible()
    looks_right(page)
    looks_right(phone)
    Printing.objects.update(progress=0.5)
    expect(page.get_by_text("Being made")).to_be_visible()
    run_jobs()
    download = page.get_by_role("button", name=re.compile("Download ?: Cards"))
    expect(download).to_be_visible()
    looks_right(page)
    looks_right(phone)
    plain.get_by_role("link", name="Look again").click()
    expect(plain.get_by_role("button", name=re.compile("Download ?: Cards"))).to_be_visible()
    with page.expect_download() as taken:
        download.click()
    assert taken.value.suggested_filename == f"{event.slug}-cards.pdf"
    assert pages(taken.value.path().read_bytes()) == 101
    page.reload()
    expect(page.get_by_text("The cards of plan 1, which people follow, were printed.")).to_be_visible()
    looks_right(page)
