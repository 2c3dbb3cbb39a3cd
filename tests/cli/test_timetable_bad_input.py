"""Every kind of bad input of a timetable is told in its own words, with file, row and column; exit code 2."""

import pytest

from tests.cli.command import Terminal
from tests.cli.evening import EDGES, MENTEES, MENTORS, plan

FAULTS = {
    "unknown mentee": (
        {"edges_csv": EDGES + "anna,bo,1\n"},
        "edges.csv, row 10, column mentee: 'anna' is not the id of a mentee. Did you mean 'ana'?",
    ),
    "mentee twice": (
        {"mentees_csv": MENTEES + "ana,Ana\n"},
        "mentees.csv, row 6, column id: 'ana' is already in row 2.",
    ),
    "no id": (
        {"mentors_csv": MENTORS + ",2,,\n"},
        "mentors.csv, row 4, column id: is empty; every row needs an id.",
    ),
    "seats as a word": (
        {"mentors_csv": "id,seats\nbo,many\nedda,2\n"},
        "mentors.csv, row 2, column seats: 'many' is not a whole number from 0 to 1,000,000.",
    ),
    "no seats": (
        {"mentors_csv": "id,seats\nbo,\nedda,2\n"},
        "mentors.csv, row 2, column seats: an empty cell is not a whole number",
    ),
    "turn beyond the last": (
        {"mentees_csv": "id,from_turn\nana,3\n"},
        "mentees.csv, row 2, column from_turn: '3' is not a turn from 1 to 2.",
    ),
    "turns backwards": (
        {"mentees_csv": "id,from_turn,to_turn\nana,2,1\n"},
        "mentees.csv, row 2, column to_turn: is before from_turn: 1 against 2.",
    ),
    "turns of a mentor": (
        {"mentors_csv": "id,seats,turns\nbo,2,1-3;5\nedda,2,first\n"},
        "mentors.csv, row 2, column turns: '1-3' is not among the turns 1 to 2.",
    ),
    "turns in words": (
        {"mentors_csv": "id,seats,turns\nbo,2,first\nedda,2,\n"},
        "mentors.csv, row 2, column turns: 'first' is no list of turns; write it like 1-3;5.",
    ),
    "unknown wish": (
        {"mentees_csv": MENTEES.replace("id,name", "id,wishes").replace("Ana Abara", "boo")},
        "mentees.csv, row 2, column wishes: 'boo' is not the id of a mentor. Did you mean 'bo'?",
    ),
    "table taken": (
        {"mentors_csv": MENTORS.replace("12", "7")},
        "mentors.csv, row 3, column table: '7' is taken by bo of row 2 in turn 1.",
    ),
    "unknown column": (
        {"mentees_csv": "id,from\nana,1\n"},
        "mentees.csv, row 1, column from: is not known here.",
    ),
    "no such file": ({"edges_csv": ""}, "edges.csv: is empty: a header row is expected."),
}

LISTS = {
    "pin to nobody": (
        "pins",
        "mentee,mentor\nana,bob\n",
        "row 2, column mentor: 'bob' is not the id of a mentor.",
    ),
    "pin to a turn that is not": (
        "pins",
        "mentee,mentor,turn\nana,bo,9\n",
        "pins.csv, row 2, column turn: '9' is not a turn from 1 to 2.",
    ),
    "ban of nobody": ("bans", "mentee,mentor\nan,bo\n", "bans.csv, row 2, column mentee: 'an' is not the id"),
    "apart from oneself": (
        "apart",
        "a,b\nana,ana\n",
        "apart.csv, row 2, column b: 'ana' cannot be kept apart from themselves.",
    ),
    "apart with other columns": ("apart", "x,y\nana,ben\n", "apart.csv, row 1: the header should be a,b or"),
}

NUMBERS = {
    ("--turns", "0"): "--turns takes a number from 1 to 99, not 0.",
    ("--group-most", "0"): "--group-most takes a number from 1 to 99, not 0.",
    ("--top", "-1"): "--top takes a number from 0, not -1.",
    ("--mix-budget", "2"): "--mix-budget takes a part from 0 to 1, such as 0.005, not 2.0.",
    ("--seconds", "-3"): "--seconds takes a number from 0, not -3.0.",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_people_is_told_with_its_place(terminal: Terminal, fault: str) -> None:
    files, message = FAULTS[fault]
    ended = plan(terminal, **files)
    assert ended.code == 2
    assert message in ended.err
    assert "plan.json" not in terminal.names()


@pytest.mark.parametrize("fault", LISTS)
def test_a_fault_in_a_list_is_told_with_its_place(terminal: Terminal, fault: str) -> None:
    name, content, message = LISTS[fault]
    terminal.write(**{f"{name}_csv": content})
    ended = plan(terminal, f"--{name}", f"{name}.csv")
    assert ended.code == 2
    assert message in ended.err


@pytest.mark.parametrize("options", NUMBERS)
def test_a_number_that_cannot_be_is_told(terminal: Terminal, options: tuple[str, str]) -> None:
    ended = plan(terminal, *options)
    assert ended.code == 2
    assert NUMBERS[options] in ended.err


def test_a_limit_on_groups_that_no_mentor_has_is_told(terminal: Terminal) -> None:
    ended = plan(terminal, "--group-most", "2")
    assert ended.code == 2
    assert "mentors.csv: --group-most needs the column group, which no row fills in." in ended.err


def test_twenty_problems_are_told_and_the_rest_is_counted(terminal: Terminal) -> None:
    ended = plan(terminal, edges_csv=EDGES + "nobody,bo,1\n" * 25)
    assert ended.code == 2
    assert len(ended.err.splitlines()) == 21
    assert "... and 5 more like these." in ended.err


def test_a_misspelt_part_of_the_command_is_told_with_the_nearest_one(terminal: Terminal) -> None:
    ended = terminal.run("timetable", "exprot")
    assert ended.code == 2
    assert "there is no 'timetable exprot'. Did you mean 'timetable export'?" in ended.err
    assert terminal.run("timetable").code == 0
    assert "timetable check" in terminal.run("timetable", "--help").out
