"""Signing up: by oneself, and by an organiser's hand."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pairloom.people.models import Person
from pairloom.programmes.forms.answers import AnswersForm
from pairloom.programmes.models import Round


class SignUpForm(AnswersForm):
    """The form as people themselves fill it in: with their name, and the code of conduct to agree to."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=120,
        help_text=gettext_lazy("As you would like to be called."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    code_version = forms.CharField(required=False, widget=forms.HiddenInput)
    agrees = forms.BooleanField(
        label=gettext_lazy("I have read the code of conduct and agree to it."),
        error_messages={"required": gettext_lazy("We can only bring together people who agree to it.")},
    )

    def __init__(self, data: Any = None, *, person: Person, must_agree: bool, **kwargs: Any) -> None:
        self.must_agree = must_agree
        programme = kwargs["round"].programme
        known = {"name": person.name, "code_version": programme.code_of_conduct_version}
        super().__init__(data, person=person, initial=known, **kwargs)
        if self.lenient:
            self.fields["name"].required = False
        if self.lenient or not must_agree:
            del self.fields["agrees"]

    def clean_agrees(self) -> bool:
        current = self.round.programme.code_of_conduct_version
        if self.data.get("code_version") != current:
            shown = QueryDict(mutable=True)
            shown.update(self.data)
            shown["code_version"] = current
            shown.pop("agrees", None)
            self.data = shown
            raise forms.ValidationError(
                _("The code of conduct changed while you were writing. Please read it again.")
            )
        return bool(self.cleaned_data["agrees"])

    def agreed_to(self) -> str:
        """The version that the person agreed to just now; empty where there was nothing to agree to."""
        current: str = self.round.programme.code_of_conduct_version
        return current if self.cleaned_data.get("agrees") else ""


class ByHandForm(AnswersForm):
    """Somebody whom an organiser adds. Nothing but a name, an address and a side is needed."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, data: Any = None, *, round: Round) -> None:
        super().__init__(data, round=round, lenient=True)
        self.fields["sides"].required = True
        self.fields["sides"].label = _("Takes part")
        self.fields["wants"].label = _("Mentors wanted")
        self.fields["capacity"].label = _("Mentees taken")
