"""The made-up speed mentoring evening is what its script writes, and has what an evening has."""

import csv
import subprocess
import sys
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples"


def rows(name: str) -> list[dict[str, str]]:
    with (EXAMPLES / f"speed-{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_script_writes_the_committed_files_byte_for_byte(tmp_path: Path) -> None:
    script = [sys.executable, EXAMPLES / "make_speed_event.py", "--folder", tmp_path]
    subprocess.run(script, check=True, capture_output=True)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in EXAMPLES.glob("speed-*.csv")}


def test_sixty_mentees_come_to_ten_mentors_who_have_a_seat_for_each_in_every_turn() -> None:
    mentees, mentors = rows("mentees"), rows("mentors")
    assert (len(mentees), len(mentors)) == (60, 10)
    assert sum(int(mentor["seats"]) for mentor in mentors) == 60


def test_the_day_brings_what_days_bring() -> None:
    mentees = {row["id"] for row in rows("mentees")}
    assert len({row["mentee"] for row in rows("gone")} & mentees) == 9
    assert len(rows("mentors-gone")) == 1
    assert len({row["id"] for row in rows("arrived")} - mentees) == 3
