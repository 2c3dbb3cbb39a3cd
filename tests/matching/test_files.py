"""What the pages give away as files is what the command line takes."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from tests.matching.test_pages import address, as_organiser
from tests.support.matching import a_closed_round, a_round_short_of_kubernetes_mentors, a_solved_run

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]


def pairloom(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pairloom", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT / "src", check=False)


def test_a_run_downloaded_is_solved_again_by_replay(client: Client, tmp_path: Path) -> None:
    round, _ = a_round_short_of_kubernetes_mentors()
    run = a_solved_run(round)
    as_organiser(client, round)
    file = tmp_path / "run.json"
    file.write_bytes(client.get(address("download", round, run.number)).content)
    replayed = pairloom("replay", file)
    assert replayed.returncode == 0, replayed.stderr


def test_a_rubric_downloaded_is_taken_by_match(client: Client, tmp_path: Path) -> None:
    round = a_closed_round()
    as_organiser(client, round)
    file = tmp_path / "rubric.toml"
    file.write_bytes(client.get(address("rubric-file", round)).content)
    people, report = ROOT / "examples" / "people.csv", tmp_path / "report.json"
    ours, standard = tmp_path / "ours.csv", tmp_path / "standard.csv"
    matched = pairloom("match", "--people", people, "--rubric", file, "--out", ours, "--report", report)
    assert matched.returncode == 0, matched.stderr
    pairloom("match", "--people", people, "--out", standard, "--report", report)
    assert ours.read_bytes() == standard.read_bytes()
