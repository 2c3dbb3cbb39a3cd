"""What a kind of question can do. Each kind is one record; nothing else asks of what kind a question is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pairloom.core.errors import InvalidError
from pairloom.people.models import Person
from pairloom.programmes.enums import QuestionKind, Side
from pairloom.programmes.models import Question

Sides = frozenset[Side]
Words = str | Promise
BOTH_SIDES: Sides = frozenset(Side)


@dataclass(frozen=True)
class Kind:
    """How one kind of question is asked, checked, stored and shown.

    A kind asks with one field or more. Each has a name of its own within the question (the empty one where
    there is only one). Its value is plain JSON, or where it is kept in the profile the values of its columns
    by name. None means not answered.
    """

    kind: QuestionKind
    explanation: Words
    """For the organiser who chooses a kind."""

    takes_options: ClassVar[bool] = False
    needs_options: ClassVar[bool] = False
    takes_length: ClassVar[bool] = False
    in_profile: ClassVar[bool] = False
    options_help: ClassVar[Words] = ""

    def fields(self, question: Question, sides: Sides) -> dict[str, forms.Field]:
        """The form fields to ask with, for somebody who takes part on these sides."""
        raise NotImplementedError

    def value(self, parts: Mapping[str, Any]) -> Any:
        """The value that was entered, from the cleaned value of each field."""
        raise NotImplementedError

    def parts(self, value: Any) -> dict[str, Any]:
        """The other way round: what each field shows at first."""
        raise NotImplementedError

    def lines(self, question: Question, value: Any) -> list[str]:
        """The value in words, a line each."""
        raise NotImplementedError

    def of_profile(self, person: Person) -> Any:
        """The value in the person's profile, where it is kept there."""
        raise NotImplementedError

    def is_answer(self, value: Any) -> bool:
        """Whether the value says anything."""
        return value is not None

    def check(self, question: Question, value: Any) -> Any:
        """The value as it is stored. Raises InvalidError that names the question."""
        parts = self.parts(value)
        fields = self.fields(question, BOTH_SIDES)
        if unknown := parts.keys() - fields.keys():
            raise InvalidError(
                _("“%s” cannot be answered like that.") % question, {question.key: str(unknown)}
            )
        try:
            return self.value({name: _cleaned(fields[name], part) for name, part in parts.items()})
        except ValidationError as error:
            words = " ".join(error.messages)
            raise InvalidError(f"{question}: {words}", {question.key: words}) from error


def _cleaned(field: forms.Field, part: Any) -> Any:
    field.required = False
    return field.clean(part)


def described(question: Question, **more: Any) -> dict[str, Any]:
    """What every field of a question has in common."""
    return {"label": question.label, "help_text": question.help_text, "required": question.required} | more


class SingleField(Kind):
    """A kind that asks with one field, and keeps what it gives."""

    def field(self, question: Question) -> forms.Field:
        raise NotImplementedError

    def fields(self, question: Question, sides: Sides) -> dict[str, forms.Field]:
        return {"": self.field(question)}

    def value(self, parts: Mapping[str, Any]) -> Any:
        entered = parts.get("")
        return entered if entered or entered == 0 else None

    def parts(self, value: Any) -> dict[str, Any]:
        return {"": value}

    def lines(self, question: Question, value: Any) -> list[str]:
        return [str(value)]
