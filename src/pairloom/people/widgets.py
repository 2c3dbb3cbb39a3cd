"""How a profile is filled in. Each works as plain inputs; a script makes it quicker."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import Script
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pairloom.core.week import CELLS_A_DAY, Week
from pairloom.people.enums import Level
from pairloom.people.languages import language_names
from pairloom.people.queries import topic_names
from pairloom.people.stretches import STRETCHES

NIGHT_ENDS = 12  # half-hours after midnight; few people meet before six
BLANK_ROWS = 2
MOST_TOPICS = 20


def _list_of(data: Any, name: str) -> list[str]:
    """All values sent under a name; `data` may also be a plain mapping, as in tests and imports."""
    if hasattr(data, "getlist"):
        return list(data.getlist(name))
    return list(data.get(name, []))


class WeekInput(forms.Widget):
    """Half-hours of a week as 336 checkboxes, to be painted by mouse, touch or keyboard."""

    template_name = "people/widgets/week.html"
    use_fieldset = True

    class Media:
        css = {"all": ["css/week.css"]}
        js = [Script("js/week.js", defer=True)]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return _list_of(data, name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False  # nothing marked means nothing sent

    def id_for_label(self, id_: str) -> str:
        return ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        marked = (
            value.cells if isinstance(value, Week) else {int(cell) for cell in value or [] if cell.isdigit()}
        )
        rows = [_half_hour(half_hour, marked) for half_hour in range(CELLS_A_DAY)]
        context["widget"] |= {
            "days": [(WEEKDAYS[day], WEEKDAYS_ABBR[day]) for day in range(7)],
            "parts": [(True, rows[:NIGHT_ENDS]), (False, rows[NIGHT_ENDS:])],
            "night_is_marked": any(cell % CELLS_A_DAY < NIGHT_ENDS for cell in marked),
            "stretches": [(stretch.label, sorted(stretch.week.cells)) for stretch in STRETCHES],
        }
        return context


def _half_hour(half_hour: int, marked: Iterable[int]) -> dict[str, Any]:
    time = f"{half_hour // 2:02}:{half_hour % 2 * 30:02}"
    cells = [day * CELLS_A_DAY + half_hour for day in range(7)]
    return {
        "time": time,
        "is_full_hour": half_hour % 2 == 0,
        "cells": [(cell, f"{WEEKDAYS[day]} {time}", cell in marked) for day, cell in enumerate(cells)],
    }


@dataclass(frozen=True)
class RowLabels:
    """What a list's parts are called; `{n}` stands for the row's number."""

    row: str | Promise
    remove: str | Promise
    add: str | Promise
    level: str | Promise = ""

    def of_row(self, number: int) -> dict[str, str]:
        """Labels by part, as patterns and with the number in them, for the template."""
        patterns = {"row": str(self.row), "remove": str(self.remove), "level": str(self.level)}
        return patterns | {
            f"this_{part}": text.replace("{n}", str(number)) for part, text in patterns.items()
        }


class RowsInput(forms.Widget):
    """A list of short texts, one a row. Rows are added and removed; an empty one says nothing."""

    template_name = "people/widgets/rows.html"
    use_fieldset = True
    labels: RowLabels
    suggestions: Callable[[], Iterable[str]] | None = None
    most = 12

    class Media:
        css = {"all": ["css/rows.css"]}
        js = [Script("js/rows.js", defer=True)]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return _list_of(data, name)

    def id_for_label(self, id_: str) -> str:
        return ""

    def use_required_attribute(self, initial: Any) -> bool:
        return False  # an empty row is no fault

    def rows(self, value: Any) -> list[dict[str, Any]]:
        """The filled rows, each with its `text`."""
        return [{"text": text} for text in value or [] if text]

    def blank_row(self) -> dict[str, Any]:
        return {"text": ""}

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        rows = self.rows(value)
        rows += [self.blank_row() for _ in range(min(BLANK_ROWS, max(0, self.most - len(rows))))]
        context["widget"] |= {
            "rows": [row | {"labels": self.labels.of_row(number)} for number, row in enumerate(rows, 1)],
            "blank": self.blank_row() | {"labels": self.labels.of_row(0)},
            "add_label": self.labels.add,
            "suggestions": list(self.suggestions()) if self.suggestions else [],
            "most": self.most,
        }
        return context


class LinksInput(RowsInput):
    """Web addresses, one a row. Plain text fields, so that `example.org/me` is welcome."""

    labels = RowLabels(row=_("Link {n}"), remove=_("Remove link {n}"), add=_("Add another link"))
    most = 6

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        address = {"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}
        super().__init__(address | (attrs or {}))


class LanguagesInput(RowsInput):
    """Languages, one a row, with suggestions."""

    labels = RowLabels(row=_("Language {n}"), remove=_("Remove language {n}"), add=_("Add another language"))
    suggestions = staticmethod(language_names)


class TopicsInput(RowsInput):
    """Topics, one a row, each with a level; `NAME` and `NAME-level` are sent in the same order."""

    labels = RowLabels(
        row=_("Topic {n}"),
        level=_("Level of topic {n}"),
        remove=_("Remove topic {n}"),
        add=_("Add another topic"),
    )
    suggestions = staticmethod(topic_names)
    most = MOST_TOPICS

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[tuple[str, str]]:
        names, levels = _list_of(data, name), _list_of(data, f"{name}-level")
        levels += [str(Level.WORKING)] * (len(names) - len(levels))
        return list(zip(names, levels, strict=False))

    def rows(self, value: Any) -> list[dict[str, Any]]:
        topics = value.items() if isinstance(value, Mapping) else value or []
        return [{"text": topic, "levels": _levels(level)} for topic, level in topics if topic]

    def blank_row(self) -> dict[str, Any]:
        return {"text": "", "levels": _levels(Level.WORKING)}


def _levels(chosen: Any) -> list[tuple[int, Any, bool]]:
    """Value, label and whether it is the chosen one, of every level."""
    return [(value, label, str(value) == str(chosen)) for value, label in Level.choices]


class TimeZoneSelect(forms.Select):
    """A zone from a list grouped by area; the browser's own is proposed."""

    class Media:
        css = {"all": ["css/rows.css"]}
        js = [Script("js/time-zone.js", defer=True)]

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        proposal = {
            "data-time-zone": "",
            "data-proposed": _("Proposed by your browser."),
            "data-differs": _("Your browser says {zone}."),
            "data-use": _("Use that"),
        }
        return super().build_attrs(base_attrs | proposal, extra_attrs)
