"""What the programmes keep about a person can be handed over, and forgotten."""

import json

import pytest

from pairloom.core import personal_data
from pairloom.programmes.enums import ApplicationState, Role
from pairloom.programmes.models import Answer, Membership
from pairloom.programmes.queries import application_counts
from tests.support.scenarios import (
    a_mentee,
    a_mentor,
    a_programme,
    a_round,
    a_round_open_for_sign_up,
    a_team_member,
    ask_the_usual,
)

pytestmark = pytest.mark.django_db
OURS = ("answers", "applications", "team roles")


def export(person) -> str:
    return json.dumps([holder.export(person) for holder in personal_data.holders() if holder.name in OURS])


def erase(person) -> None:
    for holder in personal_data.holders():
        if holder.name in OURS:
            holder.erase(person)


def test_a_person_gets_everything_they_entered_and_nothing_of_others() -> None:
    round = a_round_open_for_sign_up()
    mei = a_mentee(round, goal="To run a cluster.", private="I am shy.").person
    a_mentee(round, private="Somebody else's.")
    handed_over = export(mei)
    assert all(text in handed_over for text in ("Cloud mentoring", "To run a cluster.", "I am shy."))
    assert "Somebody else" not in handed_over


def test_who_leaves_takes_no_part_any_more_but_finished_rounds_keep_their_figures() -> None:
    programme = a_programme()
    over = a_round(programme, name="Last", first_day=-400)
    ask_the_usual(over)
    mei = a_mentee(over, "Mei", private="I am shy.").person
    running = a_mentor(a_round_open_for_sign_up(programme), "Mei")
    before = application_counts(over)
    erase(mei)
    running.refresh_from_db()
    assert running.state == ApplicationState.WITHDRAWN
    assert application_counts(over) == before
    assert not Answer.objects.exists()


def test_who_leaves_has_no_role_left() -> None:
    programme = a_programme()
    person = a_team_member(programme, Role.COORDINATOR)
    assert "coordinator" in export(person)
    erase(person)
    assert not Membership.objects.filter(person=person).exists()
