"""What hosts send to move people by hand: who, from which turn, and where to or with whom they swap."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pairloom.events.bridge.pricing import unknown_to
from pairloom.events.changes import ByHand, Cell, Move, Reseat
from pairloom.events.models import Attendee, Event, Seat, SeatingPlan, Table
from pairloom.events.queries.room import room_of
from pairloom.events.room import Room
from pairloom.events.seating_forms import find_attendee
from pairloom.programmes.enums import Side


class ByHandForm(forms.Form):
    """Somebody in a turn, and somebody to swap with, or a place to go to.

    Where mentees move, a mentee goes to a mentor. Where mentors move, a mentee goes to a table from this turn
    on, and a mentor in this turn.
    """

    made_on = forms.IntegerField()
    turn = forms.IntegerField(min_value=1)
    who = forms.CharField()
    target = forms.CharField()

    def __init__(self, data: Mapping[str, Any], *, plan: SeatingPlan) -> None:
        super().__init__(data)
        self.plan = plan
        self.room = room_of(plan)

    def clean_turn(self) -> int:
        turn: int = self.cleaned_data["turn"]
        if turn > self.plan.event.turns:
            raise forms.ValidationError(_("There is no such turn."))
        return turn

    def clean_who(self) -> Attendee:
        return find_attendee(self.plan.event, self.cleaned_data["who"])

    def clean_target(self) -> Attendee | Table:
        text = self.cleaned_data["target"]
        table = _find_table(self.plan.event, text) if self.room else None
        return table or find_attendee(self.plan.event, text)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if not self.errors and values["who"] == values["target"]:
            self.add_error("target", _("Choose somebody else."))
        if not self.errors:
            self._check_known(values)
        if not self.errors:
            self._take_change(values["turn"], values["who"], values["target"])
        return values

    def change(self) -> ByHand:
        """The move or swap that a valid form asks for."""
        return self._change

    def sent(self) -> dict[str, str]:
        """What a valid form asks for, to be sent once more."""
        values = self.cleaned_data
        keys = {name: f"{_letter(values[name])}{values[name].pk}" for name in ("who", "target")}
        return {"made_on": str(values["made_on"]), "turn": str(values["turn"]), **keys}

    def _check_known(self, values: dict[str, Any]) -> None:
        found = {name: values[name] for name in ("who", "target") if isinstance(values[name], Attendee)}
        people = {each.pk: (name, each.person) for name, each in found.items()}
        for key in unknown_to(bytes(self.plan.encoded or b""), people):
            name, person = people[key]
            told = _("%(name)s came after this plan was made. Plan again first.") % {"name": person}
            self.add_error(name, told)

    def _take_change(self, turn: int, who: Attendee, target: Attendee | Table) -> None:
        try:
            if self.room is None:
                self._change: ByHand = _to_mentor(self.plan, turn, who, target)
            else:
                self._change = _to_table(self.room, turn, who, target)
        except forms.ValidationError as error:
            self.add_error("target", error)


def _to_mentor(plan: SeatingPlan, turn: int, who: Attendee, target: Attendee | Table) -> Reseat:
    """Where mentees move: to a mentor, or swapped with a mentee."""
    if who.side != Side.MENTEE:
        raise forms.ValidationError(_("Only mentees can be moved here."))
    seats = Seat.objects.filter(plan=plan, turn=turn, mentee__in=[who.pk, target.pk])
    met = dict(seats.values_list("mentee", "mentor"))
    here = met.get(who.pk)
    swaps = isinstance(target, Attendee) and target.side == Side.MENTEE
    there = met.get(target.pk) if swaps else target.pk
    _check_apart(here, there)
    cells = [Cell(who.pk, turn, here, there)] + [Cell(target.pk, turn, there, here)] * swaps
    return Reseat(turn, tuple(cells))


def _to_table(room: Room, turn: int, who: Attendee, target: Attendee | Table) -> ByHand:
    """Where mentors move: to a table, or swapped with somebody of the same side.

    A table has one mentor at a time: whoever is to go where another mentor comes swaps with them.
    """
    lasts = who.side == Side.MENTEE
    here = room.table(who.pk) if lasts else room.visits(who.pk, turn)
    if isinstance(target, Table):
        there: int | None = target.pk
        other = None if lasts else room.mentor_at.get((target.pk, turn))
        if not (lasts or room.crowds.get((target.pk, turn))):
            raise forms.ValidationError(_("Nobody sits at that table in this turn."))
    elif target.side == who.side:
        there = room.table(target.pk) if lasts else room.visits(target.pk, turn)
        other = target.pk
    else:
        raise forms.ValidationError(_("Choose two mentees, two mentors, or one of them and a table."))
    _check_apart(here, there)
    moves = [Move(who.pk, here, there)] + ([Move(other, there, here)] if other else [])
    return room.moved(moves, turn=turn, lasts=lasts)


def _check_apart(here: int | None, there: int | None) -> None:
    if here is None and there is None:
        raise forms.ValidationError(_("Neither of them has a seat in this turn."))
    if here == there:
        raise forms.ValidationError(_("They sit at the same table in this turn already."))


def _find_table(event: Event, text: str) -> Table | None:
    """A table by key (`t12`) or in words (`table 7`)."""
    tables = {
        table: (f"t{table.pk}", _("table %(number)s") % {"number": table.number})
        for table in event.tables.all()
    }
    wanted = text.strip().casefold()
    return next((table for table, names in tables.items() if wanted in map(str.casefold, names)), None)


def _letter(found: Attendee | Table) -> str:
    return "a" if isinstance(found, Attendee) else "t"
