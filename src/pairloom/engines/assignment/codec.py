"""A stored run: problem, order of levels, result and seed as JSON text that every later version can read.

Values only: lists of ids and whole numbers, never pickles. The same run gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from pairloom.engines.assignment.problem import AssignmentProblem, ProblemError, make_problem
from pairloom.engines.assignment.result import AssignmentResult, LevelResult, Prices

FORMAT = "pairloom-assignment-run"
FORMAT_VERSION = 1
ENGINE_VERSION = "1"


class CodecError(ValueError):
    """The text is no stored run, or one of a format that this version does not know."""


@dataclass(frozen=True, eq=False)
class Run:
    """One solving, complete: solve the problem again with the order in `result.priority` and compare.

    `reasons` holds one sentence for each pair of the result, in its order, where the caller had them. The
    engine draws no random numbers; `seed` is kept for what made the scores.
    """

    problem: AssignmentProblem
    result: AssignmentResult
    seed: int = 0
    reasons: tuple[str, ...] = ()
    engine_version: str = ENGINE_VERSION


def encode(run: Run) -> bytes:
    """UTF-8 JSON, the same bytes for the same run."""
    problem, result = run.problem, run.result
    document = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "engine_version": run.engine_version,
        "seed": run.seed,
        "problem": {
            field.name: _plain(getattr(problem, field.name))
            for field in fields(problem)
            if field.name not in ("pinned", "scored", "kept")
        }
        | {
            "pinned": np.flatnonzero(problem.pinned).tolist(),
            "unscored": np.flatnonzero(~problem.scored).tolist(),
            "kept": np.flatnonzero(problem.kept).tolist(),
        },
        "result": {field.name: _plain(getattr(result, field.name)) for field in fields(result)}
        | {"levels": [_level(level) for level in result.levels]},
        "reasons": list(run.reasons),
    }
    return (json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def decode(data: bytes) -> Run:
    """The run of such bytes. The problem is checked anew, the result taken as stored. Raises CodecError."""
    try:
        document = json.loads(data)
    except ValueError as error:
        raise CodecError(f"is not JSON: {error}") from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise CodecError("is not a stored run of Pairloom")
    if document.get("format_version") != FORMAT_VERSION:
        found = document.get("format_version")
        raise CodecError(f"has format version {found}; this version reads {FORMAT_VERSION}")
    try:
        problem = _problem(document["problem"])
        result = _result(document["result"])
        reasons = tuple(map(str, document["reasons"]))
        return Run(problem, result, int(document["seed"]), reasons, str(document["engine_version"]))
    except (KeyError, TypeError, ValueError, IndexError, OverflowError) as error:
        raise CodecError(f"is a damaged run: {type(error).__name__} {error}") from None


def _plain(value: Any) -> Any:
    return value.tolist() if isinstance(value, np.ndarray) else value


def _level(level: LevelResult) -> dict[str, Any]:
    return {
        "name": level.name,
        "value": level.value,
        "bound": level.bound,
        "mentee_prices": level.prices.mentee.tolist(),
        "mentor_prices": level.prices.mentor.tolist(),
    }


def _problem(stored: Mapping[str, Any]) -> AssignmentProblem:
    mentees, mentors = stored["mentees"], stored["mentors"]
    edge_mentee, edge_mentor = stored["edge_mentee"], stored["edge_mentor"]
    unscored = set(stored["unscored"])

    def pairs(edges: list[int]) -> list[tuple[str, str]]:
        return [(mentees[edge_mentee[at]], mentors[edge_mentor[at]]) for at in edges]

    scored = [at for at in range(len(stored["score"])) if at not in unscored]
    problem = make_problem(
        mentees=mentees,
        wants=stored["wants"],
        mentors=mentors,
        capacity=stored["capacity"],
        minimum=stored["minimum"],
        used=stored["used"],
        edge_mentee=[edge_mentee[at] for at in scored],
        edge_mentor=[edge_mentor[at] for at in scored],
        score=[stored["score"][at] for at in scored],
        pins=pairs(stored["pinned"]),
        bans=[(mentees[mentee], mentors[mentor]) for mentee, mentor in stored["bans"]],
        kept=pairs(stored["kept"]),
        bonus=int(stored["bonus"]),
        decimals=int(stored["decimals"]),
        exact=bool(stored["exact"]),
    )
    if len(problem.score) != len(stored["score"]):
        raise ProblemError("banned pairs are among the edges")
    return problem


def _result(stored: Mapping[str, Any]) -> AssignmentResult:
    levels = tuple(
        LevelResult(
            name=level["name"],
            value=level["value"],
            bound=level["bound"],
            prices=Prices(
                np.array(level["mentee_prices"], np.int64), np.array(level["mentor_prices"], np.int64)
            ),
        )
        for level in stored["levels"]
    )
    return AssignmentResult(
        priority=tuple(stored["priority"]),
        edges=np.array(stored["edges"], np.int64),
        levels=levels,
        served=stored["served"],
        busy=stored["busy"],
        worst=stored["worst"],
        total=stored["total"],
    )
