"""Presence that varies within the turns: no theorem holds, so the gap to the bound is told."""

import numpy as np

from pairloom.engines.timetable import TimetableProblem, make_problem, solve
from pairloom.engines.timetable.choose import best_choice, question_of
from tests.engines.timetable.oracle import best_figures, figures, mentee_ids, mentor_ids


def everybody_may_meet(
    mentees: int, mentors: int, *, turns: int, seats: int, **given: object
) -> TimetableProblem:
    return make_problem(
        turns=turns,
        mentees=mentee_ids(mentees),
        mentors=mentor_ids(mentors),
        seats=[seats] * mentors,
        edge_mentee=np.repeat(np.arange(mentees), mentors),
        edge_mentor=np.tile(np.arange(mentors), mentees),
        score=np.full(mentees * mentors, 500_000),
        **given,  # type: ignore[arg-type]
    )


def meetings_by_degrees(problem: TimetableProblem) -> int:
    """The most meetings as far as room counts: with constant presence, they could all be had."""
    nobody_asks = np.zeros(len(problem.score), bool)
    return best_choice(problem, question_of(problem, nobody_asks), nobody_asks).bound.meetings


def test_mentees_who_come_late_can_make_the_best_meetings_impossible() -> None:
    """Three mentees, two mentors of one seat, two turns; two mentees come for the second turn only. Degrees
    allow 1 + 1 + 2 meetings, but the second turn has two seats for three."""
    problem = everybody_may_meet(3, 2, turns=2, seats=1, present=[[False, True], [False, True], [True, True]])
    assert meetings_by_degrees(problem) == 4
    result = solve(problem, top=0, mix_budget=0)
    meetings = result.level("meetings")
    assert meetings is not None
    assert (meetings.value, meetings.bound, meetings.proven) == (3, 3, True)
    assert figures(problem, result.seat, 0) == best_figures(problem, 0)


def test_mentors_who_come_late_can_make_the_best_meetings_impossible() -> None:
    """Two mentees, three mentors of one seat, two turns; two mentors come for the second turn only."""
    problem = everybody_may_meet(2, 3, turns=2, seats=1, staffed=[[False, True], [False, True], [True, True]])
    assert meetings_by_degrees(problem) == 4
    result = solve(problem, top=0, mix_budget=0)
    meetings = result.level("meetings")
    assert meetings is not None
    assert (meetings.value, meetings.bound, meetings.proven) == (3, 3, True)
    assert figures(problem, result.seat, 0) == best_figures(problem, 0)


def test_an_event_with_late_and_early_people_comes_within_a_hundredth_of_the_bound() -> None:
    rng = np.random.default_rng(7)
    mentees, mentors, turns = 60, 10, 5
    present = np.ones((mentees, turns), bool)
    for mentee in rng.choice(mentees, 9, replace=False):
        present[mentee, : rng.integers(1, turns)] = False
    staffed = np.ones((mentors, turns), bool)
    staffed[3, 2] = staffed[7, 0] = False
    problem = make_problem(
        turns=turns,
        mentees=mentee_ids(mentees),
        mentors=mentor_ids(mentors),
        seats=[6] * mentors,
        edge_mentee=np.repeat(np.arange(mentees), mentors),
        edge_mentor=np.tile(np.arange(mentors), mentees),
        score=rng.integers(0, 1_000_000, mentees * mentors),
        present=present,
        staffed=staffed,
        pins=[("mentee 1", "mentor 2", 4), ("mentee 5", "mentor 2", None)],
    )
    result = solve(problem, mix_budget=0)
    meetings, affinity = result.level("meetings"), result.level("affinity")
    assert meetings is not None
    assert affinity is not None
    assert meetings.gap <= 0.01
    assert affinity.gap <= 0.01


def test_people_who_left_for_good_and_walk_ins_keep_the_rest_exact() -> None:
    """After a finished turn everybody who is left stays to the end, so the rest is the theorem's case."""
    present = np.ones((8, 4), bool)
    present[:2, 2:] = False
    present[6:, :2] = False
    past = np.array([[at % 3, (at + 1) % 3] if at < 6 else [-1, -1] for at in range(8)])
    problem = everybody_may_meet(8, 4, turns=4, seats=2, present=present, past=past)
    result = solve(problem, top=0, mix_budget=0)
    assert result.proven
    assert (result.seat[:, :2] == past).all()
    assert (result.seat[:2, 2:] == -1).all()
