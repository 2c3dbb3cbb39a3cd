"""Who can be found by whom, and what of theirs is shown."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from pairloom.core import clock
from pairloom.interest.enums import Audience
from pairloom.interest.hours import hours_in_common, in_utc
from pairloom.interest.models import Listing
from pairloom.people.enums import TopicSide, WayToMeet
from pairloom.people.models import Person, PersonTopic
from pairloom.people.spelling import folded
from pairloom.programmes.enums import ApplicationState
from pairloom.programmes.models import Programme

NAMED_AT_ONCE = 64


@dataclass(frozen=True)
class Wanted:
    """What a visitor looks for; empty means all the same."""

    topic: str = ""
    language: str = ""
    helps: bool = False
    learns: bool = False
    shares_hours: bool = False


@dataclass(frozen=True)
class Found:
    """Somebody in the directory, with what they chose to show."""

    person: Person
    line: str
    offers: list[str]
    wishes: list[str]
    ways: list[str]
    hours: float


def programmes_of(person: Person) -> QuerySet[Programme]:
    """The programmes that a person takes part in or helps to run."""
    signed_up = Q(rounds__applications__person=person, rounds__applications__state=ApplicationState.SUBMITTED)
    return Programme.objects.filter(signed_up | Q(memberships__person=person)).distinct()


def listings_for(viewer: Person) -> QuerySet[Listing]:
    """Whom `viewer` may find: others who are here, have a name, and chose an audience with the viewer in it.

    Nothing that anybody marked or blocked changes who is in it.
    """
    mine = Q(audience=Audience.PROGRAMME, programme__in=programmes_of(viewer).values("pk"))
    found = Listing.objects.filter(Q(audience=Audience.EVERYONE) | mine)
    return found.filter(person__is_active=True, person__erased_at=None).exclude(
        Q(person=viewer) | Q(person__name="")
    )


def find(viewer: Person, wanted: Wanted, *, without: Collection[int] = ()) -> list[int]:
    """The people whom `viewer` finds, by name. `without` are those whom the viewer blocked.

    One query, in which nobody stands whom the viewer noted privately. Hours are compared in Python, for all
    who are left by then.
    """
    listings = listings_for(viewer)
    if wanted.helps:
        listings = listings.filter(shows_offers=True).filter(_named(TopicSide.OFFERED))
    if wanted.learns:
        listings = listings.filter(shows_wishes=True).filter(_named(TopicSide.WANTED))
    if topic := folded(wanted.topic):
        listings = listings.filter(
            Q(_named(TopicSide.OFFERED, topic), shows_offers=True)
            | Q(_named(TopicSide.WANTED, topic), shows_wishes=True)
        )
    if wanted.language:
        listings = listings.filter(_speaks(wanted.language))
    people = [listing.person for listing in listings.select_related("person").order_by("person__name", "pk")]
    if wanted.shares_hours:
        mine = _week(viewer)
        people = [person for person in people if hours_in_common(mine, _week(person))]
    return [person.pk for person in people if person.pk not in without]


def shown(viewer: Person, people: Iterable[int]) -> list[Found]:
    """What these show of themselves, in the order given; two queries, the same for however many."""
    people = list(people)
    wanted = of_one_length(people)
    listings = {row.pk: row for row in listings_for(viewer).filter(pk__in=wanted).select_related("person")}
    topics: dict[int, list[PersonTopic]] = defaultdict(list)
    for row in PersonTopic.objects.filter(person__in=wanted).select_related("topic"):
        topics[row.person_id].append(row)
    mine = _week(viewer)
    return [_found(listings[person], topics[person], mine) for person in people if person in listings]


def of_one_length(people: Iterable[int]) -> list[int]:
    """The same keys, filled up with keys that nobody has.

    A statement that names as many people as stand on a list, or is left out for none, would tell how many.
    """
    keys = list(people)
    missing = NAMED_AT_ONCE - len(keys) % NAMED_AT_ONCE
    return keys + [-number for number in range(1, 1 + missing)]


def _found(listing: Listing, topics: list[PersonTopic], mine: int) -> Found:
    person = listing.person
    return Found(
        person=person,
        line=listing.line or person.about,
        offers=[row.topic.name for row in topics if row.side == TopicSide.OFFERED and listing.shows_offers],
        wishes=[row.topic.name for row in topics if row.side == TopicSide.WANTED and listing.shows_wishes],
        ways=[str(WayToMeet(way).label) for way in person.ways_to_meet],
        hours=hours_in_common(mine, _week(person)),
    )


def _named(side: TopicSide, topic: str = "") -> Exists:
    named = PersonTopic.objects.filter(person=OuterRef("person"), side=side)
    return Exists(named.filter(topic__key__contains=topic) if topic else named)


def _speaks(language: str) -> Q:
    """In a list of JSON: as PostgreSQL writes it, and as SQLite keeps it."""
    spellings = {json.dumps(language), json.dumps(language, ensure_ascii=False)}
    return Q(*(("person__languages__icontains", spelling) for spelling in spellings), _connector=Q.OR)


def _week(person: Person) -> int:
    """Their free half-hours in UTC; nothing where they did not say when or where."""
    return in_utc(person.availability, person.zone, clock.now()) if person.time_zone else 0
