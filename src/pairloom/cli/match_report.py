"""What `pairloom match` writes: pairs.csv, report.json and the summary on the terminal."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pairloom.cli.match_input import MatchInput
from pairloom.engines.assignment import (
    AssignmentProblem,
    AssignmentResult,
    Explanation,
    in_units,
    pairs_of,
    words,
)
from pairloom.engines.words import counted

FLOOR_LEVELS = ("worst", "total")  # counted in scores; the others count people, seats or pairs


def reasons(read: MatchInput, result: AssignmentResult) -> tuple[str, ...]:
    """One sentence for each pair, in the result's order."""
    pinned = read.problem.pinned[result.edges].tolist()
    told = []
    for (mentee, mentor), pin in zip(pairs_of(read.problem, result.edges), pinned, strict=True):
        reason = read.reason(mentee, mentor)
        told.append(f"Pinned by the organiser. {reason}" if pin else reason)
    return tuple(told)


def pairs_csv(problem: AssignmentProblem, result: AssignmentResult, told: Sequence[str]) -> bytes:
    """The pairs with exact scores and reasons, sorted by mentee, then mentor."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["mentee", "mentor", "score", "reason"])
    scores = problem.score[result.edges].tolist()
    for pair, score, reason in zip(pairs_of(problem, result.edges), scores, told, strict=True):
        writer.writerow([*pair, f"{in_units(score, problem.decimals):f}", reason])
    return text.getvalue().encode()


def report(
    read: MatchInput, result: AssignmentResult, explanation: Explanation, *, seconds: float
) -> dict[str, Any]:
    """The figures, their bounds, and every reason, in the user's units."""
    problem = read.problem
    total = result.level("total")
    assert total is not None  # every order is completed with it
    return {
        "served": result.served,
        "mentees": int((problem.wants > 0).sum()),
        "pairs": len(result.edges),
        "total": _number(result.total, problem),
        "bound": _number(total.bound, problem),
        "proven": result.proven,
        "worst": _number(result.worst, problem),
        "priority": list(result.priority),
        "levels": [
            {
                "name": level.name,
                "value": _figure(level.name, level.value, problem),
                "bound": _figure(level.name, level.bound, problem),
                "proven": level.proven,
            }
            for level in result.levels
        ],
        "unmatched": [
            {
                "id": unmatched.mentee,
                "reason": read.why_no_candidate(unmatched.mentee)
                if unmatched.kind == "no_candidate"
                else words.unmatched_reason(unmatched, explanation),
                "change": words.unmatched_change(unmatched, explanation),
            }
            for unmatched in explanation.unmatched
        ],
        "fewer": [
            {"id": fewer.mentee, "wants": fewer.wants, "got": fewer.got} for fewer in explanation.fewer
        ],
        "bottlenecks": _bottlenecks(explanation),
        "unused": [
            {"id": unused.mentor, "reason": words.unused_reason(unused)} for unused in explanation.unused
        ],
        "below_minimum": [
            {"id": short.mentor, "reason": words.below_minimum_reason(short)}
            for short in explanation.below_minimum
        ],
        "decimals": problem.decimals,
        "exact": problem.exact,
        "warnings": list(read.warnings),
        "seconds": round(seconds, 3),
        "version": version("pairloom"),
    }


def _bottlenecks(explanation: Explanation) -> list[dict[str, Any]]:
    """Which mentors many mentees compete for, and for how many seats."""
    return [
        {
            "reason": words.bottleneck_reason(bottleneck),
            "mentees": list(bottleneck.mentees),
            "unmatched": list(bottleneck.unmatched),
            "mentors": list(bottleneck.mentors),
            "seats": bottleneck.seats,
            "held": bottleneck.held,
        }
        for bottleneck in explanation.bottlenecks
    ]


def as_json(document: dict[str, Any]) -> bytes:
    """The report as people and programs read it."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def summary(document: dict[str, Any], out: Path) -> str:
    """A few lines for the terminal."""
    proof = "proven: no plan does better" if document["proven"] else "the best found; not proven"
    lines = [f"warning: {warning}" for warning in document["warnings"]]
    lines.append(f"{document['served']:,} of {document['mentees']:,} mentees have a mentor ({proof}).")
    if document["pairs"]:
        worst = "none" if document["worst"] is None else f"{document['worst']:,}"
        lines.append(
            f"{counted(document['pairs'], 'pair')}, lowest score {worst}, total {document['total']:,}."
        )
    for key, line in (
        ("unmatched", "without a mentor"),
        ("fewer", "with fewer mentors than they want"),
        ("unused", "mentors without a mentee"),
        ("below_minimum", "mentors below their minimum"),
    ):
        if document[key]:
            names = words.listed([entry["id"] for entry in document[key]])
            lines.append(f"{len(document[key]):,} {line}: {names}.")
    lines += [bottleneck["reason"] for bottleneck in document["bottlenecks"][:3]]
    lines.append(f"The pairs are in {out}; {document['seconds']:.1f} s.")
    return "\n".join(lines)


def _number(score: int | None, problem: AssignmentProblem) -> float | int | None:
    if score is None:
        return None
    value = in_units(score, problem.decimals)
    return int(value) if value == value.to_integral_value() else float(value)


def _figure(name: str, value: int | None, problem: AssignmentProblem) -> float | int | None:
    return _number(value, problem) if name in FLOOR_LEVELS else value
