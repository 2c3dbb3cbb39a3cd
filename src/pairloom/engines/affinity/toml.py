"""A rubric as a TOML text that an organiser can read and edit, and back; faults are told with their line."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from pairloom.engines.affinity.codec import rubric_from_dict, rubric_to_dict
from pairloom.engines.affinity.rubric import Rubric, RubricError

_BARE = re.compile(r"^[A-Za-z0-9_-]+$")
_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*(?:\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9_-]+))\s*=")
_ORDER = ("round", "columns", "defaults", "scales", "criterion", "rule")


def rubric_from_toml(text: str) -> Rubric:
    """The rubric in a TOML text.

    Raises:
        RubricError: naming the line, the criterion or rule and the key, and what is expected there.
    """
    try:
        plain = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RubricError(_plain_syntax(str(error))) from None
    try:
        return rubric_from_dict(plain)
    except RubricError as error:
        raise RubricError(f"{_place(text, plain, error.where)}: {error.message}", error.where) from None


def rubric_to_toml(rubric: Rubric) -> str:
    """The rubric as text; `rubric_from_toml` reads it back to an equal rubric."""
    plain = rubric_to_dict(rubric)
    blocks = [[f"{key} = {_value(value)}" for key, value in plain.items() if key not in _ORDER]]
    for key in _ORDER:
        entry = plain.get(key)
        if isinstance(entry, Mapping):
            blocks.append([f"[{key}]", *_lines(entry, dates=key == "round")])
        elif entry:
            blocks.extend([f"[[{key}]]", *_lines(one)] for one in entry)
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _lines(table: Mapping[str, Any], *, dates: bool = False) -> list[str]:
    """One line a key. The round's start is a date of its own in TOML, not a text."""
    return [
        f"{_key(key)} = {value if dates and key == 'starts' else _value(value)}"
        for key, value in table.items()
    ]


def _key(key: str) -> str:
    return key if _BARE.match(key) else json.dumps(key, ensure_ascii=False)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else repr(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items()) + " }"
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(_value, value)) + "]"
    return str(value)


def _plain_syntax(message: str) -> str:
    """tomllib says "... (at line 3, column 7)"; say the line first, as all other messages do."""
    match = re.match(r"^(.*) \(at (?:line (\d+), column \d+|end of document)\)$", message)
    if match is None:
        return message
    place = f"line {match[2]}" if match[2] else "the last line"
    return f"{place}: this is not TOML: {match[1]}"


def _place(text: str, plain: Mapping[str, Any], where: Sequence[str | int]) -> str:
    """ "line 14, criterion 2 ("topics"), weight": as much of it as applies."""
    parts = []
    line = _line(text, where)
    if line:
        parts.append(f"line {line}")
    if where and len(where) > 1 and isinstance(where[1], int):
        entry = plain[str(where[0])][where[1]]
        name = entry.get("name") if isinstance(entry, Mapping) else None
        parts.append(f"{where[0]} {where[1] + 1}" + (f' ("{name}")' if isinstance(name, str) else ""))
        parts += [str(key) for key in where[2:]]
    elif where:
        parts.append(".".join(str(key) for key in where))
    return ", ".join(parts) or "the rubric"


def _line(text: str, where: Sequence[str | int]) -> int | None:
    """The line of a key, or of the table it is missing from. None where the fault is in the whole."""
    if not where:
        return None
    table, number, key = str(where[0]), 0, where[-1]
    if len(where) > 1 and isinstance(where[1], int):
        number, key = where[1], where[2] if len(where) > 2 else ""
    here, count, found = "", -1, None
    for at, line in enumerate(text.splitlines(), start=1):
        header = _HEADER.match(line)
        if header:
            here = header[2]
            count = count + 1 if here == table else count
            found = at if here == table and count == number else found
            continue
        match = _KEY.match(line)
        inside = here == table and count == number if len(where) > 1 else here == ""
        if match and inside and str(key) in (match[1], match[2], match[3]):
            return at
        if match and len(where) > 1 and here == "" and table in (match[1], match[2], match[3]):
            found = at
    return found
