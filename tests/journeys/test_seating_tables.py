"""Where mentors move: tables are changed by keyboard, by dragging and without scripts, and published."""

import pytest
from playwright.sync_api import Page, expect

from pairloom.events.changes import Retable
from pairloom.events.models import SeatingPlan
from pairloom.events.queries.seating import seating_of
from pairloom.events.services.seating import publish
from tests.events.test_seating import planned
from tests.events.test_seating_tables_by_hand import a_swap_of_mentees, a_swap_of_mentors, an_evening, room
from tests.journeys.test_seating import seats_page
from tests.support.accessibility import axe, fits_its_screen
from tests.support.browser import PHONE, OpenPage
from tests.support.scenarios import organiser_of

pytestmark = pytest.mark.django_db(transaction=True)
STEPS = 40  # more than there are people in a column


@pytest.fixture
def plan() -> SeatingPlan:
    """A published plan."""
    plan = planned(an_evening())
    publish(event=plan.event, made_on=plan.number, by=None)
    return plan


def seat(page: Page, person: int, group: str) -> str:
    return f'[data-seat][data-key="a{person}"][data-group="{group}"]'


def walk_to(page: Page, person: int) -> None:
    """With the arrows: up to the first of the column, then down until somebody is reached."""
    for key in ["ArrowUp"] * STEPS + ["ArrowDown"] * STEPS:
        if page.evaluate("document.activeElement.dataset.key") == f"a{person}":
            return
        page.keyboard.press(key)
    raise AssertionError("the arrows do not lead there")


def people(change: Retable) -> tuple[int, int]:
    one, other = (move.person for move in change.moves)
    return one, other


def test_tables_are_changed_by_keyboard_and_by_dragging_then_undone_and_published(
    open_page: OpenPage, plan: SeatingPlan
) -> None:
    page = open_page(organiser_of(plan.event.programme), viewport={"width": 1280, "height": 1600})
    page.goto(seats_page(plan.event))
    one, other = people(a_swap_of_mentees(plan))
    page.locator(seat(page, one, "evening")).focus()
    page.keyboard.press("Enter")
    expect(page.locator(seat(page, one, "evening"))).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="Move here").first).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Move here")).to_have_count(0)
    page.keyboard.press("Enter")
    walk_to(page, other)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Swap the tables of")).to_be_focused()
    expect(page.get_by_text("No rule is broken")).to_be_visible()
    assert seating_of(plan.event).current == plan, "nothing changed yet"
    axe(page)
    page.get_by_role("button", name="Do it").click()
    expect(page.get_by_role("heading", name="Seats, plan 2")).to_be_visible()
    expect(page.get_by_text("2 cards would change.")).to_be_visible()

    one, other = people(a_swap_of_mentors(seating_of(plan.event).current))
    page.locator(seat(page, one, "turn-1")).drag_to(page.locator(seat(page, other, "turn-1")))
    expect(page.get_by_role("heading", name="in turn 1?")).to_be_visible()
    page.get_by_role("button", name="Do it").click()
    expect(page.get_by_role("heading", name="Seats, plan 3")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Seats, plan 2")).to_be_visible()
    page.get_by_role("button", name="Redo").click()
    page.get_by_role("button", name="Publish these seats").click()
    expect(page.get_by_text("Everybody follows these seats.")).to_be_visible()
    followed = seating_of(plan.event).published
    assert followed.number == 3
    assert room(followed).visits(one, 1) == room(plan).visits(other, 1)


def test_mentors_are_not_dragged_onto_mentees_nor_into_another_turn(
    open_page: OpenPage, plan: SeatingPlan
) -> None:
    page = open_page(organiser_of(plan.event.programme), viewport={"width": 1280, "height": 1600})
    page.goto(seats_page(plan.event))
    mentor, mentee = a_swap_of_mentors(plan).moves[0].person, a_swap_of_mentees(plan).moves[0].person
    for target in (seat(page, mentee, "evening"), seat(page, mentor, "turn-2")):
        page.locator(seat(page, mentor, "turn-1")).drag_to(page.locator(target))
    page.locator(seat(page, mentee, "evening")).click()
    page.locator(seat(page, mentor, "turn-1")).click()
    expect(page.locator(seat(page, mentor, "turn-1"))).to_have_attribute("aria-pressed", "true")
    expect(page.locator(seat(page, mentee, "evening"))).not_to_have_attribute("aria-pressed", "true")
    expect(page.locator("#price")).to_be_empty()


def test_without_scripts_mentees_and_mentors_change_tables(open_page: OpenPage, plan: SeatingPlan) -> None:
    named = {each.pk: each for each in plan.event.attendees.all()}
    page = open_page(organiser_of(plan.event.programme), java_script_enabled=False)
    page.goto(seats_page(plan.event))
    one, other = people(a_swap_of_mentees(plan))
    page.locator("#mentees-who").fill(f"{named[one].number}")
    page.locator("#mentees-target").fill(str(named[other].person))
    page.locator("#mentees-target").press("Enter")
    expect(page.get_by_role("heading", name="The price")).to_be_visible()
    page.get_by_role("button", name="Do it").click()
    expect(page.get_by_role("heading", name="Seats, plan 2")).to_be_visible()

    one, other = people(a_swap_of_mentors(seating_of(plan.event).current, turn=2))
    page.get_by_label("Turn", exact=True).select_option("2")
    page.locator("#mentors-who").fill(str(named[one].person))
    page.locator("#mentors-target").fill(str(named[other].person))
    page.locator("#mentors-target").press("Enter")
    page.get_by_role("button", name="Do it").click()
    expect(page.get_by_role("heading", name="Seats, plan 3")).to_be_visible()


def test_tables_are_read_and_changed_on_a_phone(open_page: OpenPage, plan: SeatingPlan) -> None:
    page = open_page(organiser_of(plan.event.programme), viewport=PHONE, has_touch=True)
    page.goto(seats_page(plan.event))
    fits_its_screen(page)
    axe(page)
    one, other = people(a_swap_of_mentees(plan))
    page.locator(seat(page, one, "evening")).tap()
    page.locator(seat(page, other, "evening")).tap()
    expect(page.get_by_text("No rule is broken")).to_be_visible()
    fits_its_screen(page)
    axe(page)
    page.goto(f"{seats_page(plan.event)}people/{one}/")
    fits_its_screen(page)
    axe(page)
    page.get_by_label("Goes to a table, or swaps with").fill(str(plan.event.attendees.get(pk=other).person))
    page.get_by_role("button", name="See the price").click()
    page.get_by_role("button", name="Do it").click()
    expect(page.get_by_role("heading", name="Seats, plan 2")).to_be_visible()
