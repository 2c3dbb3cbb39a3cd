"""A real event whose optimum is known. It lies beside the project where it is developed."""

import csv
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from pairloom.engines.timetable import UNITS, TimetableProblem, make_problem, solve
from tests.support.shared_data import shared_file

pytestmark = pytest.mark.shared_data
TURNS = 12
LARGEST = 10  # the highest score that the event's formula can give, here a perfect meeting


def rows_of(path: Path) -> Iterable[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def interests_of(name: str) -> tuple[list[str], np.ndarray]:
    rows = rows_of(shared_file(f"timetable/matchathon-{name}.csv"))
    return [row[0] for row in rows], np.array([[int(mark or 0) for mark in row[1:]] for row in rows])


def matchathon(*, least: int = 0, with_absences: bool = False) -> TimetableProblem:
    students, theirs = interests_of("students")
    hosts, ours = interests_of("faculty")
    score = LARGEST * (theirs @ ours.T) / np.maximum(np.outer(theirs.sum(axis=1), ours.sum(axis=1)), 1)
    staffed = np.ones((len(hosts), TURNS), bool)
    met: list[tuple[str, str]] = []
    if with_absences:
        for host, slot in rows_of(shared_file("timetable/matchathon-unavailable.csv")):
            staffed[hosts.index(host), int(slot) - 1] = False
        met = [(row[0], row[1]) for row in rows_of(shared_file("timetable/matchathon-already-met.csv"))]
    return make_problem(
        turns=TURNS,
        mentees=students,
        mentors=hosts,
        seats=[1] * len(hosts),
        edge_mentee=np.repeat(np.arange(len(students)), len(hosts)),
        edge_mentor=np.tile(np.arange(len(hosts)), len(students)),
        score=np.round(score.ravel() * UNITS / LARGEST),
        staffed=staffed,
        least=[least] * len(hosts),
        met=met,
    )


def points(affinity: int) -> float:
    return affinity * LARGEST / UNITS


def test_matchathon_reaches_its_optimum() -> None:
    result = solve(matchathon(), top=0, mix_budget=0)
    assert round(points(result.affinity), 1) == 385.3
    assert result.proven
    assert result.meetings_min == TURNS


def test_matchathon_with_six_meetings_for_every_host_costs_a_tenth_of_a_point() -> None:
    result = solve(matchathon(least=6), top=0, mix_budget=0)
    assert round(points(result.affinity), 1) == 385.2
    assert result.proven
    assert np.bincount(result.seat.ravel()).min() >= 6


def test_matchathon_with_absent_hosts_and_pairs_who_met_fills_every_slot() -> None:
    result = solve(matchathon(with_absences=True), top=0, mix_budget=0)
    assert points(result.affinity) >= 384.2
    assert result.meetings_min == TURNS
