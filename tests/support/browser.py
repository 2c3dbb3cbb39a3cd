"""A real Chromium for stories. A story fails on any fault that the browser reports, with pictures kept."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from pairloom.people.models import Person
from tools import chromium

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
PICTURES = Path(__file__).parents[2] / "data" / "failed-stories"
PATIENCE = 15_000  # milliseconds; a slow machine is no fault
OVERTAKEN = ("htmx:sendAbort", "htmx:afterRequest")  # a newer request, or the next page, came first
SWITCHES = [
    "--no-sandbox",  # Chromium's own needs a user other than root
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

OpenPage = Callable[..., Page]


@dataclass
class Faults:
    """What browsers complained about during one story, less what the story says it expects."""

    seen: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expect(self, words: str) -> None:
        """Say that a complaint containing `words` belongs to the story, such as "status of 404"."""
        self.expected.append(words)

    def unexpected(self) -> list[str]:
        return [fault for fault in self.seen if not any(words in fault for words in self.expected)]

    def watch(self, page: Page) -> None:
        page.on("console", self._console)  # breaches of the content security policy arrive here too
        page.on("pageerror", lambda error: self.seen.append(f"script error on {page.url}: {error}"))
        page.on("requestfailed", self._request_failed)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(OVERTAKEN):
            self.seen.append(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def _request_failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the person left the page, or it became a download
            self.seen.append(f"request failed: {request.url} ({request.failure})")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.seen.append(f"status {response.status}: {response.url}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    program = chromium.find()
    if program is None:
        pytest.fail(chromium.MISSING)
    expect.set_options(timeout=PATIENCE)  # left alone it gives up before a page asks for news, every 5 s
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=SWITCHES)
        yield opened
        opened.close()


@pytest.fixture
def faults() -> Iterator[Faults]:
    """The complaints of every page of this story; it fails where one was not expected."""
    found = Faults()
    yield found
    if complaints := found.unexpected():
        pytest.fail("\n".join(["The browser reported:", *complaints]), pytrace=False)


@pytest.fixture
def open_page(
    browser: Browser, live_server: LiveServer, faults: Faults, request: pytest.FixtureRequest
) -> Iterator[OpenPage]:
    """Open pages that share nothing: `open_page(person, viewport=PHONE, timezone_id="Asia/Tokyo")`.

    With a person they are signed in. Addresses may be given without the host: `page.goto("/")`.
    """
    contexts: list[BrowserContext] = []

    def opened(person: Person | None = None, **options: Any) -> Page:
        wished = {"viewport": DESKTOP, "base_url": live_server.url, "locale": "en-GB"} | options
        context = browser.new_context(**wished)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if person is not None:
            sign_in(context, person, live_server.url)
        page = context.new_page()
        context.on("page", faults.watch)
        faults.watch(page)
        return page

    yield opened
    if getattr(request.node, "story_failed", False):
        keep_pictures(contexts, request.node.name)
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A visitor at a desk."""
    return open_page()


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """A visitor with a phone in the hand."""
    return open_page(viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as `browser` whatever opens one, so that no run without Chromium takes it up."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.when == "call":
        item.story_failed = report.failed  # type: ignore[attr-defined]
    return report


def sign_in(context: BrowserContext, person: Person, address: str) -> None:
    """Give the browser a session of this person, as the last step of signing in does."""
    client = Client()
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])


def keep_pictures(contexts: list[BrowserContext], story: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages, start=1):
        picture = PICTURES / f"{re.sub(r'[^a-z0-9_]+', '-', story.lower())}-{number}.png"
        page.screenshot(path=picture, full_page=True)
        print(f"Picture of page {number} ({page.url}): {picture}")
