"""Kinds whose answer belongs to the round: a row of its own, for the right eyes, erased on its date."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pairloom.programmes.enums import Side
from pairloom.programmes.kinds.base import Kind, Sides, SingleField, described
from pairloom.programmes.models import Question

LONGEST_SHORT = 200
LONGEST_LONG = 4000
STEPS = ("1", "2", "3", "4", "5")


def _choices(options: list[str]) -> list[tuple[str, str]]:
    return [(option, option) for option in options]


class Short(SingleField):
    takes_length = True

    def field(self, question: Question) -> forms.Field:
        return forms.CharField(**described(question, max_length=question.max_length or LONGEST_SHORT))


class Long(SingleField):
    takes_length = True

    def field(self, question: Question) -> forms.Field:
        most = question.max_length or LONGEST_LONG
        return forms.CharField(
            **described(question, max_length=most, widget=forms.Textarea(attrs={"rows": 4}))
        )

    def lines(self, question: Question, value: Any) -> list[str]:
        return [line for line in str(value).splitlines() if line.strip()]


class OneOf(SingleField):
    takes_options = needs_options = True
    options_help = gettext_lazy("One choice a line.")

    def field(self, question: Question) -> forms.Field:
        choices = _choices(question.options)
        if not question.required:
            choices = [("", _("no answer")), *choices]
        return forms.ChoiceField(**described(question, choices=choices, widget=forms.RadioSelect))


class SeveralOf(SingleField):
    takes_options = needs_options = True
    options_help = gettext_lazy("One choice a line.")

    def field(self, question: Question) -> forms.Field:
        choices = _choices(question.options)
        return forms.MultipleChoiceField(
            **described(question, choices=choices, widget=forms.CheckboxSelectMultiple)
        )

    def lines(self, question: Question, value: Any) -> list[str]:
        return [str(option) for option in value]


class Scale(SingleField):
    """A step from 1 up; the options, if any, name the steps."""

    takes_options = True
    options_help = gettext_lazy("The steps from lowest to highest, one a line. Leave empty for 1 to 5.")

    def field(self, question: Question) -> forms.Field:
        steps = enumerate(question.options or STEPS, start=1)
        choices = [(str(step), label) for step, label in steps]
        return forms.TypedChoiceField(
            **described(
                question,
                choices=choices if question.required else [("", _("no answer")), *choices],
                coerce=int,
                empty_value=None,
                widget=forms.RadioSelect(attrs={"class": "scale"}),
            )
        )

    def lines(self, question: Question, value: Any) -> list[str]:
        steps = question.options or STEPS
        named = steps[value - 1] if 0 < value <= len(steps) else value
        return [
            _("%(step)s of %(steps)s") % {"step": value, "steps": len(steps)}
            if steps is STEPS
            else str(named)
        ]


class Number(SingleField):
    def field(self, question: Question) -> forms.Field:
        return forms.DecimalField(**described(question, max_digits=15, decimal_places=4))

    def value(self, parts: Mapping[str, Any]) -> Any:
        number: Decimal | None = parts.get("")
        if number is None:
            return None
        return int(number) if number == number.to_integral_value() else float(number)

    def lines(self, question: Question, value: Any) -> list[str]:
        return [f"{value:,}"]


class Consent(SingleField):
    def field(self, question: Question) -> forms.Field:
        return forms.BooleanField(**described(question))

    def value(self, parts: Mapping[str, Any]) -> Any:
        return True if parts.get("") else None

    def lines(self, question: Question, value: Any) -> list[str]:
        return [_("agreed")]


class LikeIdentity(Kind):
    """A mentee says who the mentor should be, a mentor who they are; from the same options.

    Value: `{"wanted": [...], "own": [...]}`, each where it was given.
    """

    takes_options = needs_options = True
    options_help = gettext_lazy(
        "One a line, such as “a woman”. Mentees wish for them, mentors say which they are."
    )

    def fields(self, question: Question, sides: Sides) -> dict[str, forms.Field]:
        asked = {
            Side.MENTEE: ("wanted", _("I would like a mentor who is")),
            Side.MENTOR: ("own", _("I am, and would gladly help somebody like me")),
        }
        choices = _choices(question.options)
        return {
            name: forms.MultipleChoiceField(
                **described(
                    question, label=label, help_text="", choices=choices, widget=forms.CheckboxSelectMultiple
                )
            )
            for side, (name, label) in asked.items()
            if side in sides
        }

    def value(self, parts: Mapping[str, Any]) -> Any:
        return {name: chosen for name, chosen in parts.items() if chosen} or None

    def parts(self, value: Any) -> dict[str, Any]:
        return dict(value or {})

    def lines(self, question: Question, value: Any) -> list[str]:
        said = {"wanted": _("would like a mentor who is %s"), "own": _("is %s")}
        return [said[name] % ", ".join(value[name]) for name in said if value.get(name)]
