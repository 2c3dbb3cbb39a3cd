"""A round's main day: from closed sign-up to sent introductions, as the tutorial tells it."""

import re
from datetime import timedelta

import pytest
from django.conf import LazySettings
from playwright.sync_api import expect

from pairloom.pairs.models import Pair
from pairloom.programmes.models import Round
from pairloom.site.demo import seed_demo
from tests.support.accessibility import axe
from tests.support.browser import OpenPage
from tests.support.jobs import run_jobs
from tests.support.mailbox import Mailbox

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_organiser_goes_from_closed_sign_up_to_sent_introductions(
    open_page: OpenPage, mailbox: Mailbox, settings: LazySettings
) -> None:
    settings.MAIL_UNDO_TIME = timedelta(0)
    page = open_page(seed_demo()["organiser"])
    page.goto("/me/")
    axe(page)
    page.get_by_role("link", name="Open Autumn round").click()
    expect(page.get_by_text("106 mentees and 55 mentors wait for each other")).to_be_visible()
    axe(page)

    page.get_by_role("link", name="Match the round").click()
    page.get_by_role("button", name="Propose pairs").click()
    run_jobs()
    expect(page.get_by_role("heading", name="Proposal 1")).to_be_visible()
    expect(page.get_by_text("proven").first).to_be_visible()
    axe(page)

    page.get_by_role("button", name="Publish and draft the letters").click()
    pairs = Pair.objects.filter(round=Round.objects.get(slug="autumn-round"))
    expect(page.get_by_text(f"Published: {pairs.count()} pairs.")).to_be_visible()
    axe(page)

    page.get_by_role("button", name=re.compile("Send all")).click()
    run_jobs()
    page.reload()
    expect(page.get_by_role("link", name=re.compile("^Sent"))).to_be_visible()

    first = pairs[0]
    assert first.mentee is not None
    assert first.mentor is not None
    letter = mailbox.latest_of(first.mentee.email)
    assert first.mentor.name in str(letter.body)
    assert len(mailbox.of(first.mentor.email)) == pairs.filter(mentor=first.mentor).count()
    assert {first.mentee.email, first.mentor.email} <= set(
        re.findall(r"[\w.+-]+@[\w.-]+", str(letter.message()["To"]))
    )

    page.goto("/me/")
    expect(page.get_by_text("pairs are at work")).to_be_visible()
