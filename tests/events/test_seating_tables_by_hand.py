"""Where mentors move: mentees change tables by hand, mentors in a turn. The price, the seats after."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

import pytest
import time_machine

from pairloom.core import clock
from pairloom.core.errors import RefusedError
from pairloom.events.bridge.affinity import scored_pairs
from pairloom.events.bridge.pricing import price_of
from pairloom.events.changes import Apart, Ban, LetGo, Move, Pin, Replan, Retable
from pairloom.events.enums import PlanState, WhoMoves
from pairloom.events.models import Event, Seating, SeatingPlan
from pairloom.events.queries.room import room_of
from pairloom.events.queries.seating import read_event, seating_of
from pairloom.events.queries.seating_page import names_of
from pairloom.events.report import Price
from pairloom.events.room import Room
from pairloom.events.seating_words import conflict_words
from pairloom.events.services.seating import publish
from pairloom.programmes.enums import Side
from tests.events.test_seating import planned
from tests.support.events import a_full_event, an_attendee

pytestmark = pytest.mark.django_db

Seats = dict[tuple[int, int], tuple[int, int]]  # (mentee, turn) to mentor and table


def an_evening(**columns: object) -> Event:
    """Nine mentees at four tables of three, four mentors who go round, two turns."""
    wished = {"mentees": 9, "mentors": 4, "tables": {1: 3, 2: 3, 3: 3, 4: 3}, "turns": 2}
    return a_full_event(**{**wished, "who_moves": WhoMoves.MENTORS, **columns})  # type: ignore[arg-type]


def on_the_day(**columns: object) -> Event:
    """The same with three turns; the first has begun."""
    event = an_evening(turns=3, starts_at=clock.now() + timedelta(days=1), **columns)
    event.began_at = event.starts_at
    event.save()
    return event


def seats(plan: SeatingPlan) -> Seats:
    rows = plan.seats.values_list("mentee", "turn", "mentor", "table")
    return {(mentee, turn): (mentor, table) for mentee, turn, mentor, table in rows}


def room(plan: SeatingPlan) -> Room:
    found = room_of(plan)
    assert found is not None
    return found


def people(event: Event, side: Side) -> list[int]:
    return list(event.attendees.filter(side=side).order_by("pk").values_list("pk", flat=True))


def swapped_mentees(plan: SeatingPlan, one: int, other: int, turn: int = 1) -> Retable:
    here, there = room(plan).table(one), room(plan).table(other)
    return room(plan).moved((Move(one, here, there), Move(other, there, here)), turn=turn, lasts=True)


def swapped_mentors(plan: SeatingPlan, one: int, other: int, turn: int) -> Retable:
    here, there = (room(plan).visits(mentor, turn) for mentor in (one, other))
    return room(plan).moved((Move(one, here, there), Move(other, there, here)), turn=turn, lasts=False)


def a_swap_of_mentees(plan: SeatingPlan, turn: int = 1) -> Retable:
    """Two mentees of different tables who break no rule."""
    for one, other in combinations(people(plan.event, Side.MENTEE), 2):
        if room(plan).table(one) != room(plan).table(other):
            change = swapped_mentees(plan, one, other, turn)
            if not price_of(bytes(plan.encoded), change, frozen=turn - 1, room=room(plan)).broken:
                return change
    raise AssertionError("nobody could swap")


def a_swap_of_mentors(plan: SeatingPlan, turn: int = 1) -> Retable:
    """Two mentors whose tables both meet somebody new."""
    for one, other in combinations(people(plan.event, Side.MENTOR), 2):
        change = swapped_mentors(plan, one, other, turn)
        if change.cells and not price_of(bytes(plan.encoded), change, frozen=0, room=room(plan)).broken:
            return change
    raise AssertionError("no mentors could swap")


@dataclass(frozen=True)
class Counted:
    """A change counted with nothing but the seats before and what was asked."""

    change: Retable
    after: Seats


def every_change(plan: SeatingPlan) -> Iterator[Counted]:
    """Each two mentees, each mentee at each other table, each two mentors in each turn."""
    before, event = seats(plan), plan.event
    table_of = {mentee: table for (mentee, _), (_, table) in before.items()}
    mentor_at = {(table, turn): mentor for (_, turn), (mentor, table) in before.items()}

    def counted(change: Retable, tables: dict[int, int], mentors: dict[tuple[int, int], int]) -> Counted:
        return Counted(
            change,
            {
                (mentee, turn): (mentors[table, turn], table)
                for mentee, table in tables.items()
                for turn in range(1, event.turns + 1)
                if (table, turn) in mentors
            },
        )

    for one, other in combinations(sorted(table_of), 2):
        if table_of[one] != table_of[other]:
            tables = table_of | {one: table_of[other], other: table_of[one]}
            yield counted(swapped_mentees(plan, one, other), tables, mentor_at)
    for mentee, table in sorted(table_of.items()):
        for other in sorted({*table_of.values()} - {table}):
            change = room(plan).moved([Move(mentee, table, other)], turn=1, lasts=True)
            yield counted(change, table_of | {mentee: other}, mentor_at)
    for (here, turn), one in sorted(mentor_at.items()):
        for (there, then), other in sorted(mentor_at.items()):
            if turn == then and one < other:
                mentors = mentor_at | {(here, turn): other, (there, turn): one}
                yield counted(swapped_mentors(plan, one, other, turn), table_of, mentors)


def sums(worth: dict[tuple[int, int], int], of: Seats) -> dict[int, int]:
    found: Counter[int] = Counter()
    for (mentee, _), (mentor, _) in of.items():
        found[mentee] += worth.get((mentee, mentor), 0)
    return dict(found)


def test_the_price_of_every_change_is_what_counting_one_by_one_says() -> None:
    event = an_evening()
    plan = planned(event)
    scored = scored_pairs(read_event(event))
    ids = [[int(each.id[1:]) for each in side] for side in (scored.profiles.mentees, scored.profiles.mentors)]
    worth = {
        (ids[0][mentee], ids[1][mentor]): int(units)
        for mentee, mentor, units in zip(scored.mentee, scored.mentor, scored.units, strict=True)
    }
    before, tried = seats(plan), Counter[str]()
    for each in every_change(plan):
        price = price_of(bytes(plan.encoded), each.change, frozen=0, room=room(plan))
        old, new = sums(worth, before), sums(worth, each.after)
        moved = {key[0] for key in before | each.after if before.get(key, (0, 0))[0] != each.after[key][0]}
        gains = {gain.mentee: (gain.before * 1e6, gain.after * 1e6) for gain in price.gains}
        assert gains == {one: (pytest.approx(old[one]), pytest.approx(new[one])) for one in moved}
        differences = [gain.after - gain.before for gain in price.gains]
        assert differences == sorted(differences), "who loses most comes first"
        figures = {figure.name: figure.after for figure in price.figures}
        assert figures["meetings"] == len(each.after)
        assert figures["affinity"] * 1e6 == pytest.approx(sum(new.values()) / len(each.after))
        twice = {
            (mentee, mentor)
            for (mentee, turn), (mentor, _) in each.after.items()
            if any(
                key != (mentee, turn) and key[0] == mentee and each.after[key][0] == mentor
                for key in each.after
            )
        }
        told = {
            (mentee, broken.people[-1])
            for broken in price.broken
            if broken.kind == "met-twice"
            for mentee in broken.people[:-1]
        }
        assert told == twice
        crowded = {table for (table, _), count in crowds(each.after).items() if count > 3}
        assert {broken.table for broken in price.broken if broken.kind == "table-full"} == crowded
        assert {broken.kind for broken in price.broken} <= {"met-twice", "table-full"}
        tried.update({"forbidden" if price.is_forbidden else "allowed": 1, f"{len(each.change.moves)}": 1})
    assert tried.keys() == {"1", "2", "forbidden", "allowed"}


def crowds(of: Seats) -> Counter[tuple[int, int]]:
    return Counter((table, turn) for (_, turn), (_, table) in of.items())


def test_what_is_done_is_what_was_priced_and_nobody_else_moves() -> None:
    event = an_evening()
    plan = planned(event)
    for each in list(every_change(plan))[::5]:
        price = price_of(bytes(plan.encoded), each.change, frozen=0, room=room(plan))
        if price.is_forbidden:
            with pytest.raises(RefusedError):
                planned(event, each.change)
            continue
        seating = seating_of(event)
        seating.current = plan
        seating.save()
        changed = planned(event, each.change)
        assert changed.state == PlanState.SOLVED
        assert seats(changed) == each.after
        figures = {figure.name: figure.after for figure in price.figures}
        assert changed.report["affinity"] == pytest.approx(figures["affinity"])


def test_whoever_was_moved_keeps_the_table_when_it_is_planned_again() -> None:
    event = an_evening()
    by_mentees = a_swap_of_mentees(planned(event))
    by_mentors = a_swap_of_mentors(planned(event, by_mentees), turn=2)
    planned(event, by_mentors)
    again = planned(event)
    assert again.state == PlanState.SOLVED
    for move in by_mentees.moves:
        assert room(again).table(move.person) == move.after
    for move in by_mentors.moves:
        assert room(again).visits(move.person, 2) == move.after


def test_a_table_that_was_let_go_is_open_again() -> None:
    event = an_evening()
    change = a_swap_of_mentors(planned(event))
    planned(event, change)
    one, other = (move.person for move in change.moves)
    left = planned(event, LetGo(one, 1))
    assert [place[0] for place in left.adjustments["places"]] == [other]
    mentee = people(event, Side.MENTEE)[0]
    kept = planned(event, LetGo(mentee))
    assert kept.adjustments == left.adjustments, "nobody gave this mentee a table"


def test_a_later_move_overrules_an_earlier_one_and_pins_that_it_leaves() -> None:
    event = an_evening()
    plan = planned(event)
    change = a_swap_of_mentees(plan)
    one, other = (move.person for move in change.moves)
    met = next(cell for cell in change.cells if cell.mentee == one and cell.before)
    plan = planned(event, Pin(one, met.before, met.turn))
    planned(event, swapped_mentees(plan, one, other))
    back = planned(event, swapped_mentees(seating_of(event).current, one, other))
    assert back.adjustments["pins"] == []
    assert back.adjustments["places"] == [
        [one, room(plan).table(one), None],
        [other, room(plan).table(other), None],
    ]


def test_the_cards_to_reprint_are_those_of_all_whose_mentors_change() -> None:
    event = an_evening()
    plan = planned(event)
    publish(event=event, made_on=plan.number, by=None)
    mentees = a_swap_of_mentees(plan)
    changed = planned(event, mentees)
    assert set(Price.from_json(changed.price).reprint) == {move.person for move in mentees.moves}
    mentors = a_swap_of_mentors(changed)
    at_both = {cell.mentee for cell in mentors.cells}
    again = planned(event, mentors)
    assert set(Price.from_json(again.price).reprint) == at_both | {move.person for move in mentees.moves}
    assert seating_of(event).published == plan


def test_turns_that_have_begun_keep_their_tables_and_mentors() -> None:
    event = on_the_day(mentors=3)
    before = planned(event)
    publish(event=event, made_on=before.number, by=None)
    with time_machine.travel(event.starts_at + timedelta(minutes=1), tick=False):
        over = price_of(bytes(before.encoded), a_swap_of_mentees(before), frozen=1, room=room(before))
        assert over.is_forbidden
        assert [broken.kind for broken in over.broken] == ["over"]
        with pytest.raises(RefusedError):
            planned(event, a_swap_of_mentees(before))
        one, other = next(
            pair
            for pair in combinations(people(event, Side.MENTEE), 2)
            if len({*map(room(before).table, pair)}) == 2
        )
        alike = swapped_mentees(before, one, other, turn=2)
        price = price_of(bytes(before.encoded), alike, frozen=1, room=room(before))
        assert {broken.kind for broken in price.broken} == {"met-twice"}, "each meets all three in the end"


def test_who_changes_tables_in_the_middle_meets_nobody_twice_when_it_is_planned_again() -> None:
    event = on_the_day(mentors=4)
    before = planned(event)
    publish(event=event, made_on=before.number, by=None)
    with time_machine.travel(event.starts_at + timedelta(minutes=1), tick=False):
        change = a_swap_of_mentees(before, turn=2)
        moved = planned(event, change)
        assert {key: seat for key, seat in seats(moved).items() if key[1] == 1} == {
            key: seat for key, seat in seats(before).items() if key[1] == 1
        }
        publish(event=event, made_on=moved.number, by=None)
    with time_machine.travel(event.starts_at + timedelta(minutes=14), tick=False):
        missing = next(key for key in people(event, Side.MENTEE) if key not in change.people)
        newcomer = an_attendee(event, topics="Go")
        after = planned(event, Replan((missing,)))
        assert after.state == PlanState.SOLVED
        for move in change.moves:
            assert [seats(after)[move.person, turn][1] for turn in (1, 2, 3)] == [
                move.before,
                move.after,
                move.after,
            ]
        assert (newcomer.pk, 3) in seats(after)
        met = Counter((mentee, mentor) for (mentee, _), (mentor, _) in seats(after).items())
        assert set(met.values()) == {1}


def test_mentees_who_cannot_move_stay_and_others_may_come_to_their_table() -> None:
    event = an_evening()
    mentee = event.attendees.filter(side=Side.MENTEE).first()
    mentee.keeps_table, mentee.table = True, event.tables.get(number=4)
    mentee.save()
    plan = planned(event)
    other = next(key for key in people(event, Side.MENTEE) if room(plan).table(key) != mentee.table_id)
    price = price_of(bytes(plan.encoded), swapped_mentees(plan, mentee.pk, other), frozen=0, room=room(plan))
    assert price.is_forbidden
    assert [(broken.kind, broken.people, broken.table) for broken in price.broken if broken.table] == [
        ("cannot-move", (mentee.pk,), mentee.table_id)
    ]


def test_bans_and_people_apart_are_told_and_only_bans_forbid() -> None:
    event = an_evening()
    change = a_swap_of_mentees(planned(event))
    one, other = (move.person for move in change.moves)
    met = next(cell for cell in change.cells if cell.mentee == one and cell.after)
    neighbour = next(
        key
        for key in people(event, Side.MENTEE)
        if key not in (one, other) and room(seating_of(event).current).table(key) == change.moves[0].after
    )
    plan = planned(event, Apart(one, neighbour))
    apart = price_of(bytes(plan.encoded), change, frozen=0, room=room(plan))
    assert [broken.kind for broken in apart.broken] == ["apart"]
    assert not apart.is_forbidden
    plan = planned(event, Ban(one, met.after))
    again = swapped_mentees(plan, one, other)
    banned = price_of(bytes(plan.encoded), again, frozen=0, room=room(plan))
    wanted = {cell.turn for cell in again.cells if (cell.mentee, cell.after) == (one, met.after)}
    assert {broken.turn for broken in banned.broken if broken.kind == "not-allowed"} == wanted


def test_a_mentor_goes_where_nobody_comes_and_the_table_left_behind_sits_out() -> None:
    event = an_evening(mentees=12, mentors=3)
    plan = planned(event)
    at, turn = room(plan), 1
    (waiting,) = {table for table in at.seats if (table, turn) not in at.mentor_at}
    mentor = next(
        key
        for key in people(event, Side.MENTOR)
        if (waiting, key) not in {(t, m) for (t, _), m in at.mentor_at.items()}
    )
    here = at.visits(mentor, turn)
    changed = planned(event, at.moved([Move(mentor, here, waiting)], turn=turn, lasts=False))
    assert room(changed).visits(mentor, turn) == waiting
    at_table = {
        mentee for (mentee, then), (_, table) in seats(changed).items() if (table, then) == (waiting, turn)
    }
    assert at_table == {key for key in people(event, Side.MENTEE) if at.table(key) == waiting}
    assert changed.report["sitting_out"] == plan.report["sitting_out"] == 6
    assert not any(table == here and then == turn for (_, then), (_, table) in seats(changed).items())


def test_a_mentor_who_is_free_takes_over_from_another() -> None:
    event = an_evening(mentees=6, mentors=2, tables={1: 3, 2: 3}, turns=1)
    an_attendee(event, Side.MENTOR, topics="Testing")
    at = room(planned(event))
    (free,) = (mentor for mentor in people(event, Side.MENTOR) if at.visits(mentor, 1) is None)
    busy, table = at.mentor_at[event.tables.get(number=1).pk, 1], event.tables.get(number=1).pk
    changed = planned(event, swapped_mentors(seating_of(event).current, free, busy, 1))
    assert (room(changed).visits(free, 1), room(changed).visits(busy, 1)) == (table, None)
    assert changed.adjustments["places"] == [[free, table, 1]]


def test_a_mentor_sent_to_a_table_and_pinned_to_somebody_elsewhere_is_told_with_both() -> None:
    event = an_evening()
    plan = planned(event)
    change = a_swap_of_mentors(plan)
    planned(event, change)
    mentor, table = change.moves[0].person, change.moves[0].after
    elsewhere = next(key for key in people(event, Side.MENTEE) if room(plan).table(key) != table)
    publish(event=event, made_on=seating_of(event).current.number, by=None)
    failed = planned(event, Pin(elsewhere, mentor, 1))
    assert failed.state == PlanState.FAILED
    told = " ".join(conflict_words(each, names_of(event)) for each in failed.failure)
    number = event.tables.get(pk=table).number
    assert f"{event.attendees.get(pk=mentor).person} at table {number}" in told
    assert f"{event.attendees.get(pk=elsewhere).person} with" in told


def test_a_plan_that_a_bell_overtook_is_not_changed_by_hand() -> None:
    event = on_the_day()
    followed = planned(event)
    publish(event=event, made_on=followed.number, by=None)
    draft = planned(event, a_swap_of_mentees(followed))
    with time_machine.travel(event.starts_at + timedelta(minutes=1), tick=False):
        with pytest.raises(RefusedError, match="bell rang"):
            planned(event, a_swap_of_mentors(draft, turn=2))
        Seating.objects.update(current=followed)
        assert planned(event, a_swap_of_mentors(followed, turn=2)).state == PlanState.SOLVED
