"""Checks that a page can be used by everybody."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def axe(page: Page) -> None:
    """Assert that axe finds no violation on the page, in its light and in its dark colours."""
    for colours in ("light", "dark"):
        page.emulate_media(color_scheme=colours, reduced_motion="reduce")
        results = Axe().run(page)
        assert not results.violations_count, f"{page.url} in {colours} colours: {results.generate_report()}"
    page.emulate_media(color_scheme="null", reduced_motion="null")


def fits_its_screen(page: Page) -> None:
    """Assert that nobody has to scroll sideways."""
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= seen, f"{page.url} is {wide} pixels wide on a screen of {seen}"
