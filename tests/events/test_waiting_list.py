"""The waiting list: it moves up by itself, and two at once never overbook."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import close_old_connections, connection

from pairloom.core import clock
from pairloom.events.enums import RsvpState
from pairloom.events.models import Attendee, Event
from pairloom.events.queries.people import waiting_before
from pairloom.events.services.events import edit_event
from pairloom.events.services.rsvp import Answer, answer, cancel, change_place, come_back
from pairloom.events.services.tables import TableRow, equal_tables, set_tables
from pairloom.people.models import Person
from pairloom.people.services import erase_person
from pairloom.programmes.enums import Side
from tests.support.events import a_speed_event
from tests.support.scenarios import a_person, organiser_of


def comes(event: Event, name: str = "", side: Side = Side.MENTEE) -> Attendee:
    person = a_person(name)
    return answer(event=event, person=person, answer=Answer(side), by=person)


def states(*attendees: Attendee) -> list[str]:
    found = {one.pk: one.state for one in Attendee.objects.all()}
    return [found[one.pk] for one in attendees]


COMING, WAITING, CANCELLED = RsvpState.COMING, RsvpState.WAITING, RsvpState.CANCELLED


@pytest.mark.django_db
def test_whoever_comes_when_all_is_full_waits_and_mentors_never_do() -> None:
    event = a_speed_event(tables={1: 1})
    first, second, third = (comes(event) for _ in range(3))
    mentor = comes(event, side=Side.MENTOR)
    assert states(first, second, third, mentor) == [COMING, WAITING, WAITING, COMING]
    assert [waiting_before(one) for one in Attendee.objects.filter(state=WAITING)] == [0, 1]


@pytest.mark.django_db
def test_a_place_that_becomes_free_goes_to_who_waits_longest() -> None:
    event = a_speed_event(tables={1: 1})
    first, second, third = (comes(event) for _ in range(3))
    cancel(attendee=first, by=first.person)
    assert states(first, second, third) == [CANCELLED, COMING, WAITING]


@pytest.mark.django_db
def test_whoever_comes_back_stands_at_the_end() -> None:
    event = a_speed_event(tables={1: 1})
    first, second, third = (comes(event) for _ in range(3))
    cancel(attendee=first, by=first.person)
    come_back(attendee=first, by=first.person)
    cancel(attendee=second, by=second.person)
    assert states(first, second, third) == [WAITING, CANCELLED, COMING]


@pytest.mark.django_db
def test_more_places_more_tables_and_a_change_of_side_let_people_in() -> None:
    event = a_speed_event(tables={1: 1})
    by = organiser_of(event.programme)
    one, two, three, four = (comes(event) for _ in range(4))
    edit_event(event=event, by=by, places=2)
    assert states(one, two, three, four) == [COMING, COMING, WAITING, WAITING]
    edit_event(event=event, by=by, places=None)
    set_tables(event=event, tables=[*equal_tables(2, 1), TableRow(7, 1, "no steps")], by=by)
    assert states(one, two, three, four) == [COMING, COMING, COMING, WAITING]
    change_place(attendee=one, side=Side.MENTOR, table=None, keeps_table=False, by=by)
    assert states(four) == [COMING]


@pytest.mark.django_db
def test_fewer_places_turn_nobody_away() -> None:
    event = a_speed_event(tables={1: 2})
    one, two, three = (comes(event) for _ in range(3))
    set_tables(event=event, tables=equal_tables(1, 1), by=organiser_of(event.programme))
    assert states(one, two, three) == [COMING, COMING, WAITING]
    cancel(attendee=one, by=None)
    assert states(two, three) == [COMING, WAITING]


@pytest.mark.django_db
def test_a_change_of_the_answer_keeps_the_place_in_the_line() -> None:
    event = a_speed_event(tables={1: 1})
    comes(event)
    second = comes(event)
    with time_machine.travel(clock.now() + timedelta(minutes=5)):
        third = comes(event)
        answer(
            event=event, person=second.person, answer=Answer(Side.MENTEE, question="How?"), by=second.person
        )
    second.refresh_from_db()
    assert (waiting_before(second), waiting_before(third)) == (0, 1)


@pytest.mark.django_db
def test_who_is_erased_leaves_the_place_to_the_next() -> None:
    event = a_speed_event(tables={1: 1})
    first, second = comes(event), comes(event)
    erase_person(person=first.person)
    assert states(first, second) == [CANCELLED, COMING]


@pytest.mark.django_db
def test_nobody_is_moved_up_once_the_first_bell_should_have_rung() -> None:
    event = a_speed_event(tables={1: 1})
    first, second = comes(event), comes(event)
    with time_machine.travel(event.starts_at + timedelta(minutes=1)):
        cancel(attendee=first, by=None)
    assert states(second) == [WAITING]


def at_once(*acts: Callable[[], object]) -> None:
    """Do all of these at the same moment, each with a connection of its own."""
    barrier, faults = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            barrier.wait()
            act()
        except Exception as fault:  # told to the test below
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    close_old_connections()
    assert not faults


@pytest.mark.django_db(transaction=True)
def test_eight_who_answer_in_the_same_second_get_three_places_and_eight_numbers() -> None:
    event = a_speed_event(tables={1: 3})
    people = [a_person() for _ in range(8)]

    def answers(person: Person) -> Callable[[], object]:
        return lambda: answer(event=event, person=person, answer=Answer(Side.MENTEE), by=person)

    at_once(*map(answers, people))
    found = Attendee.objects.filter(event=event)
    assert found.filter(state=COMING).count() == 3
    assert found.filter(state=WAITING).count() == 5
    assert {one.number for one in found} == set(range(1, 9))


@pytest.mark.django_db(transaction=True)
def test_two_who_cancel_while_another_comes_leave_no_place_empty_and_none_taken_twice() -> None:
    event = a_speed_event(tables={1: 3})
    mentees = [comes(event) for _ in range(4)]
    late = a_person()
    at_once(
        lambda: cancel(attendee=mentees[0], by=None),
        lambda: cancel(attendee=mentees[1], by=None),
        lambda: answer(event=event, person=late, answer=Answer(Side.MENTEE), by=late),
    )
    assert Attendee.objects.filter(state=COMING).count() == 3
    assert Attendee.objects.filter(state=WAITING).count() == 0
