"""`pairloom match` on candidate pairs: what it writes, and that it writes all of it or nothing."""

import json
import os
import random
import signal
import stat
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.command import COMMAND, EDGES, MENTEES, MENTORS, Terminal, environment


def shuffled(text: str, seed: int) -> str:
    header, *rows = text.splitlines()
    random.Random(seed).shuffle(rows)
    return "\n".join([header, *rows]) + "\n"


def test_the_best_plan_is_written_with_scores_as_they_were_given(terminal: Terminal) -> None:
    ended = terminal.match()
    assert ended.code == 0
    assert terminal.pairs() == ["ana,cy,0.7", "bea,bo,0.8"]
    lines = (terminal.folder / "pairs.csv").read_text().splitlines()
    assert lines[0] == "mentee,mentor,score,reason"
    assert lines[1] == 'ana,cy,0.7,"Score 0.7, number 2 of 2 candidates."'


def test_the_report_holds_the_figures_their_bound_and_the_proof(terminal: Terminal) -> None:
    terminal.match()
    report = terminal.report()
    assert {key: report[key] for key in ("served", "pairs", "total", "worst", "bound", "proven")} == {
        "served": 2,
        "pairs": 2,
        "total": 1.5,
        "worst": 0.7,
        "bound": 1.5,
        "proven": True,
    }
    assert report["unmatched"] == []
    assert report["unused"] == []
    assert report["seconds"] >= 0
    assert report["version"]


def test_people_left_over_get_a_reason_and_what_would_change_it(terminal: Terminal) -> None:
    ended = terminal.match(
        mentees_csv=MENTEES + "dan,1\neve,1\n",
        edges_csv=EDGES + "dan,bo,0.1\n",
        mentors_csv=MENTORS + "fay,2\n",
    )
    assert ended.code == 0
    left = {entry["id"]: entry for entry in terminal.report()["unmatched"]}
    assert left["eve"]["reason"] == "edges.csv lists no mentor for this mentee."
    assert left["dan"]["reason"] == (
        "The only candidate (bo) is full. "
        "3 people can only be paired with 2 mentors, who have 2 seats together."
    )
    assert left["dan"]["change"].startswith("If bo took one more mentee, one more person could be served")
    assert terminal.report()["unused"] == [{"id": "fay", "reason": "No mentee is a candidate."}]
    assert "2 of 4 mentees have a mentor" in ended.out
    assert "2 without a mentor: dan and eve." in ended.out


def test_pins_and_bans_are_kept(terminal: Terminal) -> None:
    assert terminal.match("--pins", "pins.csv", pins_csv="mentee,mentor\nana,bo\n").code == 0
    assert terminal.pairs() == ["ana,bo,0.9", "bea,cy,0.3"]
    assert "Pinned by the organiser. Score 0.9" in (terminal.folder / "pairs.csv").read_text()
    assert terminal.match("--bans", "bans.csv", bans_csv="mentor,mentee\ncy,ana\ncy,bea\n").code == 0
    assert terminal.report()["served"] == 1


def test_a_pinned_pair_that_nobody_scored_is_allowed_and_counts_nothing(terminal: Terminal) -> None:
    ended = terminal.match(
        "--pins",
        "pins.csv",
        pins_csv="mentee,mentor\ndan,cy\n",
        mentees_csv=MENTEES + "dan,1\n",
    )
    assert ended.code == 0
    assert terminal.pairs() == ["ana,bo,0.9", "dan,cy,0"]
    assert "Nobody scored this pair; it counts 0." in (terminal.folder / "pairs.csv").read_text()
    assert terminal.report()["worst"] == 0.9


def test_the_order_of_the_levels_is_the_users(terminal: Terminal) -> None:
    edges = "mentee,mentor,score\nana,bo,0.9\nbea,bo,0.2\nana,cy,0.1\n"
    terminal.match(edges_csv=edges)
    assert terminal.pairs() == ["ana,cy,0.1", "bea,bo,0.2"]
    terminal.match("--priority", "worst,total", edges_csv=edges)
    assert terminal.pairs() == ["ana,bo,0.9"]
    assert terminal.report()["priority"] == ["worst", "total"]


def test_the_same_input_gives_the_same_bytes_whatever_the_order_of_the_rows(terminal: Terminal) -> None:
    people = range(12)
    edges = "mentee,mentor,score\n" + "".join(f"e{a},r{b},{(a * b) % 4}\n" for a in people for b in people)
    mentees = "id,wants\n" + "".join(f"e{at},{1 + at % 3}\n" for at in people)
    mentors = "id,capacity,minimum\n" + "".join(f"r{at},{at % 4},{at % 2}\n" for at in people)
    written = set()
    for seed in range(4):
        files = {"edges_csv": edges, "mentees_csv": mentees, "mentors_csv": mentors}
        terminal.match("--run", "run.json", **{name: shuffled(text, seed) for name, text in files.items()})
        report = terminal.report() | {"seconds": 0}
        folder = terminal.folder
        written.add(
            ((folder / "pairs.csv").read_bytes(), (folder / "run.json").read_bytes(), json.dumps(report))
        )
    assert len(written) == 1


@pytest.mark.parametrize(
    "edges",
    [
        "\ufeff" + EDGES,
        EDGES.replace("\n", "\r\n"),
        EDGES.replace("\n", "\r"),
        EDGES + "\n\n,,\n",
        EDGES.replace(",", ";"),
        EDGES.replace(",", "\t"),
        EDGES.replace("ana,bo,0.9", ' ana , bo ," 0.9 "'),
        EDGES.replace("0.9", "+9e-1").replace("0.8", "0.80000"),
        "score,mentor,mentee\n0.9,bo,ana\n0.7,cy,ana\n0.8,bo,bea\n0.3,cy,bea\n",
    ],
    ids=[
        "byte order mark",
        "CRLF",
        "CR",
        "blank rows",
        "semicolons",
        "tabs",
        "blanks",
        "spelling",
        "columns",
    ],
)
def test_files_from_any_spreadsheet_are_read_alike(terminal: Terminal, edges: str) -> None:
    assert terminal.match(edges_csv=edges).code == 0
    assert terminal.pairs() == ["ana,cy,0.7", "bea,bo,0.8"]


def test_long_decimals_count_to_the_last_digit(terminal: Terminal) -> None:
    edges = "mentee,mentor,score\nana,bo,0.1234567890123\nana,cy,0.1234567890124\n"
    assert terminal.match(edges_csv=edges, mentees_csv="id,wants\nana,1\n").code == 0
    assert terminal.pairs() == ["ana,cy,0.1234567890124"]
    assert terminal.report()["exact"] is True


def test_scores_that_need_rounding_are_said_to_be_rounded(terminal: Terminal) -> None:
    ended = terminal.match(edges_csv=EDGES.replace("0.3", "0." + "3" * 30))
    assert ended.code == 0
    assert terminal.report()["exact"] is False
    assert "they were rounded to" in ended.out


def test_nobody_at_all_is_an_answer_too(terminal: Terminal) -> None:
    empty = {
        "edges_csv": "mentee,mentor,score\n",
        "mentees_csv": "id,wants\n",
        "mentors_csv": "id,capacity\n",
    }
    assert terminal.match(**empty).code == 0
    assert terminal.report()["pairs"] == 0
    assert terminal.report()["worst"] is None


def test_a_failed_run_leaves_earlier_files_as_they_were(terminal: Terminal) -> None:
    terminal.match()
    before = {name: (terminal.folder / name).read_bytes() for name in ("pairs.csv", "report.json")}
    assert terminal.match(edges_csv=EDGES + "ana,bo,1\n").code == 2
    assert {name: (terminal.folder / name).read_bytes() for name in before} == before


def test_new_files_may_be_read_by_whom_the_system_lets(terminal: Terminal) -> None:
    before = os.umask(0o022)
    terminal.match()
    os.umask(before)
    assert stat.S_IMODE((terminal.folder / "pairs.csv").stat().st_mode) == 0o644


def listen_to_interruptions() -> None:
    """As at a terminal: a run of the tests in the background hands down that they are to be ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_an_interruption_leaves_no_half_file_and_one_line(tmp_path: Path) -> None:
    people = 8_000
    rng = random.Random(1)
    (tmp_path / "mentees.csv").write_text("id,wants\n" + "".join(f"e{at},2\n" for at in range(people)))
    (tmp_path / "mentors.csv").write_text("id,capacity\n" + "".join(f"r{at},2\n" for at in range(people)))
    with (tmp_path / "edges.csv").open("w") as edges:
        edges.write("mentee,mentor,score\n")
        for at in range(people):
            edges.writelines(f"e{at},r{to},{rng.random():.6f}\n" for to in rng.sample(range(people), 40))
    before = {path.name for path in tmp_path.iterdir()}
    options = (
        "match --edges edges.csv --mentees mentees.csv --mentors mentors.csv --out pairs.csv --report r.json"
    )
    running = subprocess.Popen(
        [*COMMAND, *options.split()],
        cwd=tmp_path,
        env=environment(),
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=listen_to_interruptions,
    )
    time.sleep(1)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130, told
    assert told.strip() == "Stopped."
    assert {path.name for path in tmp_path.iterdir()} == before
