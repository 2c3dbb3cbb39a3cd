"""The tables of an event."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pairloom.events.forms.planning import MOST_TABLES
from pairloom.events.models import Event
from pairloom.events.services.tables import TableRow


class EqualTablesForm(forms.Form):
    """So many tables of so many seats."""

    use_required_attribute = False

    count = forms.IntegerField(label=_("Tables"), min_value=1, max_value=MOST_TABLES)
    seats = forms.IntegerField(label=_("Seats at each"), min_value=1, max_value=100)


class TableForm(forms.Form):
    """One table."""

    use_required_attribute = False

    number = forms.IntegerField(label=_("Number"), min_value=1, max_value=9999)
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=500)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=80,
        widget=forms.TextInput({"placeholder": _("such as: near the door, no steps")}),
    )

    def row(self) -> TableRow:
        given = self.cleaned_data
        return TableRow(given["number"], given["seats"], given["note"])


class _Tables(forms.BaseFormSet):  # type: ignore[type-arg]
    def clean(self) -> None:
        seen: set[int] = set()
        for form in self.forms:
            number = form.cleaned_data.get("number") if form.is_valid() else None
            if number is None or form.cleaned_data.get("DELETE"):
                continue
            if number in seen:
                form.add_error("number", _("There are two tables with this number."))
            seen.add(number)


TablesFormSet = forms.formset_factory(
    TableForm, formset=_Tables, extra=1, can_delete=True, max_num=MOST_TABLES, absolute_max=MOST_TABLES
)


def tables_formset(data: Any, event: Event) -> Any:
    kept = [
        {"number": table.number, "seats": table.seats, "note": table.note} for table in event.tables.all()
    ]
    return TablesFormSet(data, initial=kept, prefix="table")


def rows_of(formset: Any) -> list[TableRow]:
    """The tables that stay, of a formset that is valid."""
    filled = (form for form in formset.forms if form.cleaned_data)
    return [form.row() for form in filled if not form.cleaned_data.get("DELETE")]
