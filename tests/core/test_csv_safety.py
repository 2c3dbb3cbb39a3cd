from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pairloom.core.csv_safety import neutralised, restored


@pytest.mark.parametrize("text", ["=1+1", "+49 30 1234", "-5", "@home", "\t=1", "\r=1", "\n=1"])
def test_text_that_a_spreadsheet_would_run_becomes_plain(text: str) -> None:
    assert neutralised(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["", "Ana", "a=b", "'tis", -5, 1.5, None])
def test_everything_else_stays(cell: Any) -> None:
    assert neutralised(cell) == cell


@given(st.text(alphabet="'=+-@\t\r\na "))
def test_every_text_comes_back(text: str) -> None:
    assert restored(neutralised(text)) == text
    assert not neutralised(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
