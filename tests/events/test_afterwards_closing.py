"""Closing an event: what took place is made from seats and presence, once, and can be corrected."""

from datetime import timedelta

import pytest

from pairloom.core import clock
from pairloom.core.errors import RefusedError
from pairloom.events.enums import Presence, Sharing
from pairloom.events.models import Attendee, Event, Meeting, Wish
from pairloom.events.queries.attendance import attendance_of, no_shows_to_expect
from pairloom.events.queries.meetings import everybody_met, figures_of, people_met
from pairloom.events.services.afterwards import (
    Correction,
    close_event,
    close_forgotten_events,
    correct_meetings,
    reopen_event,
)
from pairloom.interest.models import SealedList
from pairloom.pairs.models import Encounter
from pairloom.programmes.enums import Side
from tests.support.events import a_published_event, a_speed_event, an_event_after_its_last_bell
from tests.support.scenarios import organiser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    """Six mentees, three mentors, three turns; everybody was there."""
    return an_event_after_its_last_bell()


def close(event: Event) -> None:
    close_event(event=event, by=organiser_of(event.programme))


def mentees(event: Event) -> list[Attendee]:
    return list(event.attendees.filter(side=Side.MENTEE))


def mentors(event: Event) -> list[Attendee]:
    return list(event.attendees.filter(side=Side.MENTOR))


def sees(event: Event, attendee: Attendee, **columns: object) -> None:
    """What the check-in desk noted."""
    event.attendees.filter(pk=attendee.pk).update(**columns)


def turns_that_took_place(event: Event, mentee: Attendee) -> list[int]:
    return list(event.meetings.filter(mentee=mentee, took_place=True).values_list("turn", flat=True))


def correct(event: Event, turn: int, mentee: Attendee, mentor: Attendee | None, by: Attendee | None) -> int:
    return correct_meetings(
        event=event,
        corrections=[Correction(turn, mentee.pk, mentor.pk if mentor else None)],
        by=by.person if by else organiser_of(event.programme),
        said_by=by,
    )


def have_met(mentee: Attendee, mentor: Attendee) -> bool:
    return Encounter.objects.filter(mentee=mentee.person, mentor=mentor.person).exists()


def test_where_all_were_there_each_seat_is_a_meeting_and_each_two_have_met(event: Event) -> None:
    close(event)
    assert event.meetings.filter(took_place=True).count() == 18
    assert Encounter.objects.filter(source=f"event:{event.pk}").count() == 18
    assert Encounter.objects.exclude(at=event.starts_at).count() == 0


def test_closing_twice_changes_nothing(event: Event) -> None:
    close(event)
    before = list(event.meetings.values())
    close(event)
    assert list(event.meetings.values()) == before


def test_a_turn_in_which_one_of_the_two_was_away_did_not_take_place(event: Event) -> None:
    late, gone, absent, *_ = mentees(event)
    sees(event, late, presence=Presence.LATE, from_turn=2)
    sees(event, gone, presence=Presence.GONE, gone_turn=3)
    sees(event, absent, presence=Presence.EXPECTED)
    close(event)
    assert turns_that_took_place(event, late) == [2, 3]
    assert turns_that_took_place(event, gone) == [1, 2]
    assert turns_that_took_place(event, absent) == []
    assert event.meetings.filter(mentee=absent).count() == 3


def test_nobody_meets_a_mentor_who_did_not_come(event: Event) -> None:
    absent = mentors(event)[0]
    sees(event, absent, presence=Presence.EXPECTED)
    close(event)
    assert not event.meetings.filter(mentor=absent, took_place=True).exists()
    assert event.meetings.filter(took_place=True).count() == 12


def test_where_the_desk_ticked_nobody_all_who_said_so_were_there(event: Event) -> None:
    event.attendees.update(presence=Presence.EXPECTED)
    close(event)
    assert event.meetings.filter(took_place=True).count() == 18
    assert attendance_of(event).no_show_percent is None


def test_turns_that_never_began_have_no_meetings(event: Event) -> None:
    event.bells.filter(turn=3).update(starts_at=clock.now() + timedelta(minutes=5))
    close(event)
    assert set(event.meetings.values_list("turn", flat=True)) == {1, 2}


@pytest.mark.parametrize("columns", [{}, {"cancelled_at": clock.now()}])
def test_what_has_not_begun_or_was_cancelled_cannot_be_closed(columns: dict[str, object]) -> None:
    event = a_published_event()
    Event.objects.filter(pk=event.pk).update(**columns)
    with pytest.raises(RefusedError):
        close(event)
    assert not Meeting.objects.exists()


def test_closing_can_be_undone_while_nobody_used_it(event: Event) -> None:
    close(event)
    reopen_event(event=event, by=organiser_of(event.programme))
    event.refresh_from_db()
    assert event.closed_at is None
    assert not Meeting.objects.exists()
    assert not Encounter.objects.exists()


def test_closing_cannot_be_undone_after_a_correction(event: Event) -> None:
    close(event)
    mentee = mentees(event)[0]
    correct(event, 1, mentee, None, by=mentee)
    with pytest.raises(RefusedError, match="corrected"):
        reopen_event(event=event, by=organiser_of(event.programme))
    assert event.meetings.exists()


def test_a_forgotten_event_closes_by_itself_twelve_hours_after_the_last_bell() -> None:
    fresh = an_event_after_its_last_bell()
    forgotten = an_event_after_its_last_bell(starts_at=clock.now() - timedelta(hours=13))
    unplanned = a_speed_event(starts_at=clock.now() - timedelta(hours=13))
    close_forgotten_events()
    closed = Event.objects.filter(closed_at__isnull=False)
    assert list(closed) == [forgotten]
    assert forgotten.meetings.exists()
    assert {fresh, unplanned}.isdisjoint(closed)


def test_everybody_who_came_gets_an_empty_private_list_so_that_having_one_tells_nothing(event: Event) -> None:
    close(event)
    assert SealedList.objects.count() == 9


def test_who_sat_elsewhere_can_say_so_and_the_history_follows(event: Event) -> None:
    close(event)
    mentee = mentees(event)[0]
    planned = event.meetings.get(turn=1, mentee=mentee).mentor
    other = next(mentor for mentor in mentors(event) if mentor != planned)
    event.meetings.filter(mentee=mentee, mentor=other).update(took_place=False)
    assert correct(event, 1, mentee, other, by=mentee) == 1
    assert have_met(mentee, other)
    assert not have_met(mentee, planned)


def test_two_who_met_twice_have_met_after_one_of_the_meetings_is_struck_out() -> None:
    event = an_event_after_its_last_bell(mentees=2, mentors=2)
    close(event)
    mentee = mentees(event)[0]
    twice = event.meetings.get(turn=1, mentee=mentee).mentor
    correct(event, 1, mentee, None, by=None)
    assert have_met(mentee, twice)
    correct(event, 3, mentee, None, by=None)
    assert not have_met(mentee, twice)


def test_saying_what_is_known_changes_nothing(event: Event) -> None:
    close(event)
    meeting = event.meetings.all()[0]
    assert correct(event, meeting.turn, meeting.mentee, meeting.mentor, by=meeting.mentee) == 0
    assert not event.meetings.filter(corrected_at__isnull=False).exists()


def test_nobody_can_have_met_somebody_of_another_event(event: Event) -> None:
    close(event)
    stranger = mentors(an_event_after_its_last_bell())[0]
    with pytest.raises(RefusedError):
        correct(event, 1, mentees(event)[0], stranger, by=None)
    with pytest.raises(RefusedError):
        correct(event, 9, mentees(event)[0], mentors(event)[0], by=None)


def test_nothing_can_be_corrected_before_the_event_is_closed(event: Event) -> None:
    with pytest.raises(RefusedError):
        correct(event, 1, mentees(event)[0], None, by=None)


def test_one_sees_whom_one_met_while_the_event_still_runs(event: Event) -> None:
    mentee = mentees(event)[0]
    met = [one.attendee for one in people_met(mentee)]
    close(event)
    assert [one.attendee for one in people_met(mentee)] == met
    assert {one.pk for one in met} == {mentor.pk for mentor in mentors(event)}


def test_an_address_is_shown_to_those_who_met_if_it_is_shared(event: Event) -> None:
    mentee, mentor = mentees(event)[0], mentors(event)[0]
    sees(event, mentor, shares=[Sharing.CONTACT])
    close(event)
    addresses = {one.name: one.address for one in people_met(mentee)}
    assert addresses.pop(mentor.person.name) == mentor.person.email
    assert set(addresses.values()) == {""}


def test_nobody_gets_an_address_by_only_saying_that_they_met(event: Event) -> None:
    mentee, mentor = mentees(event)[0], mentors(event)[0]
    sees(event, mentor, shares=[Sharing.CONTACT], presence=Presence.EXPECTED)
    close(event)
    turn = event.meetings.get(mentee=mentee, mentor=mentor).turn
    correct(event, turn, mentee, mentor, by=mentee)
    assert [one.address for one in people_met(mentee) if one.attendee == mentor] == [""]
    correct(event, turn, mentee, None, by=None)
    correct(event, turn, mentee, mentor, by=None)
    assert [one.address for one in people_met(mentee) if one.attendee == mentor] == [mentor.person.email]


def test_everybody_at_once_is_what_each_sees(event: Event) -> None:
    close(event)
    for attendee, met in everybody_met(event):
        assert [(one.attendee, one.turns) for one in met] == [
            (one.attendee, one.turns) for one in people_met(attendee)
        ]


def test_figures_count_turns_meetings_and_wishes_that_came_true(event: Event) -> None:
    absent, wishing, *_ = mentees(event)
    first, second, _ = mentors(event)
    sees(event, absent, presence=Presence.EXPECTED)
    Wish.objects.create(mentee=wishing, mentor=first, rank=1)
    Wish.objects.create(mentee=wishing, mentor=second, rank=2)
    Wish.objects.create(mentee=absent, mentor=second, rank=1)
    close(event)
    for meeting in event.meetings.filter(mentee=wishing, mentor=second):
        correct(event, meeting.turn, wishing, None, by=None)
    figures = figures_of(event)
    assert (figures.turns, figures.planned, figures.took_place) == (3, 18, 14)
    assert (figures.wishes, figures.wishes_fulfilled) == (2, 1)


def test_no_shows_of_past_events_say_how_many_to_expect(event: Event) -> None:
    assert no_shows_to_expect(event.programme) is None
    sees(event, mentees(event)[0], presence=Presence.EXPECTED)
    sees(event, mentees(event)[1], presence=Presence.GONE, gone_turn=1)
    close(event)
    assert attendance_of(event).no_shows == 2
    assert attendance_of(event).no_show_percent == 22
    calm = an_event_after_its_last_bell(programme=event.programme)
    close(calm)
    assert no_shows_to_expect(event.programme) == 11
