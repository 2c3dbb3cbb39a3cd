"""What the outbox knows about a person is handed over, or forgotten."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.mail import send_mail

from pairloom.core.personal_data import holders
from pairloom.messages import mailbox, services
from pairloom.messages.enums import MessageState
from pairloom.messages.models import Delivery, Message
from pairloom.messages.personal_data import erase, export
from pairloom.messages.sending import claim, send_due
from pairloom.people.models import Person
from tests.support.letters import a_draft
from tests.support.scenarios import a_person

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_outbox_says_that_it_keeps_personal_data() -> None:
    assert "messages" in [holder.name for holder in holders()]


def test_a_person_gets_every_message_that_was_sent_to_them_and_no_draft(choir: Person) -> None:
    asha = a_person("Asha")
    sent = a_draft(asha, a_person("Ben"))
    services.release(message=sent, by=choir)
    send_due(seconds=5)
    a_draft(asha)
    (row,) = export(asha)
    assert row["about"] == "Evening choir"
    assert row["text"].startswith("Dear Asha,")
    assert row["state"] == "sent"
    assert "ben@example.org" not in str(row)


def test_after_an_erasure_no_message_names_the_person_and_counts_stay(choir: Person) -> None:
    asha = a_person("Asha Rao")
    sent, unsent = a_draft(asha, a_person("Ben")), a_draft(asha)
    about_her = a_draft(a_person("Cy"), name="Asha Rao")
    other = a_draft(a_person("Dee"))
    services.release(message=sent, by=choir)
    send_due(seconds=5)
    erase(asha)
    kept = str(list(Message.objects.values())) + str(list(Delivery.objects.values()))
    assert "asha" not in kept.casefold()
    assert Message.objects.count() == 4
    assert Delivery.objects.count() == 5
    states = dict(Message.objects.values_list("pk", "state"))
    assert states == {
        sent.pk: MessageState.SENT,
        unsent.pk: MessageState.DISCARDED,
        about_her.pk: MessageState.DISCARDED,
        other.pk: MessageState.DRAFT,
    }
    assert "Dear Dee" in Message.objects.get(pk=other.pk).body


def test_a_letter_that_is_half_sent_when_a_person_is_erased_comes_to_an_end(choir: Person) -> None:
    asha, ben = a_person("Asha"), a_person("Ben")
    message = a_draft(asha, ben)
    services.release(message=message, by=choir)
    delivery = claim()
    assert delivery is not None
    Delivery.objects.filter(pk=delivery.pk).update(state="sent")
    erase(ben)
    message.refresh_from_db()
    assert message.state == MessageState.SENT
    assert claim() is None


def test_mails_in_the_local_mailbox_are_forgotten_too(
    choir: Person, settings: LazySettings, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND = "pairloom.messages.mailbox.MailboxBackend"
    settings.LOCAL_MAILBOX = tmp_path / "mailbox"
    asha = a_person("Asha")
    send_mail("Your code", "1234", None, [asha.email])
    send_mail("Your code", "5678", None, ["ben@example.org"])
    erase(asha)
    assert [mail.delivered_to for mail in mailbox.mails()] == ["ben@example.org"]
