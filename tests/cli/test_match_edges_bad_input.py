"""Every kind of bad input gets words of its own, with file, row and column, and exit code 2 or 3."""

import pytest

from tests.cli.command import EDGES, MENTEES, MENTORS, Terminal

FAULTS = {
    "unknown mentee": (
        {"edges_csv": EDGES + "anna,bo,1\n"},
        "edges.csv, row 6, column mentee: 'anna' is not the id of a mentee. Did you mean 'ana'?",
    ),
    "unknown mentor": (
        {"edges_csv": EDGES + "ana,zed,1\n"},
        "edges.csv, row 6, column mentor: 'zed' is not the id of a mentor.",
    ),
    "no mentee": (
        {"edges_csv": EDGES + ",bo,1\n"},
        "edges.csv, row 6, column mentee: is empty; the id of a mentee is expected.",
    ),
    "pair twice": (
        {"edges_csv": EDGES + "ana,cy,0.2\n"},
        "edges.csv, row 6: ana and cy are already in row 3.",
    ),
    "mentee twice": (
        {"mentees_csv": MENTEES + "ana,2\n"},
        "mentees.csv, row 4, column id: 'ana' is already in row 2.",
    ),
    "mentor twice": (
        {"mentors_csv": MENTORS + "bo,2\n"},
        "mentors.csv, row 4, column id: 'bo' is already in row 2.",
    ),
    "no id": (
        {"mentees_csv": MENTEES + ",2\n"},
        "mentees.csv, row 4, column id: is empty; every row needs an id.",
    ),
    "word as score": (
        {"edges_csv": EDGES.replace("0.7", "high")},
        "edges.csv, row 3, column score: 'high' is not a number from 0 to 1,000,000,000.",
    ),
    "comma in score": (
        {"edges_csv": EDGES.replace("0.7", '"0,7"')},
        "row 3, column score: '0,7' is not a number from 0 to 1,000,000,000. Write decimals with a point.",
    ),
    "score below zero": (
        {"edges_csv": EDGES.replace("0.7", "-1")},
        "row 3, column score: '-1' is not a number from 0 to 1,000,000,000. Leave out the pairs",
    ),
    "score above 1e9": (
        {"edges_csv": EDGES.replace("0.7", "1000000001")},
        "row 3, column score: '1000000001' is not",
    ),
    "score not a number": (
        {"edges_csv": EDGES.replace("0.7", "nan")},
        "row 3, column score: 'nan' is not a number",
    ),
    "infinite score": (
        {"edges_csv": EDGES.replace("0.7", "inf")},
        "row 3, column score: 'inf' is not a number",
    ),
    "underscore": ({"edges_csv": EDGES.replace("0.7", "1_0")}, "row 3, column score: '1_0' is not a number"),
    "overflow": (
        {"edges_csv": EDGES.replace("0.7", "1e999")},
        "row 3, column score: '1e999' is not a number",
    ),
    "no score": (
        {"edges_csv": EDGES.replace("0.7", "")},
        "edges.csv, row 3, column score: is empty; a number",
    ),
    "capacity in words": (
        {"mentors_csv": MENTORS.replace("cy,1", "cy,two")},
        "mentors.csv, row 3, column capacity: 'two' is not a whole number from 0",
    ),
    "half a capacity": (
        {"mentors_csv": MENTORS.replace("cy,1", "cy,1.5")},
        "column capacity: '1.5' is not a whole",
    ),
    "capacity below zero": (
        {"mentors_csv": MENTORS.replace("cy,1", "cy,-1")},
        "column capacity: '-1' is not a whole",
    ),
    "no capacity": (
        {"mentors_csv": MENTORS.replace("cy,1", "cy,")},
        "column capacity: an empty cell is not a whole",
    ),
    "huge capacity": (
        {"mentors_csv": MENTORS.replace("cy,1", "cy,99999999999999999999")},
        "is not a whole number",
    ),
    "other digits": (
        {"mentors_csv": MENTORS.replace("cy,1", "cy,²")},
        "column capacity: '²' is not a whole number",
    ),
    "wants in words": (
        {"mentees_csv": "id,wants\nana,some\nbea,1\n"},
        "mentees.csv, row 2, column wants: 'some' is",
    ),
    "minimum above capacity": (
        {"mentors_csv": "id,capacity,minimum\nbo,1,2\ncy,1,\n"},
        "mentors.csv, row 2, column minimum: 2 is above the capacity of 1.",
    ),
    "row too short": (
        {"edges_csv": EDGES + "ana,bo\n"},
        "edges.csv, row 6: the row is too short: 2 cells where",
    ),
    "row too long": (
        {"mentees_csv": MENTEES + "dan,1,2\n"},
        "mentees.csv, row 4: the row is too long: 3 cells where",
    ),
    "not UTF-8": (
        {"mentees_csv": MENTEES.encode() + b"J\xf6rg,1\n"},
        "mentees.csv, row 4: is not UTF-8 text. Save it as 'CSV UTF-8' and try again.",
    ),
    "not text": ({"mentors_csv": b"PK\x03\x04\x00\x00"}, "mentors.csv, row 1: is not a text file"),
    "a sheet in UTF-16": (
        {"mentors_csv": MENTORS.encode("utf-16")},
        "mentors.csv, row 1: is not UTF-8 text.",
    ),
    "empty file": ({"edges_csv": b""}, "edges.csv: is empty: a header row is expected."),
    "header missing": (
        {"mentees_csv": "ana,1\nbea,1\n"},
        "mentees.csv, row 1, column id: is missing; the header should",
    ),
    "column missing": (
        {"edges_csv": "mentee,mentor\nana,bo\n"},
        "edges.csv, row 1, column score: is missing; the header should be mentee,mentor,score.",
    ),
    "column unknown": (
        {"mentors_csv": "id,capacity,minimun\nbo,1,1\n"},
        "mentors.csv, row 1, column minimun: is not known here. Did you mean minimum?",
    ),
    "column twice": (
        {"mentors_csv": "id,capacity,id\nbo,1,x\n"},
        "mentors.csv, row 1, column id: is in the header twice.",
    ),
    "open quotation": (
        {"edges_csv": EDGES + '"ana,bo,1\n'},
        "edges.csv, row 6: cannot be read as CSV: unexpected end",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_bad_input_is_told_with_file_row_and_column(terminal: Terminal, fault: str) -> None:
    files, words = FAULTS[fault]
    ended = terminal.match(**files)
    assert ended.code == 2
    assert words in ended.err
    assert "Traceback" not in ended.err
    assert not {"pairs.csv", "report.json"} & terminal.names()


def test_all_problems_are_told_at_once_and_counted_beyond_twenty(terminal: Terminal) -> None:
    bad = "".join(f"ghost{at},bo,{at}\n" for at in range(30))
    ended = terminal.match(
        edges_csv=EDGES + bad, mentors_csv=MENTORS + "bo,1\n", mentees_csv=MENTEES + "x,y\n"
    )
    lines = ended.err.splitlines()
    assert lines[0].startswith("mentees.csv, row 4")
    assert lines[1].startswith("mentors.csv, row 4")
    assert len(lines) == 21
    assert lines[-1] == "... and 12 more like these."


def test_a_row_after_blank_ones_and_line_breaks_in_cells_keeps_its_number(terminal: Terminal) -> None:
    ended = terminal.match(edges_csv=EDGES + '\n,,\n"ana",cy,x\n')
    assert "edges.csv, row 8, column score: 'x'" in ended.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--edges", "none.csv"), "none.csv: there is no such file."),
        (("--edges", "."), ".: is a folder, not a file."),
        (("--out", "nowhere/pairs.csv"), "nowhere/pairs.csv: there is no folder nowhere; create it first."),
        (("--out", "."), ".: is a folder, not a file."),
        (("--out", "report.json"), "report.json: --report and --out name the same file."),
        (("--out", "./edges.csv"), "edges.csv: --out and --edges name the same file."),
        (("--out", "/dev/null"), "/dev/null: is not a file that can be replaced."),
        (
            ("--priority", "served,best"),
            "--priority takes served, minimum, mentors, worst, total, separated by",
        ),
        (("--priority", "total,total"), "each may be named once"),
        (("--priority", ""), "--priority takes"),
        (("--people", "people.csv"), "Say in one of three ways"),
        (("--rubric", "rubric.toml"), "--rubric goes with lists of people"),
    ],
)
def test_options_that_cannot_be_followed_are_told(
    terminal: Terminal, options: tuple[str, ...], words: str
) -> None:
    ended = terminal.match(*options)
    assert ended.code == 2
    assert words in ended.err
    assert not {"pairs.csv", "report.json"} & terminal.names()


def test_half_a_set_of_files_asks_for_the_other_half(terminal: Terminal) -> None:
    ended = terminal.run("match", "--edges", "e.csv", "--out", "pairs.csv", "--report", "report.json")
    assert ended.code == 2
    assert "--edges needs --mentees, --mentors as well." in ended.err


@pytest.mark.parametrize(
    ("pins", "bans", "words"),
    [
        ("ana,bo\nbea,bo\n", "", "bo has 1 free seat, but 2 mentees are pinned there: ana, bea."),
        ("ana,bo\nana,cy\n", "", "ana wants 1 mentor, but is pinned to 2: bo, cy."),
        ("ana,bo\n", "ana,bo\n", "ana is pinned to bo, and the same pair is banned."),
    ],
)
def test_pins_that_cannot_be_held_end_with_code_3(
    terminal: Terminal, pins: str, bans: str, words: str
) -> None:
    header = "mentee,mentor\n"
    ended = terminal.match(
        "--pins", "pins.csv", "--bans", "bans.csv", pins_csv=header + pins, bans_csv=header + bans
    )
    assert ended.code == 3
    assert words in ended.err
    assert not {"pairs.csv", "report.json"} & terminal.names()


def test_pins_and_bans_of_unknown_people_or_given_twice_are_bad_input(terminal: Terminal) -> None:
    ended = terminal.match("--pins", "pins.csv", pins_csv="mentee,mentor\nana,bo\nana,bo\nanna,bo\n")
    assert ended.code == 2
    assert "pins.csv, row 3: ana and bo are already in row 2." in ended.err
    assert "pins.csv, row 4, column mentee: 'anna' is not the id of a mentee." in ended.err
