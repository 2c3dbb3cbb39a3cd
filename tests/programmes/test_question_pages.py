"""Organisers write their questions on pages."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pairloom.programmes.enums import QuestionKind, Visibility
from pairloom.programmes.kinds import KINDS
from pairloom.programmes.models import Round
from pairloom.programmes.services import add_question
from tests.support.scenarios import a_programme, a_round, a_round_open_for_sign_up, organiser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def round() -> Round:
    return a_round()


@pytest.fixture
def organiser(round: Round, client: Client) -> Client:
    client.force_login(organiser_of(round))
    return client


def page(round: Round, name: str, *more: object) -> str:
    return reverse(f"programmes:{name}", args=[round.programme.slug, round.slug, *more])


def keys(round: Round) -> list[str]:
    return list(round.questions.values_list("key", flat=True))


def entered(**changes: Any) -> dict[str, Any]:
    return {"label": "Your goal", "audience": "both", "visibility": "organisers"} | changes


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_of_every_kind_is_added_and_shown_in_the_preview(
    round: Round, organiser: Client, kind: QuestionKind
) -> None:
    address = page(round, "question-add", kind)
    assert organiser.get(address).status_code == 200
    organiser.post(address, entered(options="little\n\n  much  "))
    question = round.questions.get()
    assert question.options == (["little", "much"] if KINDS[kind].takes_options else [])
    assert organiser.get(page(round, "questions-preview")).status_code == 200
    assert organiser.get(page(round, "question", question.pk)).status_code == 200


def test_choices_that_are_missing_are_asked_for_and_nothing_entered_is_lost(
    round: Round, organiser: Client
) -> None:
    answer = organiser.post(page(round, "question-add", "one-of"), entered(options="only one"))
    said = answer.content.decode()
    assert "Give at least two choices" in said
    assert "only one</textarea>" in said
    assert keys(round) == []


def test_a_question_is_edited(round: Round, organiser: Client) -> None:
    question = add_question(round=round, kind=QuestionKind.LONG, label="Goal", by=None)
    changes = entered(
        label="Your goal", visibility="pair", max_length="300", erase_on="2027-05-01", required="on"
    )
    organiser.post(page(round, "question", question.pk), changes)
    question.refresh_from_db()
    assert (question.label, question.max_length, question.required) == ("Your goal", 300, True)
    assert (question.visibility, str(question.erase_on)) == (Visibility.PAIR, "2027-05-01")
    assert question.key == "goal"


def test_the_arrows_move_a_question_with_and_without_a_script(round: Round, organiser: Client) -> None:
    a, _b, c = (add_question(round=round, kind=QuestionKind.SHORT, label=key, by=None) for key in "abc")
    organiser.post(page(round, "question-move", c.pk), {"to": "0"})
    assert keys(round) == ["c", "a", "b"]
    swapped = organiser.post(page(round, "question-move", a.pk), {"to": "2"}, headers={"HX-Request": "true"})
    assert keys(round) == ["c", "b", "a"]
    assert "“a” is now 3 of 3." in swapped.content.decode()
    assert "<html" not in swapped.content.decode()


@pytest.mark.parametrize("to", ["", "first", "1.5", "--1"])
def test_a_place_that_is_none_moves_nothing(round: Round, organiser: Client, to: str) -> None:
    a, _b = (add_question(round=round, kind=QuestionKind.SHORT, label=key, by=None) for key in "ab")
    organiser.post(page(round, "question-move", a.pk), {"to": to})
    assert keys(round) == ["a", "b"]


def test_a_removed_question_comes_back_by_undo(round: Round, organiser: Client) -> None:
    question = add_question(round=round, kind=QuestionKind.SHORT, label="a", by=None)
    answer = organiser.post(page(round, "question-remove", question.pk), follow=True)
    undo = page(round, "question-restore", question.pk)
    assert f'action="{undo}"' in answer.content.decode()
    assert keys(round) == []
    organiser.post(undo)
    assert keys(round) == ["a"]


def test_questions_are_copied_from_the_last_round_once(client: Client) -> None:
    programme = a_programme()
    last = a_round_open_for_sign_up(programme, name="Last")
    this = a_round(programme, name="This")
    client.force_login(organiser_of(this))
    assert "Copy from Last" in client.get(page(this, "questions")).content.decode()
    first = client.post(page(this, "questions-copy", last.pk), follow=True)
    second = client.post(page(this, "questions-copy", last.pk), follow=True)
    assert "5 questions are copied." in first.content.decode()
    assert "Everything is asked here already." in second.content.decode()
    assert keys(this) == keys(last)


def test_copying_from_a_round_that_is_not_there_is_not_found(round: Round, organiser: Client) -> None:
    assert organiser.post(page(round, "questions-copy", 999)).status_code == 404


def test_questions_of_another_programme_stay_out_of_reach(organiser: Client) -> None:
    elsewhere = a_round_open_for_sign_up(a_programme("Other", organiser="Otto"))
    question = elsewhere.questions.all()[0]
    mine = Round.objects.exclude(pk=elsewhere.pk).get()
    assert organiser.post(page(mine, "question-remove", question.pk)).status_code == 404
    assert organiser.post(page(mine, "questions-copy", elsewhere.pk)).status_code == 404
    assert organiser.post(page(elsewhere, "question-remove", question.pk)).status_code == 403


def test_a_kind_that_does_not_exist_is_not_found(round: Round, organiser: Client) -> None:
    assert organiser.get(page(round, "question-add", "riddle")).status_code == 404


def test_the_list_costs_the_same_for_any_number_of_questions(same_queries, round, organiser) -> None:
    def add() -> None:
        add_question(round=round, kind=QuestionKind.SHORT, label="Goal", by=None)

    same_queries(organiser, page(round, "questions"), add)
