"""Somebody with a phone signs up for a round: new here, step by step, and changes their mind."""

import re

import pytest
from playwright.sync_api import Page, expect

from pairloom.core.audit import reference
from pairloom.people.enums import ConsentKind, TopicSide
from pairloom.people.models import Person
from pairloom.people.queries import has_consented, topics_of
from pairloom.programmes.enums import ApplicationState
from pairloom.programmes.models import ANYWHERE_ON_EARTH, Application, Round
from tests.support.accessibility import axe, fits_its_screen
from tests.support.browser import PHONE, OpenPage
from tests.support.jobs import run_jobs
from tests.support.mailbox import Mailbox
from tests.support.scenarios import a_person, a_round_open_for_sign_up, a_round_ready_to_match
from tests.support.signing_in import code_for

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "mei@example.org"


def page_of(round: Round) -> str:
    return f"/programmes/{round.programme.slug}/{round.slug}/"


def looks_well(page: Page) -> None:
    fits_its_screen(page)
    axe(page)


def test_a_newcomer_signs_up_with_a_phone(open_page: OpenPage, mailbox: Mailbox) -> None:
    round = a_round_open_for_sign_up()
    round.time_zone = ANYWHERE_ON_EARTH
    round.save()
    page = open_page(viewport=PHONE, has_touch=True, is_mobile=True, timezone_id="Asia/Singapore")

    page.goto("/programmes/")
    looks_well(page)
    page.get_by_role("link", name="Sign up for Spring").click()
    expect(page.get_by_role("main")).to_contain_text("19:59 where you are")
    looks_well(page)
    page.get_by_role("link", name="Sign up", exact=True).click()

    page.get_by_label("E-mail").fill(ADDRESS)
    page.get_by_role("button", name="code").click()
    page.get_by_label("Code").fill(code_for(mailbox, ADDRESS))
    page.get_by_role("button", name=re.compile("Sign in|Confirm|Continue")).click()
    page.get_by_role("button", name="That is all right with me").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Sign up for Spring")
    looks_well(page)
    page.get_by_label("To learn, as a mentee").check()
    page.get_by_label("How many mentors would you like?").select_option("2")
    page.get_by_label("Your name").fill("Mei Tan")
    page.get_by_label("Topic 1", exact=True).first.fill("Kubernetes")
    page.get_by_role("button", name="Weekday evenings").click()
    page.get_by_label("What do you hope for?").fill("To run a cluster.")
    expect(page.locator("#saved")).to_contain_text("Kept as a draft")
    looks_well(page)

    page.reload()
    expect(page.get_by_label("What do you hope for?")).to_have_value("To run a cluster.")
    page.get_by_role("button", name="Send my sign-up").click()
    expect(page.get_by_role("alert")).to_contain_text("people who agree to it")
    looks_well(page)
    page.get_by_label("I have read the code of conduct").check()
    page.get_by_role("button", name="Send my sign-up").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Your sign-up has arrived")
    looks_well(page)
    mei = Person.objects.get(email=ADDRESS)
    application = Application.objects.get(person=mei)
    assert (application.state, application.wants) == (ApplicationState.SUBMITTED, 2)
    assert list(topics_of(mei, TopicSide.WANTED)) == ["Kubernetes"]
    assert mei.time_zone == "Asia/Singapore"
    assert has_consented(mei, ConsentKind.CONDUCT, reference(round.programme), "1")
    run_jobs()
    assert "Your sign-up" in str(mailbox.latest_of(ADDRESS).subject)


def test_a_mentor_changes_and_withdraws_and_comes_back(open_page: OpenPage) -> None:
    round = a_round_open_for_sign_up()
    kofi = a_person("Kofi", time_zone="Africa/Accra")
    page = open_page(kofi, viewport=PHONE)
    page.goto(page_of(round) + "apply/")
    page.get_by_label("To help, as a mentor").check()
    expect(page.get_by_label("What do you hope for?")).to_be_hidden()
    page.get_by_label("How many mentees can you take?").select_option("0")
    page.get_by_label("I have read the code of conduct").check()
    page.get_by_role("button", name="Send my sign-up").click()
    expect(page.get_by_role("main")).to_contain_text("You pause this time")

    page.goto(page_of(round))
    page.get_by_role("button", name="I cannot take part after all").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="You signed up")).to_be_visible()
    looks_well(page)


def test_a_whole_sign_up_is_done_by_keyboard(open_page: OpenPage) -> None:
    round = a_round_open_for_sign_up()
    mei = a_person("Mei", time_zone="Asia/Singapore")
    page = open_page(mei)
    page.goto(page_of(round) + "apply/")
    press_until(page, "[name=sides][value=mentee]")
    page.keyboard.press("Space")
    press_until(page, "[name='q-topics-topics_wanted']")
    page.keyboard.type("Kubernetes")
    press_until(page, "button:has-text('Weekday evenings')")
    page.keyboard.press("Enter")
    press_until(page, "[name=agrees]")
    page.keyboard.press("Space")
    press_until(page, "button:has-text('Send my sign-up')")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your sign-up has arrived")


def press_until(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    wanted = page.locator(selector).first
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not lead to {selector}")


def test_a_sign_up_works_without_scripts(open_page: OpenPage) -> None:
    round = a_round_open_for_sign_up()
    mei = a_person("Mei", time_zone="Asia/Singapore")
    page = open_page(mei, java_script_enabled=False)
    page.goto(page_of(round) + "apply/")
    page.get_by_label("To learn, as a mentee").check()
    page.get_by_label("What do you hope for?").fill("To run a cluster.")
    page.get_by_role("button", name="Go on later").click()
    expect(page.get_by_role("status").first).to_contain_text("Saved as a draft")
    page.get_by_label("Topic 1", exact=True).first.fill("Kubernetes")
    page.get_by_label("Monday 18:00").check()
    page.get_by_label("I have read the code of conduct").check()
    page.get_by_role("button", name="Send my sign-up").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your sign-up has arrived")


def test_who_comes_too_late_is_told_so_kindly(open_page: OpenPage) -> None:
    round = a_round_ready_to_match(mentees=0, mentors=0)
    page = open_page(a_person("Late"), viewport=PHONE)
    page.goto(page_of(round) + "apply/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign-up is closed")
    looks_well(page)
