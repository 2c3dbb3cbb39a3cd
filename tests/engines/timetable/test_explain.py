"""What a plan means for one person, and why somebody has less than was asked for."""

import numpy as np

from pairloom.engines.timetable import (
    Encounter,
    Missed,
    Shortfall,
    TimetableProblem,
    explain,
    make_problem,
    shortfalls,
    solve,
)
from tests.engines.timetable.oracle import mentee_ids, mentor_ids


def evening(**changes: object) -> TimetableProblem:
    given: dict[str, object] = {
        "turns": 2,
        "mentees": mentee_ids(3),
        "mentors": mentor_ids(2),
        "seats": [1, 1],
        "edge_mentee": np.repeat(np.arange(3), 2),
        "edge_mentor": np.tile(np.arange(2), 3),
        "score": [500_000, 100_000, 900_000, 200_000, 800_000, 300_000],
    }
    return make_problem(**(given | changes))  # type: ignore[arg-type]


def test_meetings_come_in_order_with_score_wish_and_pin() -> None:
    problem = evening(wished=[("mentee 0", "mentor 1")], pins=[("mentee 0", "mentor 1", 1)])
    told = explain(problem, solve(problem, mix_budget=0), 0)
    assert told.encounters[-1] == Encounter(1, "mentor 1", 100_000, wished=True, wanted=True, pinned=True)
    assert told.total == sum(encounter.score or 0 for encounter in told.encounters)
    assert told.missed == ()


def test_a_turn_without_a_meeting_is_a_bye_and_a_full_table_a_reason() -> None:
    problem = evening(seats=[1, 0])
    result = solve(problem, top=1, mix_budget=0)
    without = next(at for at in range(3) if (result.seat[at] == -1).all())
    told = explain(problem, result, without)
    assert told.byes == (0, 1)
    assert told.missed == (Missed("mentor 0", "full"),)


def test_people_who_are_never_there_together_are_told_so() -> None:
    present = [[True, False], [True, True], [True, True]]
    problem = evening(present=present, staffed=[[False, True], [True, True]])
    told = explain(problem, solve(problem, top=1, mix_budget=0), 0)
    assert told.missed == (Missed("mentor 0", "never_together"),)


def test_whom_one_sees_again_is_named_with_how_often() -> None:
    problem = evening(
        mentees=["a", "b"], edge_mentee=[0, 0, 1, 1], edge_mentor=[0, 1, 0, 1], score=[1] * 4, seats=[2, 0]
    )
    result = solve(problem, mix_budget=0)
    assert explain(problem, result, 0).seen_again == ()
    again = evening(
        mentees=["a", "b"],
        edge_mentee=[0, 0, 1, 1],
        edge_mentor=[0, 1, 0, 1],
        score=[1] * 4,
        seats=[2, 2],
        pins=[("a", "mentor 0", 0), ("b", "mentor 0", 0), ("a", "mentor 1", 1), ("b", "mentor 1", 1)],
    )
    assert explain(again, solve(again, mix_budget=0), 0).seen_again == (("b", 2),)


def test_a_minimum_that_cannot_be_met_says_what_stands_in_the_way() -> None:
    few = evening(least=[2, 0], bans=[("mentee 0", "mentor 0"), ("mentee 1", "mentor 0")])
    assert Shortfall("mentor", "mentor 0", 2, 1, "candidates", 1) in shortfalls(few, solve(few, mix_budget=0))
    away = evening(least=[2, 0], staffed=[[True, False], [True, True]])
    found = shortfalls(away, solve(away, mix_budget=0))
    assert Shortfall("mentor", "mentor 0", 2, 1, "presence", 1) in found
    assert "mentor 0 has 1 meeting instead of 2, as turns and seats allow only 1" in str(found[0])


def test_minimums_that_compete_for_the_same_mentees_are_met_as_far_as_they_go() -> None:
    problem = evening(least=[2, 2], most=[1, 1, 1])
    result = solve(problem, mix_budget=0)
    least = result.level("least")
    assert least is not None
    assert (least.value, least.bound, least.proven) == (3, 3, True)
    assert [short.kind for short in shortfalls(problem, result)] == ["others"]


def test_mentees_with_fewer_meetings_than_turns_are_listed_with_the_reason() -> None:
    problem = evening(seats=[2, 2], bans=[("mentee 0", "mentor 0")])
    found = shortfalls(problem, solve(problem, mix_budget=0))
    assert found == (Shortfall("mentee", "mentee 0", 2, 1, "candidates", 1),)
