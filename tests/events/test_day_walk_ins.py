"""Walk-ins, and spare mentors who take a table."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from pairloom.core import clock
from pairloom.core.errors import RefusedError, StaleError
from pairloom.events.enums import Presence, RsvpState
from pairloom.events.models import Attendee, Event, new_token
from pairloom.events.services.day.presence import mark_gone
from pairloom.events.services.day.tables import give_table_back, take_table
from pairloom.events.services.day.walk_ins import WalkIn, forget_who_gave_no_address, take_in
from pairloom.messages.suppression import is_suppressed
from pairloom.people.models import Person
from pairloom.programmes.enums import Role, Side
from tests.support.events import a_published_event, a_speed_event, an_attendee
from tests.support.scenarios import a_person, a_team_member

pytestmark = pytest.mark.django_db


def taken_in(event: Event, name: str = "Wanda", **answers: object) -> Attendee:
    return take_in(event=event, walk_in=WalkIn(name, **answers), token=new_token(), by=None)  # type: ignore[arg-type]


def test_a_walk_in_is_here_with_the_next_number_and_a_card() -> None:
    event = a_published_event(6, 3)
    wanda = taken_in(event)
    assert (wanda.number, wanda.presence, wanda.is_walk_in) == (10, Presence.HERE, True)
    assert len(wanda.token) == 14


def test_who_gives_no_address_gets_no_mail_and_nobody_else_is_mixed_up_with_them() -> None:
    event = a_speed_event()
    one, other = taken_in(event, "Wanda"), taken_in(event, "Wanda")
    assert one.person != other.person
    assert not one.person.has_address
    assert is_suppressed(scope="programme:1", address=one.person.email)


def test_who_gave_no_address_is_forgotten_a_week_after_the_event() -> None:
    event = a_speed_event()
    nameless, known = taken_in(event, "Wanda"), taken_in(event, "Kim", email="kim@example.org")
    assert forget_who_gave_no_address() == 0
    with time_machine.travel(event.starts_at + timedelta(days=8)):
        assert forget_who_gave_no_address() == 1
        assert forget_who_gave_no_address() == 0
    nameless.person.refresh_from_db()
    known.person.refresh_from_db()
    assert (nameless.person.name, known.person.name) == ("", "Kim")


def test_pressing_twice_takes_in_once() -> None:
    event, token = a_speed_event(), new_token()
    for _ in range(2):
        take_in(event=event, walk_in=WalkIn("Wanda"), token=token, by=None)
    assert event.attendees.count() == 1


def test_somebody_known_by_address_is_the_same_person() -> None:
    event = a_speed_event()
    known = a_person("Wanda Known")
    assert taken_in(event, "Wanda", email="Wanda.Known@example.org").person == known
    assert Person.objects.get(pk=known.pk).name == "Wanda Known"


@pytest.mark.parametrize("state", [RsvpState.CANCELLED, RsvpState.WAITING, RsvpState.COMING])
def test_who_answered_before_keeps_side_and_number(state: RsvpState) -> None:
    event = a_speed_event()
    mentor = an_attendee(event, Side.MENTOR, state=state)
    came = taken_in(event, "Somebody", email=mentor.person.email)
    assert (came.pk, came.side, came.number) == (mentor.pk, Side.MENTOR, mentor.number)
    assert (came.state, came.presence, came.is_walk_in) == (RsvpState.COMING, Presence.HERE, False)


def test_nobody_is_taken_in_after_the_end() -> None:
    event = a_speed_event()
    event.closed_at = clock.now()
    event.save()
    with pytest.raises(RefusedError):
        taken_in(event)


def test_a_mentor_walks_in_and_takes_a_free_table(client: Client) -> None:
    event = a_published_event(6, 3)
    missing = event.attendees.get(side=Side.MENTOR, table__number=2)
    mark_gone(attendee=missing, by=None)
    client.force_login(a_team_member(event.programme, Role.HOST))
    page = f"/events/{event.slug}/day/walk-in/"
    form = client.get(page).context["form"]
    assert [table.number for table in form.fields["table"].queryset] == [2]
    answers = {"token": form["token"].value(), "name": "Maja", "side": "mentor", "table": missing.table_id}
    answer = client.post(page, answers, follow=True)
    assert "Maja is number 10." in answer.content.decode()
    maja = event.attendees.get(person__name="Maja")
    missing.refresh_from_db()
    assert (maja.table.number if maja.table else None, missing.table) == (2, None)


def test_what_was_typed_stays_where_something_is_wrong(client: Client) -> None:
    event = a_published_event()
    client.force_login(a_team_member(event.programme, Role.HOST))
    page = f"/events/{event.slug}/day/walk-in/"
    token = client.get(page).context["form"]["token"].value()
    answer = client.post(page, {"token": token, "name": "Maja", "side": "mentee", "email": "maja@"})
    assert answer.status_code == 422
    assert 'value="Maja"' in answer.content.decode()
    long = "@".join(["x" * 60, ".".join(["y" * 60] * 4)])
    too_long = client.post(page, {"token": token, "name": "Maja", "side": "mentee", "email": long})
    assert "email" in too_long.context["form"].errors, "PostgreSQL keeps 254 letters"
    forged = client.post(page, {"token": "not one of ours", "name": "Maja", "side": "mentee"})
    assert forged.status_code == 422


def test_a_spare_mentor_takes_the_table_of_one_who_is_missing_and_gives_it_back() -> None:
    event = a_published_event()
    missing = event.attendees.filter(side=Side.MENTOR)[0]
    table = missing.table
    assert table is not None
    spare, other = an_attendee(event, Side.MENTOR), an_attendee(event, Side.MENTOR)
    with pytest.raises(StaleError):
        take_table(mentor=spare, table=table, by=None)
    mark_gone(attendee=missing, by=None)
    displaced = take_table(mentor=spare, table=table, by=None)
    assert displaced == [missing]
    assert spare.presence == Presence.HERE
    with pytest.raises(StaleError):
        take_table(mentor=other, table=table, by=None)
    assert take_table(mentor=spare, table=table, by=None) == [], "pressing twice"
    give_table_back(mentor=spare, table=table, displaced=[missing.number], by=None)
    missing.refresh_from_db()
    spare.refresh_from_db()
    assert (missing.table, spare.table) == (table, None)


def test_a_mentee_takes_no_table() -> None:
    event = a_published_event()
    with pytest.raises(RefusedError):
        take_table(mentor=an_attendee(event), table=event.tables.all()[0], by=None)


def test_the_page_of_tables_offers_spares_where_a_mentor_is_missing(client: Client) -> None:
    event = a_published_event()
    missing = event.attendees.get(side=Side.MENTOR, table__number=1)
    spare = an_attendee(event, Side.MENTOR, person=a_person("Sven Spare"))
    client.force_login(a_team_member(event.programme, Role.HOST))
    page = f"/events/{event.slug}/day/tables/"
    assert "takes this table" not in client.get(page).content.decode()
    mark_gone(attendee=missing, by=None)
    assert "Sven Spare takes this table" in client.get(page).content.decode()
    answer = client.post(f"{page}1/take/", {"mentor": spare.number}, follow=True)
    (note,) = answer.context["messages"]
    client.post(note.extra_tags)
    spare.refresh_from_db()
    missing.refresh_from_db()
    assert spare.table is None
    assert missing.table is not None


def test_many_spares_are_a_page_of_their_own_and_not_listed_at_every_table(client: Client) -> None:
    event = a_speed_event(tables=dict.fromkeys(range(1, 21), 4))
    for place in range(40):
        an_attendee(event, Side.MENTOR, person=a_person(f"Spare {place:02}"))
    event.attendees.filter(person__name="Spare 39").update(presence=Presence.HERE)
    client.force_login(a_team_member(event.programme, Role.HOST))
    page = f"/events/{event.slug}/day/tables/"
    offers = client.get(page).content.decode()
    assert offers.count("Choose among 40 spare mentors") == 20
    assert offers.count("Spare 39 takes this table") == 20, "who is here is offered at once"
    assert "Spare 00 takes this table" not in offers
    assert "10 more: find them by name under Check in." in offers


def test_a_spare_among_many_is_found_by_letters_and_takes_the_table(client: Client) -> None:
    event = a_speed_event()
    for name in ("Ada Other", "Bea Other", "Cleo Other", "Dora Other", "Zoë Wanted"):
        an_attendee(event, Side.MENTOR, person=a_person(name))
    client.force_login(a_team_member(event.programme, Role.HOST))
    page = f"/events/{event.slug}/day/tables/2/"
    found = client.get(page, {"q": "zoe"})
    assert [each.person.name for each in found.context["spares"].people] == ["Zoë Wanted"]
    assert "Nobody fits" in client.get(page, {"q": "xyz"}).content.decode()
    zoe = found.context["spares"].people[0]
    client.post(f"{page}take/", {"mentor": zoe.number})
    zoe.refresh_from_db()
    assert zoe.table == event.tables.get(number=2)
