"""Which column of a sign-up sheet holds what, though every form words its headings a little differently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pairloom.cli.errors import Problems
from pairloom.cli.tables import Table
from pairloom.engines.affinity import DEFAULT_RUBRIC, TIME_ZONE, Rubric, Shape
from pairloom.engines.affinity.comparisons import Comparison
from pairloom.engines.cells import Role, did_you_mean, find_header, same_key, scale_places

PLACES = ("wants", "capacity", "minimum")


@dataclass(frozen=True)
class Column:
    """Where an answer stands: the places of its cells in a row (several are joined by a blank)."""

    heading: str
    places: tuple[int, ...]

    def text(self, row: Sequence[str]) -> str:
        """What a row says here."""
        return " ".join(cell for place in self.places if (cell := row[place]))


@dataclass(frozen=True)
class Columns:
    """The columns of one table. `answers` holds those that criteria and rules of one side or both compare."""

    id: Column
    name: Column | None
    role: Column | None
    signed_up: Column | None
    numbers: dict[str, Column]  # wants, capacity, minimum
    answers: dict[str, Column]


def find_columns(table: Table, rubric: Rubric, side: Role, problems: Problems) -> Columns | None:
    """The columns that a rubric needs for the people of a side, in a table; None where some are missing.

    What is missing becomes a problem that lists the headings which were found.
    """
    needed = {"id", *answer_columns(rubric, side)}
    if side == Role.BOTH:
        needed.add("role")
    found = {name: _find(name, table, rubric) for name in sorted(needed)}
    missing = [_sought(name, table, rubric) for name, column in found.items() if column is None]
    if missing:
        headings = ", ".join(repr(heading) for heading in table.header if heading)
        problems.add(
            f"no column says {'; nor '.join(missing)}. The headings are: {headings}. ".replace("?.", "?")
            + "Say under [columns] of the rubric which of them is meant.",
            file=table.path,
            row=1,
        )
    identity = found.pop("id")
    if identity is None or None in found.values():
        return None
    role = found.pop("role", None)
    return Columns(
        id=identity,
        name=_find("name", table, rubric),
        role=role,
        signed_up=_find("signed_up", table, rubric),
        numbers={name: column for name in PLACES if (column := _find(name, table, rubric))},
        answers={name: column for name, column in found.items() if column is not None},
    )


def answer_columns(rubric: Rubric, side: Role) -> set[str]:
    """The columns that criteria and rules read from people of a side; the time zone where hours matter."""
    return set().union(*(_columns_of(entry, side) for entry in rubric.comparisons))


def _columns_of(entry: Comparison, side: Role) -> set[str]:
    wanted = {entry.mentee} if Role.MENTEE in side else set()
    wanted |= {entry.mentor} if Role.MENTOR in side else set()
    wanted |= {TIME_ZONE} if wanted and entry.shape is Shape.HOURS else set()
    return wanted - {"id", "name"}


def _speaks_of(entry: Comparison, column: Column, table: Table, rubric: Rubric) -> bool:
    """Whether any cell in a column is on the scale that an entry compares by, if it does."""
    scale = rubric.scales.get(getattr(entry, "scale", None) or "")
    if scale is None:
        return True
    places = scale_places(scale)
    rows = (row for chunk in table.chunks() for _, row in chunk if len(row) >= len(table.header))
    return any(same_key(column.text(row)) in places for row in rows)


def without_absent(rubric: Rubric, tables: dict[Role, Table]) -> tuple[Rubric, tuple[str, ...]]:
    """The usual rubric cut to the columns which a sheet has, and the names of the criteria and rules left
    out.
    """

    def there(entry: Comparison) -> bool:
        return all(
            (column := _find(name, table, rubric)) and _speaks_of(entry, column, table, rubric)
            for side, table in tables.items()
            for name in _columns_of(entry, side)
        )

    criteria = tuple(entry for entry in rubric.criteria if there(entry))
    rules = tuple(entry for entry in rubric.rules if there(entry))  # type: ignore[arg-type]
    dropped = tuple(
        dict.fromkeys(entry.name for entry in rubric.comparisons if entry not in (*criteria, *rules))
    )
    return (replace(rubric, criteria=criteria, rules=rules), dropped) if criteria else (rubric, ())


def _find(name: str, table: Table, rubric: Rubric) -> Column | None:
    """The column that a name of the rubric stands for: by one of its headings, or by the name itself."""
    for phrase in _phrases(name, rubric):
        whole = find_header([phrase], table.header)
        parts = [whole] if whole else [find_header([part], table.header) for part in phrase.split(" + ")]
        headings = [heading for heading in parts if heading]
        if len(headings) == len(parts):
            return Column(" + ".join(headings), tuple(table.header.index(heading) for heading in headings))
    return None


def _sought(name: str, table: Table, rubric: Rubric) -> str:
    """What was looked for, and which heading may be meant."""
    phrases = rubric.columns.get(name, (name,))
    meant = "" if name in phrases else f" (the {name.replace('_', ' ')})"
    hint = did_you_mean(phrases[0], table.header).removesuffix("?").replace("; did", ", did")
    return f"{phrases[0]!r}{meant}{hint and hint + '?'}"


def _phrases(name: str, rubric: Rubric) -> tuple[str, ...]:
    """What the rubric says the heading is; else the name itself, or what such headings usually say."""
    return rubric.columns.get(name) or (name, *DEFAULT_RUBRIC.columns.get(name, ()))
