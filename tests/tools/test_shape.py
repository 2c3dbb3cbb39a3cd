"""The watch over the shape of the code must itself notice things."""

from pathlib import Path

import pytest

from tools import shape

LATE = """\
import json

def needs_reason():
    import csv
    from typing import Any  # noqa: PLC0415
    import ortools  # costs half a second, and most verbs do without it
    import scipy
"""


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(shape, "ROOT", tmp_path)
    path = tmp_path / "source.py"
    path.write_text(LATE)
    return path


def test_a_late_import_without_a_reason_is_a_fault(source: Path) -> None:
    faults = shape.report_late_imports([source])
    assert [fault.split(":")[1] for fault in faults] == ["4", "5"]


def test_functions_are_measured_from_their_first_line_to_their_last(source: Path) -> None:
    assert list(shape.function_lengths(source)) == [shape.Length("source.py:3 needs_reason", 5)]


def test_one_long_function_among_many_short_ones_is_a_fault() -> None:
    short = [shape.Length(f"short {number}", 10) for number in range(99)]
    assert shape.report_lengths("function", short, shape.FUNCTIONS) == []
    (fault,) = shape.report_lengths("function", [*short, shape.Length("endless", 61)], shape.FUNCTIONS)
    assert fault.startswith("endless has 61 lines")


def test_many_functions_of_middling_length_are_a_fault() -> None:
    middling = [shape.Length("middling", 40)] * 10
    short = [shape.Length("short", 10)] * 90
    (fault,) = shape.report_lengths("function", short + middling, shape.FUNCTIONS)
    assert "95th percentile is 40" in fault
