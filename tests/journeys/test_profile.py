"""Somebody tells about themselves: by mouse, thumb or keyboard, with scripts and without."""

import zipfile
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from pairloom.core.week import Week
from pairloom.people.enums import Level
from pairloom.people.models import Person
from pairloom.people.queries import profile_of
from pairloom.people.services import update_profile
from tests.support.accessibility import axe, fits_its_screen
from tests.support.browser import DESKTOP, Faults, OpenPage
from tests.support.jobs import run_jobs, wait_until
from tests.support.mailbox import Mailbox
from tests.support.scenarios import a_person

pytestmark = pytest.mark.django_db(transaction=True)

SMALL_PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def person() -> Person:
    return a_person("Ana")


def step(slug: str) -> str:
    return reverse("people:profile-step", args=[slug])


def half_hour(page: Page, name: str) -> Locator:
    return page.get_by_role("checkbox", name=name, exact=True)


def saved(page: Page) -> None:
    expect(page.get_by_role("status").filter(has_text="Saved")).to_be_visible()


def week_of(person: Person) -> Week:
    person.refresh_from_db()
    return person.availability


def test_a_profile_is_told_step_by_step_and_saved_as_one_goes(open_page: OpenPage, person: Person) -> None:
    update_profile(person=a_person("Ben"), by=None, topics_offered={"Kubernetes": Level.EXPERT})
    page = open_page(person, timezone_id="Asia/Calcutta")
    page.goto(reverse("people:profile"))
    axe(page)
    page.get_by_role("link", name="About you").click()
    page.get_by_label("Where you live").fill("Pune")
    saved(page)
    axe(page)
    page.get_by_role("button", name="Save and continue").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Where and when")
    expect(page.get_by_text("Proposed by your browser.")).to_be_visible()
    page.get_by_label("Language 1", exact=True).fill("Deutsch")
    page.get_by_label("Language 1", exact=True).press("Enter")
    page.get_by_label("Language 2", exact=True).fill("en")
    page.get_by_label("video").check()
    page.get_by_role("button", name="Weekday evenings").click()
    expect(page.get_by_text("20 hours a week marked")).to_be_visible()
    saved(page)
    axe(page)
    page.get_by_role("button", name="Save and continue").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("What you want to learn")
    expect(page.locator("datalist option[value=Kubernetes]")).to_be_attached()
    page.get_by_label("Topic 1", exact=True).fill("kubernetes")
    page.get_by_role("button", name="Add another topic").click()
    page.get_by_label("Topic 2", exact=True).fill("Public speaking")
    page.get_by_label("Level of topic 2").select_option("the basics")
    saved(page)
    page.get_by_role("button", name="Remove topic 1").click()
    expect(page.get_by_label("Topic 1", exact=True)).to_be_focused()
    axe(page)
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What you can offer")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("one to three years").check()
    page.get_by_label("Link 1", exact=True).fill("example.org/ana")
    saved(page)
    axe(page)
    page.get_by_role("button", name="Save and finish").click()

    expect(page.get_by_role("main")).to_contain_text("Monday to Friday")
    axe(page)
    person.refresh_from_db()
    told = profile_of(person)
    assert (told["place"], told["time_zone"], told["languages"]) == (
        "Pune",
        "Asia/Kolkata",
        ["German", "English"],
    )
    assert told["topics_wanted"] == {"Public speaking": Level.BASICS}
    assert (told["experience"], told["links"]) == ("some", ["https://example.org/ana"])


def test_a_week_is_painted_by_mouse_copied_cleared_and_brought_back(
    open_page: OpenPage, person: Person
) -> None:
    page = open_page(person, viewport=DESKTOP | {"height": 2000})
    page.goto(step("where-and-when"))
    half_hour(page, "Monday 18:00").hover()
    page.mouse.down()
    half_hour(page, "Wednesday 19:30").hover()
    page.mouse.up()
    expect(page.get_by_text("6 hours a week marked")).to_be_visible()
    half_hour(page, "Tuesday 18:00").click()
    expect(half_hour(page, "Tuesday 18:00")).not_to_be_checked()
    page.get_by_label("Copy this day").select_option("Tuesday")
    page.get_by_label("to these days").select_option("every day")
    page.get_by_role("group", name="Copy a day").get_by_role("button", name="Copy").click()
    expect(page.get_by_text("10.5 hours a week marked")).to_be_visible()
    saved(page)
    page.get_by_role("button", name="Clear the week").click()
    expect(page.get_by_text("Nothing marked yet")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("10.5 hours a week marked")).to_be_visible()
    wait_until(
        lambda: week_of(person) == Week.of(day * 48 + cell for day in range(7) for cell in (37, 38, 39))
    )


def test_a_week_is_painted_by_keyboard(open_page: OpenPage, person: Person) -> None:
    page = open_page(person)
    page.goto(step("where-and-when"))
    half_hour(page, "Monday 09:00").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("ArrowUp")
    expect(half_hour(page, "Tuesday 09:00")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("Space")
    expect(page.get_by_text("2 hours a week marked")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") != "checkbox"  # the grid is one stop
    wait_until(lambda: week_of(person) == Week.of([18, 19, 48 + 19, 6 * 48 + 18]))


def test_a_week_is_painted_by_thumb_on_a_small_phone(open_page: OpenPage, person: Person) -> None:
    page = open_page(person, **SMALL_PHONE)
    page.goto(step("where-and-when"))
    fits_its_screen(page)
    half_hour(page, "Monday 08:00").scroll_into_view_if_needed()
    half_hour(page, "Monday 08:00").tap()
    expect(page.get_by_text("0.5 hours a week marked")).to_be_visible()
    box = half_hour(page, "Tuesday 08:00").bounding_box()
    assert box
    assert box["width"] >= 24
    assert box["height"] >= 24
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, x: float = 0, y: float = 0) -> None:
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch("touchStart", x, y)
    page.wait_for_timeout(400)  # a resting finger
    touch("touchMove", x + box["width"], y + box["height"] / 2)
    touch("touchMove", x + box["width"], y + 3 * box["height"])
    touch("touchEnd")
    expect(page.get_by_text("4.5 hours a week marked")).to_be_visible()
    page.get_by_role("button", name="Midnight to six").tap()
    expect(half_hour(page, "Sunday 02:30")).to_be_visible()
    axe(page)


def test_an_unreachable_server_is_said_and_nothing_is_lost(
    open_page: OpenPage, person: Person, faults: Faults
) -> None:
    page = open_page(person)
    page.goto(step("about"))
    for complaint in ("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest"):
        faults.expect(complaint)
    page.context.set_offline(True)
    page.get_by_label("Where you live").fill("Porto")
    expect(page.get_by_text("Not saved: we cannot reach the server.")).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Where and when")
    person.refresh_from_db()
    assert person.place == "Porto"


def test_a_fault_is_said_while_typing_and_in_its_place_after_sending(
    open_page: OpenPage, person: Person
) -> None:
    page = open_page(person)
    page.goto(step("work"))
    page.get_by_label("Link 1", exact=True).fill("no link")
    expect(page.get_by_role("status").filter(has_text="is not a web address")).to_be_visible()
    page.get_by_role("button", name="Save and finish").click()
    expect(page.get_by_label("Link 1", exact=True)).to_be_focused()
    expect(page.get_by_label("Link 1", exact=True)).to_have_value("no link")
    axe(page)


def test_without_scripts_everything_works_too(open_page: OpenPage, person: Person) -> None:
    page = open_page(person, java_script_enabled=False)
    page.goto(step("where-and-when"))
    page.get_by_label("Your time zone").select_option("Europe/Lisbon")
    page.get_by_label("Language 2", exact=True).fill("Portuguese")
    half_hour(page, "Monday 05:30").check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("Topic 2", exact=True).fill("Go")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What you can offer")
    assert week_of(person) == Week.of([11])
    assert profile_of(person)["topics_wanted"] == {"Go": Level.WORKING}


def test_data_are_taken_along_then_erased_with_a_way_back(
    open_page: OpenPage, person: Person, mailbox: Mailbox, tmp_path: Path
) -> None:
    page = open_page(person)
    page.goto(reverse("people:profile"))
    page.get_by_role("link", name="My data").click()
    axe(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download everything").click()
    download.value.save_as(tmp_path / "data.zip")
    assert person.email in zipfile.ZipFile(tmp_path / "data.zip").read("everything.json").decode()
    page.get_by_role("button", name="Erase me").click()
    axe(page)
    run_jobs()
    page.goto(mailbox.links_of(person.email)[0].replace("http://127.0.0.1:8000", ""))
    page.get_by_role("button", name="Keep my data").click()
    expect(page.get_by_text("Nothing will be erased.")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Erase me").click()
    page.get_by_role("button", name="Do not wait, erase it now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are erased")
    axe(page)
    person.refresh_from_db()
    assert person.erased_at
