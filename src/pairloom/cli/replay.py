"""`pairloom replay`: solve a stored run again and say whether the answer is the same."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from pairloom.cli.errors import BadInput, Problem
from pairloom.cli.outputs import check_outputs, write_together

SAME, DIFFERENT, BAD_INPUT, INFEASIBLE = 0, 1, 2, 3


def replay(
    run: Annotated[Path, typer.Argument(help="A run kept by `pairloom match --run` or by a round's page.")],
    out: Annotated[Path | None, typer.Option(help="Write the pairs here (CSV).")] = None,
    report: Annotated[Path | None, typer.Option(help="Write the report here (JSON).")] = None,
) -> int:
    """Exit codes: 0 the same answer, 1 a different one, 2 bad input, 3 the pins cannot all be held."""
    started = time.perf_counter()
    try:
        check_outputs({"--out": out, "--report": report}, {"RUN": run})
        return _replay(run, out, report, started)
    except BadInput as error:
        print(error.told(), file=sys.stderr)
        return BAD_INPUT


def _replay(path: Path, out: Path | None, report: Path | None, started: float) -> int:
    from pairloom.cli import match_report  # numpy; the help must not wait for it
    from pairloom.cli.match_input import MatchInput
    from pairloom.cli.progress import shown_progress
    from pairloom.cli.tables import read_text
    from pairloom.engines.assignment import CodecError, InfeasiblePins, decode, explain, pairs_of, solve

    try:
        run = decode(read_text(path).encode())
        with shown_progress() as progress:
            result = solve(run.problem, priority=run.result.priority, progress=progress)
    except (CodecError, ValueError) as error:
        raise BadInput(Problem(f"{error}.", path)) from None
    except InfeasiblePins as error:
        print(f"The pins cannot all be held:\n{error}", file=sys.stderr)
        return INFEASIBLE
    before, now = (pairs_of(run.problem, edges) for edges in (run.result.edges, result.edges))
    told = dict(zip(before, run.reasons, strict=False))
    read = MatchInput(
        problem=run.problem,
        reason=lambda mentee, mentor: told.get((mentee, mentor), ""),
        why_no_candidate=lambda _: "No mentor was a candidate.",
    )
    contents = {}
    if out is not None:
        contents[out] = match_report.pairs_csv(run.problem, result, [told.get(pair, "") for pair in now])
    if report is not None:
        seconds = time.perf_counter() - started
        document = match_report.report(read, result, explain(run.problem, result), seconds=seconds)
        contents[report] = match_report.as_json(document)
    write_together(contents)
    gone, new = len(set(before) - set(now)), len(set(now) - set(before))
    if gone or new:
        print(f"A different answer: {gone:,} pairs of the stored run are gone, {new:,} are new.")
        return DIFFERENT
    print(f"The same answer: {len(now):,} pairs, proven again.")
    return SAME
