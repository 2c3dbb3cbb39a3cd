"""Checks that a page can be used by everybody."""

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

VIOLATIONS = "axe.run({resultTypes: ['violations']}).then(results => results.violations)"


def axe(page: Page) -> None:
    """Assert that axe finds no violation on the page, in its light and in its dark colours."""
    page.evaluate(AXE_SCRIPT)
    for colours in ("light", "dark"):
        page.emulate_media(color_scheme=colours, reduced_motion="reduce")
        found = AxeResults({"violations": page.evaluate(VIOLATIONS)})
        assert not found.violations_count, f"{page.url} in {colours} colours: {found.generate_report()}"
    page.emulate_media(color_scheme="null", reduced_motion="null")


def fits_its_screen(page: Page) -> None:
    """Assert that nobody has to scroll sideways."""
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= seen, f"{page.url} is {wide} pixels wide on a screen of {seen}"
