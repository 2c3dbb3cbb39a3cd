"""The check-in desk: finding people, marking them, and taking it back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from time_machine import Traveller

from pairloom.core import clock
from pairloom.core.errors import RefusedError, StaleError
from pairloom.events.enums import Presence, RsvpState
from pairloom.events.models import Attendee, Event
from pairloom.events.queries.check_in import counts_of, find, missed_mentors, where_next, without_seat
from pairloom.events.queries.day import turns_there
from pairloom.events.services.day import bells
from pairloom.events.services.day.presence import (
    Standing,
    check_in,
    expect_late,
    mark_absent,
    mark_gone,
    put_back,
)
from pairloom.programmes.enums import Role, Side
from tests.support.events import a_published_event, a_speed_event, an_attendee
from tests.support.queries import SameQueries
from tests.support.scenarios import a_person, a_team_member, organiser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_noon() -> Iterator[Traveller]:
    with time_machine.travel(datetime(2027, 5, 4, 12, tzinfo=UTC), tick=False) as traveller:
        yield traveller


def an_event_that_begins_now() -> Event:
    """Three turns of ten minutes and two to change; six mentees, three mentors, seats published."""
    event = a_published_event(starts_at=clock.now(), rsvp_closes_at=clock.now())
    bells.begin(event=event, by=None)
    return event


def a_mentee(event: Event) -> Attendee:
    return event.attendees.filter(side=Side.MENTEE).first()  # type: ignore[return-value]


def names(event: Event, words: str) -> list[str]:
    return [attendee.person.name for attendee, _ in find(event, words=words).people]


def test_people_are_found_by_any_letters_whatever_accents_and_case() -> None:
    event = a_speed_event()
    for name in ("Łukasz Müller", "Zoë Lund", "Ana Paulo", "José Ortega"):
        an_attendee(event, person=a_person(name))
    assert names(event, "lu") == ["Łukasz Müller", "Zoë Lund"]
    assert names(event, "MULLER luk") == ["Łukasz Müller"]
    assert names(event, "jose") == ["José Ortega"]
    assert names(event, "ul ana") == ["Ana Paulo"]
    assert names(event, "3") == ["Ana Paulo"]
    assert names(event, "#4") == ["José Ortega"]
    assert names(event, "x") == []


def test_names_that_begin_so_come_first() -> None:
    event = a_speed_event()
    for name in ("Camille Orr", "Milla Adams"):
        an_attendee(event, person=a_person(name))
    assert names(event, "mil") == ["Milla Adams", "Camille Orr"]


def test_who_cancelled_or_waits_is_not_on_the_list() -> None:
    event = a_speed_event()
    for state in (RsvpState.CANCELLED, RsvpState.WAITING):
        gone = an_attendee(event, state=state)
        with pytest.raises(RefusedError):
            check_in(attendee=gone, by=None)
    assert find(event).people == []


def test_two_helpers_who_tick_the_same_person_are_both_right() -> None:
    event = a_published_event()
    one, other = a_mentee(event), a_mentee(event)
    check_in(attendee=one, by=None)
    check_in(attendee=other, by=None)
    one.refresh_from_db()
    assert (one.presence, one.from_turn) == (Presence.HERE, None)
    assert counts_of(event, 0).here == 1


def test_who_comes_in_the_second_turn_missed_the_first(at_noon: Traveller) -> None:
    event = an_event_that_begins_now()
    attendee = a_mentee(event)
    at_noon.shift(timedelta(minutes=13))
    check_in(attendee=attendee, by=None)
    assert turns_there(attendee, event.turns) == {2, 3}
    at_noon.shift(timedelta(minutes=12))
    check_in(attendee=attendee, by=None)
    assert turns_there(attendee, event.turns) == {2, 3}, "a second tick changes nothing"


def test_who_leaves_is_gone_from_the_next_turn_on(at_noon: Traveller) -> None:
    event = an_event_that_begins_now()
    attendee = a_mentee(event)
    check_in(attendee=attendee, by=None)
    mark_gone(attendee=attendee, by=None)
    assert turns_there(attendee, event.turns) == {1}
    mark_gone(attendee=attendee, turn=3, by=None)
    assert turns_there(attendee, event.turns) == {1, 2}


def test_who_did_not_come_was_never_there_until_checked_in_after_all(at_noon: Traveller) -> None:
    event = an_event_that_begins_now()
    attendee = a_mentee(event)
    at_noon.shift(timedelta(minutes=13))
    assert mark_absent(event=event, attendees=[attendee.pk], by=None) == 1
    attendee.refresh_from_db()
    assert turns_there(attendee, event.turns) == frozenset()
    at_noon.shift(timedelta(minutes=12))
    check_in(attendee=attendee, by=None)
    assert turns_there(attendee, event.turns) == {3}


def test_somebody_checked_in_meanwhile_is_not_marked_absent() -> None:
    event = a_published_event()
    attendee = a_mentee(event)
    check_in(attendee=attendee, by=None)
    assert mark_absent(event=event, attendees=[attendee.pk], by=None) == 0


def test_turns_answered_beforehand_stay_away_whatever_the_desk_marks() -> None:
    event = a_published_event()
    attendee = a_mentee(event)
    attendee.away = [2]
    expect_late(attendee=attendee, turn=2, by=None)
    assert turns_there(attendee, event.turns) == {3}
    with pytest.raises(RefusedError):
        expect_late(attendee=attendee, turn=4, by=None)


def test_a_mark_is_put_back_unless_another_was_made_since() -> None:
    event = a_published_event()
    attendee = a_mentee(event)
    before = expect_late(attendee=attendee, turn=2, by=None)
    assert before == Standing(Presence.EXPECTED)
    put_back(attendee=attendee, standing=before, seen=Presence.LATE, by=None)
    assert attendee.presence == Presence.EXPECTED
    check_in(attendee=attendee, by=None)
    with pytest.raises(StaleError):
        put_back(attendee=attendee, standing=Standing(Presence.GONE, None, 2), seen=Presence.LATE, by=None)


def test_the_desk_counts_who_has_no_seat_and_which_mentor_is_missed(at_noon: Traveller) -> None:
    event = an_event_that_begins_now()
    new = an_attendee(event, presence=Presence.HERE)
    mentor = event.attendees.filter(side=Side.MENTOR)[0]
    mark_gone(attendee=mentor, by=None)
    counts = counts_of(event, 1)
    assert (counts.without_seat, counts.without_mentor, counts.is_plan_outdated) == (1, 1, True)
    assert list(without_seat(event, 1)) == [new]
    assert list(missed_mentors(event, 1)) == [mentor]
    assert not counts_of(event, 3).is_plan_outdated, "nothing can be mended in the last turn"


def test_everybody_is_told_where_to_go_next() -> None:
    event = a_published_event()
    attendee = a_mentee(event)
    goes = [where_next(event, [attendee.pk], turn)[attendee.pk] for turn in (1, 2, 3)]
    assert [(each.turn, each.table) for each in goes] == [(1, 1), (2, 2), (3, 3)]


def test_a_tick_without_javascript_comes_back_with_a_note_that_undoes_it(client: Client) -> None:
    event = a_published_event()
    attendee = a_mentee(event)
    client.force_login(a_team_member(event.programme, Role.HOST))
    page = f"/events/{event.slug}/day/"
    marked = client.post(f"{page}people/{attendee.number}/here/", {"back": f"{page}?q=p"}, follow=True)
    assert marked.redirect_chain == [(f"{page}?q=p", 302)]
    (note,) = marked.context["messages"]
    assert str(note) == f"{attendee.person} is here."
    client.post(note.extra_tags.split()[0])
    attendee.refresh_from_db()
    assert attendee.presence == Presence.EXPECTED


def test_a_tick_with_htmx_answers_with_the_row_as_it_is_now(client: Client) -> None:
    event = a_published_event()
    attendee = a_mentee(event)
    client.force_login(organiser_of(event.programme))
    address = reverse("events:mark", args=[event.slug, attendee.number, "late"])
    answer = client.post(address, {"turn": "2"}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "late, from turn 2" in text
    assert "Undo" in text
    assert answer.headers["HX-Trigger"] == '{"marked": {}}'
    assert (
        "turns 1 to 3" in client.post(address, {"turn": "9"}, headers={"HX-Request": "true"}).content.decode()
    )


def test_nobody_is_led_to_another_site(client: Client) -> None:
    event = a_published_event()
    client.force_login(organiser_of(event.programme))
    address = reverse("events:mark", args=[event.slug, 4, "here"])
    answer = client.post(address, {"back": "https://evil.example/"})
    assert answer.headers["Location"] == f"/events/{event.slug}/day/"


@pytest.mark.parametrize("page", ["", "state/", "walk-in/", "tables/", "bells/"])
def test_pages_of_the_day_are_for_hosts_and_helpers_only(client: Client, page: str) -> None:
    event = a_published_event()
    client.force_login(a_person())
    assert client.get(f"/events/{event.slug}/day/{page}").status_code == 403
    client.force_login(a_team_member(event.programme, Role.HOST))
    assert client.get(f"/events/{event.slug}/day/{page}").status_code == 200


@pytest.mark.parametrize("page", ["", "?show=here", "?q=p", "tables/"])
def test_a_page_of_the_day_asks_no_more_for_many_people(
    client: Client, same_queries: SameQueries, page: str
) -> None:
    event = a_published_event(6, 3)
    event.attendees.update(presence=Presence.HERE if "here" in page else Presence.EXPECTED)
    client.force_login(organiser_of(event.programme))
    presence = Presence.HERE if "here" in page else Presence.EXPECTED

    def add() -> None:
        an_attendee(event, presence=presence)
        an_attendee(event, Side.MENTOR, table=event.tables.first(), presence=presence)

    same_queries(client, f"/events/{event.slug}/day/{page}", add)


def test_a_desk_without_a_list_leads_to_walk_ins(client: Client) -> None:
    event = a_speed_event()
    client.force_login(organiser_of(event.programme))
    page = f"/events/{event.slug}/day/"
    assert "Nobody is on the list" in client.get(page).content.decode()
    an_attendee(event, presence=Presence.HERE)
    assert "Everybody has been marked." in client.get(page).content.decode()


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 30, "²", "-1", "1e300", "x", ""])
def test_what_no_button_sends_breaks_nothing(client: Client, at_noon: Traveller, number: str) -> None:
    event = an_event_that_begins_now()
    mentee = a_mentee(event)
    client.force_login(organiser_of(event.programme))
    day = f"/events/{event.slug}/day"
    sent = [
        (f"{day}/people/{mentee.number}/late/", {"turn": number}),
        (f"{day}/tables/1/take/", {"mentor": number}),
        (f"{day}/bells/move/", {"stroke": "1-ends", "minutes": number}),
        (f"{day}/bells/take-back-ring/", {"stroke": "1-begins", "seconds": number}),
        (f"/events/{event.slug}/organise/afterwards/pairs/1-2/", {"round": number}),
    ]
    assert {client.post(address, values).status_code for address, values in sent} <= {302, 404}
    client.force_login(mentee.person)
    assert client.post(f"/events/{event.slug}/again/tick/", {"number": number}).status_code == 302
    mentee.refresh_from_db()
    assert mentee.presence == Presence.EXPECTED
