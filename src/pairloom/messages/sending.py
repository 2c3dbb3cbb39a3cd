"""Deliveries on their way: claim one, commit, hand it over outside any transaction, commit what came of it.

A worker may die at any point. Before the claim nothing happened. After it the delivery is tried again, once
the claim has run out. What a mail server so accepted twice carries the same Message-ID and Date.
"""

import logging
import smtplib
import time
from datetime import timedelta
from email.errors import MessageError
from typing import Any

from django.core.mail import get_connection
from django.db import connection, transaction
from django.utils import timezone

from pairloom.core import clock
from pairloom.core.jobs import job
from pairloom.core.jobs.queue import back_off
from pairloom.messages.enums import OPEN, DeliveryState, MessageState
from pairloom.messages.errors import MailPostponedError, MailRefusedError
from pairloom.messages.letters import mail
from pairloom.messages.models import Delivery, Message
from pairloom.messages.suppression import is_suppressed

TURN = 5.0  # seconds; then other jobs get theirs
CLAIM = timedelta(minutes=5)  # longer than every time limit of one SMTP dialogue together
FIRST_WAIT = timedelta(minutes=1)
ATTEMPTS = 14  # the last about seven hours after the first
logger = logging.getLogger(__name__)


@job(name="outbox.send", attempts=3)
def send_letters() -> None:
    """Hand over what is due, for a few seconds, and ask for another turn if there is more."""
    if send_due(seconds=TURN):
        send_letters.enqueue()


def send_due(*, seconds: float) -> bool:
    """Try the deliveries that are due, one after another; True where time ran out first."""
    if connection.in_atomic_block:
        raise RuntimeError(
            "Mail is never sent inside a transaction, which might be rolled back after the mail is gone. "
            "In a test: pytest.mark.django_db(transaction=True)."
        )
    server = get_connection()
    end = time.monotonic() + seconds
    try:
        while delivery := claim():
            try:
                hand_over(delivery, server)
            except MailPostponedError as error:
                _postpone(delivery, str(error))
                _close(server)
                if error.is_server:
                    return False
            except MailRefusedError as error:
                _conclude(delivery, DeliveryState.FAILED, error=str(error))
            else:
                _conclude(delivery, DeliveryState.SENT, sent_at=clock.now(), error="")
            if time.monotonic() > end:
                return True
        return False
    finally:
        _close(server)


def claim() -> Delivery | None:
    """Take the delivery that is due first, so that no other worker has it until the claim runs out."""
    while True:
        now = timezone.now()
        if not Delivery.objects.due(now).exists():
            return None
        with transaction.atomic():
            due = Delivery.objects.due(now).order_by("next_attempt_at", "pk")
            delivery = due.select_for_update(skip_locked=True, of=("self",)).select_related("message").first()
            if delivery is None:
                return None
            if not _begin(delivery.message):
                continue
            if delivery.attempts >= ATTEMPTS:  # it took its worker along every time
                _end(delivery, DeliveryState.FAILED)
                continue
            if not delivery.address or is_suppressed(scope=delivery.message.scope, address=delivery.address):
                _end(delivery, DeliveryState.SUPPRESSED)
                continue
            delivery.state, delivery.attempts = DeliveryState.SENDING, delivery.attempts + 1
            delivery.next_attempt_at = now + CLAIM
            delivery.save(update_fields=["state", "attempts", "next_attempt_at"])
            return delivery


def hand_over(delivery: Delivery, server: Any) -> None:
    """Give one mail to the server; raises MailPostponedError or MailRefusedError with the reason in words."""
    try:
        made = mail(delivery)
        made.message()
    except (ValueError, MessageError) as error:
        raise MailRefusedError(f"This mail cannot be made: {error}") from error
    try:
        server.open()
    except OSError as error:
        raise MailPostponedError(
            f"The mail server cannot be used: {_words(error)}", is_server=True
        ) from error
    try:
        server.send_messages([made])
    except smtplib.SMTPRecipientsRefused as error:
        code, reply = error.recipients.get(delivery.address) or next(iter(error.recipients.values()))
        raise _by_code(code, reply) from error
    except smtplib.SMTPResponseException as error:
        raise _by_code(error.smtp_code, error.smtp_error) from error
    except smtplib.SMTPNotSupportedError as error:
        raise MailRefusedError(_words(error)) from error
    except OSError as error:
        raise MailPostponedError(f"The mail server broke off: {_words(error)}", is_server=False) from error


@transaction.atomic
def settle(message_id: int) -> None:
    """Give the message the state that follows from its deliveries, once all of them have ended."""
    message = Message.objects.select_for_update().get(pk=message_id)
    states = set(message.deliveries.values_list("state", flat=True))
    if states & OPEN:
        return
    if DeliveryState.FAILED in states:
        message.state = MessageState.FAILED
    elif DeliveryState.SENT in states:
        message.state = MessageState.SENT
    else:
        message.state = MessageState.SUPPRESSED
    message.save(update_fields=["state"])


def _by_code(code: int, reply: bytes | str) -> MailPostponedError | MailRefusedError:
    text = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
    reason = f"The mail server said {code}: {' '.join(text.split())}"
    return MailRefusedError(reason) if code >= 500 else MailPostponedError(reason, is_server=code == 421)


def _words(error: OSError) -> str:
    return str(error) or type(error).__name__


def _close(server: Any) -> None:
    try:
        server.close()
    except OSError as error:
        logger.info("the mail server did not part politely: %s", error)


def _begin(message: Message) -> bool:
    """Mark a released message as being sent; False where somebody took it back this moment."""
    released = Message.objects.filter(pk=message.pk, state__in=[MessageState.READY, MessageState.SENDING])
    return bool(released.update(state=MessageState.SENDING))


def _postpone(delivery: Delivery, reason: str) -> None:
    if delivery.attempts >= ATTEMPTS:
        _conclude(delivery, DeliveryState.FAILED, error=reason)
        return
    wait = back_off(delivery.attempts, FIRST_WAIT)
    _ours(delivery).update(
        state=DeliveryState.WAITING,
        next_attempt_at=timezone.now() + wait,
        error=reason,
        changed_at=clock.now(),
    )


def _end(delivery: Delivery, state: DeliveryState) -> None:
    delivery.state, delivery.next_attempt_at = state, None
    delivery.save(update_fields=["state", "next_attempt_at"])
    settle(delivery.message_id)


def _conclude(delivery: Delivery, state: DeliveryState, **values: object) -> None:
    with transaction.atomic():
        if _ours(delivery).update(state=state, next_attempt_at=None, changed_at=clock.now(), **values):
            settle(delivery.message_id)


def _ours(delivery: Delivery) -> Any:
    return Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.SENDING, attempts=delivery.attempts)
