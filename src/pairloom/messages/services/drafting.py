"""Drafts: written by the program once about each thing, then edited and thrown away by people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from pairloom.messages.services.wording import wording_of
from pairloom.people.models import Person


@dataclass(frozen=True)
class CalendarPart:
    """An iCalendar text that travels with a letter, and what it asks a calendar to do (RFC 5546)."""

    method: str
    text: str


@dataclass(frozen=True)
class Addressed:
    """One letter to be drafted: about which thing, to whom, with which values and calendar entry."""

    about: str
    to: Sequence[Person]
    context: Mapping[str, str]
    calendar: CalendarPart | None = None


def draft(
    *,
    scope: str,
    key: str,
    about: str,
    batch: str,
    to: Sequence[Person],
    context: Mapping[str, str],
    calendar: CalendarPart | None = None,
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
    letter = Addressed(about, to, context, calendar)
    return draft_many(scope=scope, key=key, batch=batch, letters=[letter])[0]


@transaction.atomic
def draft_many(*, scope: str, key: str, batch: str, letters: Sequence[Addressed]) -> list[Message]:
    """Draft one message for each of `letters`, as `draft` does for one; in a few statements for any number.

    Those about a thing that has a message of this kind already are left out.
    """
    kind, wording = catalogue.find(key), wording_of(scope=scope, key=key)
    abouts = {letter.about for letter in letters if letter.about}
    known = set(Message.objects.filter(key=key, about__in=abouts).values_list("about", flat=True))
    new = [letter for letter in letters if letter.about not in known]
    for letter in new:
        if missing := kind.placeholders.keys() ^ letter.context.keys():
            raise ValueError(f"{key} needs exactly its placeholders; wrong or missing: {sorted(missing)}")
    messages = Message.objects.bulk_create(
        Message(
            scope=scope,
            key=key,
            about=letter.about,
            batch=batch,
            subject=_shorten(placeholders.fill_subject(wording.subject, letter.context)),
            body=placeholders.fill_body(wording.body, letter.context),
            calendar=letter.calendar.text if letter.calendar else "",
            calendar_method=letter.calendar.method if letter.calendar else "",
        )
        for letter in new
    )
    Delivery.objects.bulk_create(
        Delivery(message=message, person=person, name=person.name, address=person.email, mail_id=_mail_id())
        for message, letter in zip(messages, new, strict=True)
        for person in letter.to
    )
    return messages


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


def discard_drafts(*, scope: str, key: str, batch: str, by: Person) -> int:
    """Put all drafts of one kind in a batch aside; return how many."""
    drafts = Message.objects.filter(scope=scope, key=key, batch=batch, state=MessageState.DRAFT)
    first = drafts.first()
    number = drafts.update(state=MessageState.DISCARDED, changed_at=clock.now())
    if first is not None:
        audit.record("put the messages aside", first, by=by, messages=number)
    return number


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
    return f"<{uuid4().hex}@{settings.SITE_HOST}>"


def _shorten(subject: str) -> str:
    longest = Message._meta.get_field("subject").max_length or 0
    return subject if len(subject) <= longest else subject[: longest - 1].rstrip() + "…"
