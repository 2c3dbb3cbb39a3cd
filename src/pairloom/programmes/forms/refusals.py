from django import forms

from pairloom.core.errors import InvalidError


def tell(form: forms.BaseForm, error: InvalidError) -> None:
    """Put what a service refused beside the fields that it names, and the rest above the form."""
    for name, words in error.fields.items():
        form.add_error(name if name in form.fields else None, words)
    if not error.fields:
        form.add_error(None, error.message)
