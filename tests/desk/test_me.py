import pytest
from django.test import Client

from pairloom.desk import queries
from pairloom.people.models import Person
from tests.support.scenarios import a_mentee, a_person, a_round_open_for_sign_up, a_round_ready_to_match

pytestmark = pytest.mark.django_db


def page_of(client: Client, person: Person) -> str:
    client.force_login(person)
    return client.get("/me/").content.decode()


def test_somebody_for_whom_nothing_waits_is_told_what_to_do_meanwhile(client: Client) -> None:
    assert "Nothing waits for you" in page_of(client, a_person("Noor"))


def test_a_sign_up_says_where_its_round_stands() -> None:
    mentee = a_mentee(a_round_ready_to_match()).person
    (found,) = queries.applications_of(mentee)
    assert found.standing.startswith("Matching until ")


def test_a_round_that_one_signed_up_for_is_not_offered_again(client: Client) -> None:
    mentee = a_mentee(a_round_open_for_sign_up(name="Spring")).person
    a_round_open_for_sign_up(mentee.applications.get().round.programme, name="Summer")
    page = page_of(client, mentee)
    offered = page.partition("Open for sign-up")[2]
    assert "Summer" in offered
    assert "Spring" not in offered


def test_the_organisers_page_of_a_round_is_for_its_team_only(client: Client) -> None:
    round = a_round_ready_to_match()
    client.force_login(a_person("Stranger"))
    answer = client.get(f"/programmes/{round.programme.slug}/{round.slug}/organise/")
    assert answer.status_code == 403
    assert "not open to you" in answer.content.decode()


def test_an_address_where_nothing_is_says_so_kindly(client: Client) -> None:
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "nothing at this address" in answer.content.decode()
