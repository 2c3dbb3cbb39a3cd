"""A stored plan must come back whole, be the same bytes every time, and be refused when it is damaged."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from pairloom.engines.timetable import CodecError, Plan, TimetableProblem, audit, decode, encode, solve
from tests.engines.timetable.oracle import problems
from tests.engines.timetable.test_audit import PROBLEM, RESULT

DATA = encode(
    Plan(PROBLEM, RESULT, seed=7, mentee_names=("Zoë", "b", "c", "d", "e", "f"), tables=("1", "2", "3"))
)


@settings(max_examples=40)
@given(problem=problems(uneven=True, pins=False))
def test_a_plan_comes_back_whole(problem: TimetableProblem) -> None:
    plan = Plan(problem, solve(problem, mix_budget=0))
    data = encode(plan)
    back = decode(data)
    assert encode(back) == data
    audit(back.problem, back.result)
    assert np.array_equal(solve(back.problem, mix_budget=0).seat, plan.result.seat)


def test_pins_bans_past_names_and_seed_are_kept() -> None:
    plan = decode(DATA)
    assert (plan.seed, plan.mentee_names[0], plan.tables) == (7, "Zoë", ("1", "2", "3"))
    assert plan.problem.pins == PROBLEM.pins
    assert plan.problem.bans.tolist() == PROBLEM.bans.tolist()
    assert plan.problem.past.tolist() == PROBLEM.past.tolist()
    assert plan.result.levels == RESULT.levels


def test_how_long_it_took_is_no_part_of_a_plan() -> None:
    assert encode(Plan(PROBLEM, replace(RESULT, seconds=9.0))) == encode(
        Plan(PROBLEM, replace(RESULT, seconds=1.0))
    )


def test_a_plan_of_the_format_before_groups_is_read_as_one_without_them() -> None:
    document = json.loads(DATA)
    for name in ("groups", "group", "group_most"):
        del document["problem"][name]
    plan = decode(json.dumps(document | {"format_version": 1}).encode())
    assert (plan.problem.groups, plan.problem.group_most) == ((), None)
    audit(plan.problem, plan.result)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[]", "not a stored timetable"),
        (DATA.replace(b'"format_version":2', b'"format_version":99'), "format version 99"),
        (DATA.replace(b'"mentors"', b'"montors"'), "damaged"),
        (DATA.replace(b'"seats":[2', b'"seats":[-2'), "damaged"),
        (DATA.replace(b'"seats":[2,', b'"seats":['), "damaged"),
        (DATA.replace(b'"levels":[{', b'"levels":[{"more":1,'), "damaged"),
    ],
)
def test_what_is_no_plan_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(CodecError, match=words):
        decode(data)
