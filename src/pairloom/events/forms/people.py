"""What organisers enter about the people of an event."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pairloom.events.enums import RsvpState
from pairloom.events.models import Attendee, Table
from pairloom.people.models import Person
from pairloom.people.spelling import tidy
from pairloom.programmes.enums import Side

MOST_PASTED = 2000
MOST_LETTERS = 120  # of a name
_ADDRESS = re.compile(r"[<(]?(?P<address>[^\s<>,;\"()]+@[^\s<>,;\"()]+)[>)]?")
_fits_an_address = MaxLengthValidator(254)


class PeopleFilter(forms.Form):
    """Which people a list shows. What makes no sense is left out, so that no link ever breaks."""

    use_required_attribute = False

    side = forms.ChoiceField(
        label=_("Who"),
        required=False,
        choices=[("", _("everybody")), (Side.MENTEE, _("mentees")), (Side.MENTOR, _("mentors"))],
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("coming or waiting")), *RsvpState.choices]
    )
    search = forms.CharField(
        label=_("Name, address or topic"), required=False, widget=forms.TextInput(attrs={"type": "search"})
    )

    def shown(self, people: QuerySet[Attendee]) -> QuerySet[Attendee]:
        self.is_valid()
        chosen = self.cleaned_data
        if side := chosen.get("side"):
            people = people.filter(side=side)
        state = chosen.get("state")
        people = people.filter(state=state) if state else people.exclude(state=RsvpState.CANCELLED)
        if words := chosen.get("search"):
            topics = Attendee.objects.filter(topics__name__icontains=words).values("pk")
            people = people.filter(
                Q(person__name__icontains=words) | Q(person__email__icontains=words) | Q(pk__in=topics)
            )
        return people

    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.values())


class AddPeopleForm(forms.Form):
    """People by name and address, one a line, as they come out of a mail program or a spreadsheet."""

    use_required_attribute = False

    people = forms.CharField(
        label=_("People"),
        help_text=_(
            "One a line: an address, with the name before it, as mail programs and spreadsheets write them. "
            "For people whom the community knows, the name alone is enough."
        ),
        widget=forms.Textarea({"rows": 6, "placeholder": "Asha Patel <asha@example.org>"}),
    )
    side = forms.ChoiceField(
        label=_("They come"),
        choices=[(Side.MENTOR, _("as mentors")), (Side.MENTEE, _("as mentees"))],
        widget=forms.RadioSelect,
        initial=Side.MENTOR,
    )
    asks = forms.TypedChoiceField(
        label=_("Have they said yes?"),
        choices=[
            ("", _("Yes: put them on the list, and send them the confirmation")),
            ("1", _("Not yet: draft a letter that asks them to come as a mentor")),
        ],
        coerce=bool,
        empty_value=False,  # type: ignore[arg-type]
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )

    def clean_people(self) -> dict[str, str]:
        """Names by address."""
        named: dict[str, str] = {}
        for number, line in enumerate(self.cleaned_data["people"].splitlines(), 1):
            for entry in _entries(line):
                name, address = _name_and_address(entry, number)
                named.setdefault(address, name)
        if len(named) > MOST_PASTED:
            raise ValidationError(_("That is more than %(most)d people at once.") % {"most": MOST_PASTED})
        return named

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("asks") and self.cleaned_data.get("side") == Side.MENTEE:
            self.add_error("asks", _("Mentees answer on the event's page; send them its address."))
        return self.cleaned_data


def _entries(line: str) -> list[str]:
    """The people of a line: mostly one; a mail program puts several into one, divided by commas."""
    ends = [found.end() for found in _ADDRESS.finditer(line)] or [len(line)]
    ends[-1] = len(line)
    pieces = (line[start:end].strip(" \t,;") for start, end in pairwise([0, *ends]))
    return [piece for piece in pieces if piece]


def _name_and_address(entry: str, number: int) -> tuple[str, str]:
    """Of `Asha Patel <asha@…>`, `Asha Patel, asha@…`, `asha@…` or the name of somebody who is known."""
    if "@" not in entry:
        return _known(tidy(entry), number)
    found = _ADDRESS.search(entry)
    address = found["address"] if found else ""
    try:
        validate_email(address)
        _fits_an_address(address)
    except ValidationError:
        raise ValidationError(
            _("Line %(number)d, “%(line)s”, has no address that could get mail.")
            % {"number": number, "line": tidy(entry)}
        ) from None
    before, after = (entry[: found.start()], entry[found.end() :]) if found else ("", "")
    name = _name_of(before) or _name_of(after.strip(" \t,;").partition("\t")[0])
    if len(name) > MOST_LETTERS:
        told = _("Line %(number)d: a name can have %(most)d letters at most.")
        raise ValidationError(told % {"number": number, "most": MOST_LETTERS})
    return name, address.lower()


def _name_of(cells: str) -> str:
    """What a name looks like without the marks that mail programs and spreadsheets put around it."""
    return tidy(cells.replace('"', " ")).strip(" ,;<>")


def _known(name: str, number: int) -> tuple[str, str]:
    found = Person.objects.active().filter(name__iexact=name)[:2]
    if len(found) == 1:
        return found[0].name, found[0].email
    words = ngettext(
        "Line %(number)d: nobody is known as “%(name)s”. Write the address after the name.",
        "Line %(number)d: several people are known as “%(name)s”. Write the address after the name.",
        len(found) or 1,
    )
    raise ValidationError(words % {"number": number, "name": name})


class PlaceForm(forms.Form):
    """On which side somebody comes, and where they sit."""

    use_required_attribute = False

    side = forms.ChoiceField(label=_("Comes as"), choices=Side.choices)
    table = forms.ModelChoiceField(
        label=_("Table"), required=False, queryset=Table.objects.none(), empty_label=_("no table yet")
    )
    keeps_table = forms.BooleanField(
        label=_("Stays at this table, whoever moves"),
        required=False,
        help_text=_("For somebody who cannot move between tables."),
    )

    def __init__(self, data: Any = None, *, attendee: Attendee) -> None:
        known = {
            "side": attendee.side,
            "table": attendee.table_id,
            "keeps_table": attendee.keeps_table,
        }
        super().__init__(data, initial=known)
        self.fields["table"].queryset = attendee.event.tables.all()  # type: ignore[attr-defined]
        self.fields["table"].label_from_instance = _table_label  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("keeps_table") and self.cleaned_data.get("table") is None:
            self.add_error("table", _("Choose the table at which they stay."))
        return self.cleaned_data


def _table_label(table: Table) -> str:
    return f"{table.number}: {table.note}" if table.note else str(table.number)
