"""An organiser reads what was drafted, mends a line, sends it all, thinks again, and sends it after all."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from playwright.sync_api import expect

from pairloom.messages.models import Message
from pairloom.people.models import Person
from tests.support.accessibility import axe, fits_its_screen
from tests.support.browser import PHONE, OpenPage
from tests.support.jobs import run_jobs
from tests.support.letters import a_draft
from tests.support.mailbox import Mailbox
from tests.support.scenarios import a_person

pytestmark = pytest.mark.django_db(transaction=True)
OUTBOX = "/outbox/choir/1/"


@pytest.fixture
def three_drafts(choir: Person) -> None:
    for name in ("Asha", "Ben", "Chi"):
        a_draft(a_person(name), a_person(f"{name}s neighbour"))


def test_drafts_are_read_mended_sent_taken_back_and_sent(
    choir: Person, three_drafts: None, open_page: OpenPage, settings: LazySettings, mailbox: Mailbox
) -> None:
    settings.MAIL_UNDO_TIME = timedelta(minutes=1)
    page = open_page(choir)
    page.goto(OUTBOX)
    page.get_by_role("link", name="Chi, sing with us").click()
    letter = page.frame_locator("iframe").get_by_role("listitem")
    expect(letter).to_have_text(["Monday", "Friday"])
    page.get_by_text("The same as plain text").click()
    expect(page.get_by_text("No more such mails: http")).to_be_visible()

    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Text").fill("Dear Chi,\n\ncome on **Tuesday**.")
    expect(page.locator("#preview strong", has_text="Tuesday")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Save").click()
    expect(page.frame_locator("iframe").get_by_text("Tuesday")).to_be_visible()

    page.get_by_role("link", name="First rehearsal").click()
    page.get_by_role("button", name="Send all 3 drafts").click()
    expect(page.get_by_text("3 messages are sent now.")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("3 messages are drafts again.")).to_be_visible()

    settings.MAIL_UNDO_TIME = timedelta(0)
    page.get_by_role("button", name="Send all 3 drafts").click()
    run_jobs()
    expect(page.get_by_role("link", name="Sent 3")).to_be_visible()
    expect(page.locator("li .tag", has_text="sent")).to_have_count(3)
    assert "come on Tuesday" in str(mailbox.latest_of("chi@example.org").body)
    assert len(mailbox.sent) == 6


def test_two_organisers_edit_the_same_draft_and_neither_loses_a_word(
    choir: Person, three_drafts: None, open_page: OpenPage
) -> None:
    address = f"{OUTBOX}{Message.objects.first().pk}/edit/"  # type: ignore[union-attr]
    early, late = open_page(choir), open_page(choir)
    for page in (early, late):
        page.goto(address)
    early.get_by_label("Subject").fill("Early words")
    early.get_by_role("button", name="Save").click()
    late.get_by_label("Subject").fill("Late words")
    late.get_by_role("button", name="Save").click()
    expect(late.get_by_role("alert")).to_contain_text("Early words")
    expect(late.get_by_label("Subject")).to_have_value("Late words")
    axe(late)
    late.get_by_role("button", name="Save").click()
    expect(late.get_by_role("heading", level=1)).to_have_text("Late words")


def test_a_letter_is_worded_with_a_preview_that_names_a_slip(choir: Person, open_page: OpenPage) -> None:
    page = open_page(choir)
    page.goto(f"{OUTBOX}wordings/")
    page.get_by_role("link", name="Invitation to sing").click()
    page.get_by_label("Subject").fill("Hello {{ singr }}")
    expect(page.locator("#preview")).to_contain_text("Did you mean {{ singer }}?")
    page.get_by_label("Subject").fill("Hello {{ singer }}")
    expect(page.locator("#preview")).to_contain_text("Hello Sample Singer")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Use the built-in words").click()
    expect(page.get_by_label("Subject")).to_have_value("{{ singer }}, sing with us")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Subject")).to_have_value("Hello {{ singer }}")


def test_a_batch_is_sent_by_keyboard_alone(choir: Person, three_drafts: None, open_page: OpenPage) -> None:
    keyboard = open_page(choir)
    keyboard.goto(OUTBOX)
    for _ in range(20):
        keyboard.keyboard.press("Tab")
        if keyboard.evaluate("document.activeElement.textContent").strip() == "Send all 3 drafts":
            break
    keyboard.keyboard.press("Enter")
    expect(keyboard.get_by_text("3 messages are sent now.")).to_be_visible()


@pytest.mark.parametrize("place", ["", "{pk}/", "{pk}/edit/", "wordings/", "wordings/invitation/"])
def test_every_page_fits_a_phone(choir: Person, three_drafts: None, open_page: OpenPage, place: str) -> None:
    a_draft(
        a_person("X", email="a-very-long-address-without-any-blank@a-long-domain.example.org"), name="W" * 90
    )
    phone = open_page(choir, viewport=PHONE, is_mobile=True, has_touch=True)
    phone.goto(OUTBOX + place.format(pk=Message.objects.first().pk))  # type: ignore[union-attr]
    fits_its_screen(phone)
    axe(phone)


@pytest.mark.parametrize("place", ["/outbox/preferences/", "/outbox/mailbox/"])
def test_a_persons_own_pages_fit_a_phone(choir: Person, open_page: OpenPage, place: str) -> None:
    phone = open_page(choir, viewport=PHONE, is_mobile=True, has_touch=True)
    phone.goto(place)
    fits_its_screen(phone)
    axe(phone)
