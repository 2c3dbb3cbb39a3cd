"""A host seats an evening, moves people by keyboard and by dragging, and publishes; a guest reads a card."""

import pytest
from playwright.sync_api import Page, expect

from pairloom.events.models import Event
from pairloom.events.queries.seating import seating_of
from pairloom.programmes.enums import Side
from tests.events.test_seating import planned
from tests.events.test_seating_changes import a_swap, an_event_with_choices
from tests.support.accessibility import axe, fits_its_screen
from tests.support.browser import PHONE, OpenPage
from tests.support.events import a_full_event
from tests.support.scenarios import organiser_of

pytestmark = pytest.mark.django_db(transaction=True)


def seats_page(event: Event) -> str:
    return f"/events/{event.slug}/organise/seating/"


def seat_of(page: Page, mentee: int, turn: int) -> str:
    return f'[data-seat][data-key="a{mentee}"][data-group="turn-{turn}"]'


def test_from_answers_to_seats_that_everybody_reads(open_page: OpenPage) -> None:
    event = a_full_event(mentees=12, mentors=3)
    page = open_page(organiser_of(event.programme))
    page.goto(seats_page(event))
    axe(page)
    page.get_by_role("button", name="Plan the seats").click()
    expect(page.get_by_role("heading", name="Seats, plan 1")).to_be_visible()
    expect(
        page.get_by_text("nobody sits out a turn").or_(page.get_by_text("sits out a turn"))
    ).to_be_visible()
    axe(page)
    page.get_by_role("link", name="By person").click()
    axe(page)
    page.get_by_role("button", name="Publish these seats").click()
    expect(page.get_by_text("15 letters with seats wait in the outbox")).to_be_visible()

    page.get_by_role("link", name="Print").click()
    axe(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="A4").first.click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    page.reload()
    expect(page.get_by_text("The cards of plan 1, which people follow, were printed.")).to_be_visible()

    mentee = event.attendees.filter(side=Side.MENTEE).first()
    phone = open_page(viewport=PHONE)
    phone.goto(f"/card/{mentee.token}/")
    expect(phone.get_by_role("heading", name=str(mentee.person))).to_be_visible()
    expect(phone.get_by_role("list", name="Your turns").get_by_role("listitem")).to_have_count(5)
    axe(phone)
    fits_its_screen(phone)


def test_two_people_swap_by_keyboard_and_the_price_comes_first(open_page: OpenPage) -> None:
    plan = planned(an_event_with_choices())
    one, other = a_swap(plan).cells
    page = open_page(organiser_of(plan.event.programme))
    page.goto(seats_page(plan.event))
    page.locator(seat_of(page, one.mentee, 1)).focus()
    page.keyboard.press("Enter")
    expect(page.locator(seat_of(page, one.mentee, 1))).to_have_attribute("aria-pressed", "true")
    for _ in range(20):
        if page.evaluate("document.activeElement.dataset.key") == f"a{other.mentee}":
            break
        page.keyboard.press("ArrowDown")
    else:
        for _ in range(20):
            page.keyboard.press("ArrowUp")
            if page.evaluate("document.activeElement.dataset.key") == f"a{other.mentee}":
                break
    page.keyboard.press("Enter")
    expect(page.get_by_text("No rule is broken")).to_be_visible()
    assert seating_of(plan.event).current == plan
    axe(page)
    page.get_by_role("button", name="Do it").click()
    expect(page.get_by_role("heading", name="Seats, plan 2")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Seats, plan 1")).to_be_visible()


def test_somebody_is_dragged_onto_another_person(open_page: OpenPage) -> None:
    plan = planned(an_event_with_choices())
    one, other = a_swap(plan).cells
    page = open_page(organiser_of(plan.event.programme), viewport={"width": 1280, "height": 1600})
    page.goto(seats_page(plan.event))
    page.locator(seat_of(page, one.mentee, 1)).drag_to(page.locator(seat_of(page, other.mentee, 1)))
    expect(page.get_by_text("No rule is broken")).to_be_visible()
    page.get_by_role("link", name="Leave it").click()
    expect(page.get_by_text("No rule is broken")).to_be_hidden()


def test_without_scripts_the_form_shows_the_price_on_a_page_of_its_own(open_page: OpenPage) -> None:
    plan = planned(an_event_with_choices())
    one, other = a_swap(plan).cells
    people = {each.pk: each for each in plan.event.attendees.all()}
    page = open_page(organiser_of(plan.event.programme), java_script_enabled=False)
    page.goto(seats_page(plan.event))
    page.get_by_label("Who", exact=True).fill(f"{people[one.mentee].number}")
    page.get_by_label("Goes to a mentor, or swaps with").fill(str(people[other.mentee].person))
    page.get_by_role("button", name="See the price").click()
    expect(page.get_by_role("heading", name="The price")).to_be_visible()
    page.get_by_role("button", name="Do it").click()
    expect(page.get_by_role("heading", name="Seats, plan 2")).to_be_visible()


def test_the_seats_can_be_read_and_changed_on_a_phone(open_page: OpenPage) -> None:
    plan = planned(an_event_with_choices())
    page = open_page(organiser_of(plan.event.programme), viewport=PHONE)
    for address in (seats_page(plan.event), seats_page(plan.event) + "?by=people"):
        page.goto(address)
        fits_its_screen(page)
        axe(page)
    page.get_by_role("link", name=str(plan.seats.first().mentee.person)).click()
    fits_its_screen(page)
    axe(page)
