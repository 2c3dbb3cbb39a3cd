"""Letters on their way, with a real mail server at the other end."""

import os
import signal
import socket
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.db import transaction
from django.utils import timezone

from pairloom.core.errors import RefusedError
from pairloom.messages import services
from pairloom.messages.enums import DeliveryState, MessageState
from pairloom.messages.models import Delivery, Message
from pairloom.messages.sending import ATTEMPTS, claim, send_due, send_letters
from pairloom.people.models import Person
from tests.support.jobs import run_jobs, wait_until, worker_process
from tests.support.letters import BATCH, SCOPE, a_draft
from tests.support.mail_server import MailServer
from tests.support.scenarios import a_person

pytestmark = pytest.mark.django_db(transaction=True)


def time_passes() -> None:
    """Every wait is over."""
    Delivery.objects.exclude(next_attempt_at=None).update(next_attempt_at=timezone.now())


def state_of(message: Message) -> str:
    message.refresh_from_db()
    return message.state


def test_a_released_letter_reaches_both_people_each_with_a_mail_of_their_own(
    choir: Person, mail_server: MailServer
) -> None:
    asha, ben = a_person("Asha"), a_person("Ben")
    message = a_draft(asha, ben)
    services.release(message=message, by=choir)
    assert state_of(message) == MessageState.READY
    assert run_jobs() == ["outbox.send"]
    assert state_of(message) == MessageState.SENT
    assert [one.recipients for one in mail_server.arrived] == [[asha.email], [ben.email]]
    first, second = (one.mail for one in mail_server.arrived)
    assert first["To"] == second["To"] == "Asha <asha@example.org>, Ben <ben@example.org>"
    assert (first["Reply-To"], second["Reply-To"]) == ("Ben <ben@example.org>", "Asha <asha@example.org>")
    assert first["Message-ID"] != second["Message-ID"]
    assert first["List-Unsubscribe"] != second["List-Unsubscribe"]


def test_nothing_is_sent_that_was_not_released(choir: Person, mail_server: MailServer) -> None:
    a_draft()
    assert not send_due(seconds=1)
    assert mail_server.arrived == []


def test_a_batch_is_released_as_a_whole_but_for_what_was_put_aside(
    choir: Person, mail_server: MailServer
) -> None:
    aside = a_draft()
    services.discard(message=aside, by=choir)
    for _ in range(3):
        a_draft()
    other = a_draft(batch="another")
    assert services.release_batch(scope=SCOPE, batch=BATCH, by=choir) == 3
    run_jobs()
    assert len(mail_server.arrived) == 3
    assert state_of(aside) == MessageState.DISCARDED
    assert state_of(other) == MessageState.DRAFT


def test_a_released_batch_can_be_taken_back_for_some_seconds(
    choir: Person, mail_server: MailServer, settings: LazySettings
) -> None:
    settings.MAIL_UNDO_TIME = timedelta(seconds=20)
    message = a_draft()
    services.release_batch(scope=SCOPE, batch=BATCH, by=choir)
    assert run_jobs() == []
    assert services.take_back_batch(scope=SCOPE, batch=BATCH, by=choir) == 1
    time_passes()
    send_due(seconds=1)
    assert mail_server.arrived == []
    assert state_of(message) == MessageState.DRAFT


def test_what_is_on_its_way_cannot_be_taken_back(choir: Person, mail_server: MailServer) -> None:
    message = a_draft()
    services.release(message=message, by=choir)
    assert claim() is not None
    with pytest.raises(RefusedError, match="on its way"):
        services.take_back(message=message, by=choir)


def test_releasing_twice_sends_once(choir: Person, mail_server: MailServer) -> None:
    message = a_draft()
    services.release(message=message, by=choir)
    services.release(message=message, by=choir)
    run_jobs()
    services.release(message=message, by=choir)
    run_jobs()
    assert len(mail_server.arrived) == 1


def test_mail_is_never_sent_inside_a_transaction(choir: Person, mail_server: MailServer) -> None:
    services.release(message=a_draft(), by=choir)
    with pytest.raises(RuntimeError, match="never sent inside a transaction"), transaction.atomic():
        send_due(seconds=1)
    assert mail_server.arrived == []


def test_a_busy_server_is_asked_again_later_with_the_same_mail(
    choir: Person, mail_server: MailServer
) -> None:
    mail_server.replies = ["451 try later"]
    message = a_draft()
    services.release(message=message, by=choir)
    run_jobs()
    delivery = message.deliveries.get()
    assert delivery.state == DeliveryState.WAITING
    assert delivery.error == "The mail server said 451: try later"
    assert delivery.next_attempt_at is not None
    assert timedelta(seconds=40) < delivery.next_attempt_at - timezone.now() < timedelta(seconds=61)
    send_due(seconds=1)
    assert mail_server.arrived == []
    time_passes()
    send_due(seconds=1)
    assert mail_server.arrived[0].mail["Message-ID"] == delivery.mail_id
    assert state_of(message) == MessageState.SENT
    assert message.deliveries.get().error == ""


@pytest.mark.parametrize("where", ["recipient", "content"])
def test_a_refusal_for_good_is_shown_with_its_reason_and_can_be_tried_again(
    choir: Person, mail_server: MailServer, where: str
) -> None:
    asha, ben = a_person("Asha"), a_person("Ben")
    if where == "recipient":
        mail_server.recipient_replies = {asha.email: "550 no such person"}
    else:
        mail_server.replies = ["550 no such person"]
    message = a_draft(asha, ben)
    services.release(message=message, by=choir)
    run_jobs()
    assert state_of(message) == MessageState.FAILED
    failed, sent = message.deliveries.all()
    assert (failed.state, sent.state) == (DeliveryState.FAILED, DeliveryState.SENT)
    assert failed.error == "The mail server said 550: no such person"
    mail_server.recipient_replies = {}
    services.retry_failed(messages=Message.objects.filter(pk=message.pk), by=choir)
    run_jobs()
    assert state_of(message) == MessageState.SENT
    assert len(mail_server.to(ben.email)) == 1
    assert mail_server.to(asha.email)[0]["Message-ID"] == failed.mail_id


def test_a_busy_recipient_does_not_hold_up_the_others(choir: Person, mail_server: MailServer) -> None:
    asha, ben = a_person("Asha"), a_person("Ben")
    mail_server.recipient_replies = {asha.email: "450 mailbox busy"}
    message = a_draft(asha, ben)
    services.release(message=message, by=choir)
    run_jobs()
    assert state_of(message) == MessageState.SENDING
    assert [one.recipients for one in mail_server.arrived] == [[ben.email]]


def test_a_line_cut_after_the_mail_was_given_brings_the_same_mail_again(
    choir: Person, mail_server: MailServer
) -> None:
    mail_server.replies = [MailServer.DROP]
    message, other = a_draft(), a_draft()
    services.release(message=message, by=choir)
    services.release(message=other, by=choir)
    send_due(seconds=5)
    assert state_of(other) == MessageState.SENT
    assert "broke off" in message.deliveries.get().error
    time_passes()
    send_due(seconds=5)
    assert state_of(message) == MessageState.SENT
    first, again = (
        one.mail for one in mail_server.arrived if one.recipients == [message.deliveries.get().address]
    )
    assert first["Message-ID"] == again["Message-ID"]
    assert first["Date"] == again["Date"]
    assert [part.get_content() for part in first.iter_parts()] == [
        part.get_content() for part in again.iter_parts()
    ]


def test_a_server_that_is_away_costs_one_attempt_not_all_of_them(
    choir: Person, mail_server: MailServer, settings: LazySettings
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings.EMAIL_PORT = taken.getsockname()[1]
    for _ in range(3):
        services.release(message=a_draft(), by=choir)
    run_jobs()
    tried = Delivery.objects.filter(attempts=1)
    assert tried.count() == 3  # one for each of three turns
    assert "cannot be used" in tried[0].error
    settings.EMAIL_PORT = mail_server.port
    time_passes()
    send_due(seconds=5)
    assert len(mail_server.arrived) == 3


def test_after_many_hours_a_letter_is_given_up_in_the_open(choir: Person, mail_server: MailServer) -> None:
    mail_server.replies = ["451 try later"] * ATTEMPTS
    message = a_draft()
    services.release(message=message, by=choir)
    for _ in range(ATTEMPTS):
        time_passes()
        send_due(seconds=1)
    assert state_of(message) == MessageState.FAILED
    assert mail_server.replies == []


def test_a_worker_that_dies_before_handing_over_loses_nothing(choir: Person, mail_server: MailServer) -> None:
    message = a_draft()
    services.release(message=message, by=choir)
    assert claim() is not None
    send_due(seconds=1)
    assert mail_server.arrived == []  # the claim holds
    time_passes()
    send_due(seconds=1)
    assert len(mail_server.arrived) == 1
    assert state_of(message) == MessageState.SENT


def test_a_letter_that_kills_every_worker_fails_in_the_open(choir: Person, mail_server: MailServer) -> None:
    message = a_draft()
    services.release(message=message, by=choir)
    for _ in range(ATTEMPTS):
        assert claim() is not None
        time_passes()
    assert claim() is None
    assert state_of(message) == MessageState.FAILED


def test_a_worker_killed_after_the_server_took_the_mail_sends_the_same_mail_again(
    choir: Person, mail_server: MailServer
) -> None:
    message = a_draft()
    services.release(message=message, by=choir)
    smtp = {
        "PAIRLOOM_SMTP_HOST": "127.0.0.1",
        "PAIRLOOM_SMTP_PORT": str(mail_server.port),
        "PAIRLOOM_SMTP_SECURITY": "none",
    }
    with worker_process(**smtp) as worker:
        mail_server.on_arrival = lambda: os.kill(worker.pid, signal.SIGKILL)  # before the server says 250
        wait_until(lambda: mail_server.arrived)
        worker.wait()
    assert state_of(message) == MessageState.SENDING
    mail_server.on_arrival = lambda: None
    time_passes()
    with worker_process(**smtp):
        wait_until(lambda: state_of(message) == MessageState.SENT)
    first, again = (one.mail for one in mail_server.arrived)
    assert first["Message-ID"] == again["Message-ID"] == message.deliveries.get().mail_id


def test_two_workers_send_many_letters_each_once(choir: Person, mail_server: MailServer) -> None:
    for _ in range(40):
        a_draft()
    services.release_batch(scope=SCOPE, batch=BATCH, by=choir)
    send_letters.enqueue()  # a turn for the second worker, too
    smtp = {
        "PAIRLOOM_SMTP_HOST": "127.0.0.1",
        "PAIRLOOM_SMTP_PORT": str(mail_server.port),
        "PAIRLOOM_SMTP_SECURITY": "none",
    }
    with worker_process(**smtp), worker_process(**smtp):
        wait_until(lambda: not Message.objects.exclude(state=MessageState.SENT).exists())
    ids = [one.mail["Message-ID"] for one in mail_server.arrived]
    assert len(ids) == len(set(ids)) == 40
