"""A whole evening for sixty on a rehearsed clock, in three browsers: a host, a helper, and one who comes."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from pairloom.core import clock
from pairloom.core.audit import reference
from pairloom.events.enums import Presence
from pairloom.events.models import Event, Seat
from pairloom.events.services.day import presence
from pairloom.events.services.rsvp import Answer, answer
from pairloom.interest.enums import Kind
from pairloom.interest.services import bring_news, mark
from pairloom.pairs.models import Pair
from pairloom.people.models import Person
from pairloom.programmes.enums import Role, Side
from tests.printing.paper import pages
from tests.support.accessibility import axe, fits_its_screen
from tests.support.browser import PHONE, OpenPage
from tests.support.jobs import run_jobs
from tests.support.mailbox import Mailbox
from tests.support.scenarios import (
    a_person,
    a_programme,
    a_round_open_for_sign_up,
    a_team_member,
    organiser_of,
)

pytestmark = pytest.mark.django_db(transaction=True)

TOPICS = ("Go", "Rust", "Testing", "Release work", "Documentation", "Databases")
AHEAD = timedelta(days=14)


@dataclass
class Evening:
    """Who is there, each with a browser of their own."""

    host: Page
    helper: Page
    noor: Page
    settings: LazySettings

    @property
    def event(self) -> Event:
        return Event.objects.get()

    def it_is(self, moment: datetime) -> None:
        """Rehearse that moment."""
        self.settings.CLOCK_OFFSET = timedelta(0)
        self.settings.CLOCK_OFFSET = moment - clock.now()

    def after_bell(self, turn: int, ring: str = "starts_at") -> None:
        self.it_is(getattr(self.event.bells.get(turn=turn), ring) + timedelta(seconds=1))


def test_an_evening_for_sixty_from_the_first_idea_to_the_pairs(
    open_page: OpenPage, mailbox: Mailbox, settings: LazySettings, tmp_path: Path
) -> None:
    settings.MAIL_UNDO_TIME = timedelta(0)
    programme = a_programme()
    a_round_open_for_sign_up(programme, "Autumn")
    noor = a_person("Noor Haddad")
    evening = Evening(
        host=open_page(organiser_of(programme)),
        helper=open_page(a_team_member(programme, Role.HOST, "Hanna"), viewport=PHONE, has_touch=True),
        noor=open_page(noor, viewport=PHONE, has_touch=True),
        settings=settings,
    )
    plan_it(evening)
    people_answer(evening, mailbox, noor)
    seat_it(evening)
    print_it(evening, tmp_path)
    people_arrive(evening)
    replan(evening)
    two_turns_pass(evening)
    replan_after_turn_two(evening)
    meet_again(evening, mailbox, noor)


def plan_it(evening: Evening) -> None:
    """Ten tables of six; the sheet beside the form says what that gives before anybody is invited."""
    host = evening.host
    host.goto("/programmes/cloud-mentoring/")
    host.get_by_role("link", name="Plan a speed event").click()
    day = (clock.now() + AHEAD).date()
    host.get_by_label("Name", exact=True).fill("Newcomers meet mentors")
    host.get_by_role("textbox", name="Place").fill("Fernway Commons")
    host.get_by_label("Day", exact=True).fill(day.isoformat())
    host.get_by_label("First bell").fill("18:30")
    host.get_by_label("RSVP until").fill((day - timedelta(days=2)).isoformat())
    host.get_by_role("spinbutton", name="Tables").fill("10")
    host.get_by_label("Seats at each").fill("6")
    for number, topic in enumerate(TOPICS, start=1):
        if not host.get_by_label(f"Topic {number}", exact=True).count():
            host.get_by_role("button", name="Add another topic").click()
        host.get_by_label(f"Topic {number}", exact=True).fill(topic)
    expect(host.locator("#sheet")).to_contain_text("60")
    axe(host)
    host.get_by_role("button", name="Make the event").click()
    host.get_by_role("button", name=re.compile("Open")).first.click()
    expect(host.get_by_role("heading", name="Who comes")).to_be_visible()
    assert evening.event.opened_at is not None


def people_answer(evening: Evening, mailbox: Mailbox, noor: Person) -> None:
    """Ten mentors and fifty-nine mentees have answered; the sixtieth does so on her phone."""
    event, host = evening.event, organiser_of(evening.event.programme)
    topics = list(event.topics.all())
    for number in range(10):
        chosen = [topics[number % 6], topics[(number + 1) % 6]]
        answer(
            event=event,
            person=a_person(f"Mentor {number + 1:02d}"),
            answer=Answer(Side.MENTOR, chosen),
            by=host,
        )
    for number in range(59):
        chosen = [topics[number % 6], topics[(number // 6 + 2) % 6]]
        wished = event.attendees.filter(side=Side.MENTOR)[number % 10]
        answered = Answer(
            Side.MENTEE, chosen, wishes=(wished,), question=f"How did you begin, number {number}?"
        )
        answer(event=event, person=a_person(f"Mentee {number + 1:02d}"), answer=answered, by=host)
    page = evening.noor
    page.goto(f"/events/{event.slug}/rsvp/")
    axe(page)
    fits_its_screen(page)
    page.get_by_label(re.compile("as a mentee|to learn|mentee")).first.check()
    page.get_by_label("Go", exact=True).check()
    page.get_by_label("Dearest wish").select_option(str(event.attendees.get(person__name="Mentor 03").pk))
    page.get_by_label("A question in advance").fill("How do I find my first issue?")
    page.get_by_role("button", name="Send my answer").click()
    expect(
        page.get_by_text(re.compile("You come|You are coming|coming", re.IGNORECASE)).first
    ).to_be_visible()
    run_jobs()
    letter = mailbox.latest_of(noor.email)
    assert "Newcomers meet mentors" in str(letter.message()["Subject"])
    assert "text/calendar" in [part.get_content_type() for part in letter.message().walk()]


def seat_it(evening: Evening) -> None:
    """One button plans, the figures say what is proven, another publishes; the letters wait for the host."""
    host, event = evening.host, evening.event
    host.goto(f"/events/{event.slug}/organise/seating/")
    host.get_by_role("button", name="Plan the seats").click()
    expect(host.get_by_role("heading", name="Seats, plan 1")).to_be_visible()
    expect(host.get_by_text("proven").first).to_be_visible()
    axe(host)
    host.get_by_role("button", name="Publish these seats").click()
    expect(host.get_by_text("Everybody follows these seats.")).to_be_visible()
    assert Seat.objects.filter(plan=evening.event.seating.published).count() == 300
    host.get_by_role("link", name="The letters").click()
    host.get_by_role("button", name=re.compile("Send all")).click()
    run_jobs()


def print_it(evening: Evening, folder: Path) -> None:
    """Cards, lists, signs and walls for the printer."""
    host, event = evening.host, evening.event
    host.goto(f"/events/{event.slug}/organise/print/")
    axe(host)
    with host.expect_download() as download:
        host.get_by_role("button", name=re.compile("A4 ?: Cards")).click()
    paper = folder / "cards.pdf"
    download.value.save_as(paper)
    assert pages(paper.read_bytes()) == 15  # four of sixty on a page


def people_arrive(evening: Evening) -> None:
    """Before the bell a helper ticks who comes: nine stay away, and a mentor; three walk in."""
    event, helper = evening.event, evening.helper
    evening.it_is(event.starts_at - timedelta(minutes=30))
    helper.goto(f"/events/{event.slug}/day/")
    axe(helper)
    fits_its_screen(helper)
    helper.get_by_label("Find somebody").fill("noor")
    helper.get_by_role("button", name=re.compile("Here ?: Noor Haddad")).click()
    expect(helper.get_by_role("button", name=re.compile("Undo ?: Noor Haddad"))).to_be_visible()
    everybody_but_ten_is_here(event)
    for number, topic in enumerate(("Go", "Rust", "Testing"), start=1):
        helper.get_by_role("link", name="Walk-in").click()
        helper.get_by_label("Name", exact=True).fill(f"Walk-in {number}")
        helper.get_by_label(topic, exact=True).check()
        helper.get_by_role("button", name="Take in").click()
        expect(helper.get_by_text(f"Walk-in {number}").first).to_be_visible()
    fits_its_screen(helper)


def everybody_but_ten_is_here(event: Event) -> None:
    """The other helpers at the door: all but the last nine mentees and the mentor of table 7."""
    missing = {f"Mentee {number:02d}" for number in range(51, 60)} | {
        event.tables.get(number=7).mentors.get().person.name
    }
    for attendee in event.attendees.filter(presence=Presence.EXPECTED).select_related("person", "event"):
        if attendee.person.name not in missing:
            presence.check_in(attendee=attendee, by=None)


def replan(evening: Evening) -> None:
    """The host plans without those who did not come, sees which cards change, and publishes."""
    host, event = evening.host, evening.event
    host.goto(f"/events/{event.slug}/day/replan/")
    axe(host)
    expect(host.get_by_text("10 people are still expected.")).to_be_visible()
    changed = work_out_and_publish(host)
    assert 0 < changed <= 60
    assert walk_ins_have_seats(evening.event, since=1)


def work_out_and_publish(host: Page) -> int:
    """How many cards must be printed again; no fewer would do."""
    host.get_by_role("button", name="Work out a new plan").click()
    expect(host.get_by_role("heading", name="A new plan is ready")).to_be_visible()
    axe(host)
    cards = int(host.locator(".figure__value").first.inner_text())
    host.get_by_role("button", name="Publish these seats").click()
    expect(host.get_by_role("heading", name="The new plan is published")).to_be_visible()
    return cards


def walk_ins_have_seats(event: Event, since: int) -> bool:
    walk_ins = event.attendees.filter(is_walk_in=True, presence=Presence.HERE)
    seats = Seat.objects.filter(plan=event.seating.published, turn__gte=since, mentee__in=walk_ins)
    return walk_ins.count() == 3 and set(seats.values_list("mentee", flat=True)) == {
        one.pk for one in walk_ins
    }


def two_turns_pass(evening: Evening) -> None:
    """The host rings the first bell; phone, screen and desk all count by the same clock."""
    host, noor, event = evening.host, evening.noor, evening.event
    evening.it_is(event.starts_at)
    host.goto(f"/events/{event.slug}/day/bells/")
    axe(host)
    host.get_by_role("button", name="Begin turn 1 now").click()
    expect(host.get_by_text("Turn 1").first).to_be_visible()
    noor.goto(f"/events/{event.slug}/now/")
    axe(noor)
    fits_its_screen(noor)
    first = Seat.objects.get(plan=event.seating.published, turn=1, mentee__person__name="Noor Haddad")
    expect(noor.locator("[aria-current=step]")).to_contain_text(str(first.table))
    evening.after_bell(2)
    host.goto(f"/events/{event.slug}/screen/")
    expect(host.get_by_role("heading", name="Turn 2 of 5")).to_be_visible()


def replan_after_turn_two(evening: Evening) -> None:
    """In turn 2 one goes home and one comes late; what was sat stays as it was."""
    host, helper, event = evening.host, evening.helper, evening.event
    before = sat(event, turns=(1, 2))
    helper.goto(f"/events/{event.slug}/day/?q=Mentee 05")
    helper.get_by_text("Other").click()
    helper.get_by_role("button", name="Gone now").click()
    helper.goto(f"/events/{event.slug}/day/?q=Mentee 59")
    helper.get_by_role("button", name=re.compile("Here ?: Mentee 59")).click()
    expect(helper.get_by_role("button", name=re.compile("Undo ?: Mentee 59"))).to_be_visible()
    host.goto(f"/events/{event.slug}/day/replan/")
    work_out_and_publish(host)
    assert sat(event, turns=(1, 2)) == before
    evening.after_bell(3)
    late = Seat.objects.filter(plan=evening.event.seating.published, mentee__person__name="Mentee 59")
    assert {seat.turn for seat in late} <= {3, 4, 5}
    assert late.exists()


def sat(event: Event, turns: tuple[int, ...]) -> set[tuple[int, int, int]]:
    seats = Event.objects.get(pk=event.pk).seating.published.seats.filter(turn__in=turns)
    return set(seats.values_list("turn", "mentee", "mentor"))


def meet_again(evening: Evening, mailbox: Mailbox, noor: Person) -> None:
    """Noor and a mentor tick each other, another mentor waits in vain; next morning two people know."""
    host, page, event = evening.host, evening.noor, evening.event
    evening.after_bell(5, "ends_at")
    host.goto(f"/events/{event.slug}/organise/afterwards/")
    host.get_by_role("button", name="Close the event").click()
    axe(host)
    met = list(event.meetings.filter(mentee__person=noor, took_place=True).select_related("mentor__person"))
    wished, vain = met[0].mentor, met[1].mentor
    page.goto(f"/events/{event.slug}/again/")
    axe(page)
    fits_its_screen(page)
    page.get_by_role("button", name=f"Meet again? {wished.person}").click()
    expect(page.get_by_role("button", name=f"Meet again {wished.person}")).to_be_visible()
    for mentor in (wished, vain):
        mark(by=mentor.person, about=noor, kind=Kind.MEET_AGAIN, scope=reference(event))
    evening.it_is(event.ends_at + timedelta(hours=14))
    bring_news()
    run_jobs()
    host.reload()
    offer = host.get_by_role("listitem").filter(has_text="Noor Haddad")
    expect(offer).to_have_count(1)
    expect(offer).to_contain_text(wished.person.name)
    offer.get_by_role("button", name="Open as a pair").click()
    pair = Pair.objects.get()
    assert (pair.mentee, pair.mentor) == (noor, wished.person)
    assert "private mark" in str(mailbox.latest_of(noor.email).body)
    assert "private mark" not in str(mailbox.latest_of(vain.person.email).body)
    page.goto("/interest/mutual/")
    news = f"{wished.person} would like to meet you again, too"
    expect(page.get_by_role("heading", name=news)).to_be_visible()
    axe(page)
