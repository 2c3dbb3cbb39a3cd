"""What is typed at the check-in desk."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pairloom.events.changes import Replan
from pairloom.events.enums import Presence, RsvpState
from pairloom.events.models import CARD_LETTERS, Attendee, Event, Table, new_token
from pairloom.events.queries.replan import still_expected
from pairloom.events.services.day.presence import Standing
from pairloom.events.services.day.walk_ins import WalkIn
from pairloom.people.models import Topic
from pairloom.programmes.enums import Side


class WalkInForm(forms.Form):
    """Somebody new at the door. The token makes sending the form twice harmless."""

    token = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=120)
    side = forms.ChoiceField(
        label=_("Comes as"), choices=Side.choices, initial=Side.MENTEE, widget=forms.RadioSelect
    )
    topics = forms.ModelMultipleChoiceField(
        label=_("Topics"),
        queryset=Topic.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    table = forms.ModelChoiceField(
        label=_("Table"),
        queryset=Table.objects.none(),
        required=False,
        empty_label=_("none yet (spare mentor)"),
        help_text=_("Only for mentors: tables at which nobody sits."),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        help_text=_("Without it, they get a card, but no mail and no page of their own afterwards."),
    )

    def __init__(self, data: Any = None, *, event: Event) -> None:
        super().__init__(data, initial={"token": new_token()})
        self.fields["topics"].queryset = event.topics.all()  # type: ignore[attr-defined]
        self.fields["table"].queryset = free_tables(event)  # type: ignore[attr-defined]
        self.fields["name"].widget.attrs["autofocus"] = True

    def clean_token(self) -> str:
        token: str = self.cleaned_data["token"]
        if not re.fullmatch(f"[{CARD_LETTERS}]{{14}}", token):
            raise forms.ValidationError(_("Please load this page anew."))
        return token

    def walk_in(self) -> WalkIn:
        answers = {name: value for name, value in self.cleaned_data.items() if name != "token"}
        return WalkIn(**answers | {"side": Side(answers["side"])})


def free_tables(event: Event) -> Any:
    """Tables at which no mentor sits, or only such as are gone."""
    sits = Q(side=Side.MENTOR, state=RsvpState.COMING) & ~Q(presence=Presence.GONE)
    taken = event.attendees.filter(sits, table__isnull=False).values("table")
    return event.tables.exclude(pk__in=taken)


class StandingForm(forms.Form):
    """What somebody's mark was before, as the address of an undo button says it."""

    presence = forms.ChoiceField(choices=Presence.choices)
    from_turn = forms.IntegerField(required=False, min_value=1)
    gone_turn = forms.IntegerField(required=False, min_value=1)
    seen = forms.ChoiceField(choices=Presence.choices)

    def standing(self) -> Standing:
        return Standing(
            Presence(self.cleaned_data["presence"]),
            self.cleaned_data["from_turn"],
            self.cleaned_data["gone_turn"],
        )


A_DAY = 24 * 60  # minutes; what is further is no move of bells


class BellForm(forms.Form):
    """What a button of the bells says: the stroke that the host saw, and by how much to move."""

    stroke = forms.CharField(required=False, max_length=20)
    minutes = forms.IntegerField(required=False, min_value=-A_DAY, max_value=A_DAY)
    seconds = forms.FloatField(required=False, min_value=0, max_value=60 * A_DAY)


class ReplanForm(forms.Form):
    """Whom to plan without, and the plan that the host looked at. Where too many to list, all or nobody."""

    made_on = forms.IntegerField(required=False)
    all_expected = forms.BooleanField(required=False)
    absent = forms.ModelMultipleChoiceField(queryset=Attendee.objects.none(), required=False)

    def __init__(self, data: Any, *, event: Event) -> None:
        super().__init__(data)
        self.event = event
        self.fields["absent"].queryset = event.attendees.all()  # type: ignore[attr-defined]

    def change(self) -> Replan:
        given = self.cleaned_data
        absent = still_expected(self.event) if given["all_expected"] else given["absent"]
        return Replan(absent=tuple(sorted(attendee.pk for attendee in absent)))


class TakeBackForm(forms.Form):
    """The plan to go back to."""

    former = forms.IntegerField(min_value=1)
