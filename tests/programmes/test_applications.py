"""Signing up, changing one's mind, stepping back."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from pairloom.core import clock
from pairloom.core.audit import reference
from pairloom.core.errors import InvalidError, RefusedError
from pairloom.core.models import AuditEntry
from pairloom.people.enums import ConsentKind, Level, TopicSide
from pairloom.people.models import Person
from pairloom.people.queries import has_consented, topics_of
from pairloom.programmes.enums import ApplicationSource, ApplicationState, QuestionKind, Side
from pairloom.programmes.models import Answer, Application, Round
from pairloom.programmes.queries import application_counts, submitted_applications
from pairloom.programmes.services import (
    add_question,
    correct_places,
    restore_application,
    save_draft,
    submit_application,
    withdraw,
)
from tests.support.scenarios import (
    a_mentee,
    a_mentor,
    a_person,
    a_round,
    a_round_open_for_sign_up,
    a_round_ready_to_match,
    organiser_of,
)

pytestmark = pytest.mark.django_db


def sign_up(round: Round, person: Person, **changes: Any) -> Application:
    places = {"capacity": None, "wants": 1, "answers": {}}
    return submit_application(round=round, person=person, by=person, **places | changes)


def test_a_person_signs_up_and_the_answers_go_where_they_belong() -> None:
    round = a_round_open_for_sign_up()
    mei = a_person("Mei")
    application = sign_up(
        round,
        mei,
        wants=2,
        answers={
            "topics": {"topics_wanted": {"Kubernetes": Level.BASICS}},
            "languages": {"languages": ["Deutsch"]},
            "goal": "  To run a cluster.  ",
        },
        agreed_to="1",
    )
    assert application.state == ApplicationState.SUBMITTED
    assert application.sides == {Side.MENTEE}
    assert topics_of(mei, TopicSide.WANTED) == {"Kubernetes": Level.BASICS}
    assert Person.objects.get(pk=mei.pk).languages == ["German"]
    assert [answer.value for answer in Answer.objects.all()] == ["To run a cluster."]
    assert has_consented(mei, ConsentKind.CONDUCT, reference(round.programme), "1")
    assert AuditEntry.objects.filter(action="signed up", subject=reference(application), by=mei).count() == 1


def test_signing_up_twice_changes_the_one_application() -> None:
    round = a_round_open_for_sign_up()
    mei = a_person("Mei")
    first = sign_up(round, mei, answers={"goal": "One", "private": "Two"})
    second = sign_up(round, mei, capacity=2, answers={"goal": None})
    assert first == second
    assert second.sides == {Side.MENTEE, Side.MENTOR}
    assert [answer.value for answer in second.answers.all()] == ["Two"]
    assert AuditEntry.objects.filter(subject=reference(first)).count() == 2


@pytest.mark.parametrize(
    ("places", "field"),
    [
        ({"capacity": None, "wants": None}, "sides"),
        ({"capacity": 6, "wants": None}, "capacity"),
        ({"capacity": -1, "wants": None}, "capacity"),
        ({"capacity": None, "wants": 0}, "wants"),
        ({"capacity": None, "wants": 4}, "wants"),
    ],
)
def test_places_outside_their_range_are_named(places: dict[str, Any], field: str) -> None:
    round = a_round_open_for_sign_up()
    with pytest.raises(InvalidError) as refused:
        sign_up(round, a_person(), **places)
    assert list(refused.value.fields) == [field]
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    ("answers", "field"),
    [({"gaol": "x"}, "gaol"), ({"goal": "x" * 501}, "goal"), ({"availability": {"moon": 1}}, "availability")],
)
def test_an_answer_that_cannot_be_taken_is_named_and_nothing_is_written(answers, field: str) -> None:
    round = a_round_open_for_sign_up()
    with pytest.raises(InvalidError) as refused:
        sign_up(round, a_person(), answers={"private": "kept nowhere"} | answers)
    assert list(refused.value.fields) == [field]
    assert not Application.objects.exists()
    assert not Answer.objects.exists()


@pytest.mark.parametrize("first_day", [1, -14, -100])
def test_before_and_after_sign_up_people_are_refused_and_organisers_are_not(first_day: int) -> None:
    round = a_round(first_day=first_day)
    mei = a_person("Mei")
    with pytest.raises(RefusedError, match="not open"):
        sign_up(round, mei)
    with pytest.raises(RefusedError):
        save_draft(round=round, person=mei, capacity=None, wants=1, answers={})
    by_hand = {"source": ApplicationSource.ORGANISER, "by": organiser_of(round)}
    added = submit_application(round=round, person=mei, capacity=1, wants=None, answers={}, **by_hand)
    assert added.source == ApplicationSource.ORGANISER


def test_a_draft_takes_no_part_until_it_is_sent() -> None:
    round = a_round_open_for_sign_up()
    mei = a_person("Mei")
    draft = save_draft(round=round, person=mei, capacity=None, wants=None, answers={"goal": "Half a th"})
    assert draft.state == ApplicationState.DRAFT
    assert not submitted_applications(round).exists()
    sign_up(round, mei, answers={})
    assert [answer.value for answer in submitted_applications(round)[0].answers.all()] == ["Half a th"]


def test_saving_as_you_go_never_unsends() -> None:
    round = a_round_open_for_sign_up()
    mei = a_person("Mei")
    sign_up(round, mei, wants=2)
    save_draft(round=round, person=mei, capacity=None, wants=None, answers={})
    application = Application.objects.get()
    assert (application.state, application.wants) == (ApplicationState.SUBMITTED, 2)


def test_withdrawing_can_be_undone() -> None:
    round = a_round_open_for_sign_up()
    application = a_mentee(round)
    withdraw(application=application, by=application.person)
    assert not submitted_applications(round).exists()
    restore_application(application=application, by=application.person)
    assert submitted_applications(round).get() == application


def test_after_sign_up_a_withdrawal_can_be_undone_for_an_hour_and_by_organisers_always() -> None:
    round = a_round_ready_to_match(mentees=1, mentors=0)
    application = submitted_applications(round).get()
    withdraw(application=application, by=application.person)
    with time_machine.travel(clock.now() + timedelta(hours=2)):
        with pytest.raises(RefusedError):
            restore_application(application=application, by=application.person)
        restore_application(application=application, by=organiser_of(round))
    assert application.state == ApplicationState.SUBMITTED


def test_a_withdrawn_draft_comes_back_as_a_draft() -> None:
    round = a_round_open_for_sign_up()
    mei = a_person("Mei")
    draft = save_draft(round=round, person=mei, capacity=None, wants=1, answers={})
    withdraw(application=draft, by=mei)
    restore_application(application=draft, by=mei)
    assert draft.state == ApplicationState.DRAFT


def test_an_organiser_corrects_places_and_it_is_noted() -> None:
    round = a_round_open_for_sign_up()
    application = a_mentor(round, capacity=1)
    orla = organiser_of(round)
    for _ in range(2):
        correct_places(application=application, capacity=0, wants=None, by=orla)
    noted = AuditEntry.objects.get(action="corrected the places")
    assert noted.details["before"] == {"capacity": 1, "wants": None}
    assert application.is_pausing


def test_counts_tell_people_and_places() -> None:
    round = a_round_open_for_sign_up()
    a_mentee(round, wants=2)
    a_mentor(round, capacity=3)
    a_mentor(round, capacity=0)
    both = a_person()
    sign_up(round, both, capacity=1, wants=1)
    save_draft(round=round, person=a_person(), capacity=None, wants=1, answers={})
    withdraw(application=a_mentee(round), by=organiser_of(round))
    counts = application_counts(round)
    assert (counts.applications, counts.mentees, counts.mentors, counts.pausing) == (4, 2, 2, 1)
    assert (counts.places, counts.wanted, counts.drafts, counts.withdrawn) == (4, 3, 1, 1)


@pytest.mark.parametrize(
    ("kind", "options", "given", "stored"),
    [
        (QuestionKind.SHORT, [], " a line ", "a line"),
        (QuestionKind.LONG, [], "two\nlines", "two\nlines"),
        (QuestionKind.ONE_OF, ["Yes", "No"], "Yes", "Yes"),
        (QuestionKind.SEVERAL_OF, ["Go", "Rust"], ["Rust"], ["Rust"]),
        (QuestionKind.SCALE, [], "4", 4),
        (QuestionKind.SCALE, ["little", "much"], 2, 2),
        (QuestionKind.NUMBER, [], "0", 0),
        (QuestionKind.NUMBER, [], "2.5", 2.5),
        (QuestionKind.CONSENT, [], True, True),
        (
            QuestionKind.LIKE_IDENTITY,
            ["a woman", "a parent"],
            {"wanted": ["a woman"]},
            {"wanted": ["a woman"]},
        ),
    ],
)
def test_each_kind_of_answer_is_checked_stored_and_said(kind, options, given, stored) -> None:
    round = a_round()
    question = add_question(round=round, kind=kind, label="Tell us", options=options, by=None, key="q")
    person = a_person()
    submit_application(round=round, person=person, capacity=None, wants=1, answers={"q": given}, by=None)
    assert Answer.objects.get(question=question).value == stored


@pytest.mark.parametrize(
    ("kind", "options", "given"),
    [
        (QuestionKind.SHORT, [], "x" * 201),
        (QuestionKind.ONE_OF, ["Yes", "No"], "Perhaps"),
        (QuestionKind.SEVERAL_OF, ["Go", "Rust"], ["Rust", "Ada"]),
        (QuestionKind.SCALE, [], 6),
        (QuestionKind.NUMBER, [], "many"),
        (QuestionKind.NUMBER, [], "NaN"),
        (QuestionKind.LIKE_IDENTITY, ["a woman", "a parent"], {"wanted": ["a king"]}),
        (QuestionKind.LINKS, [], {"links": ["not a link"]}),
        (QuestionKind.WAYS_TO_MEET, [], {"ways_to_meet": ["telepathy"]}),
        (QuestionKind.EXPERIENCE, [], {"experience": "ages"}),
    ],
)
def test_an_answer_that_does_not_fit_its_kind_is_refused(kind, options, given) -> None:
    round = a_round()
    add_question(round=round, kind=kind, label="Tell us", options=options, by=None, key="q")
    with pytest.raises(InvalidError) as refused:
        submit_application(
            round=round, person=a_person(), capacity=None, wants=1, answers={"q": given}, by=None
        )
    assert list(refused.value.fields) == ["q"]
