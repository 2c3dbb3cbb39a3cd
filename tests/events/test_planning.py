"""Planning an event: made, changed, opened, called off; its tables; the hour cut into turns."""

from datetime import UTC, datetime, timedelta

import pytest

from pairloom.core.errors import InvalidError, RefusedError
from pairloom.events.models import Attendee, Event
from pairloom.events.proposals import Cut, proposals
from pairloom.events.services.events import cancel_event, edit_event, hold_after_all
from pairloom.events.services.inviting import add_people, invite_mentors
from pairloom.events.services.tables import TableRow, equal_tables, set_tables
from pairloom.messages.enums import MessageState
from pairloom.messages.models import Message
from pairloom.people.models import Person
from pairloom.programmes.enums import Side
from tests.support.events import a_full_event, a_speed_event, an_attendee
from tests.support.scenarios import a_person, organiser_of

SIX = datetime(2030, 3, 4, 18, tzinfo=UTC)


def host_of(event: Event) -> Person:
    return organiser_of(event.programme)


def drafts(event: Event, key: str) -> list[Message]:
    found = Message.objects.filter(key=key, batch=f"event:{event.pk}", state=MessageState.DRAFT)
    return list(found.order_by("pk"))


@pytest.mark.parametrize(
    ("minutes", "first"),
    [(60, Cut(5, 10, 2)), (45, Cut(3, 10, 2)), (90, Cut(7, 10, 2)), (20, Cut(2, 8, 2)), (12, None)],
)
def test_the_time_that_a_host_has_is_cut_into_turns(minutes: int, first: Cut | None) -> None:
    found = proposals(minutes)
    assert (found[0] if found else None) == first
    assert all(cut.length <= minutes < cut.length + cut.minutes + cut.change_minutes for cut in found)


@pytest.mark.django_db
def test_a_new_time_moves_the_bells_the_calendars_and_drafts_a_letter_to_everybody() -> None:
    event = a_full_event(mentees=2, mentors=1, starts_at=SIX)
    waits = an_attendee(event, state="waiting")
    drafted = edit_event(event=event, by=host_of(event), starts_at=SIX + timedelta(hours=1), turns=3)
    assert (drafted, event.sequence) == (4, 1)
    assert [bell.starts_at.minute for bell in event.bells.all()] == [0, 12, 24]
    letters = drafts(event, "event-changed")
    assert {letter.calendar_method for letter in letters} == {"REQUEST", ""}
    assert "SEQUENCE:1" in letters[0].calendar
    assert "19:00" in letters[0].body
    [to_who_waits] = [one for one in letters if one.deliveries.get().person_id == waits.person_id]
    assert not to_who_waits.calendar


@pytest.mark.django_db
def test_a_change_that_is_in_no_calendar_writes_to_nobody() -> None:
    event = a_full_event(mentees=1, mentors=1, starts_at=SIX)
    assert edit_event(event=event, by=host_of(event), about="Bring a pen.", no_show_percent=30) == 0
    assert (event.sequence, drafts(event, "event-changed")) == (0, [])


@pytest.mark.django_db
def test_before_it_is_open_nothing_is_in_anybodys_calendar() -> None:
    event = a_speed_event(is_open=False, starts_at=SIX)
    assert edit_event(event=event, by=host_of(event), place="Hall 3") == 0
    assert event.sequence == 0


@pytest.mark.django_db
def test_the_deadline_stays_before_the_first_bell() -> None:
    event = a_speed_event(starts_at=SIX, rsvp_closes_at=SIX - timedelta(days=1))
    with pytest.raises(InvalidError) as refusal:
        edit_event(event=event, by=host_of(event), starts_at=SIX - timedelta(days=2))
    assert list(refusal.value.fields) == ["rsvp_closes_at"]


@pytest.mark.django_db
def test_when_it_has_begun_the_times_stay_and_the_tables_too() -> None:
    event = a_speed_event(starts_at=SIX, began_at=SIX)
    edit_event(event=event, by=host_of(event), about="Welcome.")
    with pytest.raises(RefusedError, match="has begun"):
        edit_event(event=event, by=host_of(event), minutes=8)
    with pytest.raises(RefusedError, match="has begun"):
        set_tables(event=event, tables=equal_tables(2, 2), by=host_of(event))


@pytest.mark.django_db
def test_calling_it_off_drafts_letters_that_take_the_entries_back_and_can_be_undone() -> None:
    event = a_full_event(mentees=2, mentors=1, starts_at=SIX)
    assert cancel_event(event=event, by=host_of(event)) == 3
    assert cancel_event(event=event, by=host_of(event)) == 0
    letter = drafts(event, "event-called-off")[0]
    assert letter.calendar_method == "CANCEL"
    assert "STATUS:CANCELLED" in letter.calendar
    with pytest.raises(RefusedError):
        edit_event(event=event, by=host_of(event), place="Hall 3")
    hold_after_all(event=event, by=host_of(event))
    assert (event.cancelled_at, drafts(event, "event-called-off")) == (None, [])
    assert cancel_event(event=event, by=host_of(event)) == 3


@pytest.mark.django_db
def test_tables_keep_their_mentors_and_notes_go_where_the_host_says() -> None:
    event = a_full_event(mentees=0, mentors=3)
    set_tables(
        event=event, tables=[TableRow(1, 9, "no steps"), TableRow(3, 4), TableRow(5, 2)], by=host_of(event)
    )
    rows = [(table.number, table.seats, table.note) for table in event.tables.all()]
    assert rows == [(1, 9, "no steps"), (3, 4, ""), (5, 2, "")]
    seated = event.attendees.order_by("number").values_list("table__number", flat=True)
    assert list(seated) == [1, None, 3]


@pytest.mark.django_db
def test_a_number_stands_on_one_table() -> None:
    event = a_speed_event()
    with pytest.raises(InvalidError, match="same number"):
        set_tables(event=event, tables=[TableRow(1, 4), TableRow(1, 5)], by=host_of(event))


@pytest.mark.django_db
def test_people_who_said_yes_elsewhere_are_put_on_the_list_once() -> None:
    event = a_speed_event(tables={1: 1})
    known = a_person("Asha Patel")
    named = {known.email: "Somebody Else", "kofi@example.org": "Kofi Mensah"}
    brought = add_people(event=event, named=named, side=Side.MENTEE, by=host_of(event))
    assert (brought.added, brought.known, brought.waiting) == (2, 0, 1)
    again = add_people(event=event, named=named, side=Side.MENTEE, by=host_of(event))
    assert (again.added, again.known) == (0, 2)
    people = {one.person.name: one.state for one in Attendee.objects.select_related("person")}
    assert people == {"Asha Patel": "coming", "Kofi Mensah": "waiting"}


@pytest.mark.django_db
def test_who_is_asked_to_be_a_mentor_gets_one_letter_and_is_not_on_the_list_yet() -> None:
    event = a_speed_event()
    there = an_attendee(event, Side.MENTOR)
    named = {"asha@example.org": "Asha", there.person.email: ""}
    assert invite_mentors(event=event, named=named, by=host_of(event)) == 1
    assert invite_mentors(event=event, named=named, by=host_of(event)) == 0
    [letter] = drafts(event, "event-mentor-invitation")
    assert f"/events/{event.slug}/rsvp/?as=mentor" in letter.body
    assert Attendee.objects.count() == 1


@pytest.mark.django_db
def test_many_people_are_added_in_a_fixed_number_of_queries(
    django_assert_max_num_queries: pytest.FixtureRequest,
) -> None:
    event = a_speed_event()
    named = {f"mentor{number}@example.org": f"Mentor {number}" for number in range(150)}
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        add_people(event=event, named=named, side=Side.MENTOR, by=host_of(event))
    assert Message.objects.filter(key="event-coming").count() == 150
