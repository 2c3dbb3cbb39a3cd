"""The closing lines of a check run, by which CI and people judge it."""

from collections import Counter
from pathlib import Path

import pytest

from tools import check

STEP = check.Step("sqlite", "tests on SQLite", check.tests("not bench"))


def test_tests_are_counted_by_how_they_ended(tmp_path: Path) -> None:
    results = tmp_path / "results.xml"
    results.write_text('<testsuites><testsuite tests="9" failures="2" errors="1" skipped="1"/></testsuites>')
    assert check.count_tests(results) == Counter(passed=5, failed=3, skipped=1)


def test_the_last_line_sums_up_all_steps(capsys: pytest.CaptureFixture[str]) -> None:
    first = check.Outcome(STEP, "FAILED", 1.0, Counter(passed=5, failed=3))
    second = check.Outcome(STEP, "ok", 1.0, Counter(passed=4, skipped=1))
    check.report([first, second], 12.3)
    assert capsys.readouterr().out.splitlines()[-1] == "=== 3 failed, 9 passed, 1 skipped in 12.30s ==="


def test_a_step_that_fails_without_tests_counts_as_one_failure(capsys: pytest.CaptureFixture[str]) -> None:
    check.report([check.Outcome(STEP, "FAILED", 1.0, Counter())], 1)
    assert capsys.readouterr().out.splitlines()[-1].startswith("=== 1 failed in")


def test_choosing_tests_by_name_leaves_the_other_checks_out() -> None:
    names = [step.name for step in check.chosen_steps(check.parse(["-k", "capacity"]))]
    assert names == ["sqlite", "postgres", "journeys", "data"]
