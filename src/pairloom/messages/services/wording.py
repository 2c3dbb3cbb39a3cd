"""How a scope words its messages: its own template where there is one, else the built-in text."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pairloom.core import audit, clock
from pairloom.core.errors import InvalidError, StaleError
from pairloom.messages import catalogue, placeholders
from pairloom.messages.markdown import one_line
from pairloom.messages.models import Template
from pairloom.people.models import Person


@dataclass(frozen=True)
class Wording:
    """A subject and a body with placeholders. `version` counts changes in this scope, 0 is before any."""

    subject: str
    body: str
    version: int
    is_own: bool


def wording_of(*, scope: str, key: str) -> Wording:
    kind = catalogue.find(key)
    own = Template.objects.filter(scope=scope, key=key).first()
    if own is not None and own.is_on:
        return Wording(own.subject, own.body, own.version, is_own=True)
    return Wording(str(kind.subject), str(kind.body), own.version if own else 0, is_own=False)


def own_wordings(scope: str) -> set[str]:
    """The kinds of message that a scope words for itself."""
    return set(Template.objects.filter(scope=scope, is_on=True).values_list("key", flat=True))


def check_wording(*, key: str, subject: str, body: str) -> None:
    """Raise InvalidError naming the field where a wording is empty or asks for what is not there."""
    kind = catalogue.find(key)
    for field, text in (("subject", subject), ("body", body)):
        if not text.strip():
            raise InvalidError(_("This cannot be empty."), {field: _("This cannot be empty.")})
        placeholders.check(text, kind.placeholders, field=field)


def save_wording(*, scope: str, key: str, version: int, subject: str, body: str, by: Person) -> None:
    """Give a scope its own wording, read as `version`. Drafts that exist keep their text."""
    check_wording(key=key, subject=subject, body=body)
    values = {"subject": one_line(subject), "body": body.strip() + "\n", "is_on": True}
    if version == 0:
        try:
            with transaction.atomic():
                template = Template.objects.create(scope=scope, key=key, **values)
        except IntegrityError:
            raise _stale() from None
    else:
        template = _change(scope, key, version, **values)
    audit.record("worded the message", template, by=by, key=key)


def reset_wording(*, scope: str, key: str, version: int, by: Person) -> None:
    """Use the built-in wording again; the own one is kept for `restore_wording`."""
    audit.record("reset the wording", _change(scope, key, version, is_on=False), by=by, key=key)


def restore_wording(*, scope: str, key: str, version: int, by: Person) -> None:
    """Take a reset back."""
    audit.record("restored the wording", _change(scope, key, version, is_on=True), by=by, key=key)


def _change(scope: str, key: str, version: int, **values: object) -> Template:
    kept = Template.objects.filter(scope=scope, key=key, version=version)
    if not kept.update(version=version + 1, changed_at=clock.now(), **values):
        raise _stale()
    return Template.objects.get(scope=scope, key=key)


def _stale() -> StaleError:
    return StaleError(_("Somebody else changed this wording while you were writing."))
