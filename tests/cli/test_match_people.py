"""`pairloom match` on sign-up sheets: what it reads, what it refuses, and in which words."""

import csv
import json
import random
from pathlib import Path
from typing import Any

import pytest

from pairloom.__main__ import main
from tests.support.project import ROOT

SHEET = """\
Timestamp,Name,E-mail address:,I want to take part as,How many mentees can you take? (0-5),Mentors wanted,\
Topics you want to learn,Topics you can help with,Languages,Time zone,When are you free in the week?
9/1/2026 10:00:00,Ana Lima,ana@example.org,Mentor,2,,,"Kubernetes (expert), Go",Portuguese; English,\
America/Sao_Paulo,Mon 18:00-20:00; Tue evenings
9/1/2026 11:00:00,Tomas Silva,tomas@example.org,mentee,,1,"Kubernetes, Observability",,Portuguese,\
UTC-3,weekday evenings
9/2/2026 12:00:00,Wei Chen,wei@example.org,both,1,1,Go,Observability,English,Berlin,weekends
9/3/2026 13:00:00,Ola Nord,ola@example.org,mentee,,,Observability,,English,CET,weekend afternoons
"""
RUBRIC = """\
[[criterion]]
name = "topics"
kind = "overlap"
mentee = "topics_wanted"
mentor = "topics_offered"
weight = 1

[columns]
topics_wanted = "Topics you want to learn"
topics_offered = "Topics you can help with"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "people.csv").write_text(SHEET, "utf-8")
    (tmp_path / "rubric.toml").write_text(RUBRIC, "utf-8")
    return tmp_path


def match(*more: str, people: str = "people.csv") -> int:
    return main(["match", "--people", people, "--out", "pairs.csv", "--report", "report.json", *more])


def pairs() -> dict[str, dict[str, str]]:
    with Path("pairs.csv").open(encoding="utf-8", newline="") as file:
        return {row["mentee"]: row for row in csv.DictReader(file)}


def report() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path("report.json").read_text("utf-8"))
    return found


def test_a_sheet_without_a_rubric_is_matched_with_reasons(folder: Path) -> None:
    assert match() == 0
    assert {mentee: pair["mentor"] for mentee, pair in pairs().items()} == {
        "tomas@example.org": "ana@example.org",
        "ola@example.org": "wei@example.org",
    }
    assert pairs()["tomas@example.org"]["reason"] == (
        "Ana Lima offers Kubernetes, which Tomas Silva asks for; they have 6 hours in common every week. "
        "Ana Lima does not offer Observability."
    )
    (unmatched,) = report()["unmatched"]
    assert unmatched["id"] == "wei@example.org"
    assert unmatched["reason"] == "1 mentor: 1 without an hour in common every week."


def test_criteria_without_a_column_are_left_out_with_a_warning(folder: Path) -> None:
    match()
    assert report()["warnings"] == [
        "no column was found for hopes and experience, so it does not count.",
        "no column was found for ways to meet, so it does not count.",
        "no column was found for experience, so it does not count.",
    ]


def test_the_order_of_rows_changes_no_byte(folder: Path) -> None:
    header, *rows = SHEET.splitlines()
    match()
    first = Path("pairs.csv").read_bytes()
    random.Random(3).shuffle(rows)
    Path("people.csv").write_text("\n".join([header, *rows]), "utf-8")
    match()
    assert Path("pairs.csv").read_bytes() == first


def test_who_signed_up_twice_counts_once_by_the_last_complete_answer(folder: Path) -> None:
    rows = [
        "9/9/2026 9:00:00,Ola Nord,OLA@example.org ,mentee,,,Go,,English,CET,weekend afternoons",
        "9/9/2026 8:00:00,Ola Nord,ola@example.org,mentee,,,Rust,,English,CET,weekend afternoons",
        "9/9/2026 10:00:00,Ola Nord,ola@example.org,,,,,,,,",
    ]
    Path("people.csv").write_text(SHEET + "\n".join(rows) + "\n,,,,,,,,,,\n", "utf-8")
    assert match() == 0
    assert (
        "people.csv: rows 5, 6, 7 and 8 are all OLA@example.org; row 6 counts, the last complete one."
        in report()["warnings"]
    )
    assert "OLA@example.org" in pairs()


def test_blank_cells_beyond_the_header_do_no_harm(folder: Path) -> None:
    Path("people.csv").write_text(SHEET.replace("evenings\n", "evenings,,  \n"), "utf-8")
    assert match() == 0


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "Tue evenings",
            "Tue evnings",
            "row 2, column When are you free in the week?: 'evnings' is not a time; did you mean evenings?",
        ),
        (",Berlin,", ",Berln,", "row 4, column Time zone: 'Berln' is not a time zone; did you mean Berlin?"),
        (
            ",both,",
            ",bothh,",
            "row 4, column I want to take part as: 'bothh' is not mentor, mentee or both; did you mean both?",
        ),
        (
            ",both,",
            ",,",
            "row 4, column I want to take part as: is empty; mentor, mentee or both is expected.",
        ),
        (
            "Mentor,2,",
            "Mentor,-2,",
            "row 2, column How many mentees can you take? (0-5): '-2' is not a whole number from 0.",
        ),
        (
            "Mentor,2,",
            f"Mentor,{10**30},",
            f"row 2, column How many mentees can you take? (0-5): {10**30} is more",
        ),
        ("wei@example.org", "", "row 4, column E-mail address:: is empty."),
        (",CET,weekend afternoons", ",CET", "row 5: the row is too short: 10 cells where the header has 11."),
        (
            ",CET,weekend afternoons",
            ",CET,Sat,Sun",
            "row 5: the row is too long: 12 cells where the header has 11.",
        ),
        (
            "E-mail address:",
            "E-mial adress",
            "row 1: no column says 'E-mail address' (the id), did you mean E-mial adress? The headings are: ",
        ),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_with_its_place(
    old: str, new: str, message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("people.csv").write_text(SHEET.replace(old, new, 1), "utf-8")
    assert match() == 2
    assert message in capsys.readouterr().err
    assert not Path("pairs.csv").exists()


def test_a_rubric_of_ones_own_finds_its_columns_by_name_or_heading(folder: Path) -> None:
    assert match("--rubric", "rubric.toml") == 0
    assert pairs()["wei@example.org"]["score"] == "0.95"
    assert report()["warnings"] == []


def test_a_rubric_that_needs_an_absent_column_lists_the_headings(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("rubric.toml").write_text(RUBRIC.replace('"Topics you can help with"', '"Skills"'), "utf-8")
    assert match("--rubric", "rubric.toml") == 2
    told = capsys.readouterr().err
    assert "people.csv, row 1: no column says 'Skills' (the topics offered). The headings are: " in told
    assert "'Topics you can help with'" in told


def test_a_fault_in_the_rubric_is_told_with_file_line_and_key(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("rubric.toml").write_text(RUBRIC.replace("weight", "wieght"), "utf-8")
    assert match("--rubric", "rubric.toml") == 2
    assert capsys.readouterr().err == (
        "rubric.toml: line 6, criterion 1 (\"topics\"), wieght: unknown key 'wieght'; did you mean weight?\n"
    )


def test_a_pin_against_a_rule_holds_and_is_pointed_out(folder: Path) -> None:
    Path("pins.csv").write_text("mentee,mentor\nwei@example.org,ana@example.org\n", "utf-8")
    assert match("--pins", "pins.csv") == 0
    assert pairs()["wei@example.org"]["reason"].startswith("Pinned by the organiser. ")
    assert (
        "wei@example.org is pinned to ana@example.org, against a rule of the rubric." in report()["warnings"]
    )


def test_a_ban_keeps_two_people_apart(folder: Path) -> None:
    Path("bans.csv").write_text("mentee,mentor\ntomas@example.org,ana@example.org\n", "utf-8")
    assert match("--bans", "bans.csv") == 0
    assert "tomas@example.org" not in pairs()
    unmatched = {each["id"]: each["reason"] for each in report()["unmatched"]}
    assert "1 kept apart by the organiser" in unmatched["tomas@example.org"]


def test_a_pin_that_is_banned_cannot_be_held(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("pins.csv", "bans.csv"):
        Path(name).write_text("mentee,mentor\ntomas@example.org,ana@example.org\n", "utf-8")
    assert match("--pins", "pins.csv", "--bans", "bans.csv") == 3
    assert "tomas@example.org is pinned to ana@example.org" in capsys.readouterr().err


def test_a_pin_of_somebody_unknown_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("pins.csv").write_text("mentee,mentor\ntomas@example.com,ana@example.org\n", "utf-8")
    assert match("--pins", "pins.csv") == 2
    assert (
        "'tomas@example.com' is not the id of a mentee. Did you mean 'tomas@example.org'?"
        in capsys.readouterr().err
    )


def test_a_mentor_who_pauses_gets_nobody_and_is_told_apart(folder: Path) -> None:
    Path("people.csv").write_text(SHEET.replace("Mentor,2,", "Mentor,0,"), "utf-8")
    assert match() == 0
    unmatched = {each["id"]: each["reason"] for each in report()["unmatched"]}
    assert unmatched["wei@example.org"] == (
        "There is no other person who mentors. Not counted: 1 who takes nobody this time."
    )


def test_two_lists_and_one_list_give_the_same_pairs(folder: Path) -> None:
    match("--rubric", "rubric.toml")
    together = pairs()
    header, *rows = list(csv.reader(SHEET.splitlines()))
    for side, names in (("mentees", "mentee both"), ("mentors", "Mentor both")):
        with Path(f"{side}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *(row for row in rows if row[3] in names.split())])
    lists = ["--mentee-people", "mentees.csv", "--mentor-people", "mentors.csv", "--rubric", "rubric.toml"]
    assert main(["match", *lists, "--out", "pairs.csv", "--report", "report.json"]) == 0
    assert pairs() == together


def test_the_made_up_community_is_matched_as_it_is(folder: Path) -> None:
    assert match(people=str(ROOT / "examples" / "people.csv")) == 0
    found = report()
    assert found["proven"]
    assert found["served"] >= 0.9 * found["mentees"]
    assert all("are both" in warning for warning in found["warnings"])
    assert all(pair["reason"] for pair in pairs().values())


def test_a_list_too_long_for_all_pairs_still_gets_the_best_plan_of_all_pairs(folder: Path) -> None:
    draw = random.Random(5)
    topics = [f"topic {number}" for number in range(25)]
    sides = {"mentees": ("wanted", 700), "mentors": ("offered", 450)}
    for side, (column, count) in sides.items():
        rows = [[f"{side}{number}", ";".join(draw.sample(topics, 2))] for number in range(count)]
        with Path(f"{side}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["id", column], *rows])
    found = []
    for candidates in (1, 30):
        text = f'candidates = {candidates}\n[[criterion]]\nname = "topics"\nkind = "overlap"\n'
        Path("rubric.toml").write_text(text + 'mentee = "wanted"\nmentor = "offered"\nweight = 1\n', "utf-8")
        lists = [
            "--mentee-people",
            "mentees.csv",
            "--mentor-people",
            "mentors.csv",
            "--rubric",
            "rubric.toml",
        ]
        assert main(["match", *lists, "--out", "pairs.csv", "--report", "report.json"]) == 0
        found.append([report()[key] for key in ("served", "worst", "total", "proven", "warnings")])
    assert found[0] == found[1]
    assert found[0][0] == 450
    assert found[0][3:] == [True, []]
