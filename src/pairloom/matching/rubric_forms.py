"""The rubric page's form: a weight for each criterion, a tick for each rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pairloom.matching.queries.rubrics import Line, Plain

MOST_WEIGHT, MOST_NUMBER, LARGEST_FILE = 100.0, 168.0, 200_000


class RubricForm:
    """What was typed for each line; `criteria` and `rules` keep it, `errors` says what to mend by line."""

    def __init__(self, data: Mapping[str, Any], criteria: Sequence[Line], rules: Sequence[Line]) -> None:
        self.errors: dict[str, str] = {}
        self.criteria = [self._criterion(data, place, line) for place, line in enumerate(criteria)]
        self.rules = [self._rule(data, place, line) for place, line in enumerate(rules)]
        if not any(line.weight > 0 for line in self.criteria):
            self.errors.setdefault("all", str(_("At least one criterion must count.")))

    def is_valid(self) -> bool:
        return not self.errors

    def rubric(self, before: Mapping[str, Any]) -> Plain:
        """The rubric with what was typed; all else stays as it was."""
        return {
            **before,
            "criterion": [_entry(line, before) for line in self.criteria if line.weight > 0],
            "rule": [_numbered(dict(line.entry), line) for line in self.rules if line.is_used],
        }

    def _criterion(self, data: Mapping[str, Any], place: int, line: Line) -> Line:
        if line.is_fixed:
            return line
        weight = self._number(data, f"weight-{place}", line.weight, most=MOST_WEIGHT, least=0)
        number = self._number(data, f"number-{place}", line.number, most=MOST_NUMBER, least=0.5)
        return replace(line, weight=weight, number=number, is_used=weight > 0)

    def _rule(self, data: Mapping[str, Any], place: int, line: Line) -> Line:
        number = self._number(data, f"rule-number-{place}", line.number, most=MOST_NUMBER, least=0.5)
        return replace(line, is_used=f"rule-{place}" in data, number=number)

    def _number(self, data: Mapping[str, Any], key: str, usual: float, *, most: float, least: float) -> float:
        text = data.get(key)
        if text is None:
            return usual
        try:
            number = float(str(text).replace(",", "."))
        except ValueError:
            number = -1.0
        if not least <= number <= most:
            self.errors[key] = str(
                _("“%(text)s” is not a number from %(least)g to %(most)g.")
                % {"text": text, "least": least, "most": most}
            )
            return usual
        return number


def _entry(line: Line, before: Mapping[str, Any]) -> Plain:
    entry = _numbered(dict(line.entry), line)
    if not line.is_fixed:
        entry.pop("weight", None)
        entry.pop("points", None)
        entry["points" if before.get("scale") == "points" else "weight"] = line.weight
    return entry


def _numbered(entry: Plain, line: Line) -> Plain:
    if line.number_key:
        whole = line.entry["kind"] == "in common"
        entry[line.number_key] = int(line.number) if whole else line.number
    return entry


class RubricFileForm(forms.Form):
    """A rubric as a TOML file."""

    file = forms.FileField(
        label=_("Rubric file"),
        help_text=_("A TOML file, such as the one that you can download here."),
        widget=forms.ClearableFileInput(attrs={"accept": ".toml,text/plain"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("This file is too large for a rubric (more than 200 kB)."))
        return file
