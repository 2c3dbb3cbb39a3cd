"""An organiser matches a round: from closed sign-up to letters that wait to be sent."""

import pytest
from playwright.sync_api import Page, expect

from pairloom.matching.services.publishing import publish_proposal
from pairloom.pairs.models import Pair
from pairloom.programmes.enums import Role
from tests.support.accessibility import axe, fits_its_screen
from tests.support.browser import PHONE, Faults, OpenPage
from tests.support.matching import a_round_short_of_kubernetes_mentors, a_solved_run, organiser_of
from tests.support.scenarios import a_team_member

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_sign_ups_to_drafted_introductions(open_page: OpenPage) -> None:
    round, _ = a_round_short_of_kubernetes_mentors()
    page = open_page(organiser_of(round))
    page.goto(f"/programmes/{round.programme.slug}/{round.slug}/organise/matching/")
    axe(page)
    page.get_by_role("button", name="Propose pairs").click()
    expect(page.get_by_text("3 of 4")).to_be_visible()
    axe(page)

    page.get_by_role("button", name="Try Kofi with 2 places").click()
    expect(page.get_by_text("4 of 4")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("Gave Kofi 2 places.")
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("3 of 4")).to_be_visible()
    page.get_by_role("button", name="Redo").click()
    expect(page.get_by_text("4 of 4")).to_be_visible()
    axe(page)

    page.get_by_role("button", name="Publish and draft the letters").click()
    expect(page.get_by_text("Published: 4 pairs.")).to_be_visible()
    assert Pair.objects.filter(round=round).count() == 4


def test_two_people_unfold_side_by_side_and_fold_again(open_page: OpenPage) -> None:
    round, _ = a_round_short_of_kubernetes_mentors()
    a_solved_run(round)
    page = open_page(organiser_of(round))
    page.goto(f"/programmes/{round.programme.slug}/{round.slug}/organise/matching/")
    dana = page.get_by_role("listitem").filter(has_text="Mira offers Go")
    unfold = dana.get_by_role("link", name="Side by side")
    unfold.click()
    expect(dana.get_by_role("heading", name="Both are free")).to_be_visible()
    expect(unfold).to_have_attribute("aria-expanded", "true")
    axe(page)
    unfold.click()
    expect(dana.get_by_role("heading", name="Both are free")).to_be_hidden()
    expect(unfold).to_have_attribute("aria-expanded", "false")


def test_another_mentor_is_chosen_by_keyboard_and_pinned(open_page: OpenPage) -> None:
    round, _ = a_round_short_of_kubernetes_mentors()
    run = a_solved_run(round)
    page = open_page(organiser_of(round))
    taken = run.pairs.get(mentor__name="Kofi").mentee
    page.goto(f"/programmes/{round.programme.slug}/{round.slug}/organise/matching/mentees/{taken.pk}/")
    axe(page)
    choose = page.get_by_role("listitem").filter(has_text="Lena").get_by_role("button", name="Choose")
    choose.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text(f"Pinned {taken.name} with Lena.")


def test_when_another_organiser_was_faster_both_changes_can_be_kept(
    open_page: OpenPage, faults: Faults
) -> None:
    faults.expect("status of 409")
    round, _ = a_round_short_of_kubernetes_mentors()
    a_solved_run(round)
    address = f"/programmes/{round.programme.slug}/{round.slug}/organise/matching/"
    orla = open_page(organiser_of(round))
    cora = open_page(a_team_member(round.programme, Role.COORDINATOR, "Cora"))
    orla.goto(address)
    cora.goto(address)
    orla.get_by_role("button", name="Try Kofi with 2 places").click()
    expect(orla.get_by_text("4 of 4")).to_be_visible()
    pair = cora.get_by_role("listitem").filter(has_text="Mira offers Go")
    pair.get_by_role("button", name="Pin").click()
    expect(cora.get_by_role("heading", name="Somebody else was faster")).to_be_visible()
    expect(cora.get_by_text("Orla gave Kofi 2 places")).to_be_visible()
    axe(cora)
    cora.get_by_role("button", name="Make it on top of that").click()
    expect(cora.get_by_text("4 of 4")).to_be_visible()
    expect(cora.get_by_role("status")).to_contain_text("Pinned Dana with Mira.")


@pytest.mark.parametrize("page_name", ["matching/", "matching/trade-offs/", "matching/compare/", "rubric/"])
def test_every_page_fits_a_phone_and_is_open_to_everybody(open_page: OpenPage, page_name: str) -> None:
    round, _ = a_round_short_of_kubernetes_mentors()
    a_solved_run(round)
    phone = open_page(organiser_of(round), viewport={**PHONE, "width": 360}, has_touch=True, is_mobile=True)
    phone.goto(f"/programmes/{round.programme.slug}/{round.slug}/organise/{page_name}")
    fits_its_screen(phone)
    axe(phone)


def test_a_slider_and_its_number_say_the_same(open_page: OpenPage) -> None:
    round, _ = a_round_short_of_kubernetes_mentors()
    round.rubric = {}
    round.save()
    page: Page = open_page(organiser_of(round))
    page.goto(f"/programmes/{round.programme.slug}/{round.slug}/organise/rubric/")
    number = page.get_by_role("spinbutton", name="Topics").first
    page.get_by_role("slider", name="Weight of topics").fill("8")
    expect(number).to_have_value("8")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    expect(number).to_have_value("8")


def test_a_mentee_meets_the_mentor_on_the_pairs_page(open_page: OpenPage) -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    run = a_solved_run(round)
    publish_proposal(round=round, made_on=run.number, by=None)
    pair = Pair.objects.get(mentee=people["Dana"])
    phone = open_page(people["Dana"], viewport={**PHONE, "width": 360}, has_touch=True, is_mobile=True)
    phone.goto(f"/pairs/{pair.pk}/")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your mentor: Mira")
    fits_its_screen(phone)
    axe(phone)
