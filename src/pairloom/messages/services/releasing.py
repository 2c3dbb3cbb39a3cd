"""From draft to ready and, for some seconds, back; and once more after a failure."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pairloom.core import audit, clock
from pairloom.core.errors import RefusedError
from pairloom.messages.enums import DeliveryState, MessageState
from pairloom.messages.models import Delivery, Message
from pairloom.messages.sending import send_letters
from pairloom.people.models import Person


def release(*, message: Message, by: Person) -> None:
    """Send a draft after the time in which it can be taken back."""
    if not _release(Message.objects.filter(pk=message.pk), by):
        message.refresh_from_db()
        if message.state == MessageState.DISCARDED:
            raise RefusedError(_("This message was discarded. Restore it first."))
    message.refresh_from_db()


def release_batch(*, scope: str, batch: str, by: Person) -> int:
    """Send every draft of a batch, likewise; return how many were released."""
    return _release(Message.objects.filter(scope=scope, batch=batch), by)


def release_many(*, messages: Iterable[Message], by: Person | None) -> int:
    """Send these drafts, likewise; `by` is nobody where the program sends by itself."""
    return _release(Message.objects.filter(pk__in=[message.pk for message in messages]), by)


def take_back(*, message: Message, by: Person) -> None:
    """Make a released message a draft again; RefusedError where it is on its way already."""
    if not _take_back(Message.objects.filter(pk=message.pk), by):
        message.refresh_from_db()
        if message.state != MessageState.DRAFT:
            raise RefusedError(_("Too late: this message is on its way, or was sent already."))
    message.refresh_from_db()


def take_back_batch(*, scope: str, batch: str, by: Person) -> int:
    """Likewise for every message of a batch that is not on its way; return how many are drafts again."""
    return _take_back(Message.objects.filter(scope=scope, batch=batch), by)


def retry_failed(*, messages: QuerySet[Message], by: Person) -> int:
    """Try the failed deliveries of failed messages again, with all attempts; return how many messages."""
    failed = messages.filter(state=MessageState.FAILED)
    with transaction.atomic():
        first = failed.first()
        if first is None:
            return 0
        Delivery.objects.filter(message__in=failed, state=DeliveryState.FAILED).update(
            state=DeliveryState.WAITING, attempts=0, next_attempt_at=timezone.now()
        )
        begun = Exists(Delivery.objects.filter(message=OuterRef("pk"), state=DeliveryState.SENT))
        number = failed.filter(begun).update(state=MessageState.SENDING, changed_at=clock.now())
        number += failed.filter(~begun).update(state=MessageState.READY, changed_at=clock.now())
        _record("tried again", first, number, by)
        send_letters.enqueue()
    return number


def _release(messages: QuerySet[Message], by: Person | None) -> int:
    now = clock.now()
    with transaction.atomic():
        number = messages.filter(state=MessageState.DRAFT).update(
            state=MessageState.READY, released_at=now, released_by=by, changed_at=now
        )
        released = messages.filter(state=MessageState.READY, released_at=now)
        first = released.first()
        if first is None:
            return 0
        Delivery.objects.filter(message__in=released, state=DeliveryState.WAITING).update(
            next_attempt_at=timezone.now() + settings.MAIL_UNDO_TIME
        )
        _record("released", first, number, by)
        send_letters.enqueue_in(settings.MAIL_UNDO_TIME)
    return number


def _take_back(messages: QuerySet[Message], by: Person) -> int:
    ready = messages.filter(state=MessageState.READY)
    with transaction.atomic():
        first = ready.first()
        number = ready.update(
            state=MessageState.DRAFT, released_at=None, released_by=None, changed_at=clock.now()
        )
        if first is not None and number:
            _record("took back", first, number, by)
    return number


def _record(action: str, first: Message, number: int, by: Person | None) -> None:
    """One line for one message, one for a batch."""
    if number == 1:
        audit.record(f"{action} the message", first, by=by)
    else:
        audit.record(f"{action} the batch", first, by=by, messages=number)
