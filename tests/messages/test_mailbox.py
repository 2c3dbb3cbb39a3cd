"""The local mailbox, where mails arrive while no mail server is set."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.mail import EmailMultiAlternatives, send_mail
from django.test import Client

from pairloom.messages import mailbox, services
from pairloom.messages.mailbox import MailboxBackend
from pairloom.messages.sending import claim, hand_over, send_due
from pairloom.people.models import Person
from tests.support.letters import a_draft
from tests.support.scenarios import a_person, an_administrator

ADDRESS = "/outbox/mailbox/"


@pytest.fixture(autouse=True)
def local(settings: LazySettings, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "pairloom.messages.mailbox.MailboxBackend"
    settings.LOCAL_MAILBOX = tmp_path / "mailbox"


def a_mail(subject: str = "Your code", to: str = "asha@example.org") -> None:
    mail = EmailMultiAlternatives(subject, "It is <b>1234</b>, see http://127.0.0.1/code", to=[to])
    mail.attach_alternative("<p>It is <b>1234</b><script>x</script></p>", "text/html")
    mail.send()


def test_a_mail_can_be_read_with_headers_text_and_html(client: Client) -> None:
    a_mail("Grüße")
    (mail,) = mailbox.mails()
    assert "Grüße" in client.get(ADDRESS).content.decode()
    page = client.get(f"{ADDRESS}{mail.key}/").content.decode()
    assert "asha@example.org" in page
    assert "Message-ID" in page
    assert "It is &lt;b&gt;1234&lt;/b&gt;" in page
    framed = client.get(f"{ADDRESS}{mail.key}/html/")
    assert "<b>1234</b>" in framed.content.decode()
    assert "default-src 'none'" in framed.headers["Content-Security-Policy"]
    assert "sandbox" in framed.headers["Content-Security-Policy"]


def test_the_newest_mail_is_first_and_mails_are_found_by_address(client: Client) -> None:
    for number in range(3):
        a_mail(f"Mail {number}", to=f"person{number}@example.org")
    assert [mail.subject for mail in mailbox.mails()] == ["Mail 2", "Mail 1", "Mail 0"]
    found = client.get(f"{ADDRESS}?to=PERSON1").content.decode()
    assert "Mail 1" in found
    assert "Mail 2" not in found
    assert "No mail to such an address" in client.get(f"{ADDRESS}?to=nobody").content.decode()


def test_an_empty_mailbox_says_so(client: Client) -> None:
    assert "No mail yet" in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize("key", ["0" * 32, "..", "x"])
def test_a_mail_that_is_not_there_is_not_found(client: Client, key: str) -> None:
    assert client.get(f"{ADDRESS}{key}/").status_code == 404


@pytest.mark.django_db
def test_outside_the_demo_only_administrators_read_it(client: Client, settings: LazySettings) -> None:
    settings.IS_DEMO = False
    a_mail()
    (mail,) = mailbox.mails()
    pages = [ADDRESS, f"{ADDRESS}{mail.key}/", f"{ADDRESS}{mail.key}/html/"]
    assert [client.get(page).status_code for page in pages] == [403, 403, 403]
    client.force_login(a_person("Asha"))
    assert [client.get(page).status_code for page in pages] == [403, 403, 403]
    client.force_login(an_administrator())
    assert [client.get(page).status_code for page in pages] == [200, 200, 200]


@pytest.mark.django_db(transaction=True)
def test_a_letter_to_two_people_arrives_twice_and_a_repeat_of_one_of_them_does_not(choir: Person) -> None:
    message = a_draft(a_person("Asha"), a_person("Ben"))
    services.release(message=message, by=choir)
    delivery = claim()
    assert delivery is not None
    hand_over(delivery, MailboxBackend())
    hand_over(delivery, MailboxBackend())
    send_due(seconds=5)
    assert sorted(mail.delivered_to for mail in mailbox.mails()) == ["asha@example.org", "ben@example.org"]


def test_mails_that_name_somebody_are_removed_and_others_stay() -> None:
    a_mail(to="asha@example.org")
    send_mail("Meet Asha Rao", "x", None, ["ben@example.org"])
    send_mail("x", "Write to\nASHA@example.org", None, ["ben@example.org"])
    send_mail("Asharao is a place", "x", None, ["ben@example.org"])
    mailbox.forget("asha@example.org", "Asha Rao", "")
    assert [mail.subject for mail in mailbox.mails()] == ["Asharao is a place"]
