"""Pins that cannot stand together are refused by name, with what to do."""

import numpy as np
import pytest

from pairloom.engines.timetable import (
    InfeasiblePins,
    TimetableProblem,
    make_problem,
    solve,
    with_pins_that_hold,
)
from tests.engines.timetable.oracle import mentee_ids, mentor_ids

Pins = list[tuple[str, str, int | None]]


def evening(pins: Pins, **given: object) -> TimetableProblem:
    return make_problem(
        turns=2,
        mentees=mentee_ids(4),
        mentors=mentor_ids(3),
        seats=[1, 2, 2],
        edge_mentee=np.repeat(np.arange(4), 3),
        edge_mentor=np.tile(np.arange(3), 4),
        score=np.arange(12),
        pins=pins,
        **given,  # type: ignore[arg-type]
    )


ALL = [True, True]


@pytest.mark.parametrize(
    ("pins", "given", "kind", "words"),
    [
        ([(0, 0, None)], {"bans": [("mentee 0", "mentor 0")]}, "banned", "Take away the pin or the ban"),
        ([(0, 0, 1)], {"present": [[True, False], ALL, ALL, ALL]}, "absent", "in turn 2, but they are not"),
        ([(0, 0, None)], {"staffed": [[False, False], ALL, ALL]}, "absent", "not there together"),
        ([(0, 0, 0), (0, 1, 0)], {}, "same_turn", "several tables in turn 1"),
        ([(0, 0, 0), (1, 0, 0)], {}, "seats", "mentor 0 has 1 seat in turn 1, but 2 pins"),
        ([(at, 0, None) for at in range(3)], {}, "seats", "mentor 0 has 2 seats, but 3 pins"),
        ([(0, at, None) for at in range(3)], {}, "most", "may have 2 meetings, but 3 pins"),
        (
            [(0, 0, None), (0, 1, None)],
            {"group": ["acme", "acme", ""], "group_most": 1},
            "group",
            "mentee 0 may meet 1 mentor of acme in the turns that are left, but is pinned to 2",
        ),
        ([(0, 0, 0), (0, 0, 1)], {}, "twice", "keep one of these pins"),
        ([(0, 1, 1)], {"past": [[1], [0], [0], [0]]}, "twice", "A pair meets once"),
    ],
)
def test_a_contradiction_is_told_by_name(
    pins: list[tuple[int, int, int | None]], given: dict[str, object], kind: str, words: str
) -> None:
    named: Pins = [(f"mentee {one}", f"mentor {other}", turn) for one, other, turn in pins]
    with pytest.raises(InfeasiblePins, match=words) as refusal:
        solve(evening(named, **given))
    assert kind in {conflict.kind for conflict in refusal.value.conflicts}


def test_pins_that_only_together_leave_no_place_are_told_together() -> None:
    pins: Pins = [
        ("mentee 0", "mentor 0", None),
        ("mentee 0", "mentor 1", 0),
        ("mentee 1", "mentor 0", 1),
    ]
    with pytest.raises(InfeasiblePins, match="leave no place for all") as refusal:
        solve(evening(pins))
    assert [conflict.kind for conflict in refusal.value.conflicts] == ["together"]


def test_a_full_turn_of_pins_is_kept() -> None:
    pins: Pins = [
        ("mentee 0", "mentor 0", 0),
        ("mentee 1", "mentor 1", 0),
        ("mentee 2", "mentor 1", 0),
        ("mentee 3", "mentor 2", 0),
    ]
    result = solve(evening(pins))
    assert result.seat[:, 0].tolist() == [0, 1, 1, 2]
    assert result.meetings_min == 2


def held(problem: TimetableProblem) -> Pins:
    kept = with_pins_that_hold(problem).pins
    return [(problem.mentees[pin.mentee], problem.mentors[pin.mentor], pin.turn) for pin in kept]


def test_of_pins_that_exclude_each_other_as_many_are_kept_as_stand_after_the_first() -> None:
    pins: Pins = [
        ("mentee 0", "mentor 0", None),
        ("mentee 0", "mentor 1", 0),
        ("mentee 1", "mentor 0", 1),
        ("mentee 2", "mentor 2", 0),
    ]
    assert held(evening(pins)) == [pins[0], pins[1], pins[3]]
    solve(with_pins_that_hold(evening(pins)))


def test_only_the_pins_of_who_is_away_fall() -> None:
    pins: Pins = [("mentee 0", "mentor 1", 0), ("mentee 0", "mentor 2", 1), ("mentee 1", "mentor 0", None)]
    away = evening(pins, present=[[False, True], ALL, ALL, ALL])
    assert held(away) == pins[1:]
    all_there = evening(pins)
    assert with_pins_that_hold(all_there) is all_there
