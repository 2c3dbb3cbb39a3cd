"""What arrives: a mail that any program can show, and that nobody can misuse through their name."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

import pytest
from django.conf import LazySettings

from pairloom.messages import services
from pairloom.messages.letters import compose, mail
from pairloom.messages.models import Delivery, Message
from pairloom.people.models import Person
from tests.support.letters import SCOPE, a_draft
from tests.support.scenarios import a_person

pytestmark = pytest.mark.django_db


def arrived(delivery: Delivery) -> EmailMessage:
    return message_from_bytes(mail(delivery).message().as_bytes(), policy=policy.default)


def part(mail: EmailMessage, kind: str) -> str:
    found = mail.get_body(preferencelist=(kind,))
    assert found is not None
    return str(found.get_content())


def test_a_mail_has_a_text_that_reads_well(choir: Person, settings: LazySettings) -> None:
    settings.COMMUNITY = "Cirrus"
    delivery = a_draft(name="Zoë O'Neil_Smith").deliveries.get()
    text = part(arrived(delivery), "plain")
    words, _, foot = text.partition("\n-- \n")
    assert words == (
        "Dear Zoë O'Neil_Smith,\n\nwe meet:\n\n- Monday\n- Friday\n\n"
        "The hall (https://example.org/hall) is warm.\n\nConny\n"
    )
    assert foot.startswith(
        "You get this because you take part in Evening choir (Cirrus).\nNo more such mails: http"
    )


def test_a_mail_has_html_with_its_style_inside_and_colours_for_dark_screens(choir: Person) -> None:
    html = part(arrived(a_draft().deliveries.get()), "html")
    assert '<html lang="en"' in html
    assert '<a href="https://example.org/hall" rel="noopener noreferrer" style="' in html
    assert "@media (prefers-color-scheme: dark)" in html
    assert "<img" not in html
    assert "<link" not in html


def test_the_preview_is_made_by_the_code_that_sends(choir: Person) -> None:
    message = a_draft()
    delivery = message.deliveries.get()
    shown = compose(scope=SCOPE, subject=message.subject, body=message.body)
    assert part(arrived(delivery), "plain").split("\n-- \n")[0] == shown.text.split("\n-- \n")[0]
    framed = shown.html[shown.html.index("<body") : shown.html.index('<p class="foot"')]
    assert framed in part(arrived(delivery), "html")


@pytest.mark.parametrize(
    "name",
    [
        "Kim, Min-ji",
        "Łukasz Żółć",
        "山田太郎",
        'The "Great" Ben',
        "Eve\r\nBcc: victim@example.org",
        "admin@bank.example",
        "Eve <eve@evil.example>",
        "\u202egnihtemos",
        "",
    ],
)
def test_a_name_stays_a_name_in_the_headers(choir: Person, name: str) -> None:
    message = a_draft(a_person("Someone"), a_person("Other"))
    Delivery.objects.filter(address="someone@example.org").update(name=name)
    first, second = message.deliveries.all()
    for delivery in (first, second):
        got = arrived(delivery)
        assert [one.addr_spec for one in got["To"].addresses] == ["someone@example.org", "other@example.org"]
        assert got["Bcc"] is None
        assert mail(delivery).recipients() == [delivery.address]
    shown = arrived(second)["To"].addresses[0].display_name
    assert shown == " ".join(name.replace("\u202e", "").split())


def test_an_address_at_a_domain_with_accents_can_be_written_to(choir: Person) -> None:
    message = a_draft()
    Delivery.objects.update(address="info@münchen.example")
    got = arrived(message.deliveries.get())
    assert got["To"].addresses[0].addr_spec == "info@xn--mnchen-3ya.example"


def test_answers_to_one_persons_letter_go_where_the_settings_say(
    choir: Person, settings: LazySettings
) -> None:
    delivery = a_draft().deliveries.get()
    assert arrived(delivery)["Reply-To"] is None
    settings.MAIL_REPLY_TO = "organisers@example.org"
    assert arrived(delivery)["Reply-To"] == "organisers@example.org"


def test_the_mail_says_how_to_stop_it_and_when_it_was_released(choir: Person, settings: LazySettings) -> None:
    settings.SITE_ADDRESS = "https://mentoring.example.org"
    message = a_draft()
    services.release(message=message, by=choir)
    got = arrived(message.deliveries.get())
    stop = got["List-Unsubscribe"].strip()
    assert stop.startswith("<https://mentoring.example.org/outbox/stop/")
    assert got["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop.strip("<>") in part(got, "plain")
    assert message.released_at is not None
    assert parsedate_to_datetime(got["Date"]) == message.released_at.replace(microsecond=0)
    assert got["Auto-Submitted"] is None


def test_an_edited_letter_cannot_smuggle_code_into_a_mail(choir: Person) -> None:
    a_draft()
    body = "<script>x</script>\n\n[a](javascript:x)\n\n![b](https://t.example/p.gif)"
    Message.objects.update(body=body, subject="<b>Hi</b>")
    html = part(arrived(Delivery.objects.get()), "html")
    assert "<script" not in html
    assert 'href="javascript' not in html
    assert "<img" not in html
    assert "<title>&lt;b&gt;Hi&lt;/b&gt;</title>" in html
