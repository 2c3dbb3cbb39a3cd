"""What moving people by hand would do, told without solving."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pairloom.engines.timetable import (
    NOBODY,
    BrokenRule,
    TimetableProblem,
    TimetableResult,
    audit,
    broken_rules,
    make_problem,
    solve,
    with_seat,
    with_swap,
)
from tests.engines.timetable.oracle import mentee_ids, mentor_ids, problems


def evening(**given_values: object) -> tuple[TimetableProblem, TimetableResult]:
    """Four mentees, two mentors of two seats, two turns. Mentee i scores mentor j with (i + 1) * (j + 1)."""
    problem = make_problem(
        turns=2,
        mentees=mentee_ids(4),
        mentors=mentor_ids(2),
        seats=[2, 2],
        edge_mentee=np.repeat(np.arange(4), 2),
        edge_mentor=np.tile(np.arange(2), 4),
        score=[1, 2, 2, 4, 3, 6, 4, 8],
        **given_values,  # type: ignore[arg-type]
    )
    return problem, solve(problem, top=1, mix_budget=0)


def seated_with(result: TimetableResult, mentor: int, turn: int) -> list[int]:
    return np.flatnonzero(result.seat[:, turn] == mentor).tolist()


def test_a_swap_in_one_turn_meets_somebody_twice_and_the_same_swap_in_the_other_mends_it() -> None:
    problem, result = evening()
    one, other = seated_with(result, 0, 0)[0], seated_with(result, 1, 0)[0]
    first = with_swap(problem, result, one=one, other=other, turn=0)
    assert {rule.kind for rule in first.broken} == {"met"}
    both = with_swap(problem, first.result, one=one, other=other, turn=1)
    assert both.broken == ()
    assert both.result.affinity == result.affinity
    audit(problem, both.result)


def test_an_empty_seat_costs_the_meeting_and_is_no_longer_proven_best() -> None:
    problem, result = evening()
    turn = int(np.flatnonzero(result.seat[3] == 1)[0])
    change = with_seat(problem, result, mentee=3, turn=turn, mentor=NOBODY)
    assert change.affinity == {"mentee 3": -8}
    assert (change.meetings, change.lost_top, change.won_top) == (-1, ("mentee 3",), ())
    assert change.broken == ()
    assert not change.result.proven
    audit(problem, change.result)


def test_every_rule_that_a_seat_breaks_is_named() -> None:
    problem, result = evening(
        present=[[True, True], [True, True], [True, True], [True, False]],
        staffed=[[True, True], [True, False]],
        bans=[("mentee 0", "mentor 1")],
        pins=[("mentee 1", "mentor 0", 1)],
    )
    seat = result.seat.copy()
    seat[:, 1] = [1, NOBODY, 0, 0]
    kinds = {(rule.kind, rule.mentee) for rule in broken_rules(problem, seat)}
    assert kinds >= {
        ("not_allowed", "mentee 0"),
        ("mentor_absent", "mentee 0"),
        ("mentee_absent", "mentee 3"),
        ("pin", "mentee 1"),
    }
    crowded = np.zeros_like(seat)
    crowded[:, 1] = NOBODY
    assert BrokenRule("seats", "mentee 3", "mentor 0", 0) in broken_rules(problem, crowded)


def test_a_changed_past_and_too_many_meetings_are_named() -> None:
    problem, result = evening(past=[[0], [0], [1], [1]], most=[1, 2, 2, 2])
    changed = with_seat(problem, result, mentee=1, turn=0, mentor=1)
    assert ("over", "mentee 1") in {(rule.kind, rule.mentee) for rule in changed.broken}
    more = with_seat(problem, result, mentee=0, turn=1, mentor=1)
    assert ("most", "mentee 0") in {(rule.kind, rule.mentee) for rule in more.broken}


@settings(max_examples=50)
@given(problem=problems(uneven=True, pins=False))
def test_what_the_solver_made_breaks_no_rule(problem: TimetableProblem) -> None:
    assert broken_rules(problem, solve(problem, mix_budget=0).seat) == ()


@settings(max_examples=50)
@given(problem=problems(pins=False), data=st.data())
def test_figures_after_a_change_are_those_of_the_new_seats(
    problem: TimetableProblem, data: st.DataObject
) -> None:
    result = solve(problem, mix_budget=0)
    mentee = data.draw(st.integers(0, len(problem.mentees) - 1))
    turn = data.draw(st.integers(problem.done, problem.turns - 1))
    mentor = data.draw(st.integers(NOBODY, len(problem.mentors) - 1))
    change = with_seat(problem, result, mentee=mentee, turn=turn, mentor=mentor)
    assert change.result.affinity - result.affinity == sum(change.affinity.values())
    assert change.result.repeats - result.repeats == change.repeats
    if not change.broken:
        audit(problem, change.result)
