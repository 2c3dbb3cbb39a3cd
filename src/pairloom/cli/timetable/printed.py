"""A stored plan as what is printed: cards, sheets for mentors, table signs, wall lists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from pairloom.cli.timetable.stored import mentee_name, mentor_name, table
from pairloom.engines.timetable import NOBODY, Plan
from pairloom.printing import (
    Card,
    CardRow,
    Cards,
    EventHead,
    GridTable,
    MentorSheet,
    MentorSheets,
    SeatedMentee,
    SheetTurn,
    TableSign,
    TableSigns,
    WallGrid,
    WallList,
    WallName,
)

LETTERS = str.maketrans("łøđ", "lod")  # they have no accent that could be taken off
WISHED = "You asked for this mentor"


def cards(plan: Plan, head: EventHead, *, only: Collection[str] | None = None) -> Cards:
    """A card for everybody who comes, or of those for the mentee ids in `only`, by name."""
    coming = people_by_name(plan)
    wished = _wished(plan)
    return Cards(
        head,
        tuple(
            Card(mentee_name(plan, mentee), _rows(plan, mentee, wished), number=str(number))
            for number, mentee in enumerate(coming, start=1)
            if only is None or plan.problem.mentees[mentee] in only
        ),
    )


def people_by_name(plan: Plan) -> list[int]:
    """The indices of the mentees who are there in some turn, sorted by name."""
    coming = np.flatnonzero(plan.problem.present.any(axis=1)).tolist()
    return sorted(coming, key=lambda mentee: (_as_sorted(mentee_name(plan, mentee)), mentee))


def tables_in_order(plan: Plan) -> list[int]:
    """The indices of the mentors who are there in some turn, by table: 2 before 10, figures before names."""
    there = np.flatnonzero(plan.problem.staffed.any(axis=1)).tolist()
    return sorted(there, key=lambda mentor: (_natural(table(plan, mentor)), mentor))


def turns_of(plan: Plan, mentee: int) -> list[tuple[int, int]]:
    """Turn, from 1, and mentor, or nobody, for each turn in which a mentee is there."""
    pairs = zip(plan.result.seat[mentee].tolist(), plan.problem.present[mentee].tolist(), strict=True)
    return [(turn, mentor) for turn, (mentor, present) in enumerate(pairs, start=1) if present]


def mentor_sheets(plan: Plan, head: EventHead, *, questions: Mapping[str, str]) -> MentorSheets:
    """A sheet for each mentor, by table. `questions` are those asked in advance, by mentee id."""
    seated = _seated(plan)
    return MentorSheets(
        head,
        tuple(
            MentorSheet(
                mentor_name(plan, mentor), table(plan, mentor), _sheet_turns(plan, mentor, seated, questions)
            )
            for mentor in tables_in_order(plan)
        ),
    )


def table_signs(plan: Plan, head: EventHead) -> TableSigns:
    """A sign for each table."""
    return TableSigns(
        head,
        tuple(TableSign(table(plan, mentor), mentor_name(plan, mentor)) for mentor in tables_in_order(plan)),
    )


def wall_list(plan: Plan, head: EventHead) -> WallList:
    """Everybody who comes, by name, with their tables."""
    names = [
        *(table(plan, mentor) for mentor in range(len(plan.problem.mentors))),
        "",
    ]  # the last is nobody's
    return WallList(
        head,
        tuple(
            WallName(
                mentee_name(plan, mentee),
                tuple(names[mentor] for mentor in plan.result.seat[mentee].tolist()),
            )
            for mentee in people_by_name(plan)
        ),
    )


def wall_grid(plan: Plan, head: EventHead) -> WallGrid:
    """Who sits at each table in each turn."""
    seated = _seated(plan)
    return WallGrid(
        head,
        tuple(
            GridTable(
                table(plan, mentor),
                mentor_name(plan, mentor),
                tuple(tuple(mentee_name(plan, one) for one in there) for there in seated[mentor]),
            )
            for mentor in tables_in_order(plan)
        ),
    )


def _rows(plan: Plan, mentee: int, wished: Collection[tuple[int, int]]) -> tuple[CardRow, ...]:
    return tuple(
        CardRow(turn)
        if mentor == NOBODY
        else CardRow(
            turn,
            table(plan, mentor),
            mentor_name(plan, mentor),
            WISHED if (mentee, mentor) in wished else "",
        )
        for turn, mentor in turns_of(plan, mentee)
    )


def _wished(plan: Plan) -> set[tuple[int, int]]:
    problem = plan.problem
    mentees, mentors = problem.edge_mentee[problem.wished], problem.edge_mentor[problem.wished]
    return set(zip(mentees.tolist(), mentors.tolist(), strict=True))


def _seated(plan: Plan) -> list[list[list[int]]]:
    """For each mentor, for each turn, the mentees at the table, by name."""
    found: list[list[list[int]]] = [[[] for _ in range(plan.problem.turns)] for _ in plan.problem.mentors]
    for mentee in sorted(
        range(len(plan.problem.mentees)), key=lambda one: _as_sorted(mentee_name(plan, one))
    ):
        for turn, mentor in enumerate(plan.result.seat[mentee].tolist()):
            if mentor != NOBODY:
                found[mentor][turn].append(mentee)
    return found


def _sheet_turns(
    plan: Plan, mentor: int, seated: list[list[list[int]]], questions: Mapping[str, str]
) -> tuple[SheetTurn, ...]:
    def mentees(turn: int) -> Iterator[SeatedMentee]:
        for mentee in seated[mentor][turn]:
            yield SeatedMentee(mentee_name(plan, mentee), questions.get(plan.problem.mentees[mentee], ""))

    turns = np.flatnonzero(plan.problem.staffed[mentor]).tolist()
    return tuple(SheetTurn(turn + 1, tuple(mentees(turn))) for turn in turns)


def _as_sorted(name: str) -> str:
    """Where people look for a name: letters with their accents beside those without."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _natural(label: str) -> Sequence[tuple[int, str]]:
    """A key that sorts "2" before "10" and "10" before "Stage"."""
    parts = re.findall(r"\d+|\D+", label)
    return [(int(part), "") if part.isdecimal() else (10**9, part.casefold()) for part in parts]
