"""What hosts send to change a seating plan: one change, and the number of the plan that it was made on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pairloom.events.changes import Apart, Ban, Change, LetGo, MeetAgain, Pin, PlanAgain, Release, Together
from pairloom.events.models import Attendee, Event
from pairloom.programmes.enums import Side

BY_FORM: dict[str, type[Change]] = {
    kind.KIND: kind for kind in (PlanAgain, Pin, Ban, Release, Apart, Together, MeetAgain, LetGo)
}
NEEDS: dict[str, tuple[str, ...]] = {
    Pin.KIND: ("mentee", "mentor"),
    Ban.KIND: ("mentee", "mentor"),
    Release.KIND: ("mentee", "mentor"),
    Apart.KIND: ("one", "other"),
    Together.KIND: ("one", "other"),
    LetGo.KIND: ("person",),
}
SIDES = {"mentee": Side.MENTEE, "mentor": Side.MENTOR, "one": Side.MENTEE, "other": Side.MENTEE}


def find_attendee(event: Event, text: str) -> Attendee:
    """Somebody by key (`a12`), by card number (`12` or `12 Noor Haddad`) or by name."""
    people = event.attendees.select_related("person")
    first = text.split()[0] if text.split() else ""
    if first.startswith("a") and first[1:].isdecimal():
        found = list(people.filter(pk=int(first[1:])))
    elif first.isdecimal():
        found = list(people.filter(number=int(first)))
    else:
        found = list(people.filter(person__name__iexact=text.strip())[:2]) if first else []
    if len(found) != 1:
        raise forms.ValidationError(_("Choose one person, by the number on the card or by the whole name."))
    return found[0]


class MadeOnForm(forms.Form):
    """Undo, redo, publish: only the number of the plan that was looked at."""

    made_on = forms.IntegerField()


class ChangeForm(forms.Form):
    """A change that is solved anew: pin, ban, release, apart, together, meet again, let go, plan again."""

    kind = forms.ChoiceField(choices=[(kind, kind) for kind in BY_FORM])
    made_on = forms.IntegerField(required=False)
    mentee = forms.CharField(required=False)
    mentor = forms.CharField(required=False)
    one = forms.CharField(required=False)
    other = forms.CharField(required=False)
    person = forms.CharField(required=False)
    turn = forms.IntegerField(required=False, min_value=1)
    again = forms.BooleanField(required=False)
    afresh = forms.BooleanField(required=False)

    def __init__(self, data: Mapping[str, Any], *, event: Event) -> None:
        super().__init__(data)
        self.event = event

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        for name in NEEDS.get(values.get("kind", ""), ()):
            self._look_up(name, values)
        if values.get("one") and values.get("one") == values.get("other"):
            self.add_error("other", _("Choose two different people."))
        if (values.get("turn") or 1) > self.event.turns:
            self.add_error("turn", _("There is no such turn."))
        return values

    def _look_up(self, name: str, values: dict[str, Any]) -> None:
        """The key of the person whom a field names, if they come on the right side."""
        try:
            found = find_attendee(self.event, values.get(name, ""))
        except forms.ValidationError as error:
            self.add_error(name, error)
            return
        values[name] = found.pk
        if found.side != SIDES.get(name, found.side):
            told = (
                _("%(name)s does not come as a mentor.")
                if name == "mentor"
                else _("%(name)s does not come as a mentee.")
            )
            self.add_error(name, told % {"name": found.person})

    def change(self) -> Change:
        """The change that a valid form asks for."""
        kind = BY_FORM[self.cleaned_data["kind"]]
        return kind(**{field.name: self.cleaned_data[field.name] for field in fields(kind)})
