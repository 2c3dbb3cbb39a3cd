"""A round's rubric as its page shows it: what counts, what could count, what must hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from pairloom.matching.bridge.rubric import effective_rubric, standard_rubric
from pairloom.matching.rubric_words import criterion_words, rule_words
from pairloom.programmes.enums import Audience, QuestionKind
from pairloom.programmes.models import Round

Plain = dict[str, Any]
USUAL = {"": 0.0, "enough": 3.0, "at_least": 1.0}  # what a page may change besides a weight


@dataclass(frozen=True)
class Line:
    """A criterion or rule on the page. `number` is what a page may change: hours or how many in common."""

    entry: Plain
    name: str
    text: str
    weight: float
    is_used: bool
    number_key: str = ""
    number: float = 0.0
    is_fixed: bool = False  # its points are a table, which only the file can change


def criteria_of(round: Round) -> list[Line]:
    """Criteria that count, then those that could: of the standard rubric, and of the round's questions."""
    used = effective_rubric(round.rubric)["criterion"]
    offered = [*standard_rubric()["criterion"], *_criteria_from_questions(round)]
    return [_criterion(each, True) for each in used] + [
        _criterion(each, False) for each in _others(offered, used)
    ]


def rules_of(round: Round) -> list[Line]:
    """Rules that hold, then those that could."""
    used = effective_rubric(round.rubric).get("rule", [])
    offered = [*standard_rubric().get("rule", []), *_usual_rules()]
    return [_rule(each, True) for each in used] + [_rule(each, False) for each in _others(offered, used)]


def weight_of(entry: Plain) -> float:
    """What a criterion counts, whatever its file calls it."""
    weight: Any = entry.get("weight", entry.get("points", 1.0))
    return max(weight.values()) if isinstance(weight, dict) else float(weight)


def _others(offered: list[Plain], used: list[Plain]) -> list[Plain]:
    names = {each["name"] for each in used}
    return [each for each in offered if each["name"] not in names]


def _criterion(entry: Plain, is_used: bool) -> Line:
    key, number = _changeable(entry)
    return Line(
        entry=entry,
        name=entry["name"],
        text=criterion_words(entry),
        weight=weight_of(entry) if is_used else 0.0,
        is_used=is_used,
        number_key=key,
        number=number,
        is_fixed=isinstance(entry.get("points"), dict),
    )


def _rule(entry: Plain, is_used: bool) -> Line:
    key, number = _changeable(entry)
    return Line(entry, entry["name"], rule_words(entry), 0.0, is_used, key, number)


def _changeable(entry: Plain) -> tuple[str, float]:
    kind = entry["kind"]
    usual = {
        ("common hours", "enough"): 3.0,
        ("common hours", "at_least"): 1.0,
        ("in common", "at_least"): 1.0,
    }
    is_criterion = "weight" in entry or "points" in entry
    key = {"common hours": "enough" if is_criterion else "at_least", "in common": "at_least"}.get(kind, "")
    return key, float(entry.get(key, usual.get((kind, key), 0.0))) if key else 0.0


def _criteria_from_questions(round: Round) -> list[Plain]:
    kinds = {QuestionKind.ONE_OF: "same value", QuestionKind.SEVERAL_OF: "overlap"}
    questions = round.questions.filter(kind__in=kinds, audience=Audience.BOTH)
    return [
        {
            "name": question.label,
            "kind": kinds[QuestionKind(question.kind)],
            "column": question.key,
            "weight": 1,
        }
        for question in questions
    ]


def _usual_rules() -> list[Plain]:
    return [
        {
            "name": _("employer"),
            "kind": "different value",
            "column": "employer",
            "says": _("with the same employer"),
        },
        {
            "name": _("topics"),
            "kind": "in common",
            "mentee": "topics_wanted",
            "mentor": "topics_offered",
            "says": _("who offer none of the topics asked for"),
        },
        {
            "name": _("ways to meet"),
            "kind": "in common",
            "column": "ways_to_meet",
            "says": _("without a way to meet in common"),
        },
    ]
