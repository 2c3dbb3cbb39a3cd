import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from pairloom.core.week import CELLS, Span, Week, WeekField

weeks = st.frozensets(st.integers(0, CELLS - 1)).map(Week)


@given(weeks)
def test_a_week_comes_back_from_its_text(week: Week) -> None:
    assert Week.from_text(str(week)) == week
    assert len(str(week)) == 84


@given(weeks)
def test_a_week_comes_back_from_its_spans(week: Week) -> None:
    assert Week.from_spans(week.spans()) == week


def test_no_text_is_an_empty_week() -> None:
    assert Week.from_text("") == Week()
    assert not Week()


def test_a_span_ends_with_its_day() -> None:
    assert list(Week.of([46, 47, 48, 49]).spans()) == [Span(0, 46, 48), Span(1, 0, 2)]


def test_weeks_are_joined_and_intersected() -> None:
    monday, early = Week.of([36, 37]), Week.of([37, 38])
    assert (monday | early).cells == {36, 37, 38}
    assert (monday & early).hours == 0.5


@pytest.mark.parametrize("cells", [[-1], [336]])
def test_a_half_hour_outside_the_week_is_refused(cells: list[int]) -> None:
    with pytest.raises(ValueError, match="cells 0 to 335"):
        Week.of(cells)


@pytest.mark.parametrize("text", ["evenings", "f" * 85])
def test_text_that_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        WeekField().to_python(text)
