"""How one is found, what one looks for, and what one does with one's own list."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from pairloom.interest.enums import Audience, Kind
from pairloom.interest.models import Listing
from pairloom.interest.private_list import LONGEST_TOPIC
from pairloom.interest.queries import Wanted, programmes_of
from pairloom.people.languages import language_names
from pairloom.people.models import Person

COMMUNITY = "community"  # the scope of every mark that is made in the directory


class ListingForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who finds somebody, and what they see."""

    class Meta:
        model = Listing
        fields = ("audience", "programme", "shows_offers", "shows_wishes", "line")
        widgets: ClassVar[dict[str, Any]] = {"audience": forms.RadioSelect}
        labels: ClassVar[dict[str, Any]] = {
            "audience": _("Who may find you?"),
            "programme": _("Which programme?"),
            "shows_offers": _("Show what I can help with"),
            "shows_wishes": _("Show what I would like to learn"),
            "line": _("A line to those who find you"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "audience": _(
                "Only who finds you can mark you. “Nobody” lets you mark others, in vain until you change it."
            ),
            "programme": _("Only for “those who take part in one programme”."),
            "line": _("Empty: the public line of your profile."),
        }

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = programmes_of(person)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("audience") == Audience.PROGRAMME and not values.get("programme"):
            self.add_error("programme", _("Choose the programme whose people may find you."))
        if values.get("audience") != Audience.PROGRAMME:
            values["programme"] = None
        return values


class WantedForm(forms.Form):
    """What a visitor of the directory looks for."""

    topic = forms.CharField(label=_("Topic"), required=False, max_length=60)
    language = forms.ChoiceField(label=_("Language"), required=False)
    helps = forms.BooleanField(label=_("can help"), required=False)
    learns = forms.BooleanField(label=_("would like to learn"), required=False)
    shares_hours = forms.BooleanField(label=_("free when I am"), required=False)

    def __init__(self, data: Any, *, person: Person) -> None:
        super().__init__(data)
        own = [language for language in person.languages if language]
        others = sorted(set(language_names()) - set(own))
        choices = [("", _("any")), *((name, name) for name in [*own, *others])]
        self.fields["language"].choices = choices  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What was asked for; what makes no sense is left out."""
        self.is_valid()
        return Wanted(**{name: value for name, value in self.cleaned_data.items() if value})


class ActForm(forms.Form):
    """One thing to do with one's own list: sent to one address, so that a log of addresses tells nothing."""

    act = forms.CharField()
    about = forms.IntegerField()
    kind = forms.ChoiceField(choices=Kind, required=False)
    scope = forms.CharField(max_length=60, required=False, empty_value=COMMUNITY)
    topic = forms.CharField(max_length=LONGEST_TOPIC, required=False)
    wish = forms.CharField(max_length=60, required=False)
    next = forms.CharField(max_length=500, required=False)
