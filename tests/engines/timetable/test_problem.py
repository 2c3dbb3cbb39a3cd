"""What makes a timetable problem, and what is refused with which words."""

from typing import Any

import numpy as np
import pytest

from pairloom.engines.timetable import NOBODY, Pin, ProblemError, make_problem


def given(**changes: Any) -> dict[str, Any]:
    return {
        "turns": 2,
        "mentees": ["zoe", "ann"],
        "mentors": ["tom", "kim"],
        "seats": [1, 2],
        "edge_mentee": [0, 0, 1],
        "edge_mentor": [0, 1, 1],
        "score": [10, 20, 30],
    } | changes


def test_people_and_pairs_are_put_in_order_of_their_ids():
    problem = make_problem(**given(present=[[True, False], [True, True]], past=[[0], [NOBODY]]))
    assert problem.mentees == ("ann", "zoe")
    assert problem.mentors == ("kim", "tom")
    assert problem.seats.tolist() == [2, 1]
    assert problem.edge_mentee.tolist() == [0, 1, 1]
    assert problem.edge_mentor.tolist() == [0, 0, 1]
    assert problem.score.tolist() == [30, 20, 10]
    assert problem.present.tolist() == [[True, True], [True, False]]
    assert problem.past.tolist() == [[NOBODY], [1]]
    assert problem.done == 1


def test_banned_and_met_pairs_are_absent_and_only_bans_are_kept_to_tell_why():
    problem = make_problem(**given(bans=[("zoe", "tom")], met=[("ann", "kim")]))
    assert problem.edge_mentee.tolist() == [1]
    assert problem.bans.tolist() == [[1, 1]]


def test_a_pin_without_a_score_becomes_an_edge_worth_nothing():
    problem = make_problem(**given(pins=[("ann", "tom", 1)]))
    assert problem.pins == (Pin(0, 1, 1),)
    assert problem.score[problem.edges_at(0, 1)] == 0


def test_a_pin_that_the_past_has_settled_is_gone():
    problem = make_problem(**given(past=[[1], [0]], pins=[("zoe", "kim", None), ("ann", "tom", 0)]))
    assert problem.pins == ()


def test_meetings_are_worth_their_score_and_unknown_ones_nothing():
    problem = make_problem(**given())
    assert problem.worth_of(np.array([[0, 1], [NOBODY, 0]], np.int32)).tolist() == [[30, 0], [0, 20]]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"turns": 0}, "turns: at least 1"),
        ({"mentees": ["ann", "ann"]}, "the mentee id ann is listed twice"),
        ({"seats": [1, -1]}, "seats: a number is not between"),
        ({"seats": [1]}, "seats: 2 numbers expected, 1 given"),
        ({"edge_mentor": [0, 1, 2]}, "an edge names a mentor that is not there"),
        ({"edge_mentor": [1, 1, 1]}, "the pair zoe, kim is listed twice"),
        ({"score": [1, 2, 1_000_001]}, "score: a number is not between 0 and 1000000"),
        ({"present": [[True]]}, "present: 2 rows of 2 turns expected"),
        ({"past": [[0], [5]]}, "a finished turn names a mentor who is not there"),
        ({"pins": [("bob", "tom", None)]}, "a pin names the unknown mentee bob"),
        ({"pins": [("ann", "tom", 2)]}, "ann is pinned to tom in turn 3, which is over or does not exist"),
        ({"past": [[0], [1]], "pins": [("ann", "tom", 0)]}, "in turn 1, which is over"),
        ({"apart": [("ann", "ann")]}, "kept apart from themselves"),
    ],
)
def test_bad_values_are_refused_by_name(changes: dict[str, Any], words: str):
    with pytest.raises(ProblemError, match=words):
        make_problem(**given(**changes))
