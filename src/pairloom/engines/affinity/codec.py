"""A rubric as plain values (for JSON and the database) and back, with every fault told by its place."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date
from typing import Any

from pairloom.engines.affinity.comparisons import (
    CRITERIA,
    RULES,
    Comparison,
    Criterion,
    OrderedScale,
    Rule,
)
from pairloom.engines.affinity.rubric import RoundWeeks, Rubric, RubricError
from pairloom.engines.cells import did_you_mean

Where = tuple[str | int, ...]
Plain = dict[str, Any]

_TOP = (
    "title",
    "scale",
    "unknown",
    "candidates",
    "priority",
    "separators",
    "round",
    "columns",
    "defaults",
    "scales",
    "criterion",
    "rule",
)
_DEFAULTS = ("wants", "capacity", "minimum")


def rubric_from_dict(plain: Mapping[str, Any]) -> Rubric:
    """The rubric that `rubric_to_dict` wrote, or that somebody wrote by hand. Raises RubricError."""
    _known_keys(plain, _TOP, ())
    given: Plain = {}
    for key, read in _READERS.items():
        if key in plain:
            given[key] = read(plain[key], (key,))
    criteria = _entries(plain.get("criterion", ()), "criterion", CRITERIA)
    rules = _entries(plain.get("rule", ()), "rule", RULES)
    return Rubric(criteria=criteria, rules=rules, **given)


def rubric_to_dict(rubric: Rubric) -> Plain:
    """Plain values that `rubric_from_dict` reads back to an equal rubric; what is as usual is left out."""
    plain: Plain = {}
    for key in ("title", "scale", "unknown", "candidates", "priority", "separators"):
        value = getattr(rubric, key)
        if value != _usual(Rubric, key):
            plain[key] = list(value) if isinstance(value, tuple) else value
    if rubric.round is not None:
        plain["round"] = {"starts": rubric.round.starts.isoformat(), "weeks": rubric.round.weeks}
    if rubric.columns:
        plain["columns"] = {key: _unwrapped(headings) for key, headings in rubric.columns.items()}
    if rubric.defaults:
        plain["defaults"] = dict(rubric.defaults)
    if rubric.scales:
        plain["scales"] = {name: list(places) for name, places in rubric.scales.items()}
    plain["criterion"] = [_plain_entry(entry, points=rubric.scale == "points") for entry in rubric.criteria]
    if rubric.rules:
        plain["rule"] = [_plain_entry(entry, points=False) for entry in rubric.rules]
    return plain


def _plain_entry(entry: Comparison, *, points: bool) -> Plain:
    plain: Plain = {"name": entry.name, "kind": entry.KIND}
    if entry.mentee == entry.mentor:
        plain["column"] = entry.mentee
    else:
        plain |= {"mentee": entry.mentee, "mentor": entry.mentor}
    for item in fields(entry):
        value = getattr(entry, item.name)
        if item.name in ("name", "mentee", "mentor") or value == _usual(type(entry), item.name):
            continue
        if isinstance(value, Mapping):
            value = {str(step): earned for step, earned in value.items()}
        key = (
            "points" if item.name == "weight" and points and not getattr(entry, "points", None) else item.name
        )
        plain[key] = list(value) if isinstance(value, tuple) else value
    if isinstance(entry, OrderedScale) and entry.points and entry.weight == max(entry.points.values()):
        del plain["weight"]
    return plain


def _usual(kind: type[Any], name: str) -> Any:
    found = next(item for item in fields(kind) if item.name == name)
    return None if found.default is MISSING else found.default


def _unwrapped(headings: Sequence[str]) -> str | list[str]:
    return headings[0] if len(headings) == 1 else list(headings)


def _entries(value: Any, table: str, kinds: Mapping[str, type[Any]]) -> tuple[Any, ...]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise RubricError(f"must be written as [[{table}]]", (table,))
    return tuple(_entry(one, (table, place), kinds) for place, one in enumerate(value))


def _entry(plain: Any, where: Where, kinds: Mapping[str, type[Any]]) -> Criterion | Rule:
    plain = _table(plain, where)
    kind = _kind(plain, where, kinds)
    names = [item.name for item in fields(kind)]
    _known_keys(plain, ["kind", "column", *names, *(["points"] if "weight" in names else [])], where)
    given: Plain = {
        key: _ENTRY_READERS[key](value, (*where, key))
        for key, value in plain.items()
        if key not in ("kind", "column")
    }
    _fill_columns(given, plain, where)
    _fill_weight(given, kind, where)
    for item in fields(kind):
        if item.name not in given and item.default is MISSING:
            raise RubricError(f"needs {item.name!r}", (*where, item.name))
    made: Criterion | Rule = kind(**given)
    return made


def _kind(plain: Mapping[str, Any], where: Where, kinds: Mapping[str, type[Any]]) -> type[Any]:
    if "kind" not in plain:
        raise RubricError(f"needs 'kind', such as {' or '.join([*kinds][:: len(kinds) - 1])}", where)
    said = _text(plain["kind"], (*where, "kind"))
    kind = kinds.get(said.replace("_", " ").replace("-", " ").strip().lower())
    if kind is None:
        hint = did_you_mean(said, kinds) or f"; one of {', '.join(kinds)} is expected"
        raise RubricError(f"there is no kind {said!r}{hint}", (*where, "kind"))
    return kind


def _fill_columns(given: Plain, plain: Mapping[str, Any], where: Where) -> None:
    if "column" in plain:
        if "mentee" in plain or "mentor" in plain:
            raise RubricError("write either 'column', or 'mentee' and 'mentor'", (*where, "column"))
        given["mentee"] = given["mentor"] = _text(plain["column"], (*where, "column"))
    given.setdefault("name", given.get("mentee", ""))


def _fill_weight(given: Plain, kind: type[Any], where: Where) -> None:
    """`points = 10` is a weight by another name; a table of points has its largest as weight."""
    points = given.get("points")
    if isinstance(points, float):
        if "weight" in given:
            raise RubricError("write either 'weight' or 'points'", (*where, "points"))
        given["weight"] = points
        del given["points"]
    elif points is not None:
        if kind is not OrderedScale:
            raise RubricError("must be one number; by gap is for an ordered scale", (*where, "points"))
        given.setdefault("weight", max(points.values()))


def _known_keys(plain: Mapping[str, Any], known: Sequence[str], where: Where) -> None:
    for key in plain:
        if key not in known:
            hint = did_you_mean(str(key), known) or f"; known here: {', '.join(dict.fromkeys(known))}"
            raise RubricError(f"unknown key {key!r}{hint}", (*where, key))


def _table(value: Any, where: Where) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise RubricError("must be a table of keys and values", where)
    return value


def _text(value: Any, where: Where) -> str:
    if not isinstance(value, str):
        raise RubricError(f"must be text in quotation marks, not {value!r}", where)
    return value


def _number(value: Any, where: Where) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise RubricError(f"must be a number, not {value!r}", where)
    return float(value)


def _whole(value: Any, where: Where) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise RubricError(f"must be a whole number from 0, not {value!r}", where)
    return value


def _yes_no(value: Any, where: Where) -> bool:
    if not isinstance(value, bool):
        raise RubricError(f"must be true or false, not {value!r}", where)
    return value


def _texts(value: Any, where: Where) -> tuple[str, ...]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, Sequence) or not values:
        raise RubricError("must be text, or a list of texts", where)
    return tuple(_text(one, where) for one in values)


def _gap(value: Any, where: Where) -> tuple[float, float]:
    if isinstance(value, Sequence) and not isinstance(value, str) and len(value) == 2:
        return _number(value[0], where), _number(value[1], where)
    exact = _number(value, where) if isinstance(value, int | float) else None
    if exact is None:
        raise RubricError("must be a number of steps, or two: [lowest, highest]", where)
    return exact, exact


def _points(value: Any, where: Where) -> float | dict[int, float]:
    if not isinstance(value, Mapping):
        return _number(value, where)
    found = {}
    for step, points in value.items():
        try:
            found[int(step)] = _number(points, where)
        except ValueError as error:
            if isinstance(error, RubricError):
                raise
            raise RubricError(f"{step!r} is not a whole number of steps", where) from None
    if not found:
        raise RubricError("must give points for at least one gap", where)
    return found


def _round(value: Any, where: Where) -> RoundWeeks:
    plain = _table(value, where)
    _known_keys(plain, ("starts", "weeks"), where)
    starts, weeks = plain.get("starts"), _whole(plain.get("weeks"), (*where, "weeks"))
    if isinstance(starts, str):
        try:
            starts = date.fromisoformat(starts)
        except ValueError:
            starts = None
    if type(starts) is not date:
        raise RubricError("must be a date such as 2027-02-01", (*where, "starts"))
    return RoundWeeks(starts, weeks)


def _table_of(read: Callable[[Any, Where], Any]) -> Callable[[Any, Where], Plain]:
    def reader(value: Any, where: Where) -> Plain:
        return {str(key): read(one, (*where, key)) for key, one in _table(value, where).items()}

    return reader


def _defaults(value: Any, where: Where) -> Plain:
    _known_keys(_table(value, where), _DEFAULTS, where)
    return _table_of(_whole)(value, where)


_READERS: dict[str, Callable[[Any, Where], Any]] = {
    "title": _text,
    "scale": _text,
    "unknown": _number,
    "candidates": _whole,
    "priority": _texts,
    "separators": _text,
    "round": _round,
    "columns": _table_of(_texts),
    "defaults": _defaults,
    "scales": _table_of(_texts),
}
_ENTRY_READERS: dict[str, Callable[[Any, Where], Any]] = {
    **dict.fromkeys(("name", "mentee", "mentor", "scale", "levels", "says"), _text),
    **dict.fromkeys(("weight", "focus", "enough", "at_least"), _number),
    **dict.fromkeys(("strict", "private"), _yes_no),
    "gap": _gap,
    "points": _points,
}
