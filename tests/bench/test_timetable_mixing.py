"""Prints repeats and changed cards by size; asserts only that everything runs and passes its audit."""

import pytest

from tests.bench.timetable_mixing import SIZES, compare

pytestmark = pytest.mark.bench


def test_mixing_and_re_plan_at_growing_sizes() -> None:
    compare(SIZES[:3])
