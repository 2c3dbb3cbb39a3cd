"""Re-planning on the day: what is shown, publishing, and taking it back while no bell has rung."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from time_machine import Traveller

from pairloom.core import clock
from pairloom.core.errors import RefusedError, StaleError
from pairloom.events.changes import PlanAgain
from pairloom.events.enums import PlanKind, PlanState, Presence
from pairloom.events.models import Attendee, Event, Seat, Seating, SeatingPlan, new_token
from pairloom.events.queries.check_in import counts_of
from pairloom.events.queries.replan import difference, former_of, still_expected
from pairloom.events.report import Price
from pairloom.events.services.day import bells
from pairloom.events.services.day.presence import check_in, mark_gone
from pairloom.events.services.day.replan import apply_plan, take_back
from pairloom.events.services.day.tables import take_table
from pairloom.events.services.day.walk_ins import WalkIn, take_in
from pairloom.events.services.seating import publish
from pairloom.events.tasks import start_plan
from pairloom.programmes.enums import Role, Side
from tests.support.events import a_full_event, a_published_event, an_attendee
from tests.support.scenarios import a_person, a_team_member, organiser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_noon() -> Iterator[Traveller]:
    with time_machine.travel(datetime(2027, 5, 4, 12, tzinfo=UTC), tick=False) as traveller:
        yield traveller


def an_event_in_its_first_turn() -> Event:
    """Three turns; six mentees and three mentors have seats; turn 1 runs."""
    event = a_published_event(starts_at=clock.now(), rsvp_closes_at=clock.now())
    bells.begin(event=event, by=None)
    return event


def mentees_of(event: Event) -> list[Attendee]:
    return list(event.attendees.filter(side=Side.MENTEE))


def a_plan_without(event: Event, absent: Attendee, swap: tuple[Attendee, Attendee]) -> SeatingPlan:
    """A plan like the published one, without somebody, and with two people changing seats in turn 2."""
    seating = Seating.objects.get(event=event)
    plan = SeatingPlan.objects.create(
        event=event,
        number=2,
        parent=seating.published,
        kind=PlanKind.REPLANNED,
        state=PlanState.SOLVED,
        finished_turns=1,
        adjustments={"absent": [absent.pk]},
        price=Price(reprint=tuple(each.pk for each in swap), least_cards=2).to_json(),
    )
    one, other = swap
    exchanged = {one.pk: other.pk, other.pk: one.pk}
    assert seating.published is not None
    for seat in seating.published.seats.all():
        if seat.mentee_id == absent.pk and seat.turn > 1:
            continue
        mentee = exchanged.get(seat.mentee_id, seat.mentee_id) if seat.turn == 2 else seat.mentee_id
        Seat.objects.create(
            plan=plan,
            turn=seat.turn,
            mentee_id=mentee,
            mentor=seat.mentor,
            table=seat.table,
            affinity=seat.affinity,
        )
    seating.current = plan
    seating.save()
    return plan


def published_number(event: Event) -> int:
    return Seating.objects.get(event=event).published.number  # type: ignore[union-attr]


def test_the_difference_names_who_goes_elsewhere_and_who_is_planned_without(at_noon: Traveller) -> None:
    event = an_event_in_its_first_turn()
    one, other, *_, absent = mentees_of(event)
    plan = a_plan_without(event, absent, (one, other))
    found = difference(plan, former_of(plan))
    assert {each.attendee for each in found.reprinted} == {one, other}
    assert [(move.turn, move.table, move.is_new) for move in found.reprinted[0].moves] == [
        (2, 3, True),
        (3, 3, False),
    ]
    assert (found.lost, found.is_least) == ([absent], True)
    assert len(found.mentors) == 3


def test_publishing_marks_who_did_not_come_unless_they_came_meanwhile(at_noon: Traveller) -> None:
    event = an_event_in_its_first_turn()
    one, other, *_, absent = mentees_of(event)
    a_plan_without(event, absent, (one, other))
    former = apply_plan(event=event, made_on=2, by=None)
    absent.refresh_from_db()
    assert (former and former.number, published_number(event), absent.presence) == (1, 2, Presence.GONE)
    assert apply_plan(event=event, made_on=2, by=None) is None, "twice is once"
    check_in(attendee=absent, by=None)
    assert apply_plan(event=event, made_on=2, by=None) is None
    absent.refresh_from_db()
    assert absent.presence == Presence.HERE


def test_undo_brings_the_former_plan_back_and_expects_people_again(at_noon: Traveller) -> None:
    event = an_event_in_its_first_turn()
    one, other, *_, absent = mentees_of(event)
    a_plan_without(event, absent, (one, other))
    apply_plan(event=event, made_on=2, by=None)
    take_back(event=event, plan=2, former=1, by=None)
    absent.refresh_from_db()
    assert (published_number(event), absent.presence) == (1, Presence.EXPECTED)
    with pytest.raises(StaleError):
        take_back(event=event, plan=2, former=1, by=None)


def test_nothing_is_published_or_undone_across_a_bell(at_noon: Traveller) -> None:
    event = an_event_in_its_first_turn()
    one, other, *_, absent = mentees_of(event)
    a_plan_without(event, absent, (one, other))
    at_noon.shift(timedelta(minutes=12))
    with pytest.raises(StaleError):
        apply_plan(event=event, made_on=2, by=None)
    at_noon.shift(timedelta(minutes=-12))
    apply_plan(event=event, made_on=2, by=None)
    at_noon.shift(timedelta(minutes=12))
    with pytest.raises(RefusedError):
        take_back(event=event, plan=2, former=1, by=None)
    assert published_number(event) == 2


def test_the_host_sees_the_cards_before_publishing_and_can_undo(client: Client, at_noon: Traveller) -> None:
    event = an_event_in_its_first_turn()
    one, other, *_, absent = mentees_of(event)
    a_plan_without(event, absent, (one, other))
    client.force_login(a_team_member(event.programme, Role.HOST))
    page = f"/events/{event.slug}/day/replan/2/"
    text = client.get(page).content.decode()
    assert "cards to reprint" in text
    assert "is the least possible" in text
    assert str(absent.person) in text
    answer = client.post(f"{page}apply/", follow=True)
    assert "The new plan is published" in answer.content.decode()
    (note,) = answer.context["messages"]
    client.post(note.extra_tags, follow=True)
    assert published_number(event) == 1


def test_another_plan_made_meanwhile_is_said_and_not_overwritten(client: Client, at_noon: Traveller) -> None:
    event = an_event_in_its_first_turn()
    one, other, *_, absent = mentees_of(event)
    plan = a_plan_without(event, absent, (one, other))
    Seating.objects.filter(event=event).update(current=plan.parent)
    client.force_login(a_team_member(event.programme, Role.HOST))
    page = f"/events/{event.slug}/day/replan/2/"
    assert "Another plan was made since" in client.get(page).content.decode()
    answer = client.post(f"{page}apply/", follow=True)
    assert "Somebody changed this plan" in answer.content.decode()
    assert published_number(event) == 1


def test_who_is_still_expected_is_offered_by_name() -> None:
    event = a_published_event()
    here = mentees_of(event)[0]
    check_in(attendee=here, by=None)
    assert here not in still_expected(event)
    assert len(still_expected(event)) == 8


def test_where_hundreds_are_expected_one_tick_stands_for_all(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pairloom.events.views.replan.MOST_LISTED", 5)
    event = a_full_event(6, 3)
    start_plan(event=event, change=PlanAgain(), made_on=None, by=None)
    publish(event=event, made_on=1, by=None)
    event.attendees.filter(side=Side.MENTOR).update(presence=Presence.HERE)
    client.force_login(a_team_member(event.programme, Role.HOST))
    page = f"/events/{event.slug}/day/replan/"
    assert "Plan without the 6 people" in client.get(page).content.decode()
    client.post(page, {"made_on": "1", "all_expected": "on"})
    plan = SeatingPlan.objects.get(event=event, number=2)
    assert len(plan.adjustments["absent"]) == 6


@pytest.mark.parametrize("page", ["replan/", "replan/1/", "replan/1/progress/"])
def test_re_planning_is_for_hosts_and_helpers_only(client: Client, page: str) -> None:
    event = a_published_event()
    client.force_login(a_person())
    assert client.get(f"/events/{event.slug}/day/{page}").status_code == 403
    client.force_login(a_team_member(event.programme, Role.HOST))
    assert client.get(f"/events/{event.slug}/day/{page}").status_code == 200


def test_in_the_last_turn_nothing_is_left_to_plan(client: Client, at_noon: Traveller) -> None:
    event = an_event_in_its_first_turn()
    at_noon.shift(timedelta(minutes=25))
    client.force_login(a_team_member(event.programme, Role.HOST))
    page = f"/events/{event.slug}/day/replan/"
    assert "Nothing is left to plan" in client.get(page).content.decode()
    answer = client.post(page, {"made_on": 1}, follow=True)
    assert "nothing ahead to plan" in answer.content.decode()


def test_after_the_first_bell_no_shows_a_missing_mentor_and_walk_ins_are_planned_for(
    client: Client, at_noon: Traveller
) -> None:
    """Through the pages and the engine: 24 mentees, 5 mentors at tables of 6, and a spare mentor."""
    event = a_full_event(24, 5, tables=dict.fromkeys(range(1, 6), 6), turns=4, starts_at=clock.now())
    spare = an_attendee(event, Side.MENTOR, topics="Go")
    host = a_team_member(event.programme, Role.HOST)
    start_plan(event=event, change=PlanAgain(), made_on=None, by=host)
    publish(event=event, made_on=1, by=host)
    came = event.attendees.exclude(pk__in=[each.pk for each in mentees_of(event)[:3]])
    came.update(presence=Presence.HERE)
    bells.begin(event=event, by=host)
    missing = event.attendees.filter(side=Side.MENTOR)[0]
    assert missing.table is not None
    mark_gone(attendee=missing, by=host)
    take_table(mentor=spare, table=missing.table, by=host)
    taken = take_in(event=event, walk_in=WalkIn("Wanda"), token=new_token(), by=host)

    client.force_login(host)
    page = f"/events/{event.slug}/day/replan/"
    text = client.get(page).content.decode()
    assert "Wanda (No. 31) has no seat yet." in text
    assert f"{missing.person} is missing" in text or f"{missing.person}, mentor" in text
    absent = [str(each.pk) for each in still_expected(event)]
    shown = client.post(page, {"made_on": "1", "absent": absent}, follow=True)
    assert shown.status_code == 200
    client.post(f"{page}2/apply/")

    plan = SeatingPlan.objects.get(event=event, number=2)
    first = {(seat.mentee_id, seat.mentor_id) for seat in plan.seats.filter(turn=1)}
    before = SeatingPlan.objects.get(event=event, number=1).seats.filter(turn=1)
    assert first == {(seat.mentee_id, seat.mentor_id) for seat in before}, "turn 1 is frozen"
    ahead = plan.seats.filter(turn__gt=1)
    assert not ahead.filter(mentor=missing).exists()
    assert ahead.filter(mentor=spare).exists()
    assert not ahead.filter(mentee__in=absent).exists()
    assert ahead.filter(mentee=taken).count() == 3
    assert counts_of(event, 1).is_plan_outdated is False
    found = difference(plan, former_of(plan))
    assert found.least_cards is not None
    assert len(found.reprinted) >= found.least_cards
    assert [each.attendee for each in found.new] == [taken]


def test_without_seats_the_page_leads_those_to_them_who_may_plan(client: Client) -> None:
    event = a_full_event()
    page = f"/events/{event.slug}/day/replan/"
    client.force_login(organiser_of(event.programme))
    assert f'href="/events/{event.slug}/organise/seating/">To the seats' in client.get(page).content.decode()
    client.force_login(a_team_member(event.programme, Role.HOST))
    assert "An organiser plans the seats first" in client.get(page).content.decode()
