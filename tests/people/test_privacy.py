"""How data are used: asked once, asked again when it changes, and nothing else before."""

import hashlib

import pytest
from django.test import Client
from django.urls import reverse

from pairloom.people import privacy
from pairloom.people.models import Consent, Person
from pairloom.site.settings.base import PACKAGE
from tests.support.mailbox import Mailbox
from tests.support.scenarios import a_person
from tests.support.signing_in import sign_in_by_code

pytestmark = pytest.mark.django_db

TEXTS = {"2026-11": "6deecb3ee41c2bf5", "2026-11-2": "7a2f61f31d5b428d", "2026-11-3": "e4a3a07aa398c549"}


def test_a_changed_text_is_a_new_version() -> None:
    text = (PACKAGE / "templates" / "people" / "privacy_text.html").read_bytes()
    assert hashlib.sha256(text).hexdigest()[:16] == TEXTS[privacy.VERSION], (
        "name the new version, and its sum"
    )


def test_everybody_can_read_it(client: Client) -> None:
    assert "Who sees it" in client.get(reverse("people:privacy")).content.decode()


def test_somebody_new_is_asked_before_anything_else_then_begins_the_profile(
    client: Client, mailbox: Mailbox
) -> None:
    page = sign_in_by_code(client, mailbox, "new@example.org")
    assert page.request["PATH_INFO"] == reverse("people:agree")
    assert client.get("/me/profile/")["Location"] == f"{reverse('people:agree')}?next=%2Fme%2Fprofile%2F"
    page = client.post(reverse("people:agree"))
    assert page["Location"] == reverse("people:profile-step", args=["about"])
    consent = Consent.objects.get(person=Person.objects.get(email="new@example.org"))
    assert (consent.document, consent.version) == ("site", privacy.VERSION)


def test_somebody_new_who_came_for_a_page_goes_on_to_it(client: Client, mailbox: Mailbox) -> None:
    sign_in_by_code(client, mailbox, "new@example.org")
    answer = client.post(reverse("people:agree"), {"next": "/programmes/"})
    assert answer["Location"] == "/programmes/"
    answer = client.post(reverse("people:agree"), {"next": reverse("desk:me")})
    assert answer["Location"] == reverse("people:profile-step", args=["about"])


def test_whoever_agreed_is_not_asked_again(client: Client, mailbox: Mailbox) -> None:
    a_person("Ana Reis")
    sign_in_by_code(client, mailbox, "ana.reis@example.org")
    assert client.post(reverse("people:agree"), {"next": "/me/data/"})["Location"] == "/me/data/"
    page = sign_in_by_code(Client(), mailbox, "ana.reis@example.org")
    assert page.request["PATH_INFO"] == reverse("desk:me")


def test_a_new_version_is_asked_about_also_of_those_who_are_signed_in(
    client: Client, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_person("Ana Reis")
    sign_in_by_code(client, mailbox, "ana.reis@example.org")
    client.post(reverse("people:agree"))
    assert client.get("/me/profile/").status_code == 200
    privacy_version = privacy.VERSION
    monkeypatch.setattr(privacy, "VERSION", "2027-05")
    assert client.get("/me/profile/")["Location"].startswith(reverse("people:agree"))
    client.post(reverse("people:agree"))
    assert client.get("/me/profile/").status_code == 200
    assert [consent.version for consent in Consent.objects.all()] == ["2027-05", privacy_version]


@pytest.mark.parametrize("name", ["people:privacy", "people:data", "account_logout"])
def test_whoever_does_not_agree_can_read_leave_and_be_erased(
    client: Client, mailbox: Mailbox, name: str
) -> None:
    sign_in_by_code(client, mailbox, "new@example.org")
    assert client.get(reverse(name)).status_code == 200


def test_agreeing_is_not_looked_up_on_every_page(
    client: Client, mailbox: Mailbox, django_assert_num_queries: object
) -> None:
    sign_in_by_code(client, mailbox, "new@example.org")
    client.post(reverse("people:agree"))
    with django_assert_num_queries(2):  # type: ignore[operator]  # the session, the person
        client.get(reverse("people:privacy"))
