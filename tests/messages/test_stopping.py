"""Asking for no more mail: one click in a mail program, a page, one's own settings."""

import re

import pytest
from django.test import Client

from pairloom.messages import services
from pairloom.messages.enums import DeliveryState, MessageState
from pairloom.messages.models import Suppression
from pairloom.messages.sending import send_due
from pairloom.messages.suppression import address_hash, is_suppressed, stop_address
from pairloom.people.models import Person
from tests.support.letters import SCOPE, a_draft
from tests.support.mailbox import Mailbox
from tests.support.scenarios import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def asha(choir: Person) -> Person:
    return a_person("Asha")


@pytest.fixture
def link(asha: Person, settings: object) -> str:
    """The path of the stop address in a mail to Asha."""
    return re.sub(r"^https?://[^/]+", "", stop_address(a_draft(asha).deliveries.get()))


def suppressed(person: Person) -> bool:
    return is_suppressed(scope=SCOPE, address=person.email)


def test_a_mail_program_stops_mail_with_one_request_without_cookies(asha: Person, link: str) -> None:
    program = Client(enforce_csrf_checks=True)
    answer = program.post(
        link, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 200
    assert not answer.cookies
    assert suppressed(asha)
    assert not is_suppressed(scope="choir:2", address=asha.email)


def test_a_filter_that_looks_at_links_stops_nothing(asha: Person, link: str, client: Client) -> None:
    page = client.get(link).content.decode()
    assert "No more about Evening choir" in page
    assert "as…@example.org" in page
    assert asha.email not in page
    assert not suppressed(asha)


def test_a_person_stops_one_kind_or_everything_and_takes_it_back(
    asha: Person, link: str, client: Client
) -> None:
    assert "You get no more" in client.post(link, {"what": "scope"}, follow=True).content.decode()
    assert suppressed(asha)
    client.post(link, {"what": "everything"})
    assert is_suppressed(scope="choir:2", address=asha.email)
    assert "Stop this mail?" in client.post(link, {"what": "resume"}, follow=True).content.decode()
    assert not suppressed(asha)


@pytest.mark.parametrize("change", [lambda link: link[:-3] + "/", lambda link: "/outbox/stop/1/"])
def test_a_link_that_we_did_not_make_does_nothing(asha: Person, link: str, client: Client, change) -> None:  # type: ignore[no-untyped-def]
    assert client.post(change(link)).status_code == 404
    assert not Suppression.objects.exists()


def test_the_list_of_those_who_stopped_names_nobody_and_knows_every_spelling(asha: Person) -> None:
    services.stop(address=asha.email, scope=SCOPE)
    services.stop(address=" ASHA@Example.org ", scope=SCOPE)
    kept = Suppression.objects.get()
    assert kept.address_hash == address_hash("asha@EXAMPLE.ORG")
    assert "asha" not in str(vars(kept))


def test_a_persons_own_page_shows_and_changes_what_is_sent(asha: Person, link: str, client: Client) -> None:
    client.force_login(asha)
    page = client.get("/outbox/preferences/").content.decode()
    assert "Mail about Evening choir" in page
    client.post("/outbox/preferences/", {"everything": "on"})
    assert suppressed(asha)
    assert "checked" in client.get("/outbox/preferences/").content.decode()
    client.post("/outbox/preferences/", {"everything": "on", SCOPE: "on"})
    assert not suppressed(asha)
    client.post("/outbox/preferences/", {SCOPE: "on"})
    assert is_suppressed(scope="choir:2", address=asha.email)


def test_the_page_of_settings_asks_a_stranger_to_sign_in(client: Client) -> None:
    assert client.get("/outbox/preferences/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_nobody_who_stopped_mail_gets_any_and_the_other_half_still_does(
    choir: Person, mailbox: Mailbox
) -> None:
    asha, ben = a_person("Asha"), a_person("Ben")
    services.stop(address=asha.email)
    to_both, to_asha = a_draft(asha, ben), a_draft(asha)
    for message in (to_both, to_asha):
        services.release(message=message, by=choir)
    send_due(seconds=5)
    assert mailbox.of(asha.email) == []
    assert len(mailbox.of(ben.email)) == 1
    to_both.refresh_from_db()
    to_asha.refresh_from_db()
    assert [one.state for one in to_both.deliveries.all()] == [DeliveryState.SUPPRESSED, DeliveryState.SENT]
    assert (to_both.state, to_asha.state) == (MessageState.SENT, MessageState.SUPPRESSED)
