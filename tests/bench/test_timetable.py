"""Prints how the timetable engine compares; asserts only that nothing beats what is proven best."""

import pytest

from tests.bench.timetable import compare

pytestmark = pytest.mark.bench


def test_the_engine_beside_other_ways_to_plan_an_evening() -> None:
    compare()
