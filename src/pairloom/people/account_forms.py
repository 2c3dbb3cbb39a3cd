"""The forms of django-allauth in our words."""

from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    RequestLoginCodeForm,
)
from allauth.account.models import EmailAddress
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from allauth.socialaccount.forms import DisconnectForm as AllauthDisconnectForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_CODE = {
    "autocomplete": "one-time-code",
    "autocapitalize": "characters",
    "spellcheck": "false",
    "maxlength": 16,
    "class": "code",
}


class AddressForm(RequestLoginCodeForm):  # type: ignore[misc]
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email webauthn", "autocapitalize": "none"}),
        error_messages={"invalid": _("This does not look like an e-mail address. One has an @ in it.")},
    )

    def clean_email(self) -> str:
        return str(super().clean_email()).lower()


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]
    code = forms.CharField(label=_("The code from the mail"), widget=forms.TextInput(_CODE))


class AddressCodeForm(ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    code = forms.CharField(label=_("The code from the mail"), widget=forms.TextInput(_CODE))


class MoreAddressForm(AddEmailForm):  # type: ignore[misc]
    email = forms.EmailField(
        label=_("Another address"),
        max_length=254,
        help_text=_("We send a code there, to be sure that it is yours."),
        widget=forms.EmailInput({"autocomplete": "email", "autocapitalize": "none"}),
    )


class DisconnectForm(AllauthDisconnectForm):  # type: ignore[misc]
    """An account elsewhere may always go, as long as a mailed code still opens the door."""

    def clean(self) -> dict[str, Any]:
        cleaned = forms.Form.clean(self) or {}
        if not EmailAddress.objects.filter(user=self.request.user, verified=True).exists():
            raise ValidationError(_("Confirm an e-mail address first, so that you can still sign in."))
        return cleaned


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """Every key is a passkey: it opens without an address, and asks for a finger, a face or a PIN."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the passkey")
        self.fields["name"].help_text = _("So that you know later which device it is on.")
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].widget = forms.CheckboxInput({"hidden": True})


class PasskeyNameForm(EditWebAuthnForm):  # type: ignore[misc]
    name = forms.CharField(label=_("Name of the passkey"), max_length=100)
