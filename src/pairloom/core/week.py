"""A week in half-hours, as people mark it: 336 cells from Monday 00:00, in their own time zone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

CELLS_A_DAY = 48
CELLS = 7 * CELLS_A_DAY
_HEX_DIGITS = CELLS // 4


@dataclass(frozen=True)
class Span:
    """Free time on one day (0 is Monday), in half-hours after midnight, `end` excluded."""

    day: int
    start: int
    end: int


@dataclass(frozen=True)
class Week:
    """An immutable set of free half-hours. Cell `day * 48 + half_hour`."""

    cells: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if any(not 0 <= cell < CELLS for cell in self.cells):
            raise ValueError(f"a week has cells 0 to {CELLS - 1}")

    def __bool__(self) -> bool:
        return bool(self.cells)

    def __str__(self) -> str:
        mask = sum(1 << cell for cell in self.cells)
        return f"{mask:0{_HEX_DIGITS}x}"

    @classmethod
    def of(cls, cells: Iterable[int]) -> "Week":
        return cls(frozenset(cells))

    @classmethod
    def from_text(cls, text: str) -> "Week":
        """Read what `str(week)` wrote: 84 hexadecimal digits, the last bit Monday 00:00."""
        mask = int(text or "0", 16)
        return cls.of(cell for cell in range(mask.bit_length()) if mask >> cell & 1)

    @classmethod
    def from_spans(cls, spans: Iterable[Span]) -> "Week":
        return cls.of(
            span.day * CELLS_A_DAY + half_hour for span in spans for half_hour in range(span.start, span.end)
        )

    def __or__(self, other: "Week") -> "Week":
        return Week(self.cells | other.cells)

    def __and__(self, other: "Week") -> "Week":
        return Week(self.cells & other.cells)

    @property
    def hours(self) -> float:
        return len(self.cells) / 2

    def spans(self) -> Iterator[Span]:
        """Free spans in order, each within one day."""
        for day in range(7):
            first = day * CELLS_A_DAY
            start = None
            for half_hour in range(CELLS_A_DAY + 1):
                free = half_hour < CELLS_A_DAY and first + half_hour in self.cells
                if free and start is None:
                    start = half_hour
                elif not free and start is not None:
                    yield Span(day, start, half_hour)
                    start = None


class WeekField(models.CharField):  # type: ignore[type-arg]
    """A column that holds a `Week`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = _HEX_DIGITS
        kwargs.setdefault("default", Week)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, *_: object) -> Week:
        return Week.from_text(value or "")

    def to_python(self, value: Any) -> Week:
        if isinstance(value, Week):
            return value
        try:
            return Week.from_text(value or "")
        except ValueError as error:
            raise ValidationError("This is not a week of half-hours.") from error

    def get_prep_value(self, value: Any) -> str:
        return str(value) if value else ""

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))
