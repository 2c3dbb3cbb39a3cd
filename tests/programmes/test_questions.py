"""Questions are data: organisers add, order, copy and remove them."""

from datetime import date, timedelta

import pytest

from pairloom.core.errors import InvalidError
from pairloom.programmes.dates import proposed_phases
from pairloom.programmes.enums import Audience, QuestionKind, Side, Visibility
from pairloom.programmes.kinds import BOTH_SIDES, KINDS, kind_of
from pairloom.programmes.models import Question, Round
from pairloom.programmes.queries import phase_days
from pairloom.programmes.services import (
    add_question,
    copy_questions,
    create_round,
    edit_question,
    move_question,
    remove_question,
    restore_question,
    set_phases,
)
from tests.support.scenarios import a_programme, a_round, a_round_open_for_sign_up, organiser_of

pytestmark = pytest.mark.django_db


def keys(round: Round) -> list[str]:
    return list(round.questions.values_list("key", flat=True))


def ask(round: Round, label: str, **columns) -> Question:
    return add_question(**{"round": round, "kind": QuestionKind.SHORT, "label": label, "by": None} | columns)


def test_there_is_one_record_for_every_kind() -> None:
    assert set(KINDS) == set(QuestionKind)
    assert all(kind.explanation for kind in KINDS.values())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_asked_of_either_side_and_of_both(kind: QuestionKind) -> None:
    question = Question(kind=kind, label="Tell us", key="q", options=["one", "two"])
    for sides in ({Side.MENTEE}, {Side.MENTOR}, BOTH_SIDES):
        fields = kind_of(question).fields(question, frozenset(sides))
        assert fields
        assert all(field.label for field in fields.values())


def test_questions_get_keys_that_nothing_else_has() -> None:
    round = a_round()
    labels = ["Your goal", "Your goal", "Languages", "目標"]
    assert [ask(round, label).key for label in labels] == [
        "your-goal",
        "your-goal-2",
        "languages-2",
        "question",
    ]
    profile = ask(round, "What do you speak?", kind=QuestionKind.LANGUAGES)
    assert profile.key == "languages"


@pytest.mark.parametrize(("to", "order"), [(0, "cab"), (1, "acb"), (99, "abc"), (-5, "cab")])
def test_a_question_moves_to_any_place(to: int, order: str) -> None:
    round = a_round()
    questions = [ask(round, label) for label in "abc"]
    move_question(question=questions[2], to=to, by=organiser_of(round))
    assert "".join(keys(round)) == order


def test_a_removed_question_comes_back_where_it_stood() -> None:
    round = a_round()
    orla = organiser_of(round)
    questions = [ask(round, label) for label in "abc"]
    remove_question(question=questions[1], by=orla)
    assert keys(round) == ["a", "c"]
    restore_question(question=questions[1], by=orla)
    assert keys(round) == ["a", "b", "c"]


def test_a_question_that_comes_back_leaves_its_key_to_the_one_that_took_it() -> None:
    round = a_round()
    orla = organiser_of(round)
    goal = ask(round, "Goal")
    remove_question(question=goal, by=orla)
    ask(round, "Goal")
    restore_question(question=goal, by=orla)
    assert sorted(keys(round)) == ["goal", "goal-2"]


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ({"kind": QuestionKind.ONE_OF}, "options"),
        ({"kind": QuestionKind.SEVERAL_OF, "options": ["only one"]}, "options"),
        ({"kind": QuestionKind.LIKE_IDENTITY, "options": ["a woman", "a woman"]}, "options"),
        ({"kind": QuestionKind.LANGUAGES, "erase_on": date(2027, 5, 1)}, "erase_on"),
    ],
)
def test_a_question_that_nobody_could_answer_is_refused_by_field(columns, field: str) -> None:
    round = a_round()
    with pytest.raises(InvalidError) as refused:
        ask(round, "Tell us", **columns)
    assert list(refused.value.fields) == [field]
    assert keys(round) == []


def test_the_kind_and_the_key_of_a_question_stay() -> None:
    question = ask(a_round(), "Goal")
    with pytest.raises(TypeError, match="key, kind"):
        edit_question(question=question, by=None, kind=QuestionKind.LONG, key="aim")


def test_copying_brings_what_is_not_asked_yet_with_dates_moved_along() -> None:
    programme = a_programme()
    last = a_round(programme, name="Last", first_day=-200)
    this = a_round(programme, name="This")
    ask(last, "Goal", required=True)
    ask(last, "Needs", erase_on=date(2027, 5, 1))
    ask(last, "Hours", visibility=Visibility.PAIR, audience=Audience.MENTORS, max_length=30, required=True)
    ask(this, "Goal")
    copied = copy_questions(source=last, target=this, by=organiser_of(this))
    assert [question.key for question in copied] == ["needs", "hours"]
    assert keys(this) == ["goal", "needs", "hours"]
    hours = this.questions.get(key="hours")
    assert (hours.visibility, hours.audience, hours.max_length, hours.required) == (
        "pair",
        "mentors",
        30,
        True,
    )
    assert not this.questions.get(key="goal").required
    assert this.questions.get(key="needs").erase_on == date(2027, 5, 1) + timedelta(days=200)
    assert copy_questions(source=last, target=this, by=organiser_of(this)) == []


def test_a_round_made_from_the_last_one_asks_the_same_with_its_dates_moved() -> None:
    last = a_round_open_for_sign_up(name="Last")
    last.rubric = {"criteria": []}
    last.save()
    set_phases(round=last, phases=proposed_phases(date(2027, 3, 1)), time_zone="Asia/Tokyo", by=None)
    orla = organiser_of(last)
    this = create_round(
        programme=last.programme, name="Last", by=orla, first_day=date(2027, 9, 1), copy_from=last
    )
    assert this.slug == "last-2"
    assert keys(this) == keys(last)
    assert (this.time_zone, this.rubric) == ("Asia/Tokyo", {"criteria": []})
    assert phase_days(this) == proposed_phases(date(2027, 9, 1))
