"""The audit must find every fault that is put into a sound result."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from pairloom.engines.timetable import (
    NOBODY,
    AuditError,
    Level,
    TimetableProblem,
    audit,
    make_problem,
    solve,
)
from tests.engines.timetable.oracle import mentee_ids, mentor_ids


def evening(**given: Any) -> TimetableProblem:
    """Six mentees, three mentors, three turns, of which one is over; somebody is late and one pair banned."""
    rng = np.random.default_rng(2)
    there = np.ones((6, 3), bool)
    there[5, 1] = False
    staffed = np.ones((3, 3), bool)
    staffed[2, 2] = False
    return make_problem(
        **(
            {
                "turns": 3,
                "mentees": mentee_ids(6),
                "mentors": mentor_ids(3),
                "seats": [2, 3, 3],
                "edge_mentee": np.repeat(np.arange(6), 3),
                "edge_mentor": np.tile(np.arange(3), 6),
                "score": rng.integers(1, 1_000_000, 18),
                "present": there,
                "staffed": staffed,
                "most": [3, 3, 3, 3, 2, 3],
                "least": [1, 1, 1],
                "bans": [("mentee 0", "mentor 2")],
                "pins": [("mentee 1", "mentor 2", 1)],
                "apart": [("mentee 2", "mentee 3")],
                "past": [[0], [0], [1], [1], [2], [2]],
            }
            | given
        )
    )


PROBLEM = evening()
RESULT = solve(PROBLEM, mix_budget=0)


# A meeting that is neither over nor pinned.
MENTEE, TURN = next(
    (at, turn) for at in range(6) for turn in (2, 1) if at != 1 and RESULT.seat[at, turn] >= 0
)
MENTOR = int(RESULT.seat[MENTEE, TURN])
PAIR = (PROBLEM.mentees[MENTEE], PROBLEM.mentors[MENTOR])


def test_a_sound_result_passes() -> None:
    audit(PROBLEM, RESULT)


def without(flags: np.ndarray, person: int) -> np.ndarray:
    changed = flags.copy()
    changed[person, TURN] = False
    return changed


def one_less(numbers: np.ndarray, person: int, number: int) -> np.ndarray:
    changed = numbers.copy()
    changed[person] = number
    return changed


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"bans": [PAIR]}, "is no allowed pair"),
        ({"present": without(PROBLEM.present, MENTEE)}, "the mentee is not there"),
        ({"staffed": without(PROBLEM.staffed, MENTOR)}, "the mentor is not there"),
        ({"seats": one_less(PROBLEM.seats, MENTOR, 0)}, "more mentees than seats"),
        ({"most": one_less(PROBLEM.most, MENTEE, 1)}, "the mentee has too many meetings"),
        ({"pins": [(*PAIR, 3 - TURN)]}, f"the pin of {PAIR[0]} to {PAIR[1]} is not kept"),
    ],
)
def test_seats_against_a_rule_are_found(change: dict[str, Any], words: str) -> None:
    with pytest.raises(AuditError, match=words):
        audit(evening(**change), RESULT)


@pytest.mark.parametrize(
    ("turn", "mentor", "words"),
    [
        (0, (MENTOR + 1) % 3, "a finished turn of mentee . was changed"),
        (TURN, int(PROBLEM.past[MENTEE, 0]), "have met before"),
        (TURN, 3, "unknown mentor"),
    ],
)
def test_a_seat_that_cannot_be_is_found(turn: int, mentor: int, words: str) -> None:
    seat = RESULT.seat.copy()
    seat[MENTEE, turn] = mentor if turn or mentor != seat[MENTEE, 0] else NOBODY
    with pytest.raises(AuditError, match=words):
        audit(PROBLEM, replace(RESULT, seat=seat))


@pytest.mark.parametrize(
    "figure",
    ["affinity", "meetings_min", "meetings_max", "repeats", "coincidences", "apart_broken", "table_spread"],
)
def test_a_wrong_figure_is_found(figure: str) -> None:
    wrong: Any = {figure: getattr(RESULT, figure) + 1}
    with pytest.raises(AuditError, match=f"{figure} is stated"):
        audit(PROBLEM, replace(RESULT, **wrong))


@pytest.mark.parametrize("name", ["least", "meetings", "top", "worst", "affinity"])
def test_a_wrong_level_is_found(name: str) -> None:
    def levels(**changes: Any) -> tuple[Level, ...]:
        return tuple(replace(level, **changes) if level.name == name else level for level in RESULT.levels)

    level = RESULT.level(name)
    assert level is not None
    for changes, words in (
        ({"value": level.value - 1}, f"level {name} is"),
        ({"bound": level.value - 1}, "passes its bound"),
        ({"bound": level.value + 1, "proven": True}, "called proven"),
    ):
        with pytest.raises(AuditError, match=words):
            audit(PROBLEM, replace(RESULT, levels=levels(**changes), affinity_bound=RESULT.affinity_bound))


def test_a_plan_that_is_called_proven_with_an_open_level_is_found() -> None:
    open_level = tuple(replace(level, proven=False) for level in RESULT.levels)
    with pytest.raises(AuditError, match="the plan is called proven"):
        audit(PROBLEM, replace(RESULT, levels=open_level, proven=True))


def test_fewer_repeats_than_the_bound_are_found() -> None:
    with pytest.raises(AuditError, match="fewer repeats"):
        audit(PROBLEM, replace(RESULT, unavoidable=RESULT.repeats + 1))


def test_a_plan_of_another_size_is_found() -> None:
    with pytest.raises(AuditError, match="do not cover all turns"):
        audit(PROBLEM, replace(RESULT, seat=np.full((6, 2), NOBODY, np.int32)))
