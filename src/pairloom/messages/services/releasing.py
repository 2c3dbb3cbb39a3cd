"""From draft to ready and, for some seconds, back; and once more after a failure."""

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
    with transaction.atomic():
        failed = list(messages.select_for_update().filter(state=MessageState.FAILED))
        if not failed:
            return 0
        pks = [message.pk for message in failed]
        Delivery.objects.filter(message__in=pks, state=DeliveryState.FAILED).update(
            state=DeliveryState.WAITING, attempts=0, next_attempt_at=timezone.now()
        )
        begun = Delivery.objects.filter(message=OuterRef("pk"), state=DeliveryState.SENT)
        kept = Message.objects.filter(pk__in=pks)
        kept.filter(Exists(begun)).update(state=MessageState.SENDING, changed_at=clock.now())
        kept.filter(~Exists(begun)).update(state=MessageState.READY, changed_at=clock.now())
        for message in failed:
            audit.record("tried the message again", message, by=by)
        send_letters.enqueue()
    return len(failed)


def _release(messages: QuerySet[Message], by: Person) -> int:
    with transaction.atomic():
        drafts = list(messages.select_for_update().filter(state=MessageState.DRAFT))
        if not drafts:
            return 0
        pks = [message.pk for message in drafts]
        now = clock.now()
        Message.objects.filter(pk__in=pks).update(
            state=MessageState.READY, released_at=now, released_by=by, changed_at=now
        )
        Delivery.objects.filter(message__in=pks, state=DeliveryState.WAITING).update(
            next_attempt_at=timezone.now() + settings.MAIL_UNDO_TIME
        )
        _record("release", drafts, by)
        send_letters.enqueue_in(settings.MAIL_UNDO_TIME)
    return len(drafts)


def _take_back(messages: QuerySet[Message], by: Person) -> int:
    with transaction.atomic():
        ready = list(messages.select_for_update().filter(state=MessageState.READY))
        Message.objects.filter(pk__in=[message.pk for message in ready]).update(
            state=MessageState.DRAFT, released_at=None, released_by=None, changed_at=clock.now()
        )
        _record("take back", ready, by)
    return len(ready)


def _record(action: str, messages: list[Message], by: Person) -> None:
    """One line for one message, one for a batch."""
    if len(messages) == 1:
        audit.record(f"{action} message", messages[0], by=by)
    elif messages:
        audit.record(f"{action} batch", messages[0], by=by, messages=len(messages))
