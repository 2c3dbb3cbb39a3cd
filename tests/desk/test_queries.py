import pytest

from pairloom.core.audit import reference
from pairloom.desk import queries
from pairloom.messages.enums import MessageState
from pairloom.messages.models import Message
from pairloom.programmes.models import Round
from tests.support.scenarios import (
    a_mentee,
    a_mentor,
    a_programme,
    a_round_open_for_sign_up,
    a_round_ready_to_match,
    organiser_of,
)

pytestmark = pytest.mark.django_db


def a_letter(round: Round, state: MessageState) -> None:
    Message.objects.create(
        scope=reference(round.programme),
        batch=reference(round),
        key="introduction",
        subject="Hello",
        state=state,
    )


def test_the_facts_of_a_round_count_its_own_people_and_letters_only() -> None:
    programme = a_programme()
    spring = a_round_ready_to_match(mentees=3, mentors=2, programme=programme)
    autumn = a_round_open_for_sign_up(programme, name="Autumn")
    a_mentee(autumn, "Noor", wants=3)
    a_letter(spring, MessageState.DRAFT)
    a_letter(spring, MessageState.DRAFT)
    a_letter(autumn, MessageState.SENT)
    facts = queries.round_facts([spring, autumn])
    assert (facts[spring.pk].people.mentees, facts[spring.pk].people.mentors) == (3, 2)
    assert (facts[autumn.pk].people.wanted, facts[autumn.pk].people.mentors) == (3, 0)
    assert (facts[spring.pk].drafts, facts[spring.pk].sent) == (2, 0)
    assert (facts[autumn.pk].drafts, facts[autumn.pk].sent) == (0, 1)
    assert facts[spring.pk].questions == spring.questions.count()


@pytest.mark.parametrize("rounds", [1, 3])
def test_the_rounds_that_somebody_runs_cost_the_same_few_queries(
    rounds: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    programme = a_programme()
    for number in range(rounds):
        a_mentor(a_round_open_for_sign_up(programme, name=f"Round {number}"))
    organiser = organiser_of(programme)
    with django_assert_num_queries(9):
        assert len(queries.rounds_run_by(organiser)) == rounds


def test_nobody_runs_a_round_of_a_programme_that_is_not_theirs() -> None:
    a_round_open_for_sign_up(a_programme("One", organiser="Orla"))
    other = a_programme("Two", organiser="Omar")
    assert queries.rounds_run_by(organiser_of(other)) == []
