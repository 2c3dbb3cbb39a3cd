"""What a new plan on the day would change: whose card, from which table to which, and who gains or loses."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from pairloom.events.enums import Presence, RsvpState
from pairloom.events.models import Attendee, Event, Seat, SeatingPlan
from pairloom.events.report import Gain, Price
from pairloom.people.spelling import plain


@dataclass(frozen=True)
class Move:
    """Where somebody goes in a turn; `is_new` where it is another mentor or table than before."""

    turn: int
    table: int | None
    mentor: str
    is_new: bool


@dataclass(frozen=True)
class Changed:
    """Somebody whose card is printed again, with every turn that is still ahead."""

    attendee: Attendee
    moves: list[Move]


@dataclass(frozen=True)
class Difference:
    """What lies between a plan and the one that people follow.

    `reprinted` hold a card that changes, `new` have none yet. `least_cards` is the least number of cards
    that any plan has to change, None where it is not known. `mentors` have other people at their table;
    `lost` have no seat ahead any more.
    """

    reprinted: list[Changed]
    new: list[Changed]
    least_cards: int | None
    mentors: list[Attendee]
    lost: list[Attendee]
    gains: list[tuple[Attendee, Gain]]

    @property
    def is_least(self) -> bool:
        return self.least_cards is not None and len(self.reprinted) <= self.least_cards

    @property
    def cards(self) -> list[Attendee]:
        """Who gets a card now."""
        return [each.attendee for each in (*self.reprinted, *self.new)]


def still_expected(event: Event) -> list[Attendee]:
    """Everybody whom nobody has marked yet, by name."""
    people = event.attendees.filter(state=RsvpState.COMING, presence=Presence.EXPECTED)
    return sorted(people.select_related("person"), key=_by_name)


def difference(plan: SeatingPlan, former: SeatingPlan | None) -> Difference:
    """What `plan` changes against `former` in the turns ahead of it. Six queries."""
    price = Price.from_json(plan.price)
    now, before = (_cells(each, plan.finished_turns) for each in (plan, former))
    have_card = set(Seat.objects.filter(plan=former).values_list("mentee", flat=True))
    people = Attendee.objects.filter(event=plan.event_id).select_related("person").in_bulk()
    names = {key: str(attendee.person) for key, attendee in people.items()}
    reprint = sorted((people[key] for key in price.reprint if key in people), key=_by_name)
    changed = [
        Changed(attendee, _moves(now.get(attendee.pk, {}), before.get(attendee.pk, {}), names))
        for attendee in reprint
    ]
    lost = [people[key] for key in before.keys() - now.keys() if key in people]
    return Difference(
        reprinted=[each for each in changed if each.attendee.pk in have_card],
        new=[each for each in changed if each.attendee.pk not in have_card],
        least_cards=price.least_cards,
        mentors=[people[key] for key in _with_other_guests(now, before) if key in people],
        lost=sorted(lost, key=_by_name),
        gains=[(people[gain.mentee], gain) for gain in price.gains if gain.mentee in people],
    )


def former_of(plan: SeatingPlan) -> SeatingPlan | None:
    """The plan that people followed before this one: what it is compared with."""
    published: QuerySet[SeatingPlan] = SeatingPlan.objects.filter(
        event=plan.event_id, published_at__isnull=False
    )
    others = published.exclude(pk=plan.pk).defer("encoded")
    if plan.published_at is not None:
        others = others.filter(published_at__lte=plan.published_at)
    return others.order_by("-published_at", "-number").first()


Cells = dict[int, dict[int, tuple[int, int | None]]]  # mentee -> turn -> mentor, table number


def _cells(plan: SeatingPlan | None, finished: int) -> Cells:
    cells: Cells = {}
    seats = Seat.objects.filter(plan=plan, turn__gt=finished) if plan else Seat.objects.none()
    for mentee, turn, mentor, table in seats.values_list("mentee", "turn", "mentor", "table__number"):
        cells.setdefault(mentee, {})[turn] = (mentor, table)
    return cells


def _with_other_guests(now: Cells, before: Cells) -> list[int]:
    """Mentors with guests ahead, whose list of guests is another than before."""
    lists = [
        {(mentor, turn, mentee) for mentee, turns in cells.items() for turn, (mentor, _) in turns.items()}
        for cells in (now, before)
    ]
    others = {mentor for mentor, _, _ in lists[0] ^ lists[1]}
    return sorted(others & {mentor for mentor, _, _ in lists[0]})


def _moves(
    now: dict[int, tuple[int, int | None]], before: dict[int, tuple[int, int | None]], names: dict[int, str]
) -> list[Move]:
    return [
        Move(turn, now[turn][1], names.get(now[turn][0], ""), now[turn] != before.get(turn))
        if turn in now
        else Move(turn, None, "", is_new=True)
        for turn in sorted(now.keys() | before.keys())
    ]


def _by_name(attendee: Attendee) -> tuple[str, int]:
    return plain(str(attendee.person)), attendee.number
