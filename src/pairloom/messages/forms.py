from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pairloom.core.errors import InvalidError
from pairloom.messages.models import Message


class LetterForm(forms.Form):
    """A subject and a text, as they were read in `version`."""

    subject = forms.CharField(label=_("Subject"), max_length=Message._meta.get_field("subject").max_length)
    body = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_(
            "An empty line begins a paragraph. **bold**, *italic*, - for points, [words](address) for links."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def keep_typed(self, *, version: int) -> None:
        """Show what was typed once more, to be saved over `version` if the writer still wants that."""
        typed = QueryDict(mutable=True)
        typed.update(self.data)
        typed["version"] = str(version)
        self.data = typed

    def add_invalid(self, error: InvalidError) -> None:
        """Show a service's complaint at the fields that it names."""
        for field, complaint in error.fields.items():
            self.add_error(field, complaint)


class PreferencesForm(forms.Form):
    """Which mail somebody wants. A tick means that it is sent."""

    def __init__(self, data: QueryDict | None, *, wanted: dict[str, bool], titles: dict[str, str]) -> None:
        super().__init__(data)
        for scope, is_wanted in wanted.items():
            self.fields[scope or "everything"] = forms.BooleanField(
                label=titles[scope], initial=is_wanted, required=False
            )

    def choices(self) -> dict[str, bool]:
        """By scope, as ticked; "" is everything."""
        return {"" if name == "everything" else name: ticked for name, ticked in self.cleaned_data.items()}
