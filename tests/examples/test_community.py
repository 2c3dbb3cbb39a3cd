"""The made-up community is what its script writes, is nobody real, and is readable."""

import csv
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pairloom.engines import cells

ROOT = Path(__file__).parents[2]
PEOPLE_CSV = ROOT / "examples" / "people.csv"
COMMUNITY_JSON = ROOT / "src" / "pairloom" / "site" / "demo" / "community.json"


@pytest.fixture(scope="module")
def community() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(COMMUNITY_JSON.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def sheet() -> list[dict[str, str]]:
    with PEOPLE_CSV.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_script_writes_the_committed_files_byte_for_byte(tmp_path: Path) -> None:
    people, community = tmp_path / "people.csv", tmp_path / "community.json"
    script = [sys.executable, ROOT / "examples" / "make_community.py"]
    subprocess.run([*script, "--people", people, "--community", community], check=True, capture_output=True)
    assert people.read_bytes() == PEOPLE_CSV.read_bytes()
    assert community.read_bytes() == COMMUNITY_JSON.read_bytes()


def test_nobody_has_an_address_that_could_belong_to_somebody(community: dict[str, Any]) -> None:
    addresses = [person["email"] for person in [*community["people"], *community["team"]]]
    assert [address for address in addresses if not address.endswith((".example", "@example.org"))] == []
    assert len(set(addresses)) == len(addresses)


def test_no_two_people_hope_for_the_same_in_the_same_words(community: dict[str, Any]) -> None:
    hopes = Counter(person["hopes"] for person in community["people"])
    assert [text for text, count in hopes.items() if count > 1] == []


def test_there_are_fewer_seats_than_mentees(community: dict[str, Any]) -> None:
    mentees = [person for person in community["people"] if person["wants"] is not None]
    seats = sum(person["capacity"] or 0 for person in community["people"])
    assert 0.85 * len(mentees) < seats < len(mentees)


def test_gpu_scheduling_is_wanted_by_more_people_than_its_mentors_take(community: dict[str, Any]) -> None:
    def first(person: dict[str, Any], side: str) -> str:
        return person[side][0][0] if person[side] else ""

    wanting = [person for person in community["people"] if first(person, "topics_wanted") == "GPU scheduling"]
    offering = [
        person for person in community["people"] if first(person, "topics_offered") == "GPU scheduling"
    ]
    assert len(wanting) > sum(person["capacity"] for person in offering) > 0


def test_some_people_answered_twice_and_the_later_answer_is_theirs(
    community: dict[str, Any], sheet: list[dict[str, str]]
) -> None:
    last = {row["E-mail address"].strip().lower(): row for row in sheet}
    assert len(sheet) == len(last) + 9
    for person in community["people"]:
        assert last[person["email"]]["What do you hope for?"].strip() == person["hopes"]


def test_every_cell_can_be_read(sheet: list[dict[str, str]]) -> None:
    assert all(cells.read_timestamps([row["Timestamp"] for row in sheet]))
    for row in sheet:
        assert cells.read_role(row["I want to take part as"])
        assert cells.read_time_zone(row["Time zone"])
        assert cells.read_availability(row["When are you free in the week?"])
        assert cells.read_list(row["Languages"])
        assert cells.read_yes_no(row["I accept the code of conduct"])
        cells.read_whole_number(row["How many mentees can you take?"])
        cells.read_whole_number(row["How many mentors would you like?"])


def test_one_time_zone_is_spelled_in_three_ways(sheet: list[dict[str, str]]) -> None:
    spellings = {row["Time zone"].strip() for row in sheet}
    assert {"Europe/Berlin", "CET", "Berlin"} <= spellings


def test_the_sheet_has_the_usual_mess(sheet: list[dict[str, str]]) -> None:
    cells_of_all = [cell for row in sheet for cell in row.values()]
    assert any(cell != cell.strip() for cell in cells_of_all)
    assert any("; " in row["Languages"] for row in sheet)
    assert any(", " in row["Languages"] for row in sheet)
    assert any(row["E-mail address"] != row["E-mail address"].lower() for row in sheet)
