from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairloom.engines.cells import (
    CellError,
    Role,
    find_header,
    read_list,
    read_number,
    read_role,
    read_time_zone,
    read_timestamps,
    read_whole_number,
    read_yes_no,
    resolve_time_zone,
    split_level,
)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin ", "Europe/Berlin"),
        ("CET", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("Berlin, Germany", "Europe/Berlin"),
        ("CET (Berlin)", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("S\u00e3o Paulo", "America/Sao_Paulo"),
        ("(GMT+5:30) Mumbai", "Asia/Kolkata"),
        ("UTC+2", "UTC+02:00"),
        ("GMT+2", "UTC+02:00"),
        ("utc -03:00", "UTC-03:00"),
        ("+05:45", "UTC+05:45"),
        ("GMT", "UTC"),
        ("", None),
    ],
)
def test_time_zones_as_people_write_them(text: str, zone: str | None) -> None:
    assert read_time_zone(text) == zone


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Berln", "'Berln' is not a time zone; did you mean Berlin?"),
        ("Amercia/New_York", "'Amercia/New_York' is not a time zone; did you mean New York?"),
        ("UTC+19", "'UTC+19' is not a time zone; offsets go from UTC-12 to UTC+14"),
        (
            "my kitchen table",
            "'my kitchen table' is not a time zone; write one like Europe/Berlin, CET or UTC+2",
        ),
    ],
)
def test_an_unknown_time_zone_is_named(text: str, message: str) -> None:
    with pytest.raises(CellError) as told:
        read_time_zone(text)
    assert str(told.value) == message


def test_an_offset_becomes_a_zone_without_summer_time() -> None:
    zone = resolve_time_zone("UTC-03:30")
    offsets = {zone.utcoffset(datetime(2027, month, 1, tzinfo=UTC)) for month in (1, 7)}
    assert offsets == {-timedelta(hours=3.5)}


def test_lists_split_outside_brackets_and_name_each_thing_once() -> None:
    assert read_list("Go, Kubernetes (CNI, DNS); go ;\n n/a, Rust ") == (
        "Go",
        "Kubernetes (CNI, DNS)",
        "Rust",
    )
    assert read_list("CI, pipelines; Go", ";") == ("CI, pipelines", "Go")


@pytest.mark.parametrize(
    ("item", "cut"),
    [
        ("Kubernetes (Advanced)", ("Kubernetes", 1)),
        ("Kubernetes: basic", ("Kubernetes", 0)),
        ("Kubernetes (CNI)", ("Kubernetes (CNI)", None)),
        ("Kubernetes", ("Kubernetes", None)),
    ],
)
def test_a_level_is_cut_off_only_where_it_is_one(item: str, cut: tuple[str, int | None]) -> None:
    assert split_level(item, ("basic", "advanced")) == cut


@pytest.mark.parametrize(
    ("text", "number"), [("7", 7), ("7,5", 7.5), ("about 7 years", 7), ("10+", 10), ("3-5", 3), ("", None)]
)
def test_numbers_among_words(text: str, number: float | None) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["many", "7 or 8", "1.2.3"])
def test_what_is_not_one_number_is_refused(text: str) -> None:
    with pytest.raises(CellError, match="is not a number"):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Mentor", Role.MENTOR),
        ("a mentee", Role.MENTEE),
        ("both", Role.BOTH),
        ("Mentor and mentee", Role.BOTH),
        ("", None),
    ],
)
def test_roles(text: str, role: Role | None) -> None:
    assert read_role(text) == role


def test_a_misspelt_role_is_named() -> None:
    with pytest.raises(CellError, match=r"'mentro' is not mentor, mentee or both; did you mean mentor\?"):
        read_role("mentro")


@pytest.mark.parametrize(
    ("text", "count"), [("2", 2), ("two", 2), ("up to 3", 3), ("2 mentees", 2), ("0", 0), ("", None)]
)
def test_whole_numbers(text: str, count: int | None) -> None:
    assert read_whole_number(text) == count


@pytest.mark.parametrize("text", ["-1", "1.5", "lots"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(CellError, match="is not a whole number from 0"):
        read_whole_number(text)


def test_yes_and_no_come_in_many_words() -> None:
    assert [read_yes_no(text) for text in ("Yes", "x", "I agree", "No", "no, thanks", "")] == [
        True,
        True,
        True,
        False,
        False,
        None,
    ]
    with pytest.raises(CellError, match="neither yes nor no"):
        read_yes_no("perhaps")


def test_headers_are_found_though_worded_differently() -> None:
    headers = ["Timestamp", "E-mail address:", "Topics you want to learn (up to 5)"]
    assert find_header(["e-mail address"], headers) == "E-mail address:"
    assert find_header(["Goals", "topics you want to LEARN"], headers) == headers[2]
    assert find_header(["Mail"], headers) is None


def test_dates_of_a_column_are_read_one_way() -> None:
    assert read_timestamps(["3/4/2026 9:00:00", "25/4/2026 9:00:00", "?"]) == [
        datetime(2026, 4, 3, 9, tzinfo=UTC),
        datetime(2026, 4, 25, 9, tzinfo=UTC),
        None,
    ]
    fourth_of_march = datetime(2026, 3, 4, 9, tzinfo=UTC)
    assert read_timestamps(["3/4/2026 9:00", "4/25/2026 9:00"])[0] == fourth_of_march
    assert read_timestamps(["2026-03-04T09:00:00Z"]) == [fourth_of_march]


@given(st.text(max_size=30))
def test_no_cell_breaks_a_reader(text: str) -> None:
    for read in (read_time_zone, read_number, read_role, read_whole_number, read_yes_no, read_list):
        with suppress(CellError):
            read(text)
