"""The demo's speed event of three weeks ago: closed, with meetings, what people said, and a mutual wish."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from pairloom.core import clock
from pairloom.core.audit import reference
from pairloom.events.changes import PlanAgain
from pairloom.events.enums import Presence, Sharing
from pairloom.events.letters.seats import YOUR_SEATS
from pairloom.events.models import Attendee, Event, Wish
from pairloom.events.services.afterwards import close_event
from pairloom.events.services.again import wish_to_meet_again
from pairloom.events.services.events import create_event, open_event
from pairloom.events.services.seating import publish
from pairloom.events.services.survey import answer_survey
from pairloom.events.tasks import start_plan
from pairloom.interest.services import bring_news
from pairloom.messages.services import discard_drafts
from pairloom.people.enums import TopicSide
from pairloom.people.models import Person
from pairloom.programmes.enums import Side
from pairloom.programmes.models import Programme
from pairloom.site.demo.community import Community, Member

WEEKS_AGO = timedelta(weeks=3)
TABLES, SEATS, TURNS = 5, 4, 5
MENTEES = 20
STAYED_AWAY = (4, 11, 17)  # places in the list of mentees
SURVEY = (
    (5, True, "The best hour of the week. Please hold it every season."),
    (4, True, "Ten minutes went by fast; twelve would be kinder."),
    (5, True, ""),
    (3, None, "The room was loud at the tables by the door."),
    (5, True, "I came for one question and went home with three people to ask."),
    (4, True, ""),
    (2, False, "I waited for the first bell for a long time."),
)


def seed_event_behind(
    community: Community, programme: Programme, organiser: Person, *, mentor: Person, mentee: Person
) -> Event:
    """Hold the event, from answers to survey. `mentor` and `mentee` come, and would both meet again."""
    event = _event(programme, organiser)
    others = [one for one in community.members if one.email not in (mentor.email, mentee.email)]
    mentors = [one for one in others if one.capacity][: TABLES - 1]
    offered = {name for one in mentors for name in _topics(one, "topics_offered")}
    learners = [one for one in others if one.wants and not one.capacity]
    mentees = [one for one in learners if offered & _topics(one, "topics_wanted")][: MENTEES - 1]
    _come(event, [mentor.email, *(one.email for one in mentors)], Side.MENTOR)
    _come(event, [mentee.email, *(one.email for one in mentees)], Side.MENTEE)
    _wish(event)
    plan = start_plan(event=event, change=PlanAgain(), made_on=None, by=organiser)
    publish(event=event, made_on=plan.number, by=organiser)
    discard_drafts(  # nobody is written to: these people exist on paper only
        scope=reference(programme), key=YOUR_SEATS.key, batch=reference(event), by=organiser
    )
    _hold(event, organiser)
    _look_back(event, mentor=mentor, mentee=mentee)
    return event


def _event(programme: Programme, organiser: Person) -> Event:
    zone = ZoneInfo("Europe/Madrid")
    day = (clock.now() - WEEKS_AGO).astimezone(zone).date()
    event = create_event(
        programme=programme,
        name="Autumn breakfast",
        place="Fernway house, Calle de la Fuente 4, kitchen",
        starts_at=datetime.combine(day, time(8, 30), zone),
        time_zone=zone.key,
        turns=TURNS,
        tables=dict.fromkeys(range(1, TABLES + 1), SEATS),
        by=organiser,
    )
    open_event(event=event, by=organiser)
    return event


def _topics(member: Member, column: str) -> set[str]:
    return {name for name, _level in member.written[column]}


def _come(event: Event, addresses: Sequence[str], side: Side) -> None:
    people = Person.objects.in_bulk(addresses, field_name="email")
    named = TopicSide.OFFERED if side == Side.MENTOR else TopicSide.WANTED
    tables = list(event.tables.all())
    first = event.attendees.count() + 1
    for place, person in enumerate(people[address] for address in addresses):
        attendee = Attendee.objects.create(
            event=event,
            person=person,
            side=side,
            number=first + place,
            employer=person.employer,
            experience=person.experience,
            shares=[Sharing.TOPICS, Sharing.QUESTION, *([Sharing.CONTACT] if place % 3 == 0 else [])],
            table=tables[place] if side == Side.MENTOR else None,
        )
        attendee.topics.set(person.topics.filter(side=named).values_list("topic", flat=True))


def _wish(event: Event) -> None:
    """Every third mentee hoped for two mentors."""
    mentors = list(event.attendees.filter(side=Side.MENTOR))
    Wish.objects.bulk_create(
        Wish(mentee=mentee, mentor=mentors[(place + rank) % len(mentors)], rank=rank)
        for place, mentee in enumerate(event.attendees.filter(side=Side.MENTEE))
        if place % 3 == 0
        for rank in (1, 2)
    )


def _hold(event: Event, organiser: Person) -> None:
    """The day: most come, three do not, one is late; afterwards the host closes the event."""
    event.attendees.update(presence=Presence.HERE)
    mentees = list(event.attendees.filter(side=Side.MENTEE))
    away = [mentees[place].pk for place in STAYED_AWAY]
    event.attendees.filter(pk__in=away).update(presence=Presence.EXPECTED)
    event.attendees.filter(pk=mentees[-1].pk).update(from_turn=2)
    event.began_at = event.starts_at
    event.save(update_fields=["began_at"])
    close_event(event=event, by=organiser)
    Event.objects.filter(pk=event.pk).update(closed_at=event.ends_at + timedelta(minutes=20))


def _look_back(event: Event, *, mentor: Person, mentee: Person) -> None:
    came = event.attendees.exclude(presence=Presence.EXPECTED).select_related("person", "event")
    for attendee, (worth, again, comment) in zip(came.order_by("-number"), SURVEY, strict=False):
        answer_survey(attendee=attendee, worth=worth, again=again, comment=comment)
    one, other = came.get(person=mentee), came.get(person=mentor)
    wish_to_meet_again(attendee=one, number=other.number, wish=True)
    wish_to_meet_again(attendee=other, number=one.number, wish=True)
    bring_news()
