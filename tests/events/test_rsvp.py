"""Answering an invitation: come, change, cancel, come back."""

from datetime import timedelta

import pytest

from pairloom.core import clock
from pairloom.core.errors import InvalidError, RefusedError
from pairloom.events.enums import RsvpState, Sharing
from pairloom.events.models import Attendee, Event
from pairloom.events.services.rsvp import Answer, answer, cancel, change_place, come_back
from pairloom.people.enums import Level, TopicSide
from pairloom.people.models import Person, Topic
from pairloom.people.services import set_topics
from pairloom.programmes.enums import Side
from tests.support.events import a_full_event, a_speed_event, an_attendee
from tests.support.scenarios import a_person, organiser_of

pytestmark = pytest.mark.django_db


def answered(
    event: Event, person: Person | None = None, side: Side = Side.MENTEE, **more: object
) -> Attendee:
    person = person or a_person()
    return answer(event=event, person=person, answer=Answer(Side.MENTEE, **more), by=person)  # type: ignore[arg-type]


def test_all_that_somebody_answers_is_kept() -> None:
    event = a_speed_event()
    first, second = (an_attendee(event, Side.MENTOR) for _ in range(2))
    friend = an_attendee(event)
    go = Topic.objects.create(name="Go", key="go")
    attendee = answered(
        event,
        topics=[go],
        wishes=(second, first),
        knows=[friend],
        employer="Fernway",
        experience="new",
        away=[1],
        access_needs="A ramp.",
        question="How do I begin?",
        shares=[Sharing.NAME.value],
    )
    kept = Attendee.objects.get(pk=attendee.pk)
    assert (kept.state, kept.number, kept.employer, kept.away) == (RsvpState.COMING, 4, "Fernway", [1])
    assert list(kept.topics.all()) == [go]
    assert list(kept.wishes.order_by("wishes_received__rank")) == [second, first]
    assert list(friend.knows.all()) == [kept]
    assert (kept.access_needs, kept.question, kept.shares) == ("A ramp.", "How do I begin?", ["name"])


def test_answering_again_changes_the_answer_and_keeps_number_and_place() -> None:
    event, person = a_speed_event(), a_person()
    before = answered(event, person, question="Why?")
    after = answered(event, person, question="How?")
    assert (after.pk, after.number, after.token) == (before.pk, before.number, before.token)
    assert Attendee.objects.get().question == "How?"


def test_a_wish_for_oneself_or_twice_for_the_same_mentor_counts_once_or_not() -> None:
    event, person = a_speed_event(), a_person()
    mentor, me = an_attendee(event, Side.MENTOR), an_attendee(event, person=person)
    attendee = answered(event, person, wishes=(mentor, mentor, me))
    assert list(attendee.wishes.all()) == [mentor]


def test_after_the_deadline_only_an_organiser_can_add_somebody() -> None:
    event = a_speed_event(rsvp_closes_at=clock.now() - timedelta(minutes=1))
    person = a_person()
    with pytest.raises(RefusedError, match="time to answer is over"):
        answered(event, person)
    answer(event=event, person=person, answer=Answer(Side.MENTEE), by=organiser_of(event.programme))
    assert Attendee.objects.get().state == RsvpState.COMING


def test_an_event_that_is_not_open_was_cancelled_or_has_begun_takes_no_answer() -> None:
    now = clock.now()
    for columns in ({"is_open": False}, {"cancelled_at": now}, {"began_at": now}, {"closed_at": now}):
        with pytest.raises(RefusedError):
            answered(a_speed_event(**columns))  # type: ignore[arg-type]


def test_cancelling_and_coming_back_keep_the_answer() -> None:
    attendee = answered(a_speed_event(), question="How?")
    cancel(attendee=attendee, by=attendee.person)
    cancel(attendee=attendee, by=attendee.person)
    assert Attendee.objects.get().state == RsvpState.CANCELLED
    come_back(attendee=attendee, by=attendee.person)
    come_back(attendee=attendee, by=attendee.person)
    kept = Attendee.objects.get()
    assert (kept.state, kept.question) == (RsvpState.COMING, "How?")


def test_a_mentor_who_cancels_leaves_the_table_to_others() -> None:
    event = a_full_event(mentees=1, mentors=1)
    mentor = event.attendees.get(side=Side.MENTOR)
    cancel(attendee=mentor, by=None)
    assert Attendee.objects.get(pk=mentor.pk).table is None


def test_two_mentors_do_not_get_the_same_table() -> None:
    event = a_full_event(mentees=0, mentors=2)
    first, second = event.attendees.all()
    by = organiser_of(event.programme)
    with pytest.raises(InvalidError) as refusal:
        change_place(attendee=first, side=Side.MENTOR, table=second.table, keeps_table=False, by=by)
    assert list(refusal.value.fields) == ["table"]


def test_an_organiser_puts_somebody_on_the_other_side() -> None:
    event = a_full_event(mentees=1, mentors=0)
    attendee = event.attendees.get()
    table = event.tables.first()
    by = organiser_of(event.programme)
    change_place(attendee=attendee, side=Side.MENTOR, table=table, keeps_table=True, by=by)
    kept = Attendee.objects.get()
    assert (kept.side, kept.table, kept.keeps_table) == (Side.MENTOR, table, True)


def test_a_topic_of_an_event_outlives_the_profiles_that_named_it() -> None:
    person = a_person()
    set_topics(person=person, side=TopicSide.OFFERED, topics={"Go": Level.EXPERT, "Knitting": Level.EXPERT})
    event = a_speed_event(topics=[Topic.objects.get(key="go")])
    set_topics(person=person, side=TopicSide.OFFERED, topics={})
    assert [topic.name for topic in event.topics.all()] == ["Go"]
    assert not Topic.objects.filter(key="knitting").exists()
