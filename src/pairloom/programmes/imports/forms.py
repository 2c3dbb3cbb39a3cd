from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pairloom.core.errors import InvalidError
from pairloom.programmes.enums import Side
from pairloom.programmes.imports.columns import (
    ABOUT_TAKING_PART,
    ABOUT_THE_PERSON,
    NEW_QUESTION,
    SIDES,
    Column,
    answer_columns,
)
from pairloom.programmes.imports.queries import sheet_of
from pairloom.programmes.imports.reading import MOST_BYTES
from pairloom.programmes.imports.services import choose_columns
from pairloom.programmes.imports.sheets import letters
from pairloom.programmes.models import SheetImport

_EVERYBODY = [(Side.MENTEE, _("mentees")), (Side.MENTOR, _("mentors"))]
Choices = list[tuple[str | Promise, Any]]


class UploadForm(forms.Form):
    """One file. What is in it is read by the service."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("CSV or XLSX, with the names of the columns in a row at the top. Up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("This file is empty. Is it the right one?"),
        },
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size and file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 10 MB. Cut it into smaller ones."))
        return file


@dataclass(frozen=True)
class ColumnField:
    """One column of the sheet as it is shown: its letter and header, some of its cells, and its choice."""

    letters: str
    header: str
    samples: list[str]
    field: BoundField


class ColumnsForm(forms.Form):
    """What each column holds. A choice for every column, and one for the side of all."""

    everybody = forms.ChoiceField(
        label=_("The people in this file are"), choices=_EVERYBODY, widget=forms.RadioSelect, required=False
    )

    def __init__(self, *args: Any, sheet_import: SheetImport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet_import = sheet_import
        self._sheet = sheet_of(sheet_import)
        choices = _choices(sheet_import)
        for place, header in enumerate(sheet_import.header):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=_("Column %(letters)s, %(header)s") % {"letters": letters(place), "header": header},
                choices=choices,
                required=False,
                initial=sheet_import.columns.get(str(place), ""),
            )
        self.initial["everybody"] = sheet_import.everybody

    def columns(self) -> Iterator[ColumnField]:
        for place, header in enumerate(self.sheet_import.header):
            yield ColumnField(letters(place), header, self._sheet.samples(place), self[f"column-{place}"])

    @property
    def asks_for_everybody(self) -> bool:
        """Whether the side of all must be asked for, because no column was recognised that tells it."""
        return SIDES not in self.sheet_import.columns.values() or "everybody" in self.errors

    def save(self) -> bool:
        """Keep the choices; where they do not do yet, say beside each column why."""
        cleaned = self.cleaned_data
        holds = {
            place: cleaned[name]
            for place in range(len(self.sheet_import.header))
            if cleaned.get(name := f"column-{place}")
        }
        everybody = Side(cleaned["everybody"]) if cleaned.get("everybody") else None
        try:
            choose_columns(sheet_import=self.sheet_import, holds=holds, everybody=everybody)
        except InvalidError as error:
            for name, words in error.fields.items():
                self.add_error(name if name in self.fields else None, words)
            return False
        return True


def _choices(sheet_import: SheetImport) -> Choices:
    def of(columns: Any) -> list[tuple[str, Any]]:
        return [(column.key, _short(column)) for column in columns]

    answers = of(answer_columns(sheet_import.round))
    return [
        ("", _("Leave this column out")),
        (_("About the person"), of(ABOUT_THE_PERSON)),
        (_("How they take part"), of(ABOUT_TAKING_PART)),
        (_("This round's questions"), [*answers, (NEW_QUESTION, _("Ask it as a new question"))]),
    ]


def _short(column: Column) -> str:
    heading = str(column.heading)
    return heading if len(heading) <= 70 else f"{heading[:68]}…"
