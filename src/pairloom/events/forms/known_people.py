"""A field for people whom somebody knows, by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pairloom.events.models import Attendee
from pairloom.people.spelling import folded, tidy
from pairloom.people.widgets import RowLabels, RowsInput

MOST_KNOWN = 40


class NamesInput(RowsInput):
    """Names, one a row, with those who come as suggestions."""

    labels = RowLabels(row=_("Person {n}"), remove=_("Remove person {n}"), add=_("Add another person"))
    most = MOST_KNOWN


class KnownPeopleField(forms.Field):
    """Cleans to a list of attendees. Two of the same name are told apart by the number after it."""

    widget = NamesInput
    default_error_messages = {
        "unknown": _("“%(name)s” is not on the list of those who come. Choose a name from the list.")
    }

    def __init__(self, *, people: Iterable[Attendee], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.names = _unlike_names(people)
        self.widget.suggestions = lambda: list(self.names)

    def prepare_value(self, value: Any) -> Any:
        by_pk = {attendee.pk: name for name, attendee in self.names.items()}
        return [by_pk.get(one.pk) if isinstance(one, Attendee) else one for one in value or []]

    def to_python(self, value: Any) -> list[Attendee]:
        by_name = {folded(name): attendee for name, attendee in self.names.items()}
        found = []
        for name in filter(None, map(tidy, value or [])):
            if folded(name) not in by_name:
                raise ValidationError(self.error_messages["unknown"] % {"name": name}, code="unknown")
            found.append(by_name[folded(name)])
        return found


def _unlike_names(people: Iterable[Attendee]) -> dict[str, Attendee]:
    names: dict[str, Attendee] = {}
    for attendee in people:
        name = str(attendee.person)
        names[f"{name} ({attendee.number})" if name in names else name] = attendee
    return names
