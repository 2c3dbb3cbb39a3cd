from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairloom.engines.cells import CellError, read_availability, write_availability


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Mon 18:00-20:00", "Mon 18:00-20:00"),
        ("Mon 18:00-20:00; weekday evenings", "Mon-Fri 18:00-22:00"),
        ("evenings", "Mon-Sun 18:00-22:00"),
        ("weekday mornings", "Mon-Fri 08:00-12:00"),
        ("Mon, Wed 18-20, Tue evenings", "Mon, Wed 18:00-20:00; Tue 18:00-22:00"),
        ("Evenings on weekdays", "Mon-Fri 18:00-22:00"),
        ("evenings and weekends", "Mon-Fri 18:00-22:00; Sat-Sun 08:00-22:00"),
        ("6-8pm Mon to Fri", "Mon-Fri 18:00-20:00"),
        ("11-1pm sun", "Sun 11:00-13:00"),
        ("10am-2pm tue", "Tue 10:00-14:00"),
        ("after 18:00", "Mon-Sun 18:00-22:00"),
        ("Tuesday/Thursday evenings", "Tue, Thu 18:00-22:00"),
        ("Sat 22:00-01:00", "Sat 22:00-24:00; Sun 00:00-01:00"),
        ("18\u201320 Mon, 19-21 Tue", "Mon 18:00-20:00; Tue 19:00-21:00"),
        ("all day Sat", "Sat 08:00-22:00"),
        ("any time", "Mon-Sun 08:00-22:00"),
        ("Mon 18:10-19:50", "Mon 18:30-19:30"),
        (" mon 18:00-20:00 ;\n", "Mon 18:00-20:00"),
    ],
)
def test_what_people_write_is_understood(text: str, meaning: str) -> None:
    assert write_availability(read_availability(text)) == meaning


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("evnings", "'evnings' is not a time; did you mean evenings?"),
        ("Mon 25:00-26:00", "'25:00' is not a time of day"),
        ("Mon 18:70-20:00", "'18:70' is not a time of day"),
        ("Mon 13pm-14pm", "'13pm' is not a time of day"),
        ("Mon 18:00-18:00", "'18:00-18:00' starts and ends at the same time"),
        ("usually", "'usually' names no time of the week"),
        ("Mon 6", "'6' is not a time"),
    ],
)
def test_what_means_nothing_is_named(text: str, message: str) -> None:
    with pytest.raises(CellError) as told:
        read_availability(text)
    assert str(told.value) == message


@pytest.mark.parametrize("text", ["", "  ", "-", "n/a", "None"])
def test_a_blank_cell_says_nothing(text: str) -> None:
    assert read_availability(text) == frozenset()


@given(st.frozensets(st.integers(0, 335), min_size=1))
def test_any_week_can_be_written_and_read_back(free: frozenset[int]) -> None:
    assert read_availability(write_availability(free)) == free


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    with suppress(CellError):
        read_availability(text)
