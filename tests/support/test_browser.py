"""The watch over stories must itself notice things."""

import pytest
from playwright.sync_api import Page

from tests.support.accessibility import axe
from tests.support.browser import Faults

pytestmark = pytest.mark.django_db(transaction=True)

POLICY = {"Content-Security-Policy": "script-src 'self'", "Content-Type": "text/html"}


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<script>1</script>", "Content Security Policy"),
        ("<script src=/gone.js></script>", "status of 404"),
        ("<img src=http://127.0.0.1:9/nobody-listens.png>", "request failed"),
    ],
)
def test_a_page_with_a_fault_is_noticed(page: Page, faults: Faults, body: str, complaint: str) -> None:
    page.route("**/faulty", lambda route: route.fulfill(headers=POLICY, body=f"<title>x</title>{body}"))
    page.goto("/faulty", wait_until="networkidle")
    assert any(complaint in fault for fault in faults.unexpected())
    faults.expected.append("")


def test_a_page_that_a_screen_reader_cannot_read_is_noticed(page: Page) -> None:
    page.goto("/")
    page.evaluate("document.body.append(document.createElement('button'))")
    with pytest.raises(AssertionError, match="button-name"):
        axe(page)
