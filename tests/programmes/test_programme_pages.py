"""Programmes, teams and rounds on their pages."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from pairloom.core import clock
from pairloom.people.models import Person
from pairloom.programmes.enums import PhaseKind, Role
from pairloom.programmes.models import ANYWHERE_ON_EARTH, Programme, Round
from pairloom.programmes.queries import is_open_for_sign_up, phase_days
from tests.support.scenarios import (
    a_mentee,
    a_person,
    a_programme,
    a_round,
    a_round_open_for_sign_up,
    a_team_member,
    an_administrator,
    ask_the_usual,
    organiser_of,
)

pytestmark = pytest.mark.django_db


def page(name: str, thing: Programme | Round, *more: object) -> str:
    slugs = [thing.slug] if isinstance(thing, Programme) else [thing.programme.slug, thing.slug]
    return reverse(f"programmes:{name}", args=[*slugs, *more])


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def test_visitors_see_what_is_open_and_how_to_sign_up(client: Client) -> None:
    round = a_round_open_for_sign_up()
    for address in (
        reverse("programmes:programmes"),
        page("programme", round.programme),
        page("round", round),
    ):
        said = text_of(client, address)
        assert "Cloud mentoring" in said
        assert "Sign up" in said


def test_with_nothing_there_an_administrator_is_shown_the_way(client: Client) -> None:
    address = reverse("programmes:programmes")
    assert "Nothing is on offer yet" in text_of(client, address)
    assert "Make the first programme" in text_of(signed_in(an_administrator()), address)


def test_the_list_of_programmes_costs_the_same_for_any_number(same_queries, client: Client) -> None:
    names = iter("ABC")

    def add() -> None:
        name = next(names)
        a_round(a_programme(name, organiser=f"Organiser of {name}"))

    same_queries(client, reverse("programmes:programmes"), add)


def test_a_programmes_page_costs_the_same_for_any_number_of_rounds(same_queries, client: Client) -> None:
    programme = a_programme()
    same_queries(client, page("programme", programme), lambda: a_round(programme))


def test_the_page_of_a_round_says_what_holds_before_during_and_after(client: Client) -> None:
    programme = a_programme()
    said = [
        text_of(client, page("round", a_round(programme, name=str(day), first_day=day)))
        for day in (5, 0, -14)
    ]
    assert "Not open yet" in said[0]
    assert "Open for sign-up" in said[1]
    assert "Sign-up is closed" in said[2]


def test_the_deadline_is_told_in_the_rounds_zone_and_in_the_visitors(client: Client) -> None:
    round = a_round(time_zone=ANYWHERE_ON_EARTH)
    visitor = a_person(time_zone="Asia/Singapore")
    last = phase_days(round)[PhaseKind.SIGN_UP].ends_on
    said = text_of(signed_in(visitor), page("round", round))
    assert f"{last.day} {last:%B %Y}, 23:59</strong>, anywhere on earth" in said
    assert f"{(last + timedelta(days=1)).day} " in said.split("anywhere on earth")[1]
    assert "19:59 where you are" in said


def test_an_administrator_founds_a_programme() -> None:
    client = signed_in(an_administrator())
    entered = {"name": "Cloud mentoring", "about": "For all.", "code_of_conduct": "Be kind."}
    answer = client.post(reverse("programmes:create-programme"), entered, follow=True)
    assert "For all." in answer.content.decode()
    assert Programme.objects.get().code_of_conduct == "Be kind."


def test_a_programme_without_a_name_is_told_so_and_nothing_entered_is_lost() -> None:
    client = signed_in(an_administrator())
    answer = client.post(reverse("programmes:create-programme"), {"name": "", "about": "For all."})
    assert "This field is required." in answer.content.decode()
    assert "For all." in answer.content.decode()
    assert not Programme.objects.exists()


PAGES_OF_PROGRAMME = ("edit-programme", "team", "create-round")
PAGES_OF_ROUND = ("about-round", "dates", "questions", "questions-preview", "applications", "application-add")


@pytest.mark.parametrize("name", [*PAGES_OF_PROGRAMME, *PAGES_OF_ROUND])
def test_organisers_pages_are_theirs_alone(client: Client, name: str) -> None:
    round = a_round_open_for_sign_up()
    address = page(name, round.programme if name in PAGES_OF_PROGRAMME else round)
    assert client.get(address).url.startswith(reverse("account_login"))
    assert signed_in(a_person()).get(address).status_code == 403
    assert signed_in(organiser_of(round)).get(address).status_code == 200


POSTS: list[tuple[str, Callable[[Round], list[object]]]] = [
    ("question-move", lambda round: [round.questions.all()[0].pk]),
    ("question-remove", lambda round: [round.questions.all()[0].pk]),
    ("question-restore", lambda round: [round.questions.all()[0].pk]),
    ("questions-copy", lambda round: [round.pk]),
    ("application-places", lambda round: [a_mentee(round).pk]),
    ("application-withdraw", lambda round: [a_mentee(round).pk]),
    ("application-restore", lambda round: [a_mentee(round).pk]),
]


@pytest.mark.parametrize(("name", "more"), POSTS)
def test_what_changes_a_round_is_posted_by_its_organisers_only(name: str, more) -> None:
    round = a_round_open_for_sign_up()
    reviewer = a_team_member(round.programme, Role.REVIEWER)
    address = page(name, round, *more(round))
    assert signed_in(reviewer).post(address).status_code == 403
    assert signed_in(organiser_of(round)).get(address).status_code == 405


def test_somebody_is_added_to_the_team_by_address_and_taken_out_with_undo() -> None:
    programme = a_programme()
    client = signed_in(organiser_of(programme))
    added = client.post(
        page("team", programme), {"email": "Rosa@Example.org", "role": "coordinator"}, follow=True
    )
    assert "rosa@example.org is now coordinator" in added.content.decode()
    rosa = Person.objects.get(email="rosa@example.org")
    removed = client.post(page("remove-from-team", programme, rosa.pk, "coordinator"), follow=True)
    undo = page("add-to-team", programme, rosa.pk, "coordinator")
    assert f'action="{undo}"' in removed.content.decode()
    client.post(undo)
    assert programme.memberships.get(person=rosa).role == Role.COORDINATOR


def test_the_last_organiser_is_told_why_they_stay() -> None:
    programme = a_programme()
    orla = organiser_of(programme)
    answer = signed_in(orla).post(page("remove-from-team", programme, orla.pk, "organiser"), follow=True)
    assert "last organiser" in answer.content.decode()


def test_an_organiser_who_leaves_is_shown_the_public_page() -> None:
    programme = a_programme()
    orla = organiser_of(programme)
    a_team_member(programme, Role.ORGANISER)
    answer = signed_in(orla).post(page("remove-from-team", programme, orla.pk, "organiser"), follow=True)
    assert answer.redirect_chain[-1][0] == page("programme", programme)


@pytest.mark.parametrize("role", ["king", "organiser-2"])
def test_a_role_that_does_not_exist_is_not_found(role: str) -> None:
    programme = a_programme()
    orla = organiser_of(programme)
    assert signed_in(orla).post(page("add-to-team", programme, orla.pk, role)).status_code == 404


def test_a_round_is_made_from_the_last_one_with_dates_proposed() -> None:
    last = a_round(name="Autumn", first_day=-200)
    ask_the_usual(last)
    client = signed_in(organiser_of(last))
    today = clock.today(last.zone)
    entered = {"name": "Spring", "about": "", "first_day": today.isoformat(), "copy_from": last.pk}
    answer = client.post(page("create-round", last.programme), entered, follow=True)
    made = Round.objects.get(name="Spring")
    assert answer.redirect_chain[-1][0] == page("dates", made)
    assert phase_days(made)[PhaseKind.SIGN_UP].starts_on == today
    assert made.questions.count() == last.questions.count()


@pytest.mark.parametrize("hour", [0, 11, 12, 23])
def test_a_first_round_made_as_proposed_is_open_at_once(hour: int) -> None:
    programme = a_programme()
    with time_machine.travel(datetime(2027, 3, 10, hour, 30, tzinfo=UTC)):
        client = signed_in(organiser_of(programme))
        proposed = client.get(page("create-round", programme)).context["form"]["first_day"].value()
        client.post(page("create-round", programme), {"name": "Spring", "about": "", "first_day": proposed})
        assert is_open_for_sign_up(programme.rounds.get())


def entered_dates(round: Round, **changes: str) -> dict[str, str]:
    entered = {"time_zone": round.time_zone}
    for kind, days in phase_days(round).items():
        entered |= {
            f"{kind}_starts_on": days.starts_on.isoformat(),
            f"{kind}_ends_on": days.ends_on.isoformat(),
        }
    return entered | changes


def test_dates_are_saved_together_with_their_zone() -> None:
    round = a_round()
    end = (phase_days(round)[PhaseKind.END].ends_on + timedelta(days=7)).isoformat()
    entered = entered_dates(round, end_ends_on=end, time_zone=ANYWHERE_ON_EARTH)
    entered |= {"check-in_starts_on": "", "check-in_ends_on": ""}
    answer = signed_in(organiser_of(round)).post(page("dates", round), entered, follow=True)
    assert "The dates are saved." in answer.content.decode()
    round = Round.objects.get()
    assert round.time_zone == ANYWHERE_ON_EARTH
    assert PhaseKind.CHECK_IN not in phase_days(round)
    assert phase_days(round)[PhaseKind.END].ends_on.isoformat() == end


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("matching_starts_on", "", "Give both days"),
        ("matching_starts_on", "2020-01-01", "comes after sign-up"),
        ("running_ends_on", "2020-01-01", "would end before it starts"),
        ("sign-up_ends_on", "soon", "Enter a valid date."),
        ("time_zone", "Mars/Olympus", "is not a time zone that we know"),
    ],
)
def test_dates_that_do_not_go_together_are_told_beside_their_field(
    field: str, value: str, words: str
) -> None:
    round = a_round()
    before = phase_days(round)
    entered = entered_dates(round) | {field: value}
    answer = signed_in(organiser_of(round)).post(page("dates", round), entered)
    errors = answer.context["form"].errors
    assert words in " ".join(errors[field])
    assert phase_days(Round.objects.get()) == before


def test_a_round_without_sign_up_is_told_what_it_needs() -> None:
    round = a_round()
    entered = entered_dates(round) | {"sign-up_starts_on": "", "sign-up_ends_on": ""}
    answer = signed_in(organiser_of(round)).post(page("dates", round), entered)
    assert "A round needs a sign-up phase" in " ".join(answer.context["form"].errors["sign-up_starts_on"])
