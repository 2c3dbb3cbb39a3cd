"""Prints how long phones wait when all of them ask in one second; asserts that each gets its answer."""

import pytest

from tests.bench.event_phones import MENTEES, compare

pytestmark = pytest.mark.bench


def test_two_thousand_phones_in_one_second() -> None:
    for answers in compare():
        assert (answers.errors, len(answers.seconds)) == (0, MENTEES)
