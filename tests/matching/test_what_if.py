import pytest

from pairloom.matching.bridge.what_if import compared, options_for, trade_offs
from pairloom.matching.changes import Pin, Seats
from pairloom.matching.models import MatchRun
from pairloom.matching.report import Price
from tests.support.matching import (
    a_closed_round,
    a_mentee,
    a_mentor,
    a_round_short_of_kubernetes_mentors,
    a_solved_run,
    topics_only,
)

pytestmark = pytest.mark.django_db


def encoded(run: MatchRun) -> bytes:
    return bytes(run.encoded or b"")


def test_the_price_shown_before_a_pin_is_the_price_paid_after_it() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    before = a_solved_run(round)
    taken = before.pairs.get(mentor=people["Kofi"])
    rival = next(people[name] for name in ("Amara", "Bo", "Chen") if people[name].pk != taken.mentee_id)
    told = {option.mentor: option.price for option in options_for(encoded(before), rival.pk)}[
        people["Kofi"].pk
    ]
    after = a_solved_run(round, Pin(rival.pk, people["Kofi"].pk))
    assert told is not None
    assert told.levels == Price.from_json(after.price).levels


def test_the_mentor_whom_somebody_has_is_among_the_options_and_costs_nothing() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    (option,) = options_for(encoded(a_solved_run(round)), people["Dana"].pk)
    assert (option.mentor, option.is_in_plan, option.price) == (people["Mira"].pk, True, None)
    assert (option.seats, option.taken) == (1, 1)


def test_a_mentor_whose_only_seat_is_pinned_to_another_cannot_be_had() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    run = a_solved_run(round, Pin(people["Amara"].pk, people["Kofi"].pk))
    options = {option.mentor: option for option in options_for(encoded(run), people["Bo"].pk)}
    assert options[people["Kofi"].pk].is_blocked
    assert not options[people["Lena"].pk].is_blocked


def test_choosing_again_for_somebody_pinned_ends_the_old_pin() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    run = a_solved_run(round, Pin(people["Amara"].pk, people["Kofi"].pk))
    options = {option.mentor: option for option in options_for(encoded(run), people["Amara"].pk)}
    assert options[people["Kofi"].pk].is_pinned
    assert options[people["Lena"].pk].price is not None


def test_two_proposals_compared_the_other_way_round_change_the_sign() -> None:
    round, people = a_round_short_of_kubernetes_mentors()
    one, other = a_solved_run(round), a_solved_run(round, Seats(people["Kofi"].pk, 2))
    there, back = compared(encoded(one), encoded(other)), compared(encoded(other), encoded(one))
    assert [level.difference for level in there.levels] == [-level.difference for level in back.levels]
    assert (len(there.gainers), len(back.losers)) == (1, 1)


def test_putting_the_total_first_may_leave_the_worst_off_worse() -> None:
    round = a_closed_round()
    round.rubric = topics_only()
    round.save()
    a_mentee(round, "Amara", wants=["Go", "Rust"])
    a_mentee(round, "Bo", wants=["Go", "Rust", "C", "Perl", "Lua", "Zig"])
    a_mentor(round, "Kofi", offers=["Go", "Rust"])
    a_mentor(round, "Lena", offers=["Rust", "Lua"])
    run = a_solved_run(round)
    fair, total = trade_offs(encoded(run), [("served", "worst", "total"), ("total", "served")])
    assert (fair.served, total.served) == (2, 2)
    assert total.total >= fair.total
    assert (fair.worst or 0) >= (total.worst or 0)
    assert fair.proven
    assert not fair.price.moves


def test_a_trade_off_tells_the_worst_off_even_where_that_was_no_aim() -> None:
    round, _ = a_round_short_of_kubernetes_mentors()
    (without,) = trade_offs(encoded(a_solved_run(round)), [("total", "served")])
    worst = {level.name: level for level in without.price.levels}["worst"]
    assert (worst.before, worst.after) == (1.0, 1.0)
