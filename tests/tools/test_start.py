"""`start.py` as somebody at a terminal meets it, with packages that are there already."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.project import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script stands in for the Python of .venv")
FINGERPRINT = "import start, json; print(json.dumps([start.place(), start.fingerprint(start.RUN_LOCK)]))"

ABOUT_BYTECODE = ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project that is set up, whose Python only says what it was asked."""
    for name in ("start.py", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho asked: "$@"\n')
    python.chmod(0o755)
    asked = subprocess.run([sys.executable, "-c", FINGERPRINT], cwd=tmp_path, capture_output=True, check=True)
    place, fingerprint = json.loads(asked.stdout)
    (tmp_path / ".venv/pairloom-setup.json").write_text(
        json.dumps({"place": place, "requirements.lock": fingerprint})
    )
    return tmp_path


def start(folder: Path, *arguments: str, **environment: str) -> str:
    command = [sys.executable, str(folder / "start.py"), *arguments]
    ours = {name: value for name, value in os.environ.items() if name not in ABOUT_BYTECODE} | environment
    done = subprocess.run(command, cwd="/", env=ours, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_help_is_given_before_anything_is_installed(tmp_path: Path) -> None:
    shutil.copy(ROOT / "start.py", tmp_path)
    assert "python3 start.py test" in start(tmp_path, "--help")
    assert [path.name for path in tmp_path.iterdir()] == ["start.py"]


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ([], "-m pairloom demo"),
        (["--at", "2027-02-01"], "-m pairloom demo --at 2027-02-01"),
        (["match", "--help"], "-m pairloom match --help"),
    ],
)
def test_a_second_start_goes_straight_to_the_verb(folder: Path, arguments: list[str], asked: str) -> None:
    assert start(folder, *arguments) == f"asked: {asked}"


def test_packages_that_another_checkout_lends_are_left_alone(folder: Path, tmp_path: Path) -> None:
    lent = (folder / ".venv").rename(tmp_path / "lent")
    (lent / "pairloom-setup.json").unlink()
    (folder / ".venv").symlink_to(lent)
    assert start(folder) == "asked: -m pairloom demo"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({}, "beside the code"),
        ({"PYTHONDONTWRITEBYTECODE": "1"}, "{venv}/bytecode"),
        ({"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": "/var/tmp/theirs"}, "/var/tmp/theirs"),
    ],
    ids=["nothing is said", "not beside the code", "in a place of theirs"],
)
def test_no_process_has_to_compile_what_another_compiled(
    folder: Path, given: dict[str, str], kept: str
) -> None:
    told = '#!/bin/sh\necho "${PYTHONPYCACHEPREFIX-beside the code}${PYTHONDONTWRITEBYTECODE-}"\n'
    (folder / ".venv" / "bin" / "python").write_text(told)
    assert start(folder, **given) == kept.format(venv=folder / ".venv")
