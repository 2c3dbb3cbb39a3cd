"""Two shy people: neither dares to ask, each marks the other in private, and the morning tells both."""

import re
from datetime import timedelta

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from pairloom.interest.tasks import bring_news
from pairloom.pairs.models import Pair
from pairloom.people.enums import Level
from pairloom.people.models import Person
from pairloom.people.services import update_profile
from tests.support.accessibility import axe, fits_its_screen
from tests.support.browser import PHONE, OpenPage
from tests.support.interest import a_member
from tests.support.jobs import run_jobs
from tests.support.mailbox import Mailbox
from tests.support.scenarios import EVENINGS, a_person

pytestmark = pytest.mark.django_db(transaction=True)


def somebody(name: str, **topics: dict[str, Level]) -> Person:
    """Free in Berlin's evenings, not in the directory yet."""
    person = a_person(name, languages=["English"], time_zone="Europe/Berlin", availability=EVENINGS)
    update_profile(person=person, by=person, **topics)
    return person


def test_two_shy_people_find_each_other_and_nobody_else_learns_of_it(
    open_page: OpenPage, mailbox: Mailbox, settings: LazySettings
) -> None:
    settings.MAIL_UNDO_TIME = timedelta(0)
    noor = somebody("Noor Haddad", topics_wanted={"Rust": Level.BASICS})
    asha = somebody("Asha Rao", topics_offered={"Rust": Level.EXPERT})
    a_member("Watchful Wim")

    on_her_phone = open_page(noor, viewport=PHONE, has_touch=True, is_mobile=True)
    joins(on_her_phone)
    at_her_desk = open_page(asha)
    joins(at_her_desk)

    noor_marks_asha_with_a_topic(on_her_phone)
    asha_is_suggested_noor_and_taps_once(at_her_desk)
    nothing_has_changed_for_either(on_her_phone, at_her_desk, mailbox)

    bring_news.run()
    run_jobs()
    for person, other in ((noor, "Asha"), (asha, "Noor")):
        letter = mailbox.latest_of(person.email)
        assert letter.subject == "It is mutual"
        assert other not in str(letter.body)

    on_her_phone.goto("/me/")
    on_her_phone.get_by_role("link", name="See who").click()
    expect(on_her_phone.get_by_role("heading", name="Asha Rao would gladly help you")).to_be_visible()
    expect(on_her_phone.get_by_text("in your time zone")).to_be_visible()
    expect(on_her_phone.get_by_role("link", name="Write to Asha Rao")).to_have_attribute(
        "href", re.compile("^mailto:asha.rao@example.org.*admire")
    )
    looks_right(on_her_phone)
    on_her_phone.get_by_role("button", name="By ourselves").click()
    expect(on_her_phone.get_by_text("as soon as Asha Rao says the same")).to_be_visible()

    at_her_desk.goto("/interest/mutual/")
    expect(at_her_desk.get_by_text("Noor Haddad wrote: Rust macros")).to_be_visible()
    expect(at_her_desk.get_by_text("Noor Haddad would like that, by yourselves.")).to_be_visible()
    looks_right(at_her_desk)
    at_her_desk.get_by_role("button", name="By ourselves").click()
    expect(at_her_desk.get_by_text("You are a pair now.")).to_be_visible()
    expect(at_her_desk.get_by_text("Found each other")).to_be_visible()
    pair = Pair.objects.get()
    assert (pair.mentor, pair.mentee, pair.round) == (asha, noor, None)


def joins(page: Page) -> None:
    page.goto("/me/")
    if (menu := page.get_by_role("button", name="Menu")).is_visible():
        menu.click()
    page.get_by_role("link", name="Mutual interest").click()
    expect(page.get_by_text("Here you need not ask.")).to_be_visible()
    looks_right(page)
    page.get_by_role("button", name="Take part").click()
    expect(page.get_by_role("heading", name="Watchful Wim")).to_be_visible()


def noor_marks_asha_with_a_topic(page: Page) -> None:
    page.goto("/interest/")
    page.get_by_label("Topic", exact=True).fill("rust")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("heading", name="Asha Rao")).to_be_visible()
    page.get_by_text("With a topic").click()
    page.get_by_label("They read it only if it is mutual").fill("Rust macros")
    page.get_by_role("button", name="I would like to learn from Asha Rao").click()
    expect(page.get_by_text("Nobody else can read it.")).to_be_visible()
    expect(page.get_by_text("You would like to learn from Asha Rao: Rust macros")).to_be_visible()
    assert "topic=rust" in page.url
    looks_right(page)
    page.get_by_role("link", name="My list").click()
    expect(page.get_by_text("You would like to learn from Asha Rao")).to_be_visible()
    looks_right(page)


def asha_is_suggested_noor_and_taps_once(page: Page) -> None:
    page.goto("/interest/")
    suggested = page.get_by_role("region", name="Might be glad of your help")
    expect(suggested.get_by_text("would like to learn Rust, which you offer")).to_be_visible()
    looks_right(page)
    suggested.get_by_role("button", name="I would gladly help Noor Haddad").click()
    expect(page.get_by_text("You would gladly help Noor Haddad")).to_be_visible()


def nothing_has_changed_for_either(phone: Page, desk: Page, mailbox: Mailbox) -> None:
    for page in (phone, desk):
        page.goto("/interest/mutual/")
        expect(page.get_by_role("heading", name="Nothing yet")).to_be_visible()
        looks_right(page)
        page.goto("/me/")
        expect(page.get_by_role("link", name="See who")).to_have_count(0)
    assert run_jobs() == []
    assert mailbox.of("noor.haddad@example.org") == []


def looks_right(page: Page) -> None:
    axe(page)
    fits_its_screen(page)
