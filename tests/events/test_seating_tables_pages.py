"""Where mentors move, the host's seating page: who can be moved there, the price, and bad input."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from pairloom.events.models import Event, SeatingPlan
from pairloom.events.queries.seating import seating_of
from pairloom.events.services.seating import publish
from pairloom.programmes.enums import Side
from tests.events.test_seating import planned
from tests.events.test_seating_pages import page
from tests.events.test_seating_tables_by_hand import (
    a_swap_of_mentees,
    a_swap_of_mentors,
    an_evening,
    on_the_day,
    people,
    room,
)
from tests.support.events import a_full_event, an_attendee
from tests.support.queries import SameQueries
from tests.support.scenarios import a_person, organiser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(client: Client) -> SeatingPlan:
    plan = planned(an_evening())
    client.force_login(organiser_of(plan.event.programme))
    return plan


def asked(who: object, target: object, turn: int = 1) -> dict[str, object]:
    return {"made_on": 1, "turn": turn, "who": who, "target": target}


def test_two_mentees_swap_tables_for_the_evening_after_the_price(client: Client, plan: SeatingPlan) -> None:
    one, other = (move.person for move in a_swap_of_mentees(plan).moves)
    wish = asked(f"a{one}", f"a{other}")
    priced = client.get(page(plan.event, "price/"), wish).text
    assert "Swap the tables of" in priced
    assert "from turn 1 on?" in priced
    assert "No rule is broken" in priced
    assert "repeats" not in priced, "at one table people stay together by design"
    assert seating_of(plan.event).current == plan
    client.post(page(plan.event, "move/"), wish)
    now = seating_of(plan.event).current
    assert room(now).table(one) == room(plan).table(other)
    shown = client.get(page(plan.event)).text
    assert "all evening" in shown
    assert "swapped the tables of" in shown
    client.post(page(plan.event, "undo/"), {"made_on": 2})
    assert seating_of(plan.event).current == plan


def test_two_mentors_swap_in_a_turn_by_name_and_by_card_number(client: Client, plan: SeatingPlan) -> None:
    one, other = (plan.event.attendees.get(pk=move.person) for move in a_swap_of_mentors(plan, turn=2).moves)
    wish = asked(str(one.person), f"{other.number} whoever", turn=2)
    priced = client.get(page(plan.event, "price/"), wish).text
    assert f"Swap {one.person} and {other.person} in turn 2?" in priced
    client.post(page(plan.event, "move/"), wish)
    now = room(seating_of(plan.event).current)
    assert now.visits(one.pk, 2) == room(plan).visits(other.pk, 2)
    assert now.visits(one.pk, 1) == room(plan).visits(one.pk, 1)
    shown = client.get(page(plan.event)).text
    assert "What you asked for" in shown
    client.post(
        page(plan.event, "change/"), {"kind": "let-go", "person": f"a{one.pk}", "turn": 2, "made_on": 2}
    )
    assert [place[0] for place in seating_of(plan.event).current.adjustments["places"]] == [other.pk]


def test_a_mentee_goes_to_a_table_in_words_and_a_full_one_is_refused(
    client: Client, plan: SeatingPlan
) -> None:
    at = room(plan)
    crowds = {table: at.crowds[table, 1] for table in at.seats}
    full = next(table for table, count in crowds.items() if count == 3)
    free = next(table for table, count in crowds.items() if count < 3)
    mentee = next(key for key in people(plan.event, Side.MENTEE) if at.table(key) not in (full, free))
    numbers = dict(plan.event.tables.values_list("pk", "number"))
    priced = client.get(page(plan.event, "price/"), asked(f"a{mentee}", f"Table {numbers[full]}")).text
    assert f"There is no free seat at table {numbers[full]} in turn 1." in priced
    assert "Do it" not in priced
    refused = client.post(page(plan.event, "move/"), asked(f"a{mentee}", f"t{full}"), follow=True)
    assert "Nobody was moved" in refused.text
    client.post(page(plan.event, "move/"), asked(f"a{mentee}", f"t{free}"))
    assert room(seating_of(plan.event).current).table(mentee) == free


def test_a_mentor_sent_to_a_table_swaps_with_who_comes_there(client: Client, plan: SeatingPlan) -> None:
    one, other = a_swap_of_mentors(plan).moves
    number = plan.event.tables.get(pk=one.after).number
    client.post(page(plan.event, "move/"), asked(f"a{one.person}", f"table {number}"))
    now = room(seating_of(plan.event).current)
    assert (now.visits(one.person, 1), now.visits(other.person, 1)) == (one.after, other.after)


def test_who_would_meet_a_mentor_twice_is_named_in_one_sentence(client: Client, plan: SeatingPlan) -> None:
    at = room(plan)
    table, mentor = at.mentor_at and next(
        (table, mentor) for (table, turn), mentor in at.mentor_at.items() if turn == 2
    )
    priced = client.get(page(plan.event, "price/"), asked(f"a{mentor}", f"t{table}")).text
    name = plan.event.attendees.get(pk=mentor).person
    guests = plan.event.attendees.filter(pk__in=[key for key in at.there if at.table(key) == table])
    assert f"meet {name} in another turn already." in priced
    assert all(str(guest.person) in priced for guest in guests)
    assert "Do it" not in priced


@pytest.mark.parametrize(
    ("who", "target", "told"),
    [
        ("Nobody", "a{other}", "Choose one person"),
        ("a{one}", "table 77", "Choose one person"),
        ("a{one}", "t999999", "Choose one person"),
        ("", "a{other}", "required"),
        ("a{one}", "", "required"),
        ("a{one}", "a{one}", "Choose somebody else"),
        ("a{one}", "a{neighbour}", "at the same table in this turn already"),
        ("a{one}", "t{table}", "at the same table in this turn already"),
        ("a{one}", "a{mentor}", "Choose two mentees, two mentors"),
        ("a{mentor}", "a{one}", "Choose two mentees, two mentors"),
        ("a{mentor}", "t{unused}", "Nobody sits at that table in this turn."),
        ("a{late}", "a{one}", "came after this plan was made"),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(
    client: Client, who: str, target: str, told: str
) -> None:
    event = an_evening(mentees=6, tables={1: 3, 2: 3, 3: 3, 4: 3, 5: 3})
    plan = planned(event)
    client.force_login(organiser_of(event.programme))
    at = room(plan)
    one, *others = people(event, Side.MENTEE)
    keys = {
        "one": one,
        "other": next(key for key in others if at.table(key) != at.table(one)),
        "neighbour": next(key for key in others if at.table(key) == at.table(one)),
        "table": at.table(one),
        "mentor": people(event, Side.MENTOR)[0],
        "unused": event.tables.get(number=5).pk,
        "late": an_attendee(event, person=a_person("Zora Quill")).pk,
    }
    wish = asked(who.format(**keys), target.format(**keys))
    priced = client.get(page(event, "price/"), wish)
    assert priced.status_code == 422
    assert told in priced.text
    assert client.post(page(event, "move/"), wish).status_code == 422
    assert seating_of(event).current == plan


def test_turns_that_do_not_exist_or_have_begun_are_told(client: Client) -> None:
    event = on_the_day()
    plan = planned(event)
    publish(event=event, made_on=1, by=None)
    client.force_login(organiser_of(event.programme))
    one, other = (move.person for move in a_swap_of_mentees(plan).moves)
    assert "no such turn" in client.get(page(event, "price/"), asked(f"a{one}", f"a{other}", 4)).text
    with time_machine.travel(event.starts_at + timedelta(minutes=1), tick=False):
        client.force_login(organiser_of(event.programme))
        priced = client.get(page(event, "price/"), asked(f"a{one}", f"a{other}", 1)).text
        assert "Turn 1 has begun. Its seats stay as they are." in priced
        assert "Do it" not in priced
        shown = client.get(page(event)).text
        assert 'data-group="turn-1"' not in shown
        assert 'data-group="evening" data-turn="2"' in shown
        one, other = (move.person for move in a_swap_of_mentees(plan, turn=2).moves)
        client.post(page(event, "move/"), asked(f"a{one}", f"a{other}", 2))
        moved = seating_of(event).current
        assert moved.finished_turns == 1
        assert "from turn 2 on" in client.get(page(event)).text


def test_who_was_slower_sees_what_happened_and_swaps_on_top_of_it(client: Client, plan: SeatingPlan) -> None:
    change = a_swap_of_mentees(plan)
    wish = asked(*(f"a{move.person}" for move in change.moves))
    other = a_swap_of_mentors(plan, turn=2)
    planned(plan.event, other)
    stale = client.post(page(plan.event, "move/"), wish)
    assert stale.status_code == 409
    assert "in turn 2" in stale.text
    assert "swapped the tables of" in stale.text.casefold()
    client.post(page(plan.event, "move/"), {**wish, "made_on": 2})
    now = room(seating_of(plan.event).current)
    assert [now.table(move.person) for move in change.moves] == [move.after for move in change.moves]
    assert [now.visits(move.person, 2) for move in other.moves] == [move.after for move in other.moves]


def test_only_organisers_move_people(client: Client, plan: SeatingPlan) -> None:
    client.force_login(a_person())
    wish = asked(*(f"a{move.person}" for move in a_swap_of_mentees(plan).moves))
    assert client.get(page(plan.event, "price/"), wish).status_code == 403
    assert client.post(page(plan.event, "move/"), wish).status_code == 403


def test_a_table_shows_in_which_turns_somebody_sits_there_who_changed_in_the_middle(client: Client) -> None:
    event = on_the_day()
    plan = planned(event)
    publish(event=event, made_on=1, by=None)
    with time_machine.travel(event.starts_at + timedelta(minutes=1), tick=False):
        planned(event, a_swap_of_mentees(plan, turn=2))
        client.force_login(organiser_of(event.programme))
        shown = client.get(page(event)).text
        assert shown.count("turns 2, 3") == 2
        assert shown.count("turn 1</span>") == 2


def test_a_persons_page_offers_another_table(client: Client, plan: SeatingPlan) -> None:
    mentee = people(plan.event, Side.MENTEE)[0]
    shown = client.get(page(plan.event, f"people/{mentee}/")).text
    assert "Goes to a table, or swaps with" in shown
    assert f'name="who" value="a{mentee}"' in shown


def test_the_page_asks_the_database_no_more_for_three_mentees_than_for_one(
    client: Client, same_queries: SameQueries
) -> None:
    event: Event = a_full_event(mentees=3, mentors=3, who_moves="mentors")
    client.force_login(organiser_of(event.programme))

    def one_more() -> None:
        an_attendee(event, topics="Go")
        planned(event)

    planned(event)
    same_queries(client, page(event), one_more)
