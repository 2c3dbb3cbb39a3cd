"""What can be done to one person's list, and what not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairloom.core.errors import RefusedError
from pairloom.interest.enums import Kind, MarkState
from pairloom.interest.private_list import (
    COOL_DOWN,
    FADES,
    NOT_NOW,
    OPEN_MARKS,
    Mark,
    PrivateList,
)
from pairloom.interest.sealing import ROOM

TODAY = date(2027, 3, 1)
HERE = "community"

marks = st.builds(
    Mark,
    about=st.integers(1, 10**6),
    kind=st.sampled_from(Kind),
    scope=st.sampled_from([HERE, "event:5"]),
    topic=st.text(max_size=60),
    since=st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    state=st.sampled_from(MarkState),
    their_topic=st.text(max_size=9),
    wish=st.sampled_from(["", "alone", "round:3"]),
    is_new=st.booleans(),
)


def marked(start: PrivateList, *people: int, kind: Kind = Kind.LEARN, day: date = TODAY) -> PrivateList:
    for person in people:
        start = start.marked(about=person, kind=kind, scope=HERE, topic="Go", today=day)
    return start


def taken_back(start: PrivateList, person: int, day: date = TODAY) -> PrivateList:
    return start.withdrawn(about=person, kind=Kind.LEARN, scope=HERE, today=day)


@given(
    st.lists(marks, max_size=10),
    st.frozensets(st.integers(1, 99)),
    st.dictionaries(st.integers(1, 99), st.dates()),
)
def test_a_list_is_read_as_it_was_written(made, blocked, not_now) -> None:
    mine = PrivateList(tuple(made), blocked, not_now)
    assert PrivateList.from_bytes(mine.to_bytes()) == mine


def test_marking_twice_is_one_mark_with_the_later_topic() -> None:
    mine = marked(PrivateList(), 2).marked(about=2, kind=Kind.LEARN, scope=HERE, topic="Rust", today=TODAY)
    assert [(mark.about, mark.topic) for mark in mine.marks] == [(2, "Rust")]


def test_nobody_marks_more_than_so_many_people_in_one_scope() -> None:
    full = marked(PrivateList(), *range(2, 2 + OPEN_MARKS))
    with pytest.raises(RefusedError, match="Withdraw one"):
        marked(full, 99)
    full.marked(about=99, kind=Kind.MEET_AGAIN, scope="event:5", topic="", today=TODAY)


def test_a_withdrawn_mark_holds_its_place_until_the_cool_down_is_over() -> None:
    full = taken_back(marked(PrivateList(), *range(2, 2 + OPEN_MARKS)), 2)
    with pytest.raises(RefusedError):
        marked(full.tidied(today=TODAY + COOL_DOWN - timedelta(days=1)), 99)
    marked(full.tidied(today=TODAY + COOL_DOWN), 99)


def test_a_withdrawn_mark_opens_again_in_its_own_place() -> None:
    full = taken_back(marked(PrivateList(), *range(2, 2 + OPEN_MARKS)), 2)
    again = marked(full, 2)
    assert len(again.of_state(MarkState.OPEN)) == OPEN_MARKS


def test_withdrawing_what_is_not_there_changes_nothing() -> None:
    assert taken_back(PrivateList(), 2) == PrivateList()


def test_an_open_mark_fades_and_a_mutual_one_stays() -> None:
    mine = marked(PrivateList(), 2, 3)
    mine = mine.mutual_now(mine.marks[0], their_topic="C", today=TODAY)
    later = mine.tidied(today=TODAY + FADES)
    assert [(mark.about, mark.state) for mark in later.marks] == [(2, MarkState.MUTUAL)]


def test_a_block_takes_marks_back_and_refuses_new_ones_until_it_is_lifted() -> None:
    mine = marked(PrivateList(), 2).with_block(2, today=TODAY)
    assert not mine.of_state(MarkState.OPEN)
    with pytest.raises(RefusedError, match="blocked"):
        marked(mine, 2)
    assert marked(mine.without_block(2), 2).of_state(MarkState.OPEN)


def test_not_now_is_remembered_for_some_months() -> None:
    mine = PrivateList().put_off(2, today=TODAY)
    assert mine.tidied(today=TODAY + NOT_NOW - timedelta(days=1)).not_now == {2: TODAY}
    assert mine.tidied(today=TODAY + NOT_NOW).not_now == {}


def test_not_now_is_taken_back_for_one_person_alone() -> None:
    mine = PrivateList().put_off(2, today=TODAY).put_off(3, today=TODAY)
    assert mine.put_off_no_more(2).not_now == {3: TODAY}
    assert mine.put_off_no_more(4) == mine


def test_people_who_are_gone_leave_every_part_of_a_list() -> None:
    mine = marked(PrivateList(), 2, 3).with_block(4, today=TODAY).put_off(4, today=TODAY)
    mine = mine.tidied(today=TODAY, gone=lambda person: person in (2, 4))
    assert [mark.about for mark in mine.marks] == [3]
    assert not mine.blocked
    assert not mine.not_now


def full(mine: PrivateList) -> PrivateList:
    """With as many marks as fit in."""
    for number in range(1000):
        scope = f"event:{number}"
        try:
            mine = mine.marked(about=10**9, kind=Kind.MEET_AGAIN, scope=scope, topic="ß" * 60, today=TODAY)
        except RefusedError:
            break
    return mine


def test_a_full_list_refuses_more_and_keeps_room_for_news() -> None:
    mine = full(PrivateList())
    assert len(mine.marks) >= 3 * OPEN_MARKS, "three scopes fit, however long the topics"
    with pytest.raises(RefusedError, match="full"):
        mine.marked(about=10**9, kind=Kind.HELP, scope="event:5", topic="ß" * 60, today=TODAY)
    for mark in mine.marks:
        told = mine.mutual_now(mark, their_topic="ß" * 60, today=TODAY)
        mine = told.wishing(told.find(*mark.key), "round:99999999")
    assert len(mine.to_bytes()) <= ROOM
