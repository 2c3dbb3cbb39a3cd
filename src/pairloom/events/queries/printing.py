"""What is put on paper for an event: the published plan as documents. No score has a place here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from django.db.models import F, QuerySet
from django.db.models.functions import Length
from django.utils import formats, translation
from django.utils.translation import gettext as _

from pairloom.core.addresses import full_address
from pairloom.events.enums import PaperKind, RsvpState, Sharing, WhoMoves
from pairloom.events.models import Attendee, Event, Printing, Seat, Seating, SeatingPlan
from pairloom.events.orders import Order
from pairloom.events.queries.seating import MySeat, is_small, seats_of_all, topics_of
from pairloom.printing import (
    Card,
    CardRow,
    Cards,
    Document,
    EventHead,
    GridTable,
    MentorSheet,
    MentorSheets,
    SeatedMentee,
    SheetTurn,
    TableSign,
    TableSigns,
    TurnTimes,
    WallGrid,
    WallList,
    WallName,
    Words,
)
from pairloom.programmes.enums import Side

FEW = 100  # cards that are printed at once in a large event, too
UNPRINTED = ("person__availability", "person__about", "person__links", "access_needs")


@dataclass(frozen=True)
class Evening:
    """A plan as it is printed: everybody who comes, by name, and where they sit in every turn."""

    event: Event
    head: EventHead
    people: list[Attendee]
    seats: dict[int, list[MySeat]]
    topics: dict[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def mentors_stay(self) -> bool:
        return self.event.who_moves == WhoMoves.MENTEES

    def side(self, side: Side) -> list[Attendee]:
        return [each for each in self.people if each.side == side]


def evening_of(event: Event, plan: SeatingPlan) -> Evening:
    """Everything that is printed. Four queries, whatever the number of people."""
    coming = event.attendees.filter(state=RsvpState.COMING).select_related("person", "table")
    people = sorted(coming.defer(*UNPRINTED), key=lambda each: (str(each.person).casefold(), each.number))
    named = topics_of(event)
    topics = {each.pk: tuple(named.get(each.pk, ())) for each in people if Sharing.TOPICS in each.shares}
    return Evening(event, head_of(event), people, seats_of_all(plan, people), topics)


def head_of(event: Event) -> EventHead:
    """Name, place, day and the times of the turns, on the clock of the place."""
    zone = event.zone
    times = tuple(
        TurnTimes(
            formats.date_format(bell.starts_at.astimezone(zone), "H:i"),
            formats.date_format(bell.ends_at.astimezone(zone), "H:i"),
        )
        for bell in event.bells.all()
    )
    day = formats.date_format(event.starts_at.astimezone(zone), "l, j F Y")
    return EventHead(event.name, times, place=event.place, date=day)


def cards(evening: Evening, numbers: Collection[int] = ()) -> Cards:
    """A card for each mentee, or for those with these numbers only."""
    chosen = [each for each in evening.side(Side.MENTEE) if not numbers or each.number in numbers]
    return Cards(evening.head, tuple(_card(each, evening.seats[each.pk]) for each in chosen))


def _card(attendee: Attendee, seats: list[MySeat]) -> Card:
    return Card(
        person=str(attendee.person),
        number=str(attendee.number),
        link=full_address("events:card", attendee.token),
        rows=tuple(
            CardRow(
                seat.turn,
                table=_table(seat),
                mentor=str(seat.others[0].person) if seat.others else "",
                why=seat.reason,
            )
            for seat in seats
        ),
    )


def mentor_sheets(evening: Evening) -> MentorSheets:
    """For each mentor whom they meet turn by turn, with the questions that people let mentors see."""
    return MentorSheets(
        evening.head,
        tuple(
            _sheet(each, evening.seats[each.pk], stays=evening.mentors_stay)
            for each in evening.side(Side.MENTOR)
        ),
    )


def _sheet(mentor: Attendee, seats: list[MySeat], *, stays: bool) -> MentorSheet:
    """A mentor who `stays` has a table of their own; every turn elsewhere says where."""
    usual = str(mentor.table.number) if stays and mentor.table else ""
    return MentorSheet(
        mentor=str(mentor.person),
        table=usual,
        turns=tuple(
            SheetTurn(
                seat.turn,
                mentees=tuple(SeatedMentee(str(each.person), _question(each)) for each in seat.others),
                table=_table(seat) if seat.others and _table(seat) != usual else "",
            )
            for seat in seats
        ),
    )


def _question(attendee: Attendee) -> str:
    return attendee.question if Sharing.QUESTION in attendee.shares else ""


def table_signs(evening: Evening) -> TableSigns:
    """A sign for each table that is used; where mentors move it bears the number alone."""
    hosts = {each.table_id: each for each in evening.side(Side.MENTOR) if each.table_id}
    used = {seat.table for seats in evening.seats.values() for seat in seats if seat.table}
    signs = []
    for table in evening.event.tables.all():
        host = hosts.get(table.pk) if evening.mentors_stay else None
        if table.number in used or host:
            signs.append(
                TableSign(
                    str(table.number),
                    str(host.person) if host else "",
                    evening.topics.get(host.pk, ()) if host else (),
                )
            )
    return TableSigns(evening.head, tuple(signs))


def wall_list(evening: Evening) -> WallList:
    """Everybody's tables by name."""
    names = tuple(
        WallName(str(each.person), tuple(_table(seat) for seat in evening.seats[each.pk]))
        for each in evening.side(Side.MENTEE)
    )
    return WallList(evening.head, names)


def wall_grid(evening: Evening) -> WallGrid:
    """Who sits at which table in which turn. Where a table has several mentors, each turn says with whom."""
    cells: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    hosts: dict[int, dict[int, str]] = defaultdict(dict)
    for mentee in evening.side(Side.MENTEE):
        for seat in evening.seats[mentee.pk]:
            if seat.table is not None and seat.others:
                cells[seat.table][seat.turn].append(str(mentee.person))
                hosts[seat.table][seat.turn] = str(seat.others[0].person)
    turns = range(1, evening.event.turns + 1)
    return WallGrid(
        evening.head,
        tuple(
            _grid_table(number, hosts[number], [cells[number][turn] for turn in turns])
            for number in sorted(cells)
        ),
    )


def _grid_table(number: int, hosts: dict[int, str], turns: list[list[str]]) -> GridTable:
    """`hosts` are the mentors at this table by turn."""
    if len(set(hosts.values())) == 1:
        return GridTable(str(number), next(iter(hosts.values())), tuple(map(tuple, turns)))
    told = tuple(
        (_("with %(mentor)s:") % {"mentor": hosts[turn]}, *names) if names else ()
        for turn, names in enumerate(turns, start=1)
    )
    return GridTable(str(number), "", told)


def _table(seat: MySeat) -> str:
    return "" if seat.table is None else str(seat.table)


PAPERS: dict[PaperKind, Callable[[Evening], Document]] = {
    PaperKind.CARDS: cards,
    PaperKind.MENTORS: mentor_sheets,
    PaperKind.SIGNS: table_signs,
    PaperKind.NAMES: wall_list,
    PaperKind.TABLES: wall_grid,
}


def documents(evening: Evening, order: Order) -> list[tuple[PaperKind, Document]]:
    """What was ordered, each document with its kind."""
    if order.kind == PaperKind.EVERYTHING:
        return [(kind, document(evening)) for kind, document in PAPERS.items()]
    if order.kind == PaperKind.CARDS:
        return [(order.kind, cards(evening, order.numbers))]
    return [(order.kind, PAPERS[order.kind](evening))]


def words() -> Words:
    """The words on paper in the language of the page."""
    return Words(
        language=translation.get_language() or "en",
        cards=_("Cards"),
        mentor_sheets=_("Sheets for mentors"),
        table_signs=_("Table signs"),
        wall_list=_("Find your name"),
        wall_grid=_("Who sits where"),
        name=_("Name"),
        number=_("No."),
        turn=_("Turn"),
        table=_("Table"),
        mentor=_("Mentor"),
        met=_("Met"),
        sits_out=_("Free in this turn"),
        notes=_("Notes"),
        scan=_("On your phone"),
        nobody=_("Nobody comes in this turn."),
        page=_("Page"),
    )


def numbers_of_cards(event: Event) -> set[int]:
    """The numbers of all who get a card: mentees who come. One query."""
    coming = event.attendees.filter(state=RsvpState.COMING, side=Side.MENTEE)
    return set(coming.values_list("number", flat=True))


def is_quick(event: Event, order: Order) -> bool:
    """Whether it is printed while somebody waits: all of a small event, or a few chosen cards."""
    is_few = order.kind == PaperKind.CARDS and 0 < len(order.numbers) <= FEW
    return is_few or is_small(event)


def printings_of(event: Event) -> QuerySet[Printing]:
    """What jobs make or made for the event, the latest first, without the files themselves.

    `followed` is the plan that people follow now, `size` that of the file in bytes.
    """
    return (
        Printing.objects.filter(plan__event=event)
        .annotate(followed=F("plan__event__seating__published"), size=Length("content"))
        .select_related("plan", "asked_by")
        .defer("content", "plan__encoded")
    )


def outdated_cards(seating: Seating) -> list[Attendee]:
    """Mentees who come and hold a card with other seats than the published ones, or none at all, by name.

    Nobody, before cards were printed.
    """
    if not seating.printed_id or seating.printed_id == seating.published_id:
        return []
    old, new = (_rows(plan) for plan in (seating.printed_id, seating.published_id))
    changed = [key for key in old.keys() | new.keys() if old.get(key) != new.get(key)]
    people = seating.event.attendees.filter(pk__in=changed, state=RsvpState.COMING, side=Side.MENTEE)
    return sorted(people.select_related("person"), key=lambda each: (str(each.person).casefold(), each.pk))


def _rows(plan: int | None) -> dict[int, set[tuple[int, int, int | None]]]:
    rows: dict[int, set[tuple[int, int, int | None]]] = defaultdict(set)
    for mentee, *cell in Seat.objects.filter(plan=plan).values_list("mentee", "turn", "mentor", "table"):
        rows[mentee].add((cell[0], cell[1], cell[2]))
    return rows
