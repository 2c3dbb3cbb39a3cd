"""Any meetings can be laid out over the turns when everybody stays: the theorems, and pins to turns."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pairloom.engines.timetable.colouring import edge_colouring, turns_of_meetings
from pairloom.engines.timetable.problem import NOBODY, Longs

Pairs = tuple[Longs, Longs, int]


@st.composite
def meetings(draw: st.DrawFn) -> Pairs:
    """Pairs of up to 8 mentees and 5 mentors, and turns enough for the busiest mentee."""
    pairs = sorted(draw(st.sets(st.tuples(st.integers(0, 7), st.integers(0, 4)), max_size=30)))
    mentee, mentor = (np.array([pair[at] for pair in pairs], np.int64) for at in (0, 1))
    busiest = int(np.bincount(mentee).max(initial=1))
    return mentee, mentor, draw(st.integers(busiest, busiest + 3))


@settings(max_examples=150)
@given(given_meetings=meetings())
def test_meetings_of_people_who_stay_fit_the_turns_with_equal_tables_and_equal_turns(
    given_meetings: Pairs,
) -> None:
    mentee, mentor, turns = given_meetings
    turn = turns_of_meetings(mentee, mentor, turns)
    assert turn is not None
    assert set(turn.tolist()) <= set(range(turns))
    assert len(set(zip(mentee.tolist(), turn.tolist(), strict=True))) == len(mentee)
    table = np.zeros((5, turns), np.int64)
    np.add.at(table, (mentor, turn), 1)
    assert (table.max(axis=1) - table.min(axis=1)).max() <= 1
    assert np.ptp(table.sum(axis=0)) <= 1


@settings(max_examples=100)
@given(given_meetings=meetings(), data=st.data())
def test_pinned_meetings_have_their_turn_and_no_table_is_larger_than_its_pins_ask(
    given_meetings: Pairs, data: st.DataObject
) -> None:
    mentee, mentor, turns = given_meetings
    options = st.integers(NOBODY, turns - 1)
    pinned = np.array([data.draw(options) if data.draw(st.booleans()) else NOBODY for _ in mentee], np.int64)
    cells = [
        (one, turn) for one, turn in zip(mentee.tolist(), pinned.tolist(), strict=True) if turn != NOBODY
    ]
    assume(len(set(cells)) == len(cells))
    turn = turns_of_meetings(mentee, mentor, turns, pinned)
    if turn is None:
        return
    assert (turn[pinned != NOBODY] == pinned[pinned != NOBODY]).all()
    assert len(set(zip(mentee.tolist(), turn.tolist(), strict=True))) == len(mentee)
    table, crowd = np.zeros((2, 5, turns), np.int64)
    np.add.at(table, (mentor, turn), 1)
    np.add.at(crowd, (mentor[pinned != NOBODY], pinned[pinned != NOBODY]), 1)
    even = -(-np.bincount(mentor, minlength=5) // turns)
    assert (table.max(axis=1) <= np.maximum(even, crowd.max(axis=1))).all()


def test_one_pin_always_finds_its_turn() -> None:
    mentee, mentor = np.repeat(np.arange(12), 4), np.tile(np.arange(4), 12)
    for edge in range(48):
        for wanted in range(4):
            pinned = np.full(48, NOBODY)
            pinned[edge] = wanted
            turn = turns_of_meetings(mentee, mentor, 4, pinned)
            assert turn is not None
            assert turn[edge] == wanted


@pytest.mark.parametrize("degree", [1, 2, 7])
def test_a_regular_graph_needs_no_more_colours_than_its_degree(degree: int) -> None:
    nodes = np.arange(50)
    left = np.repeat(nodes, degree)
    right = (left * 3 + np.tile(np.arange(degree), 50) * 7) % 50
    colour = edge_colouring(left, right, degree)
    for side in (left, right):
        assert len(set(zip(side.tolist(), colour.tolist(), strict=True))) == len(left)
