"""A stored plan: problem, result, names and seed as JSON text that every later version can read.

Values only: lists of ids and whole numbers, never pickles. The same plan gives the same bytes, so the time
that solving took is no part of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from pairloom.engines.timetable.problem import Flags, Pin, TimetableProblem, make_problem
from pairloom.engines.timetable.result import Level, TimetableResult

FORMAT = "pairloom-timetable-plan"
FORMAT_VERSION = 2
READS = (1, 2)  # version 1 knew no groups of mentors
ENGINE_VERSION = "1"


class CodecError(ValueError):
    """The text is no stored plan, or one of a format that this version does not know."""


@dataclass(frozen=True, eq=False)
class Plan:
    """One timetable, complete. Names and table labels follow the problem's order; empty where none given.

    `decimals` says what a score unit was worth to the user: `10 ** -decimals`.
    """

    problem: TimetableProblem
    result: TimetableResult
    seed: int = 1
    mentee_names: tuple[str, ...] = ()
    mentor_names: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    decimals: int = 6
    engine_version: str = ENGINE_VERSION


def encode(plan: Plan) -> bytes:
    """UTF-8 JSON, the same bytes for the same plan."""
    document = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "engine_version": plan.engine_version,
        "seed": plan.seed,
        "mentee_names": list(plan.mentee_names),
        "mentor_names": list(plan.mentor_names),
        "tables": list(plan.tables),
        "decimals": plan.decimals,
        "problem": {field.name: _plain(getattr(plan.problem, field.name)) for field in fields(plan.problem)}
        | {"wished": np.flatnonzero(plan.problem.wished).tolist()},
        "result": {
            field.name: _plain(getattr(plan.result, field.name))
            for field in fields(plan.result)
            if field.name != "seconds"
        }
        | {"levels": [level.__dict__ for level in plan.result.levels]},
    }
    return (json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def decode(data: bytes) -> Plan:
    """The plan of such bytes. The problem is checked anew, the result taken as stored. Raises CodecError."""
    try:
        document = json.loads(data)
    except ValueError as error:
        raise CodecError(f"is not JSON: {error}") from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise CodecError("is not a stored timetable of Pairloom")
    if document.get("format_version") not in READS:
        found = document.get("format_version")
        raise CodecError(f"has format version {found}; this version reads {' and '.join(map(str, READS))}")
    try:
        return Plan(
            problem=_problem(document["problem"]),
            result=_result(document["result"], int(document["problem"]["turns"])),
            seed=int(document["seed"]),
            mentee_names=tuple(map(str, document["mentee_names"])),
            mentor_names=tuple(map(str, document["mentor_names"])),
            tables=tuple(map(str, document["tables"])),
            decimals=int(document["decimals"]),
            engine_version=str(document["engine_version"]),
        )
    except (KeyError, TypeError, ValueError, IndexError, OverflowError) as error:
        raise CodecError(f"is a damaged plan: {type(error).__name__} {error}") from None


def _plain(value: Any) -> Any:
    """Lists and numbers; a row of yes and no, such as the turns of one person, as text like "1101"."""
    if isinstance(value, np.ndarray) and value.dtype == bool and value.ndim == 2:
        return ["".join("01"[there] for there in row) for row in value.tolist()]
    return value.tolist() if isinstance(value, np.ndarray) else value


def _flags(rows: list[str], turns: int) -> Flags:
    return np.array([[mark == "1" for mark in row] for row in rows], bool).reshape(len(rows), turns)


def _problem(stored: Mapping[str, Any]) -> TimetableProblem:
    mentees, mentors, turns = stored["mentees"], stored["mentors"], int(stored["turns"])
    mentee, mentor = stored["edge_mentee"], stored["edge_mentor"]
    pins = [Pin(*pin) for pin in stored["pins"]]
    past = np.array(stored["past"], np.int64)
    return make_problem(
        turns=turns,
        mentees=mentees,
        mentors=mentors,
        seats=stored["seats"],
        edge_mentee=mentee,
        edge_mentor=mentor,
        score=stored["score"],
        present=_flags(stored["present"], turns),
        staffed=_flags(stored["staffed"], turns),
        most=stored["most"],
        least=stored["least"],
        **_groups(stored),
        wished=[(mentees[mentee[edge]], mentors[mentor[edge]]) for edge in stored["wished"]],
        pins=[(mentees[pin.mentee], mentors[pin.mentor], pin.turn) for pin in pins],
        bans=[(mentees[one], mentors[other]) for one, other in stored["bans"]],
        apart=[(mentees[one], mentees[other]) for one, other in stored["apart"]],
        past=past.reshape(len(mentees), past.shape[1] if past.ndim == 2 else 0),
    )


def _groups(stored: Mapping[str, Any]) -> dict[str, Any]:
    if "groups" not in stored:
        return {}
    names = [*stored["groups"], ""]  # NOBODY finds the last
    most = stored["group_most"]
    return {
        "group": [names[place] for place in stored["group"]],
        "group_most": None if most is None else int(most),
    }


def _result(stored: Mapping[str, Any], turns: int) -> TimetableResult:
    names = {field.name for field in fields(TimetableResult)} - {"seat", "levels", "seconds"}
    return TimetableResult(
        seat=np.array(stored["seat"] or np.zeros((0, turns)), np.int32),
        levels=tuple(Level(**level) for level in stored["levels"]),
        **{name: stored[name] for name in names},
    )
