"""Reads the rubric that an organiser wrote."""

from __future__ import annotations

from pathlib import Path

from pairloom.cli.errors import BadInput, Problem
from pairloom.cli.tables import read_text
from pairloom.engines.affinity import DEFAULT_RUBRIC, Rubric, RubricError, rubric_from_toml


def read_rubric(path: Path | None) -> Rubric:
    """The rubric in a TOML file, or the usual one for None. Raises BadInput naming the line and the key."""
    if path is None:
        return DEFAULT_RUBRIC
    try:
        return rubric_from_toml(read_text(path))
    except RubricError as error:
        raise BadInput(Problem(f"{error}.".replace("?.", "?"), path)) from None
