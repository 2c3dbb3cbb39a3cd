"""Who may read which answer."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser

from pairloom.core import clock
from pairloom.programmes.enums import Audience, QuestionKind, Role
from pairloom.programmes.models import ANYWHERE_ON_EARTH, Answer, Application, Question, Round
from pairloom.programmes.queries import (
    answers_visible_to,
    application_counts,
    missing_questions,
    submitted_applications,
)
from pairloom.programmes.rules import Viewer
from pairloom.programmes.services import (
    add_question,
    correct_places,
    edit_question,
    erase_due_answers,
    remove_question,
    restore_question,
)
from tests.support.scenarios import (
    a_mentee,
    a_mentor,
    a_person,
    a_programme,
    a_round_open_for_sign_up,
    a_team_member,
    an_administrator,
    organiser_of,
)

pytestmark = pytest.mark.django_db

ALL = ["topics", "availability", "goal", "private"]
FOR_THE_PAIR = ["topics", "availability", "goal"]


@pytest.fixture
def application() -> Application:
    round = a_round_open_for_sign_up()
    made = a_mentee(round, "Mei", goal="To run a cluster.", private="I am shy.")
    made.person.languages = []
    made.person.save()
    return made


def keys_seen(viewer: Viewer, application: Application, *, is_other_half: bool = False) -> list[str]:
    fresh = Application.objects.get(pk=application.pk)
    return [shown.question.key for shown in answers_visible_to(viewer, fresh, is_other_half=is_other_half)]


@pytest.mark.parametrize(
    ("role", "seen"), [(Role.ORGANISER, ALL), (Role.COORDINATOR, ALL), (Role.REVIEWER, FOR_THE_PAIR)]
)
def test_the_team_reads_what_its_role_is_for(application: Application, role: Role, seen: list[str]) -> None:
    assert keys_seen(a_team_member(application.round.programme, role), application) == seen


def test_people_read_what_they_wrote_themselves(application: Application) -> None:
    assert keys_seen(application.person, application) == ALL


def test_the_other_half_of_the_pair_reads_what_is_not_for_the_organisers_only(application) -> None:
    assert keys_seen(a_person(), application, is_other_half=True) == FOR_THE_PAIR


def test_an_organiser_who_is_the_other_half_reads_as_organiser(application: Application) -> None:
    assert keys_seen(organiser_of(application.round), application, is_other_half=True) == ALL


def test_strangers_read_nothing(application: Application) -> None:
    elsewhere = a_programme("Other", organiser="Otto")
    strangers = [
        AnonymousUser(),
        a_person(),
        an_administrator(),
        a_mentor(application.round).person,
        organiser_of(elsewhere),
    ]
    assert [keys_seen(stranger, application) for stranger in strangers] == [[]] * len(strangers)


def test_somebody_switched_off_reads_nothing_of_others(application: Application) -> None:
    organiser = organiser_of(application.round)
    organiser.is_active = False
    assert keys_seen(organiser, application) == []


def test_answers_come_in_words(application: Application) -> None:
    shown = {
        answer.question.key: answer.lines
        for answer in answers_visible_to(organiser_of(application.round), application)
    }
    assert shown["goal"] == ["To run a cluster."]
    assert shown["topics"] == ["would like to learn Kubernetes (working knowledge)"]
    assert shown["availability"][0] == "Monday to Friday 18:00 to 21:00"
    assert shown["availability"][1].startswith("in the time of Europe/Berlin (UTC+0")


def test_nobody_reads_an_answer_after_its_date_even_before_the_job_ran(application: Application) -> None:
    question = application.round.questions.get(key="private")
    erase_after(question, date(2027, 5, 1))
    organiser = organiser_of(application.round)
    with time_machine.travel(datetime(2027, 5, 1, 23, 59, tzinfo=UTC), tick=False):
        assert "private" in keys_seen(organiser, application)
    with time_machine.travel(datetime(2027, 5, 2, 0, 0, tzinfo=UTC), tick=False):
        assert Answer.objects.filter(question=question).exists()
        for viewer in (organiser, application.person):
            assert "private" not in keys_seen(viewer, application)
        assert "private" not in keys_of_answers(application.round)


def test_the_date_is_the_rounds_own_day() -> None:
    round = a_round_open_for_sign_up()
    round.time_zone = ANYWHERE_ON_EARTH
    round.save()
    application = a_mentee(round, private="I am shy.")
    erase_after(round.questions.get(key="private"), date(2027, 5, 1))
    organiser = organiser_of(round)
    with time_machine.travel(datetime(2027, 5, 2, 11, 59, tzinfo=UTC), tick=False):
        assert "private" in keys_seen(organiser, application)
    with time_machine.travel(datetime(2027, 5, 2, 12, 0, tzinfo=UTC), tick=False):
        assert "private" not in keys_seen(organiser, application)


def test_after_the_date_the_answers_are_deleted_and_the_counts_stay(application: Application) -> None:
    round = application.round
    erase_after(round.questions.get(key="private"), clock.today(round.zone) + timedelta(days=2))
    before = application_counts(round)
    assert erase_due_answers() == 0
    with time_machine.travel(clock.now() + timedelta(days=4)):
        assert erase_due_answers() == 1
        assert application_counts(round) == before
    assert sorted(keys_of_answers(round)) == ["goal"]


def test_a_removed_question_shows_nothing_and_comes_back_with_its_answers(application: Application) -> None:
    organiser = organiser_of(application.round)
    question = application.round.questions.get(key="goal")
    remove_question(question=question, by=organiser)
    assert "goal" not in keys_seen(organiser, application)
    assert "goal" not in keys_of_answers(application.round)
    restore_question(question=question, by=organiser)
    assert keys_seen(organiser, application) == ALL


def test_answers_to_a_removed_question_go_for_good_after_a_week(application: Application) -> None:
    question = application.round.questions.get(key="goal")
    remove_question(question=question, by=organiser_of(application.round))
    with time_machine.travel(clock.now() + timedelta(days=6)):
        assert erase_due_answers() == 0
    with time_machine.travel(clock.now() + timedelta(days=8)):
        assert erase_due_answers() == 1


def test_what_is_missing_is_what_is_required_of_that_side() -> None:
    round = a_round_open_for_sign_up()
    organiser = organiser_of(round)
    edit_question(question=round.questions.get(key="goal"), by=organiser, required=True)
    add_question(
        round=round,
        kind=QuestionKind.SHORT,
        label="Why do you help?",
        required=True,
        audience=Audience.MENTORS,
        by=organiser,
    )
    mentee, mentor = a_mentee(round), a_mentor(round)
    assert missing(mentee) == ["goal"]
    assert missing(mentor) == ["why-do-you-help"]
    correct_places(application=mentor, capacity=0, wants=None, by=organiser)
    assert missing(mentor) == []


def test_submitted_applications_cost_the_same_for_any_number(django_assert_num_queries) -> None:
    round = a_round_open_for_sign_up()
    a_mentee(round, goal="To learn.")
    read_everything(round)
    for number in (1, 3):
        for _ in range(number):
            a_mentee(round, goal="To learn.")
            a_mentor(round)
        with django_assert_num_queries(4):
            read_everything(round)


def read_everything(round: Round) -> None:
    for application in submitted_applications(round):
        assert application.person.topics.all()[0].topic.name == "Kubernetes"
        assert all(answer.question.key for answer in application.answers.all())


def keys_of_answers(round: Round) -> list[str]:
    return [
        answer.question.key
        for application in submitted_applications(round)
        for answer in application.answers.all()
    ]


def missing(application: Application) -> list[str]:
    return [question.key for question in missing_questions(Application.objects.get(pk=application.pk))]


def erase_after(question: Question, day: date) -> None:
    edit_question(question=question, by=organiser_of(question.round), erase_on=day)
