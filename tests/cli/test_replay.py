"""`pairloom replay`: a stored run gives the same answer again, or says that it does not."""

import json

from tests.cli.command import EDGES, Terminal


def kept(terminal: Terminal) -> None:
    assert terminal.match("--run", "run.json").code == 0


def test_a_stored_run_gives_the_same_answer_and_the_same_files(terminal: Terminal) -> None:
    kept(terminal)
    ended = terminal.run("replay", "run.json", "--out", "again.csv", "--report", "again.json")
    assert ended.code == 0
    assert ended.out == "The same answer: 2 pairs, proven again.\n"
    folder = terminal.folder
    assert (folder / "again.csv").read_bytes() == (folder / "pairs.csv").read_bytes()
    again = json.loads((folder / "again.json").read_text())
    assert again | {"seconds": 0} == terminal.report() | {"seconds": 0}


def test_a_run_whose_answer_was_altered_is_called_different(terminal: Terminal) -> None:
    kept(terminal)
    path = terminal.folder / "run.json"
    run = json.loads(path.read_text())
    run["result"]["edges"] = [0, 3]
    path.write_text(json.dumps(run))
    ended = terminal.run("replay", "run.json")
    assert ended.code == 1
    assert ended.out == "A different answer: 2 pairs of the stored run are gone, 2 are new.\n"


def test_what_is_no_run_is_bad_input(terminal: Terminal) -> None:
    terminal.write(run_json=EDGES)
    ended = terminal.run("replay", "run.json")
    assert (ended.code, "run.json: is not JSON" in ended.err) == (2, True)
    assert terminal.run("replay", "none.json").code == 2


def test_a_run_of_a_later_format_is_refused(terminal: Terminal) -> None:
    kept(terminal)
    path = terminal.folder / "run.json"
    path.write_text(path.read_text().replace('"format_version":1', '"format_version":2'))
    ended = terminal.run("replay", "run.json")
    assert ended.code == 2
    assert "has format version 2; this version reads 1." in ended.err
