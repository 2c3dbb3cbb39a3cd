"""Run every check of Pairloom, in order and to the end, and say which failed.

python3 start.py test                  all of them
python3 start.py test --only types     one of them, or several: --only lint --only sqlite
python3 start.py test -k capacity      only the tests whose names say so
"""

import argparse
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from tools import chromium, postgres

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
PROGRAMS = Path(PYTHON).parent
SKIPPED = 77  # what a step returns that could not run here and has said why
NOTHING_COLLECTED = 5  # of pytest


@contextmanager
def as_it_is() -> Iterator[dict[str, str]]:
    yield {}


@contextmanager
def with_postgres() -> Iterator[dict[str, str]]:
    with postgres.running_server() as url:
        yield {"PAIRLOOM_DATABASE_URL": url}


@contextmanager
def with_chromium() -> Iterator[dict[str, str]]:
    yield {"PAIRLOOM_CHROMIUM": chromium.provide()}


@dataclass(frozen=True)
class Step:
    """One check: a command that returns 0 when all is well, and what must be there while it runs."""

    name: str
    about: str
    command: tuple[str, ...]
    around: Callable[[], AbstractContextManager[dict[str, str]]] = as_it_is
    in_ci_only: bool = False

    @property
    def is_tests(self) -> bool:
        return "pytest" in self.command


def program(name: str, *arguments: str) -> tuple[str, ...]:
    return (str(PROGRAMS / name), *arguments)


def module(name: str, *arguments: str) -> tuple[str, ...]:
    return (PYTHON, "-m", name, *arguments)


def tests(marked: str) -> tuple[str, ...]:
    """pytest on both cores; it names what was skipped and shows where a test hangs."""
    return module("pytest", "-q", "-rsfE", "-n", "2", "-o", "faulthandler_timeout=240", "-m", marked)


UNMARKED = "not browser and not shared_data and not bench"
WITH_DATABASE = f"django_db and {UNMARKED}"  # the rest is the same whatever the database
STEPS = (
    Step("lint", "faults that ruff knows", program("ruff", "check", ".")),
    Step("format", "layout of the code", program("ruff", "format", "--check", ".")),
    Step("types", "types, strict where the rules live", program("mypy")),
    Step("imports", "imports go down only", program("lint-imports", "--no-cache")),
    Step("shape", "lengths, import cycles, late imports", module("tools.shape")),
    Step(
        "migrations",
        "tables in step with the models",
        module("django", "makemigrations", "--check", "--dry-run"),
    ),
    Step("bare", "the README on a bare Debian", module("tools.bare"), in_ci_only=True),
    Step("sqlite", "tests, with SQLite", tests(UNMARKED)),
    Step(
        "postgres", "tests of all that is stored, with PostgreSQL", tests(WITH_DATABASE), around=with_postgres
    ),
    Step("journeys", "stories in a real browser", tests("browser"), around=with_chromium),
    Step("data", "tests on the data beside the project", tests("shared_data")),
)


@dataclass(frozen=True)
class Outcome:
    step: Step
    word: str
    seconds: float
    tests: Counter[str]


def main(arguments: Sequence[str]) -> int:
    wishes = parse(arguments)
    began = time.monotonic()
    outcomes = []
    with TemporaryDirectory(prefix="pairloom-check-") as scratch:
        for step in chosen_steps(wishes):
            outcome = run(step, wishes.k, Path(scratch))
            outcomes.append(outcome)
            say(f"--- {step.name}: {outcome.word} in {outcome.seconds:.0f} seconds")
    report(outcomes, time.monotonic() - began)
    return 1 if any(outcome.word == "FAILED" for outcome in outcomes) else 0


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="start.py test", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    names = [step.name for step in STEPS]
    parser.add_argument("--only", action="append", choices=names, metavar="STEP", help=", ".join(names))
    parser.add_argument(
        "-k", metavar="EXPRESSION", help="run only the tests whose names match, and no other check"
    )
    return parser.parse_args(arguments)


def chosen_steps(wishes: argparse.Namespace) -> list[Step]:
    if wishes.only:
        return [step for step in STEPS if step.name in wishes.only]
    if wishes.k:
        return [step for step in STEPS if step.is_tests]
    return [step for step in STEPS if "CI" in os.environ or not step.in_ci_only]


def run(step: Step, expression: str | None, scratch: Path) -> Outcome:
    say(f"\n=== {step.name}: {step.about}")
    began = time.monotonic()
    results = scratch / f"{step.name}.xml"
    command = list(step.command)
    if step.is_tests:
        command += [f"--junit-xml={results}", *(["-k", expression] if expression else [])]
    try:
        with step.around() as extra:
            code = subprocess.run(command, cwd=ROOT, env=environment(scratch) | extra, check=False).returncode
    except (OSError, RuntimeError) as error:
        say(str(error))
        code = 1
    if code == NOTHING_COLLECTED and expression:
        code = 0
    word = {0: "ok", SKIPPED: "skipped"}.get(code, "FAILED")
    return Outcome(step, word, time.monotonic() - began, count_tests(results))


def environment(scratch: Path) -> dict[str, str]:
    """The caller's environment without settings of Pairloom's own; leftovers go into `scratch`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PAIRLOOM_")}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "pairloom.site.settings.test",
        "PYTHONPATH": str(ROOT / "src"),
        "TMPDIR": str(scratch),
    }


def count_tests(results: Path) -> Counter[str]:
    if not results.is_file():
        return Counter()
    suite = next(ElementTree.parse(results).iter("testsuite"))  # noqa: S314 - our own pytest wrote it
    failed, skipped = (int(suite.get(name, 0)) for name in ("failures", "skipped"))
    failed += int(suite.get("errors", 0))
    passed = int(suite.get("tests", 0)) - failed - skipped
    return Counter(passed=passed, failed=failed, skipped=skipped)


def report(outcomes: Sequence[Outcome], seconds: float) -> None:
    """A line for each step, and a last one in pytest's own form over all of them."""
    say("")
    total: Counter[str] = Counter()
    for outcome in outcomes:
        total.update(outcome.tests)
        if outcome.word == "FAILED" and not outcome.tests["failed"]:
            total["failed"] += 1
        say(f"{outcome.step.name:12} {outcome.word:8} {outcome.seconds:5.0f} s   {outcome.step.about}")
    words = [f"{total[word]} {word}" for word in ("failed", "passed", "skipped") if total[word]]
    say(f"=== {', '.join(words) or 'all checks passed'} in {seconds:.2f}s ===")


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
