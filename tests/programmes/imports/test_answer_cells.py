"""Answers to a round's own questions, read from cells."""

from typing import Any

import pytest

from pairloom.programmes.bridge import CellError
from pairloom.programmes.enums import QuestionKind
from pairloom.programmes.imports.answer_cells import ANSWER_CELLS
from pairloom.programmes.kinds import KINDS
from pairloom.programmes.models import Question

OPTIONS = ["Yes, always", "Yes, at times", "No", "Other (say what)"]


def question(kind: QuestionKind, options: list[str] | None = None, label: str = "A question") -> Question:
    return Question(kind=kind, key="it", label=label, options=options or [])


def read(kind: QuestionKind, text: str, options: list[str] | None = None) -> Any:
    return ANSWER_CELLS[kind].read(question(kind, options), text)


def test_every_kind_that_is_kept_in_the_round_can_be_read_from_a_cell() -> None:
    assert set(ANSWER_CELLS) == {kind for kind, known in KINDS.items() if not known.in_profile}


@pytest.mark.parametrize(
    ("kind", "options", "value"),
    [
        (QuestionKind.SHORT, [], "n/a"),
        (QuestionKind.LONG, [], "Two lines\nof text"),
        (QuestionKind.ONE_OF, OPTIONS, "No"),
        (QuestionKind.SEVERAL_OF, OPTIONS, ["Yes, always", "Other (say what)"]),
        (QuestionKind.SCALE, [], 4),
        (QuestionKind.SCALE, ["low", "middle", "high"], 3),
        (QuestionKind.NUMBER, [], 7),
        (QuestionKind.NUMBER, [], -2.5),
        (QuestionKind.CONSENT, [], True),
        (QuestionKind.LIKE_IDENTITY, ["a woman", "a parent"], ["a parent"]),
    ],
)
def test_an_answer_reads_back_as_it_was_written(kind: QuestionKind, options: list[str], value: Any) -> None:
    cell, asked = ANSWER_CELLS[kind], question(kind, options)
    assert cell.read(asked, cell.write(asked, value)) == value


def test_options_are_found_though_they_hold_commas() -> None:
    text = "yes, at times, Yes, always; other (SAY what)"
    found = ["Yes, at times", "Yes, always", "Other (say what)"]
    assert read(QuestionKind.SEVERAL_OF, text, OPTIONS) == found


def test_an_option_that_says_none_is_an_answer() -> None:
    assert read(QuestionKind.ONE_OF, "none", ["None", "Some"]) == "None"
    assert read(QuestionKind.SEVERAL_OF, "none", ["None", "Some"]) == ["None"]
    assert read(QuestionKind.ONE_OF, "none", ["Few", "Some"]) is None


@pytest.mark.parametrize("kind", [QuestionKind.ONE_OF, QuestionKind.SEVERAL_OF, QuestionKind.SCALE])
def test_what_is_no_option_gets_a_hint(kind: QuestionKind) -> None:
    with pytest.raises(CellError, match="'sometimse' is not one of the choices; did you mean sometimes"):
        read(kind, "sometimse", ["always", "sometimes"])


def test_a_step_without_a_name_is_a_number() -> None:
    assert read(QuestionKind.SCALE, "3") == 3
    with pytest.raises(CellError, match="'6' is not a step from 1 to 5"):
        read(QuestionKind.SCALE, "6")


def test_a_ticked_box_holds_its_own_label() -> None:
    asked = question(QuestionKind.CONSENT, label="You may name me in the report")
    assert ANSWER_CELLS[QuestionKind.CONSENT].read(asked, "you may name me in the report") is True
    assert ANSWER_CELLS[QuestionKind.CONSENT].read(asked, "no") is None
