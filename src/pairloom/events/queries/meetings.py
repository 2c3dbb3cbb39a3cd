"""Who met whom: what the plan foresaw while an event runs, what took place once it is closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from pairloom.events.enums import Sharing
from pairloom.events.models import Attendee, Event, Meeting, Seat, Seating, Wish
from pairloom.events.queries.attendance import those_who_came, turns_attended, turns_held
from pairloom.programmes.enums import Side


@dataclass(frozen=True)
class Seen:
    """One turn with somebody."""

    turn: int
    other: Attendee
    is_own_word: bool


@dataclass(frozen=True)
class Met:
    """Somebody whom one met, and in which turns. `is_own_word`: nobody but oneself says so."""

    attendee: Attendee
    turns: tuple[int, ...]
    is_own_word: bool

    @property
    def name(self) -> str:
        return str(self.attendee.person)

    @property
    def address(self) -> str:
        """The e-mail address, if it may be seen by those who met, and both met beyond doubt."""
        may_see = Sharing.CONTACT in self.attendee.shares and not self.is_own_word
        return self.attendee.person.email if may_see else ""


@dataclass(frozen=True)
class MeetingFigures:
    """How an event went. `planned` counts seats of turns that were held."""

    turns: int
    planned: int
    took_place: int
    wishes: int
    wishes_fulfilled: int


def foreseen(event: Event) -> Iterator[Meeting]:
    """A meeting for each seat of the turns that were held, not stored: did both attend that turn?"""
    held = turns_held(event)
    attended = turns_attended(event)
    nothing: frozenset[int] = frozenset()
    for turn, mentee, mentor in _seats(event, held).values_list("turn", "mentee_id", "mentor_id"):
        both = attended.get(mentee, nothing) & attended.get(mentor, nothing)
        yield Meeting(event=event, turn=turn, mentee_id=mentee, mentor_id=mentor, took_place=turn in both)


def people_met(attendee: Attendee) -> list[Met]:
    """Everybody whom an attendee met up to now, in order of the turns. A fixed number of queries."""
    return _gathered(_met_by_record(attendee) if attendee.event.closed_at else _met_by_plan(attendee))


def everybody_met(event: Event) -> list[tuple[Attendee, list[Met]]]:
    """Each who came to a closed event, by number, and whom they met. Three queries, however many people."""
    came = list(those_who_came(event))
    by_key = {attendee.pk: attendee for attendee in came}
    met: dict[int, list[Seen]] = {}
    rows = event.meetings.filter(took_place=True)
    for turn, mentee, mentor, said_by in rows.values_list("turn", "mentee", "mentor", "corrected_by"):
        for one, other in ((mentee, mentor), (mentor, mentee)):
            if one in by_key and other in by_key:
                met.setdefault(one, []).append(Seen(turn, by_key[other], said_by == one))
    return [(attendee, _gathered(met.get(attendee.pk, ()))) for attendee in came]


def meetings_of(attendee: Attendee) -> QuerySet[Meeting]:
    """The meetings of a closed event in which somebody has a part, by turn, with both people."""
    mine = Q(mentee=attendee) if attendee.side == Side.MENTEE else Q(mentor=attendee)
    return attendee.event.meetings.filter(mine).select_related("mentee__person", "mentor__person")


def mentors_who_came(event: Event) -> QuerySet[Attendee]:
    """Whom a mentee can have met, by name."""
    return those_who_came(event).filter(side=Side.MENTOR).order_by("person__name", "pk")


def pairs_that_met(event: Event) -> set[tuple[int, int]]:
    """(mentee, mentor), as keys of people, of all meetings that took place."""
    met = event.meetings.filter(took_place=True)
    return set(met.values_list("mentee__person_id", "mentor__person_id"))


def figures_of(event: Event) -> MeetingFigures:
    """Counts only. A wish of a mentee came true if the two met at least once."""
    counts = event.meetings.aggregate(planned=Count("pk"), took_place=Count("pk", Q(took_place=True)))
    met = event.meetings.filter(took_place=True, mentee=OuterRef("mentee"), mentor=OuterRef("mentor"))
    wishes = Wish.objects.filter(mentee__in=those_who_came(event).filter(side=Side.MENTEE))
    return MeetingFigures(
        turns=turns_held(event),
        wishes=wishes.count(),
        wishes_fulfilled=wishes.filter(Exists(met)).count(),
        **counts,
    )


def _seats(event: Event, turns: int) -> QuerySet[Seat]:
    """The cells of the first turns of the plan that people follow."""
    published = Seating.objects.filter(event=event).values("published")
    return Seat.objects.filter(plan__in=published, turn__lte=turns).order_by("turn", "pk")


def _gathered(seen: Iterable[Seen]) -> list[Met]:
    """One entry a person, without those who have been erased."""
    by_person: dict[int, list[Seen]] = {}
    for one in seen:
        if one.other.person.erased_at is None:
            by_person.setdefault(one.other.pk, []).append(one)
    return [
        Met(
            attendee=times[0].other,
            turns=tuple(time.turn for time in times),
            is_own_word=all(time.is_own_word for time in times),
        )
        for times in by_person.values()
    ]


def _met_by_record(attendee: Attendee) -> Iterator[Seen]:
    for meeting in meetings_of(attendee).filter(took_place=True):
        yield Seen(meeting.turn, _other(meeting, attendee), meeting.corrected_by_id == attendee.pk)


def _met_by_plan(attendee: Attendee) -> Iterator[Seen]:
    mine = Q(mentee=attendee) if attendee.side == Side.MENTEE else Q(mentor=attendee)
    seats = list(
        _seats(attendee.event, turns_held(attendee.event))
        .filter(mine)
        .select_related("mentee__person", "mentor__person")
    )
    among = {attendee.pk, *(_other(seat, attendee).pk for seat in seats)}
    attended = turns_attended(attendee.event, among=among)
    for seat in seats:
        other = _other(seat, attendee)
        if all(seat.turn in attended.get(key, ()) for key in (attendee.pk, other.pk)):
            yield Seen(seat.turn, other, is_own_word=False)


def _other(row: Meeting | Seat, attendee: Attendee) -> Attendee:
    return row.mentor if row.mentee_id == attendee.pk else row.mentee
