"""The civil servants' sign-ups run through the shipped rubric, unchanged, and reach the known results."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from pairloom.__main__ import main
from tests.support.project import ROOT
from tests.support.shared_data import shared_file

pytestmark = pytest.mark.shared_data


def match(size: str, folder: Path, *more: str) -> tuple[dict[str, Any], list[dict[str, str]]]:
    lists = [shared_file(f"matching/civil-service-{size}-{side}.csv") for side in ("mentees", "mentors")]
    out, report = folder / "pairs.csv", folder / "report.json"
    arguments = ["match", "--mentee-people", str(lists[0]), "--mentor-people", str(lists[1])]
    arguments += ["--rubric", str(ROOT / "examples" / "civil-service.toml")]
    assert main([*arguments, *more, "--out", str(out), "--report", str(report)]) == 0
    with out.open(encoding="utf-8", newline="") as file:
        return json.loads(report.read_text("utf-8")), list(csv.DictReader(file))


def people(size: str, side: str) -> dict[str, dict[str, str]]:
    with shared_file(f"matching/civil-service-{size}-{side}.csv").open(encoding="utf-8", newline="") as file:
        return {row["email address"]: row for row in csv.DictReader(file)}


@pytest.mark.parametrize(
    ("size", "served", "mentors", "total"), [("small", 50, 49, 1997), ("large", 500, 500, 34048)]
)
def test_the_known_results_are_reached_and_proven(
    size: str, served: int, mentors: int, total: int, tmp_path: Path
) -> None:
    report, pairs = match(size, tmp_path, "--priority", "served,mentors,total")
    assert (report["served"], report["total"], report["bound"]) == (served, total, total)
    assert report["proven"]
    assert len({pair["mentor"] for pair in pairs}) == mentors
    assert sum(float(pair["score"]) for pair in pairs) == total


def test_every_pair_keeps_the_rules_and_has_the_points_of_the_form(tmp_path: Path) -> None:
    ladder = ["AA", "AO", "EO", "HEO", "SEO", "Grade 7", "Grade 6", "SCS1", "SCS2", "SCS3", "SCS4"]
    mentees, mentors = people("large", "mentees"), people("large", "mentors")
    _, pairs = match("large", tmp_path)
    for pair in pairs:
        mentee, mentor = mentees[pair["mentee"]], mentors[pair["mentor"]]
        rise = ladder.index(mentor["grade"]) - ladder.index(mentee["grade"])
        assert mentee["organisation"] != mentor["organisation"]
        points = {1: 9, 2: 12}[rise] + 10 * (mentee["profession"] == mentor["profession"])
        wished = mentee["identity to match"]
        points += 6 * bool(wished and wished in mentor["characteristics"].split(", "))
        assert float(pair["score"]) == points
        assert wished not in pair["reason"] or not wished
    for side in ("mentee", "mentor"):
        loads = [pair[side] for pair in pairs]
        assert max(map(loads.count, loads)) <= 3


def test_the_rubric_names_what_counts_first_where_the_command_does_not(tmp_path: Path) -> None:
    report, _ = match("small", tmp_path)
    assert report["priority"] == ["served", "mentors", "total"]
