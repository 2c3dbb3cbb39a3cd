"""A stored run must come back whole, be the same bytes every time, and be refused when it is damaged."""

import json

import numpy as np
import pytest
from hypothesis import assume, given, settings

from pairloom.engines.assignment import (
    AssignmentProblem,
    CodecError,
    InfeasiblePins,
    Run,
    audit,
    decode,
    encode,
    solve,
)
from tests.engines.assignment.oracle import problems
from tests.engines.assignment.small import problem_of

PROBLEM = problem_of({("ana", "bo"): 5, ("bea", "bo"): 4}, pins=[("zoë", "bo")], capacity={"bo": 2})
DATA = encode(Run(PROBLEM, solve(PROBLEM), seed=7, reasons=("x", "y")))


@settings(max_examples=100)
@given(problem=problems())
def test_a_run_comes_back_whole(problem: AssignmentProblem) -> None:
    try:
        run = Run(problem, solve(problem))
    except InfeasiblePins:
        assume(False)
    data = encode(run)
    back = decode(data)
    assert encode(back) == data
    audit(back.problem, back.result)
    assert np.array_equal(solve(back.problem).edges, run.result.edges)


def test_seed_reasons_and_names_in_any_script_are_kept() -> None:
    run = decode(DATA)
    assert (run.seed, run.reasons) == (7, ("x", "y"))
    assert "zoë" in run.problem.mentees


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[]", "not a stored run"),
        (b'{"format":"else"}', "not a stored run"),
        (DATA.replace(b'"format_version":1', b'"format_version":99'), "format version 99"),
        (DATA.replace(b'"mentors"', b'"montors"'), "damaged"),
        (DATA.replace(b'"capacity":[2]', b'"capacity":[2,3]'), "damaged"),
        (DATA.replace(b'"capacity":[2]', b'"capacity":["x"]'), "damaged"),
        (DATA.replace(b'"edges":[', b'"edges":[true,{},'), "damaged"),
    ],
)
def test_what_is_no_run_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(CodecError, match=words):
        decode(data)


def test_the_text_is_plain_json_that_others_can_read() -> None:
    document = json.loads(DATA)
    assert document["format"] == "pairloom-assignment-run"
    assert document["problem"]["mentors"] == ["bo"]
