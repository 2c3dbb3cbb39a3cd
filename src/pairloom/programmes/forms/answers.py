"""The fields with which a round's questions are asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pairloom.people.models import Person
from pairloom.programmes.enums import Side, Visibility
from pairloom.programmes.forms.places import PAUSING, PlacesForm, initial_places
from pairloom.programmes.kinds import BOTH_SIDES, Sides, kind_of
from pairloom.programmes.models import Application, Question, Round
from pairloom.programmes.queries import asks, is_erased, values_of


@dataclass(frozen=True)
class Part:
    """One field of a question: its name in the form, its name within the question, and who is asked."""

    field: str
    name: str
    question: Question
    sides: Sides


@dataclass(frozen=True)
class AskedPart:
    """A field as a page shows it; `asked_of` is empty where everybody is asked."""

    field: BoundField
    asked_of: str


@dataclass(frozen=True)
class AskedQuestion:
    """A question as a page shows it. It has a heading where no field bears its words."""

    question: Question
    promise: str
    parts: list[AskedPart]

    @property
    def heading(self) -> str:
        return (
            "" if any(part.field.label == self.question.label for part in self.parts) else str(self.question)
        )

    @property
    def asked_of(self) -> str:
        """Empty where both sides are asked something."""
        asked = {part.asked_of for part in self.parts}
        return asked.pop() if len(asked) == 1 else ""


class AnswersForm(PlacesForm):
    """Everything that a round asks, with what is known of the person filled in.

    A `lenient` form requires nothing: what is saved while somebody still writes, and what organisers enter
    for others.
    """

    def __init__(
        self,
        data: Any = None,
        *,
        round: Round,
        person: Person | None = None,
        application: Application | None = None,
        lenient: bool = False,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.round = round
        self.lenient = lenient
        super().__init__(data, initial={**initial_places(application), **(initial or {})})
        self.questions = [question for question in round.questions.all() if not is_erased(question)]
        self.parts = {question.pk: list(self._add(question)) for question in self.questions}
        if person:
            self._fill_in(values_of(round, person, application))
        if lenient:
            self.fields["sides"].required = False

    def asked(self) -> list[AskedQuestion]:
        """The questions in order, as a page shows them."""
        return [
            AskedQuestion(
                question,
                promise(question),
                [AskedPart(self[part.field], _only(part.sides)) for part in self.parts[question.pk]],
            )
            for question in self.questions
        ]

    def answers(self) -> dict[str, Any]:
        """What was entered, by key. What is not asked of the sides chosen is taken away."""
        sides = self.chosen_sides()
        return {
            question.key: self._value(question, sides) if asks(question, sides) else None
            for question in self.questions
        }

    def answers_so_far(self) -> dict[str, Any]:
        """What can be kept of a form that is still being filled in."""
        return {
            question.key: self._value(question, BOTH_SIDES)
            for question in self.questions
            if all(part.field in self.cleaned_data for part in self.parts[question.pk])
        }

    def given_answers(self) -> dict[str, Any]:
        """Only what was filled in; what was left empty stays as it is."""
        given = {}
        for question in self.questions:
            parts = {part.name: self.cleaned_data.get(part.field) for part in self.parts[question.pk]}
            filled = {name: value for name, value in parts.items() if value or value == 0}
            if filled:
                given[question.key] = kind_of(question).value(filled)
        return given

    def _add(self, question: Question) -> Iterator[Part]:
        """Add the fields of a question. What is not asked of the sides chosen is never required."""
        kind = kind_of(question)
        by_side = {side: kind.fields(question, frozenset({side})) for side in Side if asks(question, [side])}
        for name, field in kind.fields(question, frozenset(by_side)).items():
            sides = frozenset(side for side, fields in by_side.items() if name in fields)
            part = Part("-".join(filter(None, ("q", question.key, name))), name, question, sides)
            field.required = field.required and self._is_owed(part)
            self.fields[part.field] = field
            yield part

    def _is_owed(self, part: Part) -> bool:
        if self.lenient or not self.is_bound:
            return not self.lenient
        pauses = self.data.get("capacity") == str(PAUSING)
        taking = self.chosen_sides() - ({Side.MENTOR} if pauses else set())
        return not part.sides.isdisjoint(taking)

    def _fill_in(self, values: Mapping[str, Any]) -> None:
        for question in self.questions:
            if question.key in values:
                known = kind_of(question).parts(values[question.key])
                self.initial.update({part.field: known.get(part.name) for part in self.parts[question.pk]})

    def _value(self, question: Question, sides: Sides) -> Any:
        parts = {
            part.name: self.cleaned_data.get(part.field)
            for part in self.parts[question.pk]
            if not part.sides.isdisjoint(sides)
        }
        return kind_of(question).value(parts)


def promise(question: Question) -> str:
    """Who will see the answer and until when, in a sentence for the person who is asked."""
    if kind_of(question).in_profile:
        return _("Kept in your profile. The organisers and the person you are paired with see it.")
    seen = {
        Visibility.ORGANISERS: _("Only the organisers see this."),
        Visibility.PAIR: _("The organisers and the person you are paired with see this."),
    }[Visibility(question.visibility)]
    if question.erase_on is None:
        return seen
    return _("%(seen)s It is erased after %(date)s.") % {
        "seen": seen,
        "date": date_format(question.erase_on, "j F Y"),
    }


def _only(sides: Sides) -> str:
    return "" if sides == BOTH_SIDES else next(iter(sides)).value
