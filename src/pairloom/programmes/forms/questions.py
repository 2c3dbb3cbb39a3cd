from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pairloom.programmes.forms.rounds import day_input
from pairloom.programmes.kinds import Kind
from pairloom.programmes.models import Question


class OptionsField(forms.Field):
    """Choices, one a line. Cleans to a list."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        lines = [line.strip() for line in (value or "").splitlines()]
        return [line for line in lines if line]


class MoveForm(forms.Form):
    """Where a question shall stand, counted from 0."""

    to = forms.IntegerField()


class QuestionForm(forms.ModelForm[Question]):
    """A question of one kind; only what matters to the kind can be set."""

    options = OptionsField(label=_("Choices"), required=False)

    class Meta:
        model = Question
        fields = [
            "label",
            "help_text",
            "options",
            "required",
            "max_length",
            "audience",
            "visibility",
            "erase_on",
        ]
        labels = {"help_text": _("A line of help below it"), "max_length": _("At most so many characters")}
        help_texts = {
            "label": _("As people will read it."),
            "erase_on": _("The answers can be read that day for the last time. Counts stay."),
        }
        widgets = {
            "help_text": forms.TextInput,
            "audience": forms.RadioSelect,
            "visibility": forms.RadioSelect,
            "erase_on": day_input(),
        }

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["options"].help_text = str(kind.options_help)
        useless = {
            "options": not kind.takes_options,
            "max_length": not kind.takes_length,
            "visibility": kind.in_profile,
            "erase_on": kind.in_profile,
        }
        for name, is_useless in useless.items():
            if is_useless:
                del self.fields[name]
