"""The demo's speed event ahead: open for answers, full, with a waiting list and a few who need something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime, time, timedelta
from itertools import cycle
from zoneinfo import ZoneInfo

from pairloom.core import clock
from pairloom.events.enums import RsvpState
from pairloom.events.models import Attendee, Event, Wish
from pairloom.events.services.events import create_event, open_event
from pairloom.events.services.tables import give_tables
from pairloom.people.models import Person
from pairloom.people.services import topics_named
from pairloom.programmes.enums import Side
from pairloom.programmes.models import Programme
from pairloom.site.demo.community import Community, Member

DAYS_AHEAD = 9
TABLES, SEATS = 8, 5
MENTORS, MENTEES = 8, 44  # four more mentees than seats
TOPICS = 12
ABOUT = (
    "An evening for everybody who is new to Fernway, or to some part of it. You sit with a mentor for ten "
    "minutes, in a small group; then a bell, and the next. There is soup at half past seven."
)
NOTES = {1: "near the door, no steps", 8: "quiet corner"}
QUESTIONS = (
    "How do I find a first thing to work on?",
    "How do you read code that you did not write?",
    "Which talk should I give first?",
    "How much time does it take to become a reviewer?",
)
NEEDS = ("I use a wheelchair and need a table without steps.", "I hear badly; a quiet corner would help.")


def seed_event_ahead(community: Community, programme: Programme, organiser: Person) -> Event:
    """The event with its answers. Nobody is written to: these people exist on paper only."""
    zone = ZoneInfo("Europe/Madrid")
    day = clock.now().astimezone(zone).date() + timedelta(days=DAYS_AHEAD)
    event = create_event(
        programme=programme,
        name="Newcomers' evening",
        about=ABOUT,
        place="Fernway house, Calle de la Fuente 4, first floor",
        starts_at=datetime.combine(day, time(18), zone),
        time_zone=zone.key,
        tables=dict.fromkeys(range(1, TABLES + 1), SEATS),
        notes=NOTES,
        topics=topics_named(_most_offered(community)),
        by=organiser,
    )
    open_event(event=event, by=organiser)
    listed = {topic.name for topic in event.topics.all()}
    mentors = [one for one in community.members if one.capacity and _shared(one, "offered", listed)]
    mentees = [one for one in community.members if one.wants and _shared(one, "wanted", listed)]
    helps = _answer(event, mentors[:MENTORS], Side.MENTOR, first=1)
    named = {member.email for member in mentors[:MENTORS]}
    learns = [member for member in mentees if member.email not in named][:MENTEES]
    _wish(_answer(event, learns, Side.MENTEE, first=MENTORS + 1), helps)
    give_tables(event=event)
    return event


def _answer(event: Event, members: Sequence[Member], side: Side, *, first: int) -> list[Attendee]:
    people = Person.objects.in_bulk([member.email for member in members], field_name="email")
    now = clock.now()
    made = Attendee.objects.bulk_create(
        Attendee(
            event=event,
            person=people[member.email],
            side=side,
            number=first + place,
            employer=people[member.email].employer,
            experience=people[member.email].experience,
            question=question if side == Side.MENTEE and place % 3 == 0 else "",
            access_needs=NEEDS[place // 20 % 2] if side == Side.MENTEE and place % 20 == 7 else "",
            state=RsvpState.COMING if side == Side.MENTOR or place < TABLES * SEATS else RsvpState.WAITING,
            waiting_since=now + timedelta(minutes=place) if place >= TABLES * SEATS else None,
        )
        for place, (member, question) in enumerate(zip(members, cycle(QUESTIONS), strict=False))
    )
    _choose_topics(event, made, members, "offered" if side == Side.MENTOR else "wanted")
    return made


def _choose_topics(event: Event, made: Sequence[Attendee], members: Sequence[Member], side: str) -> None:
    known = {topic.name: topic for topic in event.topics.all()}
    chosen = Attendee.topics.through
    chosen.objects.bulk_create(
        chosen(attendee_id=attendee.pk, topic_id=known[name].pk)
        for attendee, member in zip(made, members, strict=True)
        for name in _shared(member, side, set(known))
    )


def _wish(mentees: Sequence[Attendee], mentors: Sequence[Attendee]) -> None:
    """Every other mentee wishes for two mentors."""
    Wish.objects.bulk_create(
        Wish(mentee=mentee, mentor=mentors[(place + 3 * rank) % len(mentors)], rank=rank)
        for place, mentee in enumerate(mentees)
        if place % 2 == 0
        for rank in (1, 2)
    )


def _most_offered(community: Community) -> list[str]:
    offered = Counter(name for member in community.members for name, _ in member.written["topics_offered"])
    return [name for name, _ in offered.most_common(TOPICS)]


def _shared(member: Member, side: str, listed: Collection[str]) -> list[str]:
    return [name for name, _level in member.written[f"topics_{side}"] if name in listed]
