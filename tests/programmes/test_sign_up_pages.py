"""People sign up on a page, with and without a script."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pairloom.core.audit import reference
from pairloom.people.enums import ConsentKind, Level, TopicSide
from pairloom.people.models import Person
from pairloom.people.queries import has_consented, topics_of
from pairloom.people.services import record_consent, update_profile
from pairloom.programmes.enums import ApplicationState, Audience, QuestionKind, Side
from pairloom.programmes.models import Application, Round
from pairloom.programmes.services import add_question, edit_programme, edit_question
from tests.support.jobs import run_jobs
from tests.support.scenarios import (
    EVENINGS,
    a_mentee,
    a_person,
    a_round,
    a_round_open_for_sign_up,
    a_round_ready_to_match,
    organiser_of,
)

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def round() -> Round:
    return a_round_open_for_sign_up()


@pytest.fixture
def mei(client: Client) -> Person:
    person = a_person("Mei")
    client.force_login(person)
    return person


def page(round: Round, name: str = "apply") -> str:
    return reverse(f"programmes:{name}", args=[round.programme.slug, round.slug])


def entered(**changes: Any) -> dict[str, Any]:
    """What a mentee sends who fills in everything that must be."""
    return {
        "sides": ["mentee"],
        "wants": "2",
        "capacity": "1",
        "name": "Mei Tan",
        "q-topics-topics_wanted": ["Kubernetes", ""],
        "q-topics-topics_wanted-level": ["1", "2"],
        "q-availability-time_zone": "Asia/Singapore",
        "q-availability-availability": [str(cell) for cell in EVENINGS.cells],
        "q-goal": "To run a cluster.",
        "code_version": "1",
        "agrees": "on",
    } | changes


def errors(answer: Any) -> dict[str, list[str]]:
    return dict(answer.context["form"].errors)


def test_a_visitor_signs_in_first_and_comes_back(client: Client, round: Round) -> None:
    answer = client.get(page(round))
    assert answer.url == f"{reverse('account_login')}?next={page(round)}"


def test_a_mentee_signs_up(client: Client, round: Round, mei: Person) -> None:
    answer = client.post(page(round), entered(), follow=True)
    assert answer.redirect_chain == [(page(round, "applied"), 302)]
    assert "Your sign-up has arrived" in answer.content.decode()
    application = Application.objects.get(person=mei)
    assert (application.state, application.wants, application.capacity) == ("submitted", 2, None)
    mei.refresh_from_db()
    assert (mei.name, mei.time_zone, mei.availability) == ("Mei Tan", "Asia/Singapore", EVENINGS)
    assert topics_of(mei, TopicSide.WANTED) == {"Kubernetes": Level.BASICS}
    assert [answer.value for answer in application.answers.all()] == ["To run a cluster."]
    assert has_consented(mei, ConsentKind.CONDUCT, reference(round.programme), "1")


@pytest.mark.django_db(transaction=True)
def test_a_letter_confirms_a_sign_up_once(client, round, mei, mailbox) -> None:
    for _ in range(2):
        client.post(page(round), entered())
        client.post(page(round, "withdraw"))
    run_jobs()
    [letter] = mailbox.of("mei@example.org")
    assert letter.subject == "Your sign-up for Cloud mentoring, Spring"
    assert "as a mentee who would like 2 mentors" in letter.body
    assert "(Asia/Singapore)" in letter.body
    assert mailbox.links_of("mei@example.org")[0].endswith(page(round))


def test_whom_an_organiser_adds_gets_no_letter_of_confirmation(round: Round, mailbox) -> None:
    a_mentee(round)
    run_jobs()
    assert mailbox.sent == []


def test_one_person_can_be_both(client: Client, round: Round, mei: Person) -> None:
    sent = entered(sides=["mentee", "mentor"], capacity="3") | {"q-topics-topics_offered": ["Go"]}
    client.post(page(round), sent)
    application = Application.objects.get(person=mei)
    assert application.sides == {Side.MENTEE, Side.MENTOR}
    assert topics_of(mei, TopicSide.OFFERED) == {"Go": Level.WORKING}


def test_what_is_known_is_filled_in(client: Client, round: Round, mei: Person) -> None:
    update_profile(person=mei, by=mei, languages=["Malay"], topics_wanted={"Rust": Level.EXPERT})
    said = client.get(page(round)).content.decode()
    assert 'value="Mei"' in said
    assert 'value="Malay"' in said
    assert 'value="Rust"' in said


def test_a_time_zone_that_is_known_is_filled_in_and_never_unset(client, round, mei) -> None:
    update_profile(person=mei, by=mei, time_zone="Asia/Singapore")
    form = client.get(page(round)).context["form"]
    assert form["q-availability-time_zone"].value() == "Asia/Singapore"
    client.post(page(round), entered(draft="1") | {"q-availability-time_zone": ""})
    assert Person.objects.get(pk=mei.pk).time_zone == "Asia/Singapore"


def test_what_is_missing_is_told_and_nothing_entered_is_lost(
    client: Client, round: Round, mei: Person
) -> None:
    sent = entered(name="", agrees="") | {"q-topics-topics_wanted": [""], "q-availability-availability": []}
    answer = client.post(page(round), sent)
    assert set(errors(answer)) == {
        "name",
        "agrees",
        "q-topics-topics_wanted",
        "q-availability-availability",
    }
    assert "To run a cluster." in answer.content.decode()
    assert not Application.objects.filter(state=ApplicationState.SUBMITTED).exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"sides": []}, "sides"),
        ({"sides": ["king"]}, "sides"),
        ({"wants": "4"}, "wants"),
        ({"sides": ["mentor"], "capacity": "6", "q-topics-topics_offered": ["Go"]}, "capacity"),
        ({"q-goal": "x" * 501}, "q-goal"),
        ({"q-availability-availability": ["336"]}, "q-availability-availability"),
        ({"q-availability-time_zone": "Mars"}, "q-availability-time_zone"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(client, round, mei, changes, field: str) -> None:
    assert list(errors(client.post(page(round), entered(**changes)))) == [field]


def test_only_what_is_asked_of_the_chosen_side_is_required(client: Client, round: Round, mei: Person) -> None:
    orla = organiser_of(round)
    edit_question(question=round.questions.get(key="goal"), by=orla, required=True)
    add_question(
        round=round,
        kind=QuestionKind.SHORT,
        label="Why help?",
        required=True,
        audience=Audience.MENTORS,
        by=orla,
    )
    assert client.post(page(round), entered()).status_code == 302
    as_mentor = entered(sides=["mentor"]) | {"q-topics-topics_offered": ["Go"], "q-goal": ""}
    assert list(errors(client.post(page(round), as_mentor))) == ["q-why-help"]


def test_a_mentor_who_pauses_owes_no_answer(client: Client, round: Round, mei: Person) -> None:
    sent = {"sides": ["mentor"], "capacity": "0", "name": "Mei", "agrees": "on", "code_version": "1"}
    answer = client.post(page(round), sent, follow=True)
    assert "You pause this time" in answer.content.decode()
    assert Application.objects.get(person=mei).is_pausing


def test_answers_of_a_side_no_longer_taken_are_taken_away(client: Client, round: Round, mei: Person) -> None:
    client.post(page(round), entered())
    as_mentor = entered(sides=["mentor"]) | {"q-topics-topics_offered": ["Go"]}
    client.post(page(round), as_mentor)
    assert not Application.objects.get(person=mei).answers.exists()


def test_the_code_of_conduct_is_agreed_to_once_a_version(client: Client, round: Round, mei: Person) -> None:
    document = reference(round.programme)
    record_consent(person=mei, kind=ConsentKind.CONDUCT, document=document, version="1")
    assert client.post(page(round), entered(agrees="")).status_code == 302
    orla = organiser_of(round)
    edit_programme(programme=round.programme, name="M", about="", code_of_conduct="Be kinder.", by=orla)
    answer = client.post(page(round), entered())
    assert "changed while you were writing" in " ".join(errors(answer)["agrees"])
    shown = answer.context["form"]["code_version"].value()
    assert client.post(page(round), entered(code_version=shown)).status_code == 302
    assert has_consented(mei, ConsentKind.CONDUCT, document, "2")


def test_a_script_keeps_a_draft_of_what_is_right_so_far(client: Client, round: Round, mei: Person) -> None:
    half = {
        "sides": ["mentee"],
        "wants": "2",
        "name": "Mei",
        "q-goal": "To r",
        "q-availability-time_zone": "Mars",
    }
    answer = client.post(page(round), half, headers=SCRIPT)
    assert "Not kept yet" in answer.content.decode()
    draft = Application.objects.get(person=mei)
    assert (draft.state, draft.wants) == (ApplicationState.DRAFT, 2)
    assert "To r</textarea>" in client.get(page(round)).content.decode()
    answer = client.post(page(round), entered(agrees=""), headers=SCRIPT)
    assert "Kept as a draft" in answer.content.decode()


def test_without_a_script_a_button_keeps_the_draft(client: Client, round: Round, mei: Person) -> None:
    answer = client.post(page(round), entered(draft="1", agrees="") | {"q-goal": "Half"}, follow=True)
    assert "Saved as a draft" in answer.content.decode()
    assert "Half</textarea>" in answer.content.decode()
    assert Application.objects.get(person=mei).state == ApplicationState.DRAFT


def test_an_empty_form_kept_as_a_draft_says_nothing_is_wrong(
    client: Client, round: Round, mei: Person
) -> None:
    assert "Kept as a draft" in client.post(page(round), {}, headers=SCRIPT).content.decode()


def test_a_late_save_never_unsends(client: Client, round: Round, mei: Person) -> None:
    client.post(page(round), entered())
    client.post(page(round), entered(sides=[], name=""), headers=SCRIPT)
    assert Application.objects.get(person=mei).state == ApplicationState.SUBMITTED


def test_it_can_be_changed_until_the_deadline(client: Client, round: Round, mei: Person) -> None:
    client.post(page(round), entered())
    assert "Save the changes" in client.get(page(round)).content.decode()
    client.post(page(round), entered(wants="3"))
    assert Application.objects.get(person=mei).wants == 3


def test_withdrawing_is_undone_with_one_button(client: Client, round: Round, mei: Person) -> None:
    client.post(page(round), entered())
    answer = client.post(page(round, "withdraw"), follow=True)
    assert f'action="{page(round, "come-back")}"' in answer.content.decode()
    assert Application.objects.get(person=mei).state == ApplicationState.WITHDRAWN
    answer = client.post(page(round, "come-back"), follow=True)
    assert "You signed up" in answer.content.decode()


@pytest.mark.parametrize(("first_day", "words"), [(5, "not open yet"), (-14, "Sign-up is closed")])
def test_outside_the_dates_the_page_says_so_and_takes_nothing(
    client, mei, first_day: int, words: str
) -> None:
    round = a_round(first_day=first_day)
    for answer in (client.get(page(round)), client.post(page(round), entered())):
        assert answer.status_code == 200
        assert words in answer.content.decode()
    assert not Application.objects.exists()


def test_after_the_deadline_people_see_what_they_sent(client: Client) -> None:
    round = a_round_ready_to_match(mentees=0, mentors=0)
    application = a_mentee(round, goal="To run a cluster.")
    client.force_login(application.person)
    assert "To run a cluster." in client.get(page(round)).content.decode()


def test_nobody_sees_the_confirmation_of_a_sign_up_that_was_not_sent(client, round, mei) -> None:
    assert client.get(page(round, "applied")).status_code == 404
    assert client.post(page(round, "withdraw")).status_code == 404


def test_the_page_takes_the_same_queries_for_any_number_of_questions(
    same_queries, client, round, mei
) -> None:
    def ask() -> None:
        add_question(round=round, kind=QuestionKind.SHORT, label="More", by=None)

    same_queries(client, page(round), ask)
