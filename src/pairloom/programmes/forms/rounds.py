from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from pairloom.core import clock
from pairloom.people.fields import TimeZoneFormField
from pairloom.programmes.dates import Days
from pairloom.programmes.enums import PhaseKind
from pairloom.programmes.models import ANYWHERE_ON_EARTH, Programme, Round
from pairloom.programmes.queries import latest_round, phase_days

ANYWHERE_FIRST = [(ANYWHERE_ON_EARTH, _("Anywhere on earth: a day lasts until it is over everywhere"))]


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AboutRoundForm(forms.ModelForm[Round]):
    """What a round's page says."""

    class Meta:
        model = Round
        fields = ["name", "about"]
        help_texts = {
            "name": _("Such as Spring 2027."),
            "about": _("What is special about this round. The programme's own text is shown as well."),
        }
        widgets = {"about": forms.Textarea(attrs={"rows": 5})}


class RoundForm(AboutRoundForm):
    """A new round, with the first day of its sign-up; the other dates are proposed from there.

    Proposed is the day that it is in the zone of the round's dates, so that sign-up opens at once.
    """

    first_day = forms.DateField(
        label=_("First day of sign-up"),
        widget=day_input(),
        help_text=_("The other dates are proposed from this one. You can change them all on the next page."),
    )
    copy_from = forms.ModelChoiceField(
        label=_("Start from"),
        queryset=Round.objects.none(),
        required=False,
        empty_label=_("an empty page"),
        help_text=_("Takes over the questions, the rubric, the lengths of the phases and the time zone."),
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        latest = latest_round(programme)
        if latest:
            self.fields["copy_from"].queryset = programme.rounds.all()  # type: ignore[attr-defined]
            self.fields["copy_from"].initial = latest
        else:
            del self.fields["copy_from"]
        zone = latest.zone if latest else ZoneInfo(ANYWHERE_ON_EARTH)
        self.fields["first_day"].initial = clock.today(zone)


class PhasesForm(forms.Form):
    """All dates of a round on one page: `sign-up_starts_on`, `sign-up_ends_on` and so on, and the zone."""

    def __init__(self, *args: Any, round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = phase_days(round)
        for kind in PhaseKind:
            for end, label in (("starts_on", _("from")), ("ends_on", _("to, that day included"))):
                self.fields[f"{kind}_{end}"] = forms.DateField(
                    label=label,
                    widget=day_input(),
                    required=False,
                    initial=getattr(kept.get(kind), end, None),
                )
        self.fields["time_zone"] = TimeZoneFormField(
            label=_("Time zone of the dates"),
            extra=ANYWHERE_FIRST,
            initial=round.time_zone,
            help_text=_(
                "Days begin and end at midnight there. Visitors see deadlines in their own zone, too."
            ),
        )

    def rows(self) -> list[dict[str, Any]]:
        """Each phase with its two fields, in order."""
        return [
            {"kind": kind, "fields": [self[f"{kind}_starts_on"], self[f"{kind}_ends_on"]]}
            for kind in PhaseKind
        ]

    def clean(self) -> dict[str, Any]:
        for kind in PhaseKind:
            starts_on, ends_on = self._days(kind)
            if (starts_on is None) != (ends_on is None):
                empty = f"{kind}_starts_on" if starts_on is None else f"{kind}_ends_on"
                if empty not in self.errors:
                    self.add_error(empty, _("Give both days, or leave out this phase by emptying both."))
        return self.cleaned_data

    def phases(self) -> dict[PhaseKind, Days]:
        """The phases that have days."""
        given = {kind: self._days(kind) for kind in PhaseKind}
        return {kind: Days(start, end) for kind, (start, end) in given.items() if start and end}

    def _days(self, kind: PhaseKind) -> tuple[date | None, date | None]:
        return self.cleaned_data.get(f"{kind}_starts_on"), self.cleaned_data.get(f"{kind}_ends_on")
