"""Drafts: written by the program once about each thing, then edited and thrown away by people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from pairloom.core import audit, clock
from pairloom.core.errors import InvalidError, RefusedError, StaleError
from pairloom.messages import catalogue, placeholders
from pairloom.messages.enums import MessageState
from pairloom.messages.markdown import one_line
from pairloom.messages.models import Delivery, Message
from pairloom.messages.services.wording import Wording, wording_of
from pairloom.people.models import Person

_AT_ONCE = 500  # rows a statement


@dataclass(frozen=True)
class NewLetter:
    """What differs between letters of one kind; each as `draft` takes it."""

    about: str
    to: Sequence[Person]
    context: Mapping[str, str]


def draft(
    *,
    scope: str,
    key: str,
    about: str,
    batch: str,
    to: Sequence[Person],
    context: Mapping[str, str],
) -> Message:
    """Draft one message to all of `to`, in the scope's own wording of the kind `key`.

    `about` names the thing, such as `pair:12`: a second call for the same key and thing gives the message
    that is there, whatever its state, unchanged. `batch` is what people call the lot that it belongs to,
    such as "Spring 2027: introductions". `context` has a value for every placeholder of the kind: plain
    strings are shown as they are, `Markdown` is taken as such.
    """
    existing = Message.objects.filter(key=key, about=about).first() if about else None
    if existing is not None:
        return existing
    message = _written(scope, key, batch, NewLetter(about, to, context), wording_of(scope=scope, key=key))
    with transaction.atomic():
        message.save()
        Delivery.objects.bulk_create(_deliveries(message, to))
    return message


def draft_all(*, scope: str, key: str, batch: str, letters: Iterable[NewLetter]) -> int:
    """Draft many letters of one kind as `draft` does, in few statements; how many of them are new."""
    wording = wording_of(scope=scope, key=key)
    asked = list(letters)
    named = Message.objects.filter(key=key, about__in=[letter.about for letter in asked if letter.about])
    known = set(named.values_list("about", flat=True))
    new = [letter for letter in asked if letter.about not in known]
    messages = [_written(scope, key, batch, letter, wording) for letter in new]
    with transaction.atomic():
        Message.objects.bulk_create(messages, batch_size=_AT_ONCE)
        Delivery.objects.bulk_create(
            (
                delivery
                for message, letter in zip(messages, new, strict=True)
                for delivery in _deliveries(message, letter.to)
            ),
            batch_size=_AT_ONCE,
        )
    return len(new)


def _written(scope: str, key: str, batch: str, letter: NewLetter, wording: Wording) -> Message:
    """A draft that is not stored yet."""
    if missing := catalogue.find(key).placeholders.keys() ^ letter.context.keys():
        raise ValueError(f"{key} needs exactly its placeholders; wrong or missing: {sorted(missing)}")
    return Message(
        scope=scope,
        key=key,
        about=letter.about,
        batch=batch,
        subject=_shorten(placeholders.fill_subject(wording.subject, letter.context)),
        body=placeholders.fill_body(wording.body, letter.context),
    )


def _deliveries(message: Message, to: Sequence[Person]) -> list[Delivery]:
    return [
        Delivery(message=message, person=person, name=person.name, address=person.email, mail_id=_mail_id())
        for person in to
    ]


def edit(*, message: Message, version: int, subject: str, body: str, by: Person) -> None:
    """Replace the text of a draft that was read as `version`.

    Raises StaleError where it was changed since, RefusedError where it is no draft any more.
    """
    subject = one_line(subject)
    if not subject or not body.strip():
        empty = "body" if subject else "subject"
        raise InvalidError(_("This cannot be empty."), {empty: _("This cannot be empty.")})
    changed = Message.objects.filter(pk=message.pk, state=MessageState.DRAFT, version=version).update(
        subject=_shorten(subject), body=body.strip() + "\n", version=version + 1, changed_at=clock.now()
    )
    message.refresh_from_db()
    if not changed and message.state != MessageState.DRAFT:
        raise RefusedError(_("Only a draft can be edited. Take the message back first, if it was not sent."))
    if not changed:
        raise StaleError(_("Somebody else changed this message while you were writing."))
    audit.record("edited the message", message, by=by)


def discard(*, message: Message, by: Person) -> None:
    """Put a draft aside; it is not sent with its batch, and can be restored."""
    _move(message, MessageState.DRAFT, MessageState.DISCARDED, by, "put the message aside")


def restore(*, message: Message, by: Person) -> None:
    """Make a discarded message a draft again."""
    _move(message, MessageState.DISCARDED, MessageState.DRAFT, by, "restored the message")


def _move(message: Message, before: MessageState, after: MessageState, by: Person, action: str) -> None:
    moved = Message.objects.filter(pk=message.pk, state=before).update(state=after, changed_at=clock.now())
    message.refresh_from_db()
    if moved:
        audit.record(action, message, by=by)
    elif message.state != after:
        raise RefusedError(_("This message is “%(state)s” by now.") % {"state": message.get_state_display()})


def _mail_id() -> str:
    return f"<{uuid4().hex}@{urlsplit(settings.SITE_ADDRESS).hostname or 'localhost'}>"


def _shorten(subject: str) -> str:
    longest = Message._meta.get_field("subject").max_length or 0
    return subject if len(subject) <= longest else subject[: longest - 1].rstrip() + "…"
