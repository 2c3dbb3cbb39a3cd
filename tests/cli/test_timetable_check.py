"""`pairloom timetable check`: a plan that holds, and plans that somebody changed."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.command import Terminal
from tests.cli.evening import plan, stored


def test_a_plan_as_it_was_made_holds(terminal: Terminal) -> None:
    plan(terminal)
    ended = terminal.run("timetable", "check", "plan.json")
    assert ended.code == 0
    assert "The plan holds: 8 meetings of 4 mentees and 2 mentors in 2 turns." in ended.out
    assert "Affinity 4.3 (proven: no plan does better)." in ended.out


def meets_twice(document: dict[str, Any]) -> None:
    seat = document["result"]["seat"]
    seat[0][1] = seat[0][0]


def sits_on_a_lap(document: dict[str, Any]) -> None:
    for row in document["result"]["seat"]:
        row[0], row[1] = 0, 1


def is_not_there(document: dict[str, Any]) -> None:
    document["problem"]["present"][0] = "01"


def states_more_affinity(document: dict[str, Any]) -> None:
    document["result"]["affinity"] += 1


def states_fewer_repeats(document: dict[str, Any]) -> None:
    document["result"]["repeats"] -= 1


def meets_somebody_unknown(document: dict[str, Any]) -> None:
    document["result"]["seat"][0][0] = 9


def has_too_few_turns(document: dict[str, Any]) -> None:
    document["result"]["seat"] = [row[:1] for row in document["result"]["seat"]]


def lost_a_name(document: dict[str, Any]) -> None:
    document["tables"].pop()


@pytest.mark.parametrize(
    ("tamper", "message"),
    [
        (meets_twice, "have met before"),
        (sits_on_a_lap, "there are more mentees than seats"),
        (is_not_there, "the mentee is not there"),
        (states_more_affinity, "affinity is stated as"),
        (states_fewer_repeats, "repeats is stated as"),
        (meets_somebody_unknown, "a seat names an unknown mentor"),
        (has_too_few_turns, "the seats do not cover all turns"),
        (lost_a_name, "there are not as many names as people"),
    ],
)
def test_a_plan_that_was_changed_is_told_with_what_is_broken(
    terminal: Terminal, tamper: Callable[[dict[str, Any]], None], message: str
) -> None:
    plan(terminal)
    document = stored(terminal.folder)
    tamper(document)
    terminal.write(plan_json=json.dumps(document))
    ended = terminal.run("timetable", "check", "plan.json")
    assert ended.code == 2
    assert message in ended.err
    assert "Traceback" not in ended.err


def test_an_event_to_which_nobody_comes_has_a_plan_that_holds(terminal: Terminal) -> None:
    files = {"mentees_csv": "id\n", "mentors_csv": "id,seats\n", "edges_csv": "mentee,mentor,score\n"}
    assert plan(terminal, **files).code == 0
    assert terminal.run("timetable", "check", "plan.json").code == 0
