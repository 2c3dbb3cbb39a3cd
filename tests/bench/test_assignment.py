"""Prints how the assignment engine compares; asserts only that exact solvers agree on the total."""

import pytest

from tests.bench.assignment import compare

pytestmark = pytest.mark.bench


def test_the_engine_beside_other_solvers() -> None:
    compare((100, 1_000, 3_000, 10_000))
