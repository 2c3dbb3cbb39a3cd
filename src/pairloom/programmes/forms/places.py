from typing import Any, TypedDict

from django import forms
from django.utils.translation import gettext_lazy as _

from pairloom.programmes.enums import Side
from pairloom.programmes.kinds import Sides
from pairloom.programmes.models import Application
from pairloom.programmes.services import MOST_MENTEES, MOST_MENTORS

PAUSING = 0


class Places(TypedDict):
    capacity: int | None
    wants: int | None


class PlacesForm(forms.Form):
    """On which sides somebody takes part, and with how many."""

    use_required_attribute = False

    sides = forms.MultipleChoiceField(
        label=_("How you take part"),
        choices=[(Side.MENTEE, _("To learn, as a mentee")), (Side.MENTOR, _("To help, as a mentor"))],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick one, or both.")},
    )
    wants = forms.TypedChoiceField(
        label=_("How many mentors would you like?"),
        choices=[(number, str(number)) for number in range(1, MOST_MENTORS + 1)],
        coerce=int,
        required=False,
        empty_value=1,  # type: ignore[arg-type]
        help_text=_("Everybody gets a first one before anybody gets a second."),
    )
    capacity = forms.TypedChoiceField(
        label=_("How many mentees can you take?"),
        choices=[
            *((number, str(number)) for number in range(1, MOST_MENTEES + 1)),
            (PAUSING, _("none, I pause this time")),
        ],
        coerce=int,
        required=False,
        empty_value=1,  # type: ignore[arg-type]
        help_text=_("It will never be more than you say."),
    )

    def chosen_sides(self) -> Sides:
        """What is ticked, whether or not the rest of the form is right."""
        return frozenset(Side(side) for side in self["sides"].value() or [] if side in Side.values)

    def places(self) -> Places:
        """As services take them: None on a side on which nobody takes part."""
        sides = self.chosen_sides()
        return Places(
            capacity=self.cleaned_data.get("capacity") if Side.MENTOR in sides else None,
            wants=self.cleaned_data.get("wants") if Side.MENTEE in sides else None,
        )


class CorrectPlacesForm(PlacesForm):
    """The same, in the organiser's words."""

    def __init__(self, data: Any = None, *, application: Application) -> None:
        super().__init__(data, initial=initial_places(application))
        self.fields["sides"].label = _("Takes part")
        self.fields["wants"].label = _("Mentors wanted")
        self.fields["capacity"].label = _("Mentees taken")
        for name in ("wants", "capacity"):
            self.fields[name].help_text = ""


def initial_places(application: Application | None) -> dict[str, Any]:
    """What a form shows at first of where somebody takes part."""
    if application is None:
        return {}
    places = {"capacity": application.capacity, "wants": application.wants}
    given = {name: number for name, number in places.items() if number is not None}
    return {"sides": sorted(application.sides), **given}
