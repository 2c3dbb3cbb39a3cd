"""An event's seating: what a plan reads, which plan stands, and who sits where in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from pairloom.core.audit import reference
from pairloom.events.bridge.people import EventInput, event_input
from pairloom.events.enums import RsvpState
from pairloom.events.models import Attendee, Event, Seat, Seating, SeatingPlan, Wish
from pairloom.events.queries.day import turns_there
from pairloom.pairs.queries import already_paired, met_at_events
from pairloom.programmes.enums import Side

READ = (  # what a plan reads of an attendee
    "event",
    "side",
    "state",
    "presence",
    "from_turn",
    "gone_turn",
    "away",
    "table",
    "keeps_table",
    "employer",
    "experience",
    "question",
    "shares",
    "person__languages",
    "person__experience",
    "person__employer",
    "person__about",
)
SMALL = 400  # mentees: up to here a plan is made while the host waits


@dataclass(frozen=True)
class MySeat:
    """One turn of one attendee in the published plan: at which table, and with whom.

    A mentor meets `others` mentees at once, a mentee one mentor; nobody there: the turn is free.
    """

    turn: int
    table: int | None
    reason: str
    others: tuple[Attendee, ...]


def read_event(event: Event, *, absent: Collection[int] = ()) -> EventInput:
    """Everything that a plan reads, as it is now. Those in `absent` (attendee keys) are not there at all."""
    coming = event.attendees.filter(state=RsvpState.COMING).select_related("person")
    attendees = list(coming.only(*READ))
    people = {attendee.person_id: attendee.pk for attendee in attendees}
    knows = Attendee.knows.through.objects.filter(from_attendee__event=event)
    met = already_paired(list(people)) | met_at_events(list(people), besides=reference(event))
    return event_input(
        event,
        attendees,
        tables=event.tables.all(),
        topics=topics_of(event),
        there={each.pk: turns_there(each, event.turns, absent=absent) for each in attendees},
        wishes=set(Wish.objects.filter(mentee__event=event).values_list("mentee_id", "mentor_id")),
        known=_both_come(met, people) | set(knows.values_list("from_attendee_id", "to_attendee_id")),
    )


def topics_of(event: Event) -> dict[int, list[str]]:
    """The names of everybody's topics, by attendee key."""
    chosen = Attendee.topics.through.objects.filter(attendee__event=event)
    topics: dict[int, list[str]] = {}
    for attendee, name in chosen.order_by("topic__key").values_list("attendee_id", "topic__name"):
        topics.setdefault(attendee, []).append(name)
    return topics


def _both_come(pairs: Collection[tuple[int, int]], people: dict[int, int]) -> set[tuple[int, int]]:
    """Pairs of people as pairs of attendees, whichever of the two mentors today."""
    both = {pair for one, other in pairs for pair in ((one, other), (other, one))}
    return {(people[one], people[other]) for one, other in both if one in people and other in people}


def is_small(event: Event) -> bool:
    """Whether a plan takes about a second."""
    return event.attendees.filter(state=RsvpState.COMING, side=Side.MENTEE).count() <= SMALL


def seating_of(event: Event) -> Seating | None:
    """Where the event's seating stands; None before the first plan. One query."""
    return (
        Seating.objects.filter(event=event)
        .select_related("event", "current__parent", "current__made_by", "published", "printed")
        .defer("current__encoded", "current__parent__encoded", "published__encoded", "printed__encoded")
        .first()
    )


def plans_of(event: Event) -> QuerySet[SeatingPlan]:
    """All plans, the newest first, without the encoded problems."""
    return (
        SeatingPlan.objects.filter(event=event)
        .select_related("made_by", "parent")
        .defer("encoded", "parent__encoded")
    )


def next_of(plan: SeatingPlan) -> SeatingPlan | None:
    """The plan that *redo* leads to: the youngest made on this one."""
    return plans_of(plan.event).filter(parent=plan).first()


def seats_of_all(plan: SeatingPlan, attendees: Iterable[Attendee]) -> dict[int, list[MySeat]]:
    """Every turn of each of these evenings, by attendee key; people at hand. Three queries at most."""
    people = {attendee.pk: attendee for attendee in attendees}
    turns = range(1, plan.event.turns + 1)
    cells = Seat.objects.filter(plan=plan).order_by("turn", "mentee__number")
    rows = list(cells.values_list("turn", "mentee_id", "mentor_id", "table__number", "reason"))
    others = people | _missing(people, rows)
    met: dict[tuple[int, int], list[Attendee]] = {}
    where: dict[tuple[int, int], tuple[int | None, str]] = {}
    for turn, mentee, mentor, table, reason in rows:
        met[mentee, turn] = [others[mentor]]
        met.setdefault((mentor, turn), []).append(others[mentee])
        where[mentee, turn], where[mentor, turn] = (table, reason), (table, "")
    return {
        key: [
            MySeat(turn, *where.get((key, turn), (None, "")), others=tuple(met.get((key, turn), ())))
            for turn in turns
        ]
        for key in people
    }


def _missing(people: Mapping[int, Attendee], rows: Sequence[tuple[Any, ...]]) -> dict[int, Attendee]:
    """Those who sit in a plan and are not among `people`: they cancelled since."""
    keys = {key for _, mentee, mentor, *_ in rows for key in (mentee, mentor)} - people.keys()
    return Attendee.objects.select_related("person").in_bulk(keys) if keys else {}
