"""An organiser opens a round: dates, questions, a look at the form, and then at who signed up."""

import pytest
from playwright.sync_api import Page, expect

from pairloom.programmes.models import Round
from tests.support.accessibility import axe, fits_its_screen
from tests.support.browser import PHONE, OpenPage
from tests.support.scenarios import (
    a_mentee,
    a_mentor,
    a_programme,
    a_round_open_for_sign_up,
    an_administrator,
    organiser_of,
)

pytestmark = pytest.mark.django_db(transaction=True)


def organise(round: Round, page: str) -> str:
    return f"/programmes/{round.programme.slug}/{round.slug}/organise/{page}"


def labels(page: Page) -> list[str]:
    return page.locator("#questions li strong").all_inner_texts()


def test_a_programme_and_its_first_round_come_into_being(open_page: OpenPage) -> None:
    page = open_page(an_administrator())
    page.goto("/programmes/")
    page.get_by_role("link", name="Make the first programme").click()
    axe(page)
    page.get_by_label("name").fill("Cloud mentoring")
    page.get_by_role("button", name="Make the programme").click()
    page.get_by_role("link", name="Open the first round").click()
    axe(page)
    page.get_by_label("name").fill("Spring")
    page.get_by_role("button", name="Make the round").click()
    expect(page.get_by_role("list", name="Phases of this round")).to_contain_text("Sign-up now")
    axe(page)

    page.get_by_label("From").nth(1).fill("2020-01-01")
    page.get_by_role("button", name="Save the dates").click()
    expect(page.get_by_role("group", name="Matching")).to_contain_text("comes after sign-up")
    axe(page)


def test_questions_are_asked_moved_removed_and_brought_back_by_keyboard(open_page: OpenPage) -> None:
    round = a_round_open_for_sign_up()
    page = open_page(organiser_of(round))
    page.goto(organise(round, "questions/"))
    axe(page)
    before = labels(page)

    up = page.get_by_role("button", name=f"Move “{before[1]}” up")
    up.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"“{before[1]}” is now 1 of 5.")).to_be_attached()
    assert labels(page) == [before[1], before[0], *before[2:]]
    expect(page.get_by_role("button", name=f"Move “{before[1]}” up")).to_be_focused()

    page.get_by_role("button", name=f"Remove “{before[0]}”").press("Enter")
    assert before[0] not in labels(page)
    page.get_by_role("button", name="Undo").press("Enter")
    assert before[0] in labels(page)

    page.get_by_role("link", name="One of several").press("Enter")
    page.get_by_label("Question", exact=True).fill("Which of our projects?")
    page.get_by_role("button", name="Add the question").press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Give at least two choices")
    axe(page)
    page.get_by_label("Choices").fill("Nimbus\nCumulus")
    page.get_by_role("button", name="Add the question").press("Enter")
    assert labels(page)[-1] == "Which of our projects?"

    page.get_by_role("link", name="See the form").press("Enter")
    page.get_by_label("To help, as a mentor").check()
    expect(page.get_by_label("Nimbus")).to_be_visible()
    axe(page)


def test_a_question_is_dragged_to_its_place(open_page: OpenPage) -> None:
    round = a_round_open_for_sign_up()
    page = open_page(organiser_of(round))
    page.goto(organise(round, "questions/"))
    before = labels(page)
    rows = page.locator("#questions li")
    rows.nth(3).drag_to(rows.nth(0))
    expect(rows.nth(0)).to_contain_text(before[3])
    assert [question.label for question in round.questions.all()] == labels(page)


def test_an_organiser_reads_the_sign_ups_on_a_phone_and_corrects_one(open_page: OpenPage) -> None:
    round = a_round_open_for_sign_up()
    a_mentee(round, "Mei", goal="To run a cluster.", private="I am shy.")
    a_mentor(round, "Kofi")
    page = open_page(organiser_of(round), viewport=PHONE)
    page.goto(organise(round, "applications/"))
    fits_its_screen(page)
    axe(page)
    page.get_by_label("Who").select_option("mentors")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Kofi").click()
    page.get_by_label("Mentees taken").select_option("3")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main")).to_contain_text("takes up to 3 mentees")
    fits_its_screen(page)
    axe(page)
    page.get_by_role("button", name="Withdraw for them").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("main")).to_contain_text("Kofi takes part again.")


def test_the_team_grows_and_shrinks(open_page: OpenPage) -> None:
    programme = a_programme()
    page = open_page(organiser_of(programme), viewport=PHONE)
    page.goto(f"/programmes/{programme.slug}/team/")
    page.get_by_label("E-mail address").fill("rosa@example.org")
    page.get_by_role("button", name="Add to the team").click()
    expect(page.get_by_role("list").filter(has_text="rosa@example.org").first).to_be_visible()
    fits_its_screen(page)
    axe(page)
    page.get_by_role("button", name="Remove orla@example.org, organiser").or_(
        page.get_by_role("button", name="Remove Orla, organiser")
    ).click()
    expect(page.get_by_role("status")).to_contain_text("This is the last organiser.")


def test_somebody_is_added_by_hand(open_page: OpenPage) -> None:
    round = a_round_open_for_sign_up()
    page = open_page(organiser_of(round), viewport=PHONE)
    page.goto(organise(round, "applications/add/"))
    axe(page)
    page.get_by_label("Name").fill("Mei Tan")
    page.get_by_label("E-mail address").fill("mei@example.org")
    page.get_by_label("To learn, as a mentee").check()
    fits_its_screen(page)
    page.get_by_role("button", name="Add to the round").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mei Tan")
    expect(page.get_by_role("main")).to_contain_text("Missing:")
