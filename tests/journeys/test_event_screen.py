"""The wall screen in a browser: it counts without the network, and learns of changes when it is back."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from pairloom.core import clock
from pairloom.events.models import Bell, Event, SeatingPlan
from pairloom.events.services.day import bells
from pairloom.programmes.enums import Role, Side
from tests.support.accessibility import axe, fits_its_screen
from tests.support.browser import PATIENCE, PHONE, Faults, OpenPage
from tests.support.events import a_published_event
from tests.support.scenarios import a_team_member

pytestmark = pytest.mark.django_db(transaction=True)

WALL = {"width": 1920, "height": 1080}
SMALL_WALL = {"width": 1280, "height": 720}
FIRST_NAMES = ("Ada", "Hans-Christian", "Bartholomew", "Maximiliane", "Bo")
LAST_NAMES = (
    "van der Westhuizen-Montgomery",
    "Li",
    "Wolfeschlegelsteinhausenbergerdorff",
    "García Fernández",
)


def a_running_event() -> Event:
    """Turn 1 of 3 runs; 60 people have seats."""
    event = a_published_event(48, 12, starts_at=clock.now(), tables=dict.fromkeys(range(1, 13), 6))
    bells.begin(event=event, by=None)
    return event


def a_screen(open_page: OpenPage, event: Event, **options: object) -> Page:
    page = open_page(a_team_member(event.programme, Role.HOST), **{"viewport": WALL} | options)
    page.goto(f"/events/{event.slug}/screen/")
    return page


def the_turn_ends_in(event: Event, seconds: float) -> None:
    Bell.objects.filter(event=event, turn=1).update(ends_at=clock.now() + timedelta(seconds=seconds))


def test_a_bell_is_shown_in_time_without_the_network(open_page: OpenPage, faults: Faults) -> None:
    faults.expect("ERR_INTERNET_DISCONNECTED")
    event = a_running_event()
    the_turn_ends_in(event, 10)
    screen = a_screen(open_page, event)
    expect(screen.get_by_role("heading", name="Turn 1 of 3")).to_be_visible()
    screen.context.set_offline(True)
    expect(screen.get_by_text("No network. The clock goes on.")).to_be_visible()
    expect(screen.get_by_role("heading", name="Change tables now")).to_be_visible(timeout=2 * PATIENCE)
    expect(screen.get_by_text("Where to go for turn 2")).to_be_visible()
    screen.context.set_offline(False)
    expect(screen.get_by_text("No network. The clock goes on.")).to_be_hidden()


def test_moved_bells_and_new_seats_arrive_by_themselves(open_page: OpenPage) -> None:
    event = a_running_event()
    screen = a_screen(open_page, event)
    expect(screen.get_by_role("timer")).to_contain_text("9:")
    bells.move(event=event, stroke="1-ends", minutes=5, by=None)
    expect(screen.get_by_role("timer")).to_contain_text("14:")
    bells.hold(event=event, by=None)
    expect(screen.get_by_role("heading", name="The clock is on hold")).to_be_visible()
    event.seating.published = SeatingPlan.objects.create(event=event, number=2)
    event.seating.save()
    expect(screen.get_by_text("The seats have changed. Please look again.")).to_be_visible()


CUT_SHORT = """() => {
    const list = document.querySelector("[data-names]").getBoundingClientRect();
    return [...document.querySelectorAll("[data-names] li")].filter((row) => {
        const [box, name] = [row.getBoundingClientRect(), row.querySelector("span")];
        const isBeside = box.left < list.left - 1 || box.right > list.right + 1;
        return isBeside || box.bottom > list.bottom + 1 || name.scrollWidth > name.clientWidth + 1;
    }).map((row) => row.textContent);
}"""


def names_that_come_by(screen: Page) -> set[str]:
    """All names that the list shows within two minutes, each of them wholly on the screen."""
    seen: set[str] = set()
    for _ in range(30):
        seen.update(screen.locator("[data-names] li span").all_inner_texts())
        assert screen.evaluate(CUT_SHORT) == []
        screen.clock.run_for(4000)  # less than any page is shown
    return seen


@pytest.mark.parametrize("viewport", [WALL, SMALL_WALL])
@pytest.mark.parametrize("people", [24, 60, 300])
def test_all_names_come_by_and_none_is_cut_short(
    open_page: OpenPage, people: int, viewport: dict[str, int]
) -> None:
    tables = people // 6
    event = a_published_event(
        people, tables, starts_at=clock.now(), tables=dict.fromkeys(range(1, tables + 1), 6)
    )
    bells.begin(event=event, by=None)
    for place, mentee in enumerate(event.attendees.filter(side=Side.MENTEE).select_related("person")):
        mentee.person.name = f"{FIRST_NAMES[place % 5]} {LAST_NAMES[place % 4]} {place}"
        mentee.person.save()
    screen = open_page(a_team_member(event.programme, Role.HOST), viewport=viewport)
    screen.clock.install()
    screen.goto(f"/events/{event.slug}/screen/")
    mentees = event.attendees.filter(side=Side.MENTEE)
    assert names_that_come_by(screen) == set(mentees.values_list("person__name", flat=True))
    row = screen.locator("[data-names] li").first
    letters = row.evaluate("row => parseFloat(getComputedStyle(row).fontSize)")
    assert letters >= viewport["height"] / 36, "smaller letters cannot be read from afar"


def test_the_list_is_cut_anew_when_the_screen_changes_its_size(open_page: OpenPage) -> None:
    screen = a_screen(open_page, a_running_event())
    screen.set_viewport_size({"width": 1000, "height": 990})
    screen.wait_for_function(f"({CUT_SHORT})().length === 0")


def test_a_clock_of_ten_minutes_and_more_stays_in_one_line(open_page: OpenPage) -> None:
    event = a_running_event()
    the_turn_ends_in(event, 95 * 60)
    screen = a_screen(open_page, event, viewport=SMALL_WALL)
    time = screen.get_by_role("timer")
    expect(time).to_contain_text("94:")
    wide, there, high, letters = time.evaluate(
        "it => [it.scrollWidth, it.clientWidth, it.clientHeight, parseFloat(getComputedStyle(it).fontSize)]"
    )
    assert wide <= there
    assert high < 1.5 * letters


def test_sound_begins_with_a_click(open_page: OpenPage) -> None:
    screen = a_screen(open_page, a_running_event())
    screen.get_by_role("button", name="Allow sound").click()
    expect(screen.get_by_role("button", name="Sound is on")).to_be_visible()


@pytest.mark.parametrize("viewport", [WALL, PHONE])
def test_the_screen_can_be_read_by_everybody(open_page: OpenPage, viewport: dict[str, int]) -> None:
    screen = a_screen(open_page, a_running_event(), viewport=viewport)
    axe(screen)
    fits_its_screen(screen)


def test_without_javascript_the_list_is_there(open_page: OpenPage) -> None:
    screen = a_screen(open_page, a_running_event(), java_script_enabled=False)
    expect(screen.get_by_role("heading", name="Turn 1 of 3")).to_be_visible()
    expect(screen.get_by_role("listitem")).to_have_count(48)


def test_a_phone_counts_with_the_screen_and_learns_of_changes(open_page: OpenPage) -> None:
    event = a_running_event()
    the_turn_ends_in(event, 12)
    phone = open_page(viewport=PHONE)
    mentee = event.attendees.filter(side="mentee")[0]
    phone.goto(f"/card/{mentee.token}/")
    expect(phone.get_by_role("timer")).to_contain_text("This turn ends in 0:")
    expect(phone.get_by_role("listitem").filter(has_text="Turn 1")).to_contain_text("now")
    axe(phone)
    fits_its_screen(phone)
    expect(phone.get_by_role("timer")).to_contain_text("Turn 2 begins in", timeout=2 * PATIENCE)
    expect(phone.get_by_role("listitem").filter(has_text="Turn 2")).to_contain_text("next")
    bells.hold(event=event, by=None)
    phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(phone.get_by_role("timer")).to_contain_text("The clock is on hold")
