"""A round's rubric: stored as plain values, read and written as TOML, told in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from pairloom.core.errors import InvalidError
from pairloom.engines.affinity import (
    DEFAULT_RUBRIC,
    Criterion,
    OrderedScale,
    RoundWeeks,
    Rubric,
    RubricError,
    rubric_from_dict,
    rubric_from_toml,
    rubric_to_dict,
    rubric_to_toml,
)

LONGEST_ROUND = 104  # weeks; what the engine takes
Plain = dict[str, Any]
T = TypeVar("T")


def standard_rubric() -> Plain:
    """The rubric of a round that has none of its own."""
    return rubric_to_dict(DEFAULT_RUBRIC)


def effective_rubric(stored: Mapping[str, Any]) -> Plain:
    """What a round's stored rubric means: an empty one is the standard."""
    return dict(stored) if stored else standard_rubric()


def read_rubric(stored: Mapping[str, Any]) -> Rubric:
    """The engine's rubric for a stored one. Raises InvalidError where the stored one makes no sense."""
    try:
        return rubric_from_dict(effective_rubric(stored))
    except RubricError as error:
        raise InvalidError(f"The rubric cannot be used: {error.message}.") from None


def checked(plain: Mapping[str, Any]) -> Plain:
    """The same rubric in its canonical form. Raises InvalidError that says what is wrong and where."""
    try:
        return rubric_to_dict(rubric_from_dict(plain))
    except RubricError as error:
        place = " ".join(str(step + 1) if isinstance(step, int) else step for step in error.where)
        raise InvalidError(f"{place}: {error.message}." if place else f"{error.message}.") from None


def rubric_text(stored: Mapping[str, Any]) -> str:
    """The rubric as the TOML text that the command line reads: the same text for the same rubric.

    PostgreSQL keeps no order of keys, so tables come in the order of the standard, then by name.
    """
    rubric = read_rubric(stored)
    return rubric_to_toml(
        replace(
            rubric,
            columns=_ordered(rubric.columns, DEFAULT_RUBRIC.columns),
            scales=_ordered(rubric.scales, DEFAULT_RUBRIC.scales),
            defaults=_ordered(rubric.defaults, DEFAULT_RUBRIC.defaults),
            criteria=tuple(_with_ordered_points(criterion) for criterion in rubric.criteria),
        )
    )


def _ordered(table: Mapping[str, T], usual: Mapping[str, Any]) -> dict[str, T]:
    places = {key: place for place, key in enumerate(usual)}
    return {key: table[key] for key in sorted(table, key=lambda key: (places.get(key, len(places)), key))}


def _with_ordered_points(criterion: Criterion) -> Criterion:
    if isinstance(criterion, OrderedScale) and criterion.points:
        return replace(criterion, points=dict(sorted(criterion.points.items())))
    return criterion


def rubric_from_text(text: str) -> Plain:
    """A rubric from a TOML text. Raises InvalidError naming the line and what is expected there."""
    try:
        return rubric_to_dict(rubric_from_toml(text))
    except RubricError as error:
        raise InvalidError(f"{error.message}.") from None


def with_weights(rubric: Rubric, weights: Mapping[str, float]) -> Rubric:
    """The rubric with other weights by name. A weight of 0 leaves a criterion out, but never the last."""
    weighed = tuple(
        replace(criterion, weight=weights[criterion.name])
        if weights.get(criterion.name, 0) > 0
        else criterion
        for criterion in rubric.criteria
    )
    kept = tuple(criterion for criterion in weighed if weights.get(criterion.name, 1) > 0)
    return replace(rubric, criteria=kept or weighed)


def in_weeks(rubric: Rubric, first_day: date | None, weeks: int) -> Rubric:
    """The rubric for the weeks of a round, unless it names its own."""
    if rubric.round is not None or first_day is None or weeks < 1:
        return rubric
    return replace(rubric, round=RoundWeeks(first_day, min(weeks, LONGEST_ROUND)))
