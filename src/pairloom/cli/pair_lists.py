"""Reads pins and bans: files with one pair of mentee and mentor a row."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path

from pairloom.cli.errors import Problems
from pairloom.cli.tables import check_header, read_table

CLOSE_NAMES_AMONG = 5_000  # looking for a similar name among more would keep people waiting


def read_pairs(
    path: Path | None, *, mentees: Collection[str], mentors: Collection[str], problems: Problems
) -> list[tuple[str, str]]:
    """The pairs of a file with the columns mentee and mentor, [] for None. Adds what is wrong to `problems`.

    `mentees` and `mentors` are the known ids (sets or dicts, for speed).
    """
    if path is None:
        return []
    table = read_table(path)
    check_header(table, required=("mentee", "mentor"))
    at = [table.header.index(name) for name in ("mentee", "mentor")]
    seen: dict[tuple[str, str], int] = {}
    for number, row in table.rows(problems):
        pair = (row[at[0]], row[at[1]])
        known = True
        for name, value, ids in zip(("mentee", "mentor"), pair, (mentees, mentors), strict=True):
            if value not in ids:
                known = False
                problems.add(unknown_id(value, name, ids), file=path, row=number, column=name)
        if known and pair in seen:
            message = f"{pair[0]} and {pair[1]} are already in row {seen[pair]}."
            problems.add(message, file=path, row=number)
        seen.setdefault(pair, number)
    return list(seen)


def unknown_id(value: str, side: str, ids: Collection[str]) -> str:
    """What to say about an id that is in no list of people."""
    if not value:
        return f"is empty; the id of a {side} is expected."
    close = get_close_matches(value, ids, n=1) if len(ids) <= CLOSE_NAMES_AMONG else []
    hint = f" Did you mean '{close[0]}'?" if close else ""
    return f"'{value}' is not the id of a {side}.{hint}"
