"""Somebody comes for the first time, and comes back."""

import re
from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from pairloom.people.models import Person
from tests.support.accessibility import axe, fits_its_screen
from tests.support.browser import Faults, OpenPage
from tests.support.mailbox import Mailbox
from tests.support.scenarios import a_person
from tests.support.signing_in import code_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def passkeys(page: Page) -> Iterator[None]:
    """A device with a finger on its sensor."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield
    device.detach()


def sign_in(page: Page, mailbox: Mailbox, address: str) -> None:
    page.goto("/")
    page.get_by_role("banner").get_by_role("link", name="Sign in").click()
    page.get_by_label("Your e-mail address").fill(address)
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    page.get_by_label("The code from the mail").fill(code_for(mailbox, address))
    page.get_by_role("button", name="Sign in").click()


def agree(page: Page) -> None:
    page.get_by_role("button", name="That is all right with me").click()


def test_somebody_new_gets_a_code_agrees_and_begins_a_profile(phone: Page, mailbox: Mailbox) -> None:
    page = phone
    page.goto(reverse("account_login"))
    axe(page)
    fits_its_screen(page)
    sign_in(page, mailbox, "new@example.org")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Welcome to")
    axe(page)
    fits_its_screen(page)
    agree(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("About you")
    assert Person.objects.filter(email="new@example.org").exists()


def test_the_keyboard_alone_opens_the_door(page: Page, mailbox: Mailbox) -> None:
    page.goto(reverse("account_login"))
    page.get_by_label("Your e-mail address").focus()
    page.keyboard.type("new@example.org")
    page.keyboard.press("Enter")
    page.get_by_label("The code from the mail").focus()
    page.keyboard.type("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_label("The code from the mail")).to_be_focused()
    expect(page.get_by_text("That is not the code that we sent.")).to_be_visible()
    axe(page)
    page.keyboard.press("Control+A")
    page.keyboard.type(code_for(mailbox, "new@example.org"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Welcome to")


def test_a_passkey_is_added_used_renamed_and_removed(page: Page, mailbox: Mailbox, passkeys: None) -> None:
    person = a_person("Ana Reis")
    sign_in(page, mailbox, person.email)
    agree(page)
    page.goto(reverse("mfa_list_webauthn"))
    axe(page)
    page.get_by_role("link", name="Add a passkey").click()
    axe(page)
    page.get_by_label("Name of the passkey").fill("My laptop")
    page.get_by_role("button", name="Ask my device").click()
    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    axe(page)

    page.get_by_role("button", name="Sign out").click()
    page.goto(reverse("account_login"))
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(re.compile(f"{reverse('desk:me')}$"))

    page.goto(reverse("mfa_list_webauthn"))
    page.get_by_role("link", name="Rename My laptop").click()
    axe(page)
    page.get_by_label("Name of the passkey").fill("Old laptop")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Remove Old laptop").click()
    axe(page)
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_role("heading", name="No passkey yet")).to_be_visible()
    assert "passkey was added" in str(mailbox.of(person.email)[1].subject)


def test_a_mailed_code_still_opens_the_door_for_whoever_has_a_passkey(
    page: Page, mailbox: Mailbox, passkeys: None, open_page: OpenPage
) -> None:
    person = a_person("Ana Reis")
    sign_in(page, mailbox, person.email)
    agree(page)
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_role("button", name="Ask my device").click()
    expect(page.get_by_text("The passkey is added.")).to_be_visible()
    elsewhere = open_page()
    sign_in(elsewhere, mailbox, person.email)
    expect(elsewhere.get_by_role("button", name="Sign out")).to_be_visible()


def test_a_device_without_a_passkey_is_told_so_kindly(page: Page, passkeys: None, faults: Faults) -> None:
    page.goto(reverse("account_login"))
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("Your device did not finish signing in.")).to_be_visible()
    axe(page)


def test_another_address_is_added_and_made_the_main_one(page: Page, mailbox: Mailbox) -> None:
    person = a_person("Ana Reis")
    sign_in(page, mailbox, person.email)
    agree(page)
    page.get_by_role("link", name="Profile", exact=True).click()
    page.get_by_role("link", name="E-mail addresses").click()
    page.get_by_label("Another address").fill("ana@work.example")
    page.get_by_role("button", name="Add this address").click()
    axe(page)
    page.get_by_label("The code from the mail").fill(code_for(mailbox, "ana@work.example"))
    page.get_by_role("button", name="Confirm").click()
    page.goto(reverse("account_email"))
    axe(page)
    page.get_by_role("button", name="Make it the main one ana@work.example").click()
    page.get_by_role("button", name="Remove ana.reis@example.org").click()
    expect(page.get_by_role("listitem").filter(has_text="ana@work.example")).to_contain_text("main address")
    person.refresh_from_db()
    assert person.email == "ana@work.example"
