"""The command itself: its verbs, its help and how fast it is there."""

import subprocess
import time

from tests.cli.command import COMMAND, Terminal, environment

HEAVY = ("numpy", "ortools", "django", "typer", "rich", "scipy")


def test_the_help_names_every_verb(terminal: Terminal) -> None:
    for arguments in ((), ("--help",), ("-h",)):
        ended = terminal.run(*arguments)
        assert ended.code == 0
        assert "match" in ended.out
        assert "replay" in ended.out


def test_the_help_loads_nothing_heavy() -> None:
    script = f"""import sys, pairloom.__main__
pairloom.__main__.main(["--help"])
print([name for name in {HEAVY} if name in sys.modules])"""
    done = subprocess.run(
        [COMMAND[0], "-c", script], env=environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_help_is_there_in_a_blink() -> None:
    times = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([*COMMAND, "--help"], env=environment(), capture_output=True, check=True)
        times.append(time.perf_counter() - started)
    assert min(times) < 0.3


def test_an_unknown_verb_is_refused_with_the_nearest_one(terminal: Terminal) -> None:
    ended = terminal.run("mach")
    assert ended.code == 2
    assert "there is no 'mach'. Did you mean 'match'?" in ended.err


def test_a_misspelt_or_missing_option_is_a_usage_error_and_no_traceback(terminal: Terminal) -> None:
    for arguments in (("match", "--otu", "x"), ("match", "--out", "pairs.csv"), ("replay",)):
        ended = terminal.run(*arguments)
        assert ended.code == 2
        assert "--help" in ended.err
        assert "Traceback" not in ended.err


def test_the_version_is_told(terminal: Terminal) -> None:
    assert terminal.run("--version").out.startswith("pairloom 0.")
