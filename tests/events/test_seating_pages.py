"""The host's seating page: what it shows, what can be done there, and what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pairloom.core import clock
from pairloom.events.changes import Pin, PlanAgain
from pairloom.events.enums import WhoMoves
from pairloom.events.models import Event
from pairloom.events.queries.seating import seating_of
from pairloom.messages.enums import MessageState
from pairloom.messages.models import Message
from pairloom.programmes.enums import Side
from tests.events.test_seating import planned
from tests.events.test_seating_changes import a_swap, an_event_with_choices
from tests.support.events import a_full_event, an_attendee
from tests.support.queries import SameQueries
from tests.support.scenarios import a_person, organiser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(client: Client) -> Event:
    event = a_full_event(mentees=6, mentors=3)
    client.force_login(organiser_of(event.programme))
    return event


def page(event: Event, rest: str = "") -> str:
    return f"/events/{event.slug}/organise/seating/{rest}"


def test_only_organisers_see_the_seats(client: Client, event: Event) -> None:
    client.force_login(a_person())
    assert client.get(page(event)).status_code == 403


def test_the_first_plan_is_one_press_away(client: Client, event: Event) -> None:
    assert "Plan the seats" in client.get(page(event)).text
    answer = client.post(page(event, "change/"), {"kind": "plan-again", "made_on": ""}, follow=True)
    assert "plan 1" in answer.text
    assert "proven" in answer.text
    mentee = event.attendees.filter(side=Side.MENTEE).first()
    assert str(mentee.person) in answer.text


def test_the_host_hears_that_people_sit_out_while_acquaintances_are_kept_apart(client: Client) -> None:
    event = a_full_event(mentees=3, mentors=3, turns=3)
    client.force_login(organiser_of(event.programme))
    told = "If you allow those to meet, more may find a seat."
    planned(event)
    assert told not in client.get(page(event)).text
    mentee = event.attendees.filter(side=Side.MENTEE)[0]
    mentee.knows.add(event.attendees.filter(side=Side.MENTOR)[0])
    planned(event)
    assert told in client.get(page(event)).text
    client.post(page(event, "change/"), {"kind": "meet-again", "again": "on", "made_on": "2"})
    assert told not in client.get(page(event)).text


def test_people_are_found_by_name_in_both_views(client: Client, event: Event) -> None:
    wanted = an_attendee(event, person=a_person("Zora Quill"))
    other = event.attendees.filter(side=Side.MENTEE).first()
    planned(event)
    by_person = client.get(page(event), {"by": "people", "q": "zora"}).text
    assert "Zora Quill" in by_person
    assert f"people/{other.pk}/" not in by_person
    assert f"people/{wanted.pk}/" in by_person
    assert "Zora Quill" in client.get(page(event), {"q": "zora"}).text
    assert "sits anywhere" in client.get(page(event), {"q": "nobody at all"}).text


def test_the_price_of_a_swap_is_shown_before_and_the_swap_made_after(client: Client) -> None:
    plan = planned(an_event_with_choices())
    event = plan.event
    client.force_login(organiser_of(event.programme))
    one, other = a_swap(plan).cells
    asked = {"made_on": 1, "turn": 1, "who": f"a{one.mentee}", "target": f"a{other.mentee}"}
    priced = client.get(page(event, "price/"), asked)
    assert "No rule is broken" in priced.text
    assert "Do it" in priced.text
    assert seating_of(event).current == plan
    client.post(page(event, "move/"), asked)
    now = seating_of(event).current
    assert now.seats.get(turn=1, mentee=one.mentee).mentor_id == other.before


def test_what_breaks_a_rule_can_be_priced_but_not_done(client: Client, event: Event) -> None:
    plan = planned(event)
    seat = plan.seats.filter(turn=1).first()
    later = plan.seats.filter(mentee=seat.mentee).exclude(mentor=seat.mentor).first()
    asked = {
        "made_on": 1,
        "turn": 1,
        "who": str(seat.mentee.number),
        "target": str(later.mentor.person),
    }
    priced = client.get(page(event, "price/"), asked).text
    assert "in another turn already" in priced
    assert "Do it" not in priced
    answer = client.post(page(event, "move/"), asked, follow=True)
    assert "Nobody was moved" in answer.text
    assert seating_of(event).current == plan


def test_a_name_that_is_nobody_is_told_in_the_form(client: Client, event: Event) -> None:
    planned(event)
    answer = client.get(page(event, "price/"), {"made_on": 1, "turn": 9, "who": "Nobody", "target": ""})
    assert answer.status_code == 422
    assert "no such turn" in answer.text
    assert "Choose one person" in answer.text


def test_somebody_who_came_after_the_plan_cannot_be_moved_in_it(client: Client, event: Event) -> None:
    planned(event)
    later = an_attendee(event, person=a_person("Zora Quill"))
    mentor = event.attendees.filter(side=Side.MENTOR).first()
    asked = {"made_on": 1, "turn": 1, "who": f"a{later.pk}", "target": f"a{mentor.pk}"}
    assert "Zora Quill came after this plan was made" in client.get(page(event, "price/"), asked).text


def test_pins_and_bans_are_listed_and_released(client: Client, event: Event) -> None:
    planned(event)
    mentee = event.attendees.filter(side=Side.MENTEE).first()
    mentor = event.attendees.filter(side=Side.MENTOR).first()
    pair = {"mentee": f"a{mentee.pk}", "mentor": str(mentor.person)}
    client.post(page(event, "change/"), {"kind": "pin", "made_on": 1, "turn": 2, **pair})
    assert "in turn 2" in client.get(page(event)).text
    client.post(page(event, "change/"), {"kind": "ban", "made_on": 2, **pair})
    assert "do not meet" in client.get(page(event)).text
    client.post(page(event, "change/"), {"kind": "release", "made_on": 3, **pair})
    assert "What you asked for" not in client.get(page(event)).text


def test_who_was_slower_sees_what_happened_and_can_go_on(client: Client, event: Event) -> None:
    planned(event)
    mentee = event.attendees.filter(side=Side.MENTEE).first()
    mentor = event.attendees.filter(side=Side.MENTOR).first()
    planned(event, Pin(mentee.pk, mentor.pk))
    wish = {"kind": "meet-again", "again": "on"}
    stale = client.post(page(event, "change/"), {**wish, "made_on": 1})
    assert stale.status_code == 409
    assert f"pinned {mentee.person}" in stale.text
    client.post(page(event, "change/"), {**wish, "made_on": 2})
    assert seating_of(event).current.adjustments["again"] is True


def test_a_failed_plan_says_why_in_names(client: Client, event: Event) -> None:
    planned(event)
    mentee = event.attendees.filter(side=Side.MENTEE).first()
    one, other = event.attendees.filter(side=Side.MENTOR)[:2]
    planned(event, Pin(mentee.pk, one.pk, 1))
    planned(event, Pin(mentee.pk, other.pk, 1))
    answer = client.get(page(event)).text
    assert f"{mentee.person} is pinned to several tables in turn 1" in answer


def test_publishing_drafts_a_letter_to_each_and_only_changed_seats_are_told_again(
    client: Client, event: Event
) -> None:
    planned(event)
    client.post(page(event, "publish/"), {"made_on": 1})
    letters = Message.objects.filter(key="event-seats")
    assert letters.count() == 9
    letters.update(state=MessageState.SENT)
    planned(event, PlanAgain(afresh=True))
    client.post(page(event, "publish/"), {"made_on": 2})
    assert letters.count() == 9, "nobody's seats changed"


def test_somebody_who_comes_later_makes_the_plan_outdated(client: Client, event: Event) -> None:
    planned(event)
    assert "Since this plan was made" not in client.get(page(event)).text
    an_attendee(event)
    assert "Since this plan was made" in client.get(page(event)).text


def test_what_a_plan_reads_is_read_again_only_where_an_outdated_plan_can_be_changed(
    client: Client, event: Event
) -> None:
    event.starts_at = clock.now() - timedelta(minutes=30)
    event.save()
    planned(event)
    mentee = event.attendees.filter(side=Side.MENTEE).first()

    def reads_wishes(address: str) -> bool:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return any("events_wish" in query["sql"] for query in asked.captured_queries)

    assert reads_wishes(page(event))
    assert not reads_wishes(page(event, f"people/{mentee.pk}/"))
    Event.objects.update(began_at=event.starts_at)
    event.bells.update(starts_at=event.starts_at)
    assert not reads_wishes(page(event)), "all turns have begun"


def test_where_mentors_move_the_tables_show_who_comes(client: Client) -> None:
    event = a_full_event(mentees=6, mentors=3, who_moves=WhoMoves.MENTORS)
    client.force_login(organiser_of(event.programme))
    planned(event)
    shown = client.get(page(event)).text
    assert "All evening" in shown
    assert "Mentors in one turn" in shown
    assert str(event.attendees.filter(side=Side.MENTOR).first().person) in shown


@pytest.mark.parametrize("by", ["tables", "people"])
def test_the_page_asks_the_database_no_more_for_three_mentees_than_for_one(
    client: Client, event: Event, same_queries: SameQueries, by: str
) -> None:
    def one_more() -> None:
        an_attendee(event, topics="Go")
        planned(event)

    planned(event)
    same_queries(client, page(event, f"?by={by}"), one_more)
