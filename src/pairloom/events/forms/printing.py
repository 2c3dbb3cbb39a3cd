"""What is chosen on the page of things to print."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pairloom.events.enums import PaperKind
from pairloom.events.models import Event
from pairloom.events.orders import Order
from pairloom.events.queries.printing import numbers_of_cards
from pairloom.printing import Paper

A4: Paper = "a4"
LETTER: Paper = "us-letter"
MOST_NAMED = 10


def words_in(text: str) -> list[str]:
    """The words of a text such as `1, 5; 9`."""
    return re.findall(r"[^\s,;]+", text)


class PaperForm(forms.Form):
    """The paper, and for cards the numbers of those that are wanted."""

    paper = forms.ChoiceField(choices=[(A4, "A4"), (LETTER, "Letter")], required=False)
    cards = forms.CharField(required=False)

    def __init__(self, data: Any, *, event: Event, kind: PaperKind) -> None:
        super().__init__(data)
        self.event, self.kind = event, kind

    def clean_cards(self) -> tuple[int, ...]:
        words = words_in(self.cleaned_data["cards"]) if self.kind == PaperKind.CARDS else []
        for word in words:
            if not re.fullmatch(r"\d{1,9}", word):
                raise forms.ValidationError(
                    _("“%(word)s” is no number of a card. Write such as: 1, 5, 9"), params={"word": word[:20]}
                )
        numbers = {int(word) for word in words}
        unknown = sorted(numbers - numbers_of_cards(self.event)) if numbers else []
        if unknown:
            told = ", ".join(map(str, unknown[:MOST_NAMED]))
            raise forms.ValidationError(
                ngettext(
                    "Nobody who comes has a card with the number %(numbers)s.",
                    "Nobody who comes has a card with one of the numbers %(numbers)s.",
                    len(unknown),
                ),
                params={"numbers": f"{told} …" if len(unknown) > MOST_NAMED else told},
            )
        return tuple(sorted(numbers))

    def order(self) -> Order:
        paper = LETTER if self.cleaned_data["paper"] == LETTER else A4
        return Order(self.kind, paper, self.cleaned_data["cards"])
