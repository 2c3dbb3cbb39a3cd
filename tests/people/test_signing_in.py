"""One box for an address, one code by mail; nobody learns who is known here."""

import re
from smtplib import SMTPServerDisconnected

import pytest
from allauth.account.models import EmailAddress
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import get_resolver, reverse

from pairloom.people.enums import ConsentKind
from pairloom.people.models import Person
from pairloom.people.services import record_consent
from tests.support.mailbox import Mailbox
from tests.support.scenarios import a_person
from tests.support.signing_in import ask_for_a_code, code_for, sign_in_by_code

pytestmark = pytest.mark.django_db


def what_is_seen(client: Client, mailbox: Mailbox, address: str) -> tuple[str, str]:
    """The page and the mail that follow when somebody gives this address, without what differs by chance."""
    page = ask_for_a_code(client, address).content.decode()
    mail = str(mailbox.latest_of(address).subject) + str(mailbox.latest_of(address).body)
    page = re.sub(r'(csrfmiddlewaretoken" value=|x-csrftoken": )"[^"]+"', "", page)
    mail = mail.replace(code_for(mailbox, address), "CODE")
    return page.replace(address, "ADDRESS"), mail.replace(address, "ADDRESS")


def test_known_and_unknown_addresses_see_the_same(mailbox: Mailbox) -> None:
    known = a_person("Ana Reis")
    assert what_is_seen(Client(), mailbox, known.email) == what_is_seen(Client(), mailbox, "new@example.org")


def test_somebody_new_is_made_by_the_right_code_only(client: Client, mailbox: Mailbox) -> None:
    ask_for_a_code(client, "New@example.org")
    assert not Person.objects.exists()
    client.post(reverse("account_confirm_login_code"), {"code": "WRONG"})
    assert not Person.objects.exists()
    client.post(reverse("account_confirm_login_code"), {"code": code_for(mailbox, "new@example.org")})
    assert client.session["_auth_user_id"] == str(Person.objects.get(email="new@example.org").pk)


def test_somebody_known_from_a_spreadsheet_needs_one_code_only(client: Client, mailbox: Mailbox) -> None:
    person = a_person("Ana Reis")
    sign_in_by_code(client, mailbox, person.email)
    assert client.session["_auth_user_id"] == str(person.pk)
    assert len(mailbox.sent) == 1
    assert EmailAddress.objects.get(user=person, email=person.email).verified


def test_a_wrong_code_says_so_and_three_end_the_attempt(client: Client) -> None:
    ask_for_a_code(client, "new@example.org")
    page = client.post(reverse("account_confirm_login_code"), {"code": "WRONG"})
    assert "That is not the code that we sent." in page.content.decode()
    for _ in range(2):
        page = client.post(reverse("account_confirm_login_code"), {"code": "WRONG"}, follow=True)
    assert page.redirect_chain[-1][0] == reverse("account_login")
    assert "ask for a new code" in page.content.decode()


def test_a_new_code_makes_the_old_one_void(client: Client, mailbox: Mailbox) -> None:
    ask_for_a_code(client, "new@example.org")
    old = code_for(mailbox, "new@example.org")
    client.post(reverse("account_confirm_login_code"), {"action": "resend"})
    assert code_for(mailbox, "new@example.org") != old
    page = client.post(reverse("account_confirm_login_code"), {"code": old})
    assert "newest mail counts" in page.content.decode()


def test_the_code_leads_to_the_page_that_was_asked_for(client: Client, mailbox: Mailbox) -> None:
    person = a_person("Ana Reis")
    record_consent(person=person, kind=ConsentKind.PRIVACY, document="site", version="2026-11")
    page = sign_in_by_code(client, mailbox, person.email, next="/me/data/")
    assert page.request["PATH_INFO"] == "/me/data/"


def test_an_address_elsewhere_is_never_followed(client: Client, mailbox: Mailbox) -> None:
    page = sign_in_by_code(client, mailbox, "new@example.org", next="https://elsewhere.example/")
    page = client.post(reverse("people:agree"), {"next": "https://elsewhere.example/"})
    assert page["Location"].startswith("/me/")


def test_whoever_was_switched_off_is_told_after_the_code_and_not_before(
    client: Client, mailbox: Mailbox
) -> None:
    a_person("Ana Reis", is_active=False)
    page = sign_in_by_code(client, mailbox, "ana.reis@example.org")
    assert "This account is not active" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_what_is_no_address_says_what_one_looks_like(client: Client) -> None:
    page = ask_for_a_code(client, "ana.example.org")
    assert "One has an @ in it." in page.content.decode()
    assert 'value="ana.example.org"' in page.content.decode()


def test_many_codes_for_one_address_are_too_many(client: Client, mailbox: Mailbox) -> None:
    for _ in range(4):
        page = ask_for_a_code(Client(), "new@example.org")
    assert len(mailbox.sent) == 3
    assert "Please wait a minute" in page.content.decode()


def test_a_silent_mail_server_is_explained(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise SMTPServerDisconnected("new@example.org")

    monkeypatch.setattr(EmailBackend, "send_messages", gone)
    page = ask_for_a_code(client, "new@example.org")
    assert page.status_code == 503
    assert "No mail could be sent" in page.content.decode()


def test_no_address_here_knows_a_password() -> None:
    names = {str(name) for name in get_resolver().reverse_dict}
    assert not [name for name in names if "password" in name]


@pytest.mark.parametrize("name", ["account_login", "account_email", "mfa_list_webauthn", "people:profile"])
def test_no_page_asks_for_a_password(client: Client, name: str) -> None:
    client.force_login(a_person("Ana Reis"))
    page = (Client() if name == "account_login" else client).get(reverse(name))
    assert page.status_code == 200
    assert 'type="password"' not in page.content.decode()


def test_signing_up_is_signing_in(client: Client) -> None:
    page = client.get(reverse("account_signup"), {"next": "/me/data/"})
    assert page["Location"] == reverse("account_login") + "?next=%2Fme%2Fdata%2F"


def test_another_address_signs_in_once_it_is_confirmed(client: Client, mailbox: Mailbox) -> None:
    person = a_person("Ana Reis")
    sign_in_by_code(client, mailbox, person.email)
    client.post(reverse("people:agree"))
    client.post(reverse("account_email"), {"action_add": "", "email": "ana@work.example"})
    code = code_for(mailbox, "ana@work.example")
    client.post(reverse("account_email_verification_sent"), {"code": code})
    elsewhere = Client()
    sign_in_by_code(elsewhere, mailbox, "ana@work.example")
    assert elsewhere.session["_auth_user_id"] == str(person.pk)


def test_an_address_of_somebody_else_is_not_given_away(client: Client, mailbox: Mailbox) -> None:
    a_person("Ana Reis")
    sign_in_by_code(Client(), mailbox, "ana.reis@example.org")
    sign_in_by_code(client, mailbox, "ben@example.org")
    client.post(reverse("people:agree"))
    pages = [
        client.post(reverse("account_email"), {"action_add": "", "email": address}, follow=True)
        for address in ("ana.reis@example.org", "free@example.org")
    ]
    assert pages[0].redirect_chain == pages[1].redirect_chain
    code = code_for(mailbox, "free@example.org")
    client.post(reverse("account_email_verification_sent"), {"code": code})
    assert set(EmailAddress.objects.values_list("user__email", "email")) == {
        ("ana.reis@example.org", "ana.reis@example.org"),
        ("ben@example.org", "ben@example.org"),
        ("ben@example.org", "free@example.org"),
    }
