"""The re-plan on the day keeps what stands, seats whom it can, and changes no card without need."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pairloom.engines.timetable import (
    NOBODY,
    InfeasiblePins,
    Pin,
    Replan,
    TimetableProblem,
    make_problem,
    replan,
    solve,
)
from pairloom.engines.timetable.figures import meetings_of_mentees, table_sizes
from pairloom.engines.timetable.problem import Ints
from tests.engines.timetable import oracle
from tests.engines.timetable.evenings import evening, seated_evenings

few = settings(max_examples=25, deadline=None)


def on_the_day(
    problem: TimetableProblem, seat: Ints, *, done: int, gone: Ints = (), mentors_gone: Ints = ()
) -> TimetableProblem:
    """The same event after so many turns, without those who have gone."""
    present, staffed = problem.present.copy(), problem.staffed.copy()
    present[list(gone), done:] = False
    staffed[list(mentors_gone), done:] = False
    return replace(problem, present=present, staffed=staffed, past=seat[:, :done])


@st.composite
def mornings_after(draw: st.DrawFn) -> tuple[TimetableProblem, Ints]:
    """A seated evening where some have gone or are late, mentors are missing, tables and limits shrink."""
    problem, seat = draw(seated_evenings())
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    done = problem.done
    present, staffed = problem.present.copy(), problem.staffed.copy()
    present[rng.random(len(seat)) < 0.2, done:] = False
    present[:, done:] &= rng.random(present[:, done:].shape) < 0.95
    staffed[rng.random(len(staffed)) < 0.2, done:] = False
    seats = np.maximum(problem.seats - (rng.random(len(staffed)) < 0.2), 0).astype(np.int32)
    new = rng.random(len(seat)) < 0.1
    previous = np.where(new[:, None], NOBODY, seat).astype(np.int32)
    past = problem.past.copy()
    past[new] = NOBODY
    problem = replace(problem, present=present, staffed=staffed, seats=seats, past=past)
    return replace(problem, pins=tuple(pin for pin in problem.pins if not new[pin.mentee])), previous


def replanned_or_skipped(problem: TimetableProblem, previous: Ints) -> Replan:
    try:
        return replan(problem, previous)
    except InfeasiblePins:
        assume(False)
        raise


@few
@given(mornings_after())
def test_rules_hold_and_whoever_waits_finds_no_free_seat(case: tuple[TimetableProblem, Ints]) -> None:
    problem, previous = case
    found = replanned_or_skipped(problem, previous)  # audits itself
    seat = found.result.seat
    assert np.array_equal(seat[:, : problem.done], problem.past)
    free = problem.seats[:, None] * problem.staffed - table_sizes(seat, len(problem.mentors))
    may_have_more = meetings_of_mentees(seat) < problem.most
    together = {frozenset(pair) for pair in problem.apart.tolist()}
    for mentee, turn in np.argwhere(problem.present & (seat == NOBODY) & may_have_more[:, None]).tolist():
        if turn >= problem.done and not any(mentee in pair for pair in together):
            mentors = problem.edge_mentor[problem.edge_mentee == mentee]
            unmet = np.setdiff1d(mentors, seat[mentee])
            met = problem.group[seat[mentee][seat[mentee] != NOBODY]]
            unmet = unmet[(problem.group[unmet][:, None] == met).sum(axis=1) < (problem.group_most or 9)]
            assert not (free[unmet, turn] > 0).any()


@few
@given(mornings_after())
def test_changes_are_told_in_full(case: tuple[TimetableProblem, Ints]) -> None:
    problem, previous = case
    found = replanned_or_skipped(problem, previous)
    seat = np.where(problem.present, previous, NOBODY)
    seat[:, : problem.done] = problem.past
    for mentee, turn, old, new in found.changed:
        assert (old, turn >= problem.done) == (previous[mentee, turn], True)
        seat[mentee, turn] = new
    assert np.array_equal(seat, found.result.seat)
    had_card = (previous != NOBODY).any(axis=1)
    assert found.cards_changed == sum(had_card[mentee] for mentee in {cell[0] for cell in found.changed})
    assert found.cards_changed >= found.least_cards


@few
@given(mornings_after())
def test_the_same_day_gives_the_same_plan(case: tuple[TimetableProblem, Ints]) -> None:
    problem, previous = case
    one, other = (replanned_or_skipped(problem, previous) for _ in range(2))
    assert np.array_equal(one.result.seat, other.result.seat)


@few
@given(oracle.problems(uneven=True), st.data())
def test_no_plan_at_all_changes_fewer_cards_than_the_bound(
    problem: TimetableProblem, data: st.DataObject
) -> None:
    previous = data.draw(
        st.lists(
            st.lists(
                st.integers(NOBODY, len(problem.mentors) - 1), min_size=problem.turns, max_size=problem.turns
            ),
            min_size=len(problem.mentees),
            max_size=len(problem.mentees),
        ).map(lambda rows: np.array(rows, np.int32))
    )
    previous[:, : problem.done] = problem.past
    assume(all(len(row[row != NOBODY]) == len(set(row[row != NOBODY].tolist())) for row in previous))
    found = replanned_or_skipped(problem, previous)
    had_card = (previous != NOBODY).any(axis=1)
    changed = [
        int((((seat != previous) & problem.present)[:, problem.done :].any(axis=1) & had_card).sum())
        for seat in oracle.timetables(problem)
    ]
    assert found.least_cards <= min(changed)


def test_when_nothing_has_happened_no_card_changes() -> None:
    problem = evening(24, 6, 4, 4)
    seat = solve(problem).seat
    found = replan(on_the_day(problem, seat, done=1), seat)
    assert (found.changed, found.cards_changed, found.least_cards) == ((), 0, 0)


def test_only_the_cards_of_a_missing_mentor_change_where_others_have_seats() -> None:
    problem = evening(16, 8, 4, 4)  # half of the seats are to spare
    seat = solve(problem).seat
    found = replan(on_the_day(problem, seat, done=2, mentors_gone=[3]), seat)
    owners = np.flatnonzero((seat[:, 2:] == 3).any(axis=1))
    assert found.cards_changed == found.least_cards == len(owners)
    assert {cell[0] for cell in found.changed} == set(owners.tolist())


def test_newcomers_take_the_seats_of_those_who_have_gone() -> None:
    problem = evening(24, 6, 4, 4)
    seat = solve(problem).seat
    seat[[5, 17]] = NOBODY  # two who were not expected
    problem = on_the_day(problem, seat, done=1, gone=[2, 9])
    found = replan(problem, seat)
    assert (found.cards_changed, found.least_cards) == (0, 0)
    assert np.all(found.result.seat[[5, 17], 1:] != NOBODY)


def test_somebody_moves_where_that_is_the_only_way_to_seat_everybody() -> None:
    everywhere, first_only = ("anna", "bela"), "cleo"
    problem = make_problem(
        turns=1,
        mentees=[*everywhere, first_only],
        mentors=["one", "two"],
        seats=[2, 2],
        edge_mentee=[0, 0, 1, 1, 2],
        edge_mentor=[0, 1, 0, 1, 0],
        score=[900_000, 100_000, 900_000, 200_000, 500_000],
    )
    previous = np.array([[0], [0], [NOBODY]], np.int32)
    found = replan(problem, previous)
    assert found.result.seat.tolist() == [[0], [1], [0]]
    assert (found.cards_changed, found.least_cards) == (1, 0)


def test_free_seats_go_to_those_with_the_fewest_meetings() -> None:
    problem = make_problem(
        turns=2,
        mentees=["had one", "had none"],
        mentors=["first", "second"],
        seats=[1, 1],
        edge_mentee=[0, 0, 1],
        edge_mentor=[0, 1, 1],
        score=[900_000, 900_000, 1],
        staffed=[[True, False], [True, True]],
        past=[[0], [NOBODY]],
    )
    previous = np.array([[0, NOBODY], [NOBODY, NOBODY]], np.int32)
    had_none = problem.mentees.index("had none")
    seat = replan(problem, previous[[problem.mentees.index(one) for one in ("had one", "had none")]])
    assert seat.result.seat[had_none].tolist() == [NOBODY, 1]


def test_a_new_pin_is_kept_and_an_impossible_one_refused() -> None:
    problem = evening(24, 6, 4, 4)
    seat = solve(problem).seat
    mentor = int(seat[0, 3])
    problem = replace(on_the_day(problem, seat, done=1), pins=(Pin(0, mentor, 2),))
    assert replan(problem, seat).result.seat[0, 2] == mentor
    away = on_the_day(problem, seat, done=1, mentors_gone=[mentor])
    with pytest.raises(InfeasiblePins):
        replan(away, seat)
