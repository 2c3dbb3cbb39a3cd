"""What the host's seating page shows: a plan in words, its tables turn by turn, its people turn by turn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from pairloom.events import seating_words as words
from pairloom.events.adjustments import Adjustments
from pairloom.events.change_words import change_words
from pairloom.events.changes import change_from_json
from pairloom.events.enums import RsvpState, WhoMoves
from pairloom.events.models import Attendee, Event, Seat, SeatingPlan
from pairloom.events.queries.seating import plans_of
from pairloom.events.report import Price, Report, differences
from pairloom.programmes.enums import Side

NAMED = ("person__name", "person__email", "person__erased_at")
PEOPLE_A_PAGE = 60


@dataclass(frozen=True)
class Asked:
    """A pin, a ban or two people apart, with their keys and names."""

    one: int
    other: int
    names: tuple[str, str]
    turn: int | None = None


@dataclass(frozen=True)
class Given:
    """A table that somebody was given by hand: a mentee all evening, a mentor in a turn."""

    person: int
    name: str
    table: str
    turn: int | None


@dataclass(frozen=True)
class PlanView:
    """A plan in words. `reprint` counts people who hold a card with other seats."""

    plan: SeatingPlan
    change: str
    figures: list[words.Figure]
    notices: list[str]
    failure: list[str]
    changed: list[words.Changed]
    reprint: int
    least_cards: int | None
    report: Report | None
    pins: list[Asked]
    bans: list[Asked]
    apart: list[Asked]
    places: list[Given]
    again: bool


@dataclass(frozen=True)
class PersonRow:
    """A mentee through all turns; None where somebody sits out or is away."""

    person: Attendee
    seats: list[tuple[int, Seat | None]]


def plan_view(plan: SeatingPlan, names: words.Names) -> PlanView:
    """Everything about a plan but its seats. No query."""
    adjustments = Adjustments.from_json(plan.adjustments)
    report = Report.from_json(plan.report) if plan.report else None
    before = Report.from_json(plan.parent.report) if plan.parent and plan.parent.report else None
    price = Price.from_json(plan.price)
    mentors_move = plan.event.who_moves == WhoMoves.MENTORS
    keeps_known_apart = not adjustments.again and not mentors_move
    return PlanView(
        plan=plan,
        change=change_words(change_from_json(plan.change), names) if plan.change else "",
        figures=words.figures(report, mentors_move=mentors_move) if report else [],
        notices=[
            *words.set_aside(report, names),
            *words.notices(report, keeps_known_apart=keeps_known_apart),
        ]
        if report
        else [],
        failure=[words.conflict_words(conflict, names) for conflict in plan.failure],
        changed=words.changed_figures(differences(before, report), mentors_move=mentors_move)
        if before and report
        else [],
        reprint=len(price.reprint),
        least_cards=price.least_cards,
        report=report,
        pins=[
            Asked(pin.mentee, pin.mentor, (names[pin.mentee], names[pin.mentor]), pin.turn)
            for pin in sorted(
                adjustments.pins, key=lambda pin: (names[pin.mentee], pin.turn or 0, pin.mentor)
            )
        ],
        bans=_asked(adjustments.bans, names),
        apart=_asked(adjustments.apart, names),
        places=[
            Given(each.person, names[each.person], names.table(each.table), each.turn)
            for each in sorted(
                adjustments.places, key=lambda each: (each.turn or 0, names[each.person], each.person)
            )
        ],
        again=adjustments.again,
    )


def _asked(pairs: Iterable[tuple[int, int]], names: words.Names) -> list[Asked]:
    found = [Asked(one, other, (names[one], names[other])) for one, other in pairs]
    return sorted(found, key=lambda asked: asked.names)


def names_of(event: Event, keys: Iterable[int] | None = None) -> words.Names:
    """What people are called, by attendee key: everybody who ever answered, or those in `keys`.

    Where mentors move, it knows the tables' numbers, too. Two queries at most.
    """
    attendees = event.attendees.all() if keys is None else event.attendees.filter(pk__in=set(keys))
    shown = attendees.select_related("person").only("event", *NAMED)
    tables = dict(event.tables.values_list("pk", "number")) if event.who_moves == WhoMoves.MENTORS else {}
    return words.Names({attendee.pk: str(attendee.person) for attendee in shown}, tables)


def people_in(plan: SeatingPlan) -> set[int]:
    """Everybody whom a plan's words name."""
    adjustments = Adjustments.from_json(plan.adjustments)
    change = change_from_json(plan.change).people if plan.change else ()
    pairs = [*(pin[:2] for pin in adjustments.pins), *adjustments.bans, *adjustments.apart]
    pairs += [pair for conflict in plan.failure for pair in conflict.get("pairs", ())]
    people = {conflict.get("person") for conflict in plan.failure} - {None}
    people |= {mentor for conflict in plan.failure for mentor, _ in conflict.get("places", ())}
    people |= {place.person for place in adjustments.places}
    return {*change, *people, *(key for pair in pairs for key in pair)}


def people_of(event: Event, side: Side) -> list[Attendee]:
    """Who comes on that side, by name, with number and person only. One query."""
    coming = event.attendees.filter(side=side, state=RsvpState.COMING).select_related("person")
    found = coming.only("event", "number", *NAMED)
    return sorted(found, key=lambda each: (str(each.person).casefold(), each.pk))


def people_page(plan: SeatingPlan, *, search: str, number: str | None) -> Page[Attendee]:
    """A page of mentees who come, by name."""
    people = plan.event.attendees.filter(side=Side.MENTEE, state=RsvpState.COMING)
    if search:
        people = people.filter(
            Q(person__name__icontains=search) | Q(pk__in=found_in(plan, search).values("mentee"))
        )
    ordered = people.select_related("person").order_by("person__name", "pk")
    return Paginator(ordered, PEOPLE_A_PAGE).get_page(number)


def person_rows(plan: SeatingPlan, people: Sequence[Attendee]) -> list[PersonRow]:
    """These mentees through all turns. One query."""
    seats = with_people(plan).filter(mentee__in=[person.pk for person in people])
    found = {(seat.mentee_id, seat.turn): seat for seat in seats}
    turns = range(1, plan.event.turns + 1)
    return [PersonRow(person, [(turn, found.get((person.pk, turn))) for turn in turns]) for person in people]


def found_in(plan: SeatingPlan, search: str) -> QuerySet[Seat]:
    """Seats with a mentee or mentor whose name contains the text."""
    return plan.seats.filter(
        Q(mentee__person__name__icontains=search) | Q(mentor__person__name__icontains=search)
    )


def with_people(plan: SeatingPlan) -> QuerySet[Seat]:
    """Seats with names and numbers at hand, by turn."""
    shown = [f"{side}__{column}" for side in ("mentee", "mentor") for column in ("number", *NAMED)]
    return (
        plan.seats.select_related("mentee__person", "mentor__person", "table")
        .only("plan", "turn", "table__number", *shown)
        .order_by("turn", "mentee__number")
    )


@dataclass(frozen=True)
class ToldPlan:
    """A plan, and what it did differently."""

    plan: SeatingPlan
    change: str


def told_plans_since(event: Event, number: int) -> list[ToldPlan]:
    """What was done after plan `number` was made, oldest first."""
    names = names_of(event)
    return [
        ToldPlan(plan, change_words(change_from_json(plan.change), names))
        for plan in plans_of(event).filter(number__gt=number).order_by("number")
    ]
