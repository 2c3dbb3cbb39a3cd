"""The solver against a search through every timetable of tiny events."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairloom.engines.timetable import (
    NOBODY,
    InfeasiblePins,
    TimetableProblem,
    audit,
    make_problem,
    solve,
)
from tests.engines.timetable.oracle import best_figures, figures, mentee_ids, mentor_ids, problems


@settings(max_examples=150)
@given(problem=problems(pins=False), top=st.integers(0, 2))
def test_who_stays_to_the_end_gets_what_a_search_of_all_timetables_finds(
    problem: TimetableProblem, top: int
) -> None:
    result = solve(problem, top=top, mix_budget=0)
    assert figures(problem, result.seat, top) == best_figures(problem, top)
    assert result.proven
    assert result.affinity == result.affinity_bound


@settings(max_examples=150)
@given(problem=problems(uneven=True), top=st.integers(0, 2))
def test_tiny_events_with_pins_and_varying_presence_are_solved_whole_or_refused_with_reason(
    problem: TimetableProblem, top: int
) -> None:
    best = best_figures(problem, top)
    if best is None:
        with pytest.raises(InfeasiblePins) as refusal:
            solve(problem, top=top, mix_budget=0)
        assert refusal.value.conflicts
        return
    result = solve(problem, top=top, mix_budget=0)
    audit(problem, result)
    assert result.proven
    assert figures(problem, result.seat, top) == best


def test_the_same_problem_gives_the_same_seats() -> None:
    problem = speed_event(mentees=40, mentors=8, turns=5, seats=5)
    assert np.array_equal(solve(problem, seed=3).seat, solve(problem, seed=3).seat)


def test_seats_that_are_too_few_are_shared_evenly() -> None:
    problem = speed_event(mentees=10, mentors=2, turns=4, seats=2)
    result = solve(problem, mix_budget=0)
    assert (result.meetings_min, result.meetings_max) == (1, 2)
    assert result.proven


def test_pins_to_a_turn_cost_no_meeting_when_everybody_stays() -> None:
    pins = [("mentee 0", "mentor 1", 2), ("mentee 1", "mentor 1", 2), ("mentee 2", "mentor 0", 0)]
    problem = speed_event(mentees=24, mentors=6, turns=4, seats=4, pins=pins)
    result = solve(problem, top=0, mix_budget=0)
    assert result.proven
    assert result.meetings_min == 4


@pytest.mark.parametrize(("mentees", "mentors", "seats"), [(260, 20, 13), (1_000, 64, 16)])
def test_in_larger_events_nobody_falls_short_of_what_the_worst_off_could_have(
    mentees: int, mentors: int, seats: int
) -> None:
    problem = speed_event(mentees=mentees, mentors=mentors, turns=3, seats=seats)
    result = solve(problem, mix_budget=0)
    worst, affinity = result.level("worst"), result.level("affinity")
    assert worst is not None
    assert affinity is not None
    best_three = np.sort(problem.score.reshape(mentees, mentors), axis=1)[:, -3:].sum(axis=1)
    assert worst.value == best_three.min()
    assert worst.proven
    assert affinity.gap < 0.002


def test_an_event_without_anybody_has_an_empty_answer() -> None:
    problem = make_problem(
        turns=2, mentees=[], mentors=[], seats=[], edge_mentee=[], edge_mentor=[], score=[]
    )
    assert solve(problem).seat.shape == (0, 2)


def test_somebody_whom_nobody_may_meet_sits_out_and_the_rest_is_best() -> None:
    problem = make_problem(
        turns=1,
        mentees=["ann", "bob"],
        mentors=["kim"],
        seats=[1],
        edge_mentee=[0],
        edge_mentor=[0],
        score=[7],
    )
    result = solve(problem)
    assert result.seat.tolist() == [[0], [NOBODY]]
    assert result.meetings_min == 0


def speed_event(
    *,
    mentees: int,
    mentors: int,
    turns: int,
    seats: int,
    pins: list[tuple[str, str, int | None]] | None = None,
) -> TimetableProblem:
    rng = np.random.default_rng(mentees)
    return make_problem(
        turns=turns,
        mentees=mentee_ids(mentees),
        mentors=mentor_ids(mentors),
        seats=[seats] * mentors,
        edge_mentee=np.repeat(np.arange(mentees), mentors),
        edge_mentor=np.tile(np.arange(mentors), mentees),
        score=rng.integers(0, 1_000_000, mentees * mentors),
        pins=pins or [],
    )
