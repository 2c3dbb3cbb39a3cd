"""A real speed-meeting event through the command line: 97 students, 106 hosts, twelve turns."""

import csv

import pytest

from tests.cli.command import Terminal
from tests.cli.evening import FILES, OUTPUTS
from tests.support.shared_data import shared_file

Interests = dict[str, set[int]]


def interests(name: str) -> Interests:
    """What each person ticked."""
    with shared_file(f"timetable/matchathon-{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        _, *rows = csv.reader(file)
    return {person: {at for at, tick in enumerate(ticks) if tick == "1"} for person, *ticks in rows}


def write(terminal: Terminal, name: str, header: str, rows: list[list[object]]) -> None:
    with (terminal.folder / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header.split(","), *rows])


@pytest.mark.shared_data
def test_the_plain_optimum_of_a_real_event_is_reached_and_proven(terminal: Terminal) -> None:
    students, hosts = interests("students"), interests("faculty")
    scores: list[list[object]] = [
        [student, host, 10 * len(wanted & offered) / (len(wanted) * len(offered))]
        for student, wanted in students.items()
        for host, offered in hosts.items()
    ]
    write(terminal, "edges.csv", "mentee,mentor,score", scores)
    write(terminal, "mentees.csv", "id", [[student] for student in students])
    write(terminal, "mentors.csv", "id,seats", [[host, 1] for host in hosts])
    plain = ("--top", "0", "--mix-budget", "0")
    ended = terminal.run("timetable", "plan", "--turns", "12", *FILES, *OUTPUTS, *plain)
    assert ended.code == 0
    report = terminal.report()
    assert report["affinity"] == pytest.approx(385.3, abs=0.001)
    assert (report["meetings_min"], report["meetings_max"]) == (12, 12)
    assert report["proven"] is True
