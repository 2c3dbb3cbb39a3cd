"""What organisers send: a change to a proposal, a rubric."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pairloom.matching.changes import (
    CHANGES,
    MOST_SEATS,
    MOST_WANTS,
    MOST_WEIGHT,
    Ban,
    Change,
    HonourMutual,
    MetAtEvents,
    PairAgain,
    Pin,
    Priority,
    Release,
    RunAgain,
    Seats,
    Wants,
    Weights,
)
from pairloom.matching.enums import MetBefore
from pairloom.matching.words import PRIORITIES
from pairloom.programmes.enums import ApplicationState
from pairloom.programmes.models import Application, Round

WEIGHT_PREFIX = "weight:"
NEEDS: dict[str, tuple[str, ...]] = {
    RunAgain.KIND: (),
    Pin.KIND: ("mentee", "mentor"),
    Ban.KIND: ("mentee", "mentor"),
    Release.KIND: ("mentee", "mentor"),
    Seats.KIND: ("mentor", "seats"),
    Wants.KIND: ("mentee", "wants"),
    Weights.KIND: (),
    Priority.KIND: ("priority",),
    PairAgain.KIND: (),
    MetAtEvents.KIND: ("met",),
    HonourMutual.KIND: (),
}


class ChangeForm(forms.Form):
    """One change, and the number of the run that it was made on (none before the first)."""

    kind = forms.ChoiceField(choices=[(kind, kind) for kind in CHANGES])
    made_on = forms.IntegerField(required=False)
    mentee = forms.IntegerField(required=False)
    mentor = forms.IntegerField(required=False)
    instead = forms.IntegerField(required=False)
    seats = forms.IntegerField(required=False, min_value=0, max_value=MOST_SEATS, label=_("Places"))
    wants = forms.IntegerField(required=False, min_value=0, max_value=MOST_WANTS, label=_("Mentors"))
    priority = forms.CharField(required=False)
    again = forms.BooleanField(required=False)
    met = forms.ChoiceField(choices=MetBefore, required=False)
    mutual = forms.BooleanField(required=False)

    def __init__(self, data: Mapping[str, Any], *, round: Round) -> None:
        super().__init__(data)
        self.round = round

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        for name in NEEDS.get(values.get("kind", ""), ()):
            if values.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, _("This is needed."))
        self._check_people(values)
        self._check_priority(values)
        if values.get("kind") == Weights.KIND:
            values["weights"] = self._weights()
        return values

    def change(self) -> Change:
        """The change that a valid form asks for."""
        values = self.cleaned_data
        kind = CHANGES[values["kind"]]
        names = kind.__dataclass_fields__
        return kind(**{name: values[name] for name in names if name in values})

    def _check_people(self, values: dict[str, Any]) -> None:
        applications = Application.objects.filter(round=self.round, state=ApplicationState.SUBMITTED)
        sides = {"mentee": {"wants__isnull": False}, "mentor": {"capacity__isnull": False}}
        for side, takes_part in sides.items():
            person = values.get(side)
            if person is None or values.get("kind") == Release.KIND:
                continue
            if not applications.filter(person_id=person, **takes_part).exists():
                self.add_error(side, _("This person takes no part in the round any more."))
        if values.get("mentee") is not None and values.get("mentee") == values.get("mentor"):
            self.add_error("mentor", _("Nobody can mentor themselves."))

    def _check_priority(self, values: dict[str, Any]) -> None:
        if values.get("kind") == Priority.KIND:
            values["priority"] = tuple(values.get("priority", "").split(","))
            if values["priority"] not in PRIORITIES:
                self.add_error("priority", _("This is not an order of aims."))

    def _weights(self) -> dict[str, float]:
        weights = {}
        for key, text in self.data.items():
            if key.startswith(WEIGHT_PREFIX):
                name = key.removeprefix(WEIGHT_PREFIX)
                weight = _weight(text)
                if weight is None:
                    self.add_error(
                        None,
                        _("%(name)s: “%(text)s” is not a weight from 0 to %(most)d.")
                        % {"name": name, "text": text, "most": MOST_WEIGHT},
                    )
                else:
                    weights[name] = weight
        if weights and not any(weights.values()):
            self.add_error(None, _("At least one weight must be above 0."))
        return weights


def _weight(text: str) -> float | None:
    try:
        weight = float(text.replace(",", "."))
    except ValueError:
        return None
    return weight if 0 <= weight <= MOST_WEIGHT else None


class MadeOnForm(forms.Form):
    """Undo, redo, publish: only the number of the run that was looked at."""

    made_on = forms.IntegerField()
