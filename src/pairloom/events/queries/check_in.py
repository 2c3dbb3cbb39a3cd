"""What the check-in desk asks: who is meant, how many are here, and who has no seat."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When

from pairloom.events.enums import Presence, RsvpState
from pairloom.events.models import Attendee, Event, Seat, Seating, Table
from pairloom.events.queries.events import coming
from pairloom.people.spelling import plain
from pairloom.programmes.enums import Side

SHOWN = 30
OFFERED = 4  # spare mentors named at each table that lacks one; more are a page of their own


@dataclass(frozen=True)
class Counts:
    """How many people of both sides stand how, and what a new plan would mend in the turns ahead."""

    expected: int
    here: int
    late: int
    gone: int
    without_seat: int
    without_mentor: int

    @property
    def is_plan_outdated(self) -> bool:
        return self.without_seat + self.without_mentor > 0


@dataclass(frozen=True)
class Goes:
    """Where somebody goes next; `turn` is None where no seat is left for them."""

    turn: int | None = None
    table: int | None = None


@dataclass(frozen=True)
class Found:
    """People who fit a search, each with where they go, and how many more there are."""

    people: list[tuple[Attendee, Goes]]
    more: int


def counts_of(event: Event, begun: int) -> Counts:
    """Two queries. `begun` is how many turns are frozen."""
    people = event.attendees.filter(state=RsvpState.COMING)
    presence = people.aggregate(
        **{value: Count("id", filter=Q(presence=value)) for value in Presence.values},
        without_seat=Count("id", filter=_has_no_seat(event, begun)),
        without_mentor=Count("id", filter=_is_missed(event, begun)),
    )
    return Counts(**presence)


def without_seat(event: Event, begun: int) -> QuerySet[Attendee]:
    """Mentees who are here or come later, and for whom the published plan has no seat any more."""
    people = event.attendees.filter(_has_no_seat(event, begun), state=RsvpState.COMING)
    return people.select_related("person")


def missed_mentors(event: Event, begun: int) -> QuerySet[Attendee]:
    """Mentors who are gone, and whom the published plan foresees in turns ahead."""
    people = event.attendees.filter(_is_missed(event, begun), state=RsvpState.COMING)
    return people.select_related("person", "table")


def _published_seats(event: Event, begun: int) -> QuerySet[Seat]:
    published = Seating.objects.filter(event=event, published__isnull=False).values("published")
    return Seat.objects.filter(plan__in=published, turn__gt=begun)


def _has_no_seat(event: Event, begun: int) -> Q:
    if begun >= event.turns or not Seating.objects.filter(event=event, published__isnull=False).exists():
        return Q(pk__in=[])
    seats = _published_seats(event, begun).filter(mentee=OuterRef("pk"))
    return Q(side=Side.MENTEE, presence__in=[Presence.HERE, Presence.LATE]) & ~Q(Exists(seats))


def _is_missed(event: Event, begun: int) -> Q:
    seats = _published_seats(event, begun).filter(mentor=OuterRef("pk"))
    ahead = seats.filter(turn__gte=OuterRef("gone_turn"))
    return Q(side=Side.MENTOR, presence=Presence.GONE) & Q(Exists(ahead))


def find(event: Event, *, words: str = "", presence: str = "", turn: int = 1) -> Found:
    """People of an event by any parts of their name or by the number on the card; names that begin so first.

    `turn` is the running or coming one, from which on is said where they go. Four queries at most.
    """
    people = event.attendees.filter(state=RsvpState.COMING)
    if presence in Presence.values:
        people = people.filter(presence=presence)
    keys = _fitting(people, words)
    shown = people.select_related("person", "table").in_bulk(keys[:SHOWN])
    goes = where_next(event, shown, turn)
    rows = [(shown[pk], goes.get(pk, Goes())) for pk in keys[:SHOWN] if pk in shown]
    return Found(rows, more=max(0, len(keys) - SHOWN))


def _fitting(people: QuerySet[Attendee], words: str) -> list[int]:
    """The keys of those who fit `words`, in the order in which a list shows them."""
    asked = plain(words).removeprefix("#").split()
    fitting = [
        (not _begins(asked, name), name, pk)
        for pk, number, full_name in people.values_list("pk", "number", "person__name")
        for name in [plain(full_name)]
        if all(word in name or word == str(number) for word in asked)
    ]
    return [pk for *_, pk in sorted(fitting)]


def _begins(asked: list[str], name: str) -> bool:
    """Whether a part of the name begins with each word: those come first."""
    return all(any(part.startswith(word) for part in name.split()) for word in asked)


def where_next(event: Event, attendees: Iterable[int], turn: int) -> dict[int, Goes]:
    """The first seat from `turn` on of each of these attendees, in the published plan."""
    wanted = set(attendees)
    published = Seating.objects.filter(event=event).values("published")
    seats = Seat.objects.filter(
        Q(mentee__in=wanted) | Q(mentor__in=wanted), plan__in=published, turn__gte=turn
    )
    rows = seats.order_by("-turn").values_list("mentee", "mentor", "turn", "table__number")
    goes: dict[int, Goes] = {}
    for mentee, mentor, seat_turn, table in rows:
        goes[mentee] = goes[mentor] = Goes(seat_turn, table)
    return goes


@dataclass(frozen=True)
class TableStands:
    """A table and the mentors who belong there, and whether nobody of them is expected any more."""

    table: Table
    mentors: list[Attendee]

    @property
    def is_missed(self) -> bool:
        return all(mentor.presence == Presence.GONE for mentor in self.mentors)


def mentors_of_tables(event: Event) -> list[TableStands]:
    """All tables by number. Two queries."""
    sits: dict[int | None, list[Attendee]] = {}
    for mentor in coming(event, Side.MENTOR):
        sits.setdefault(mentor.table_id, []).append(mentor)
    return [TableStands(table, sits.get(table.pk, [])) for table in event.tables.all()]


@dataclass(frozen=True)
class SpareMentors:
    """Mentors who come and have no table, who is here first: as many as a list shows, and all counted."""

    people: list[Attendee]
    total: int

    @property
    def offered(self) -> list[Attendee]:
        """Those whom every table offers at once: all where they are few, else some who are here."""
        if self.total <= OFFERED:
            return self.people
        return [mentor for mentor in self.people if mentor.presence == Presence.HERE][:OFFERED]

    @property
    def more(self) -> int:
        return self.total - len(self.people)


def spare_mentors(event: Event, *, words: str = "") -> SpareMentors:
    """The spare mentors who fit `words`. Two queries."""
    spares = coming(event, Side.MENTOR).filter(table=None)
    keys = _fitting(spares, words)
    is_here = Case(When(presence=Presence.HERE, then=0), default=1)
    found = spares.filter(pk__in=keys) if words else spares
    return SpareMentors(list(found.order_by(is_here, "person__name")[:SHOWN]), total=len(keys))
