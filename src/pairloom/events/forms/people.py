"""What organisers enter about the people of an event."""

from __future__ import annotations

from email.utils import getaddresses
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pairloom.events.enums import RsvpState
from pairloom.events.models import Attendee, Table
from pairloom.people.models import Person
from pairloom.people.spelling import tidy
from pairloom.programmes.enums import Side

MOST_PASTED = 2000


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
            "One a line: an address, with the name before it. Lines pasted from a spreadsheet are fine too. "
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
        lines = [tidy(line.replace("\t", " , ")) for line in self.cleaned_data["people"].splitlines()]
        lines = [line.strip(" ,;") for line in lines]
        named: dict[str, str] = {}
        for number, line in enumerate(lines, 1):
            if line:
                name, address = _name_and_address(line, number)
                named.setdefault(address, name)
        if len(named) > MOST_PASTED:
            raise ValidationError(_("That is more than %(most)d people at once.") % {"most": MOST_PASTED})
        return named

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("asks") and self.cleaned_data.get("side") == Side.MENTEE:
            self.add_error("asks", _("Mentees answer on the event's page; send them its address."))
        return self.cleaned_data


def _name_and_address(line: str, number: int) -> tuple[str, str]:
    """Of `Asha Patel <asha@…>`, `Asha Patel, asha@…`, `asha@…` or the name of somebody who is known."""
    if "@" not in line:
        return _known(line, number)
    address = next((found for _name, found in getaddresses([line.replace(";", ",")]) if "@" in found), "")
    try:
        validate_email(address)
    except ValidationError:
        raise ValidationError(
            _("Line %(number)d, “%(line)s”, has no address that could get mail.")
            % {"number": number, "line": line}
        ) from None
    name = tidy(line.replace(f"<{address}>", " ").replace(address, " ").replace('"', " "))
    return name.strip(" ,;<>"), address.lower()


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
