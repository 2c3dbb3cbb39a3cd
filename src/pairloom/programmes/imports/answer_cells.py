"""Cells that hold an answer to a round's own question, by kind: read as forms write them, written as we do.

What a reader gives is not checked against the question's limits; `kinds.Kind.check` does that.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from pairloom.people.spelling import folded, tidy
from pairloom.programmes.bridge import CellError, did_you_mean, is_blank, read_number
from pairloom.programmes.enums import QuestionKind
from pairloom.programmes.imports.profile_cells import read_consent
from pairloom.programmes.kinds.answers import STEPS
from pairloom.programmes.models import Question

_SEPARATORS = ",;\n"


@dataclass(frozen=True)
class AnswerCell:
    """How one kind of answer stands in a cell."""

    read: Callable[[Question, str], Any]
    write: Callable[[Question, Any], str]


def read_text(question: Question, text: str) -> str | None:
    return text or None


def read_one_of(question: Question, text: str) -> str | None:
    if is_blank(text) and folded(text) not in map(folded, question.options):
        return None
    return _option(question.options, text)


def read_several_of(question: Question, text: str) -> list[str] | None:
    """The options in a cell, though options may hold commas themselves."""
    options = {folded(option): option for option in question.options}
    longest_first = sorted(options, key=len, reverse=True)
    rest = folded(text.replace("\n", ";"))
    found: list[str] = []
    while rest := rest.strip(f"{_SEPARATORS} "):
        key = next((key for key in longest_first if _begins_with(rest, key)), None)
        if key is None and is_blank(rest):
            break
        if key is None:
            piece = _first_piece(rest)
            raise CellError(_not_an_option(piece, question.options))
        found.append(options[key])
        rest = rest[len(key) :]
    return list(dict.fromkeys(found)) or None


def read_scale(question: Question, text: str) -> int | None:
    """A step by its name or number."""
    if is_blank(text):
        return None
    steps = question.options or STEPS
    for place, step in enumerate(steps, start=1):
        if folded(text) in {folded(step), str(place)}:
            return place
    raise CellError(
        f"{text!r} is not a step from 1 to {len(steps)}"
        if steps is STEPS
        else _not_an_option(text, question.options)
    )


def read_figure(question: Question, text: str) -> float | None:
    return read_number(text)


def read_agreement(question: Question, text: str) -> bool | None:
    """Agreed, or not asked: a consent that was refused is no answer."""
    label = folded(question.label)
    return True if label and folded(text) == label else (read_consent(text) or None)


def write_text(question: Question, value: Any) -> str:
    return str(value)


def write_list(question: Question, value: Sequence[str]) -> str:
    return "; ".join(value)


def write_step(question: Question, value: int) -> str:
    named = 0 < value <= len(question.options)
    return str(question.options[value - 1] if named else value)


def write_agreement(question: Question, value: bool) -> str:
    return _("yes") if value else ""


ANSWER_CELLS: Mapping[QuestionKind, AnswerCell] = {
    QuestionKind.SHORT: AnswerCell(read_text, write_text),
    QuestionKind.LONG: AnswerCell(read_text, write_text),
    QuestionKind.ONE_OF: AnswerCell(read_one_of, write_text),
    QuestionKind.SEVERAL_OF: AnswerCell(read_several_of, write_list),
    QuestionKind.SCALE: AnswerCell(read_scale, write_step),
    QuestionKind.NUMBER: AnswerCell(read_figure, write_text),
    QuestionKind.CONSENT: AnswerCell(read_agreement, write_agreement),
    QuestionKind.LIKE_IDENTITY: AnswerCell(read_several_of, write_list),
}


def _option(options: Sequence[str], text: str) -> str:
    known = {folded(option): option for option in options}
    option = known.get(folded(text))
    if option is None:
        raise CellError(_not_an_option(tidy(text), options))
    return option


def _not_an_option(text: str, options: Sequence[str]) -> str:
    return f"{text!r} is not one of the choices{did_you_mean(text, options)}"


def _begins_with(rest: str, key: str) -> bool:
    return rest.startswith(key) and not rest[len(key) :].strip(" ")[:1].strip(_SEPARATORS)


def _first_piece(rest: str) -> str:
    ends = [place for separator in _SEPARATORS if (place := rest.find(separator)) > 0]
    return rest[: min(ends, default=len(rest))].strip()
