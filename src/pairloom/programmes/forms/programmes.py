from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pairloom.programmes.enums import Role
from pairloom.programmes.models import Programme


class ProgrammeForm(forms.ModelForm[Programme]):
    """What a programme's page says."""

    class Meta:
        model = Programme
        fields = ["name", "about", "code_of_conduct"]
        help_texts = {
            "about": _("Whom it is for, what they get, how much time it takes. Everybody can read this."),
            "code_of_conduct": _(
                "Everybody who signs up agrees to it. When you change it, people are asked again. "
                "Leave it empty to ask nobody."
            ),
        }
        widgets = {
            "about": forms.Textarea(attrs={"rows": 6}),
            "code_of_conduct": forms.Textarea(attrs={"rows": 8}),
        }


class TeamForm(forms.Form):
    """Somebody who shall help run the programme."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("They need no account yet: signing in with this address is enough."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].initial = Role.COORDINATOR
