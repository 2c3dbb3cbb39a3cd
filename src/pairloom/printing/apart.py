"""Typesetting in a process of its own, which takes typst's memory with it when it ends.

A server or a worker that prints for thousands stays as small as it was, and a fault in typst ends that
process alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any, BinaryIO

from pairloom.printing.typeset import typeset

PATIENCE = 300  # seconds; a part takes some five
LINES_TOLD = 20


class PrintingError(Exception):
    """No PDF came of it; the message is for whoever looks after the installation."""


def typeset_apart(sheet: str, data: str) -> bytes:
    """The same bytes as `typeset` gives. Raises PrintingError where there are none."""
    order = json.dumps({"sheet": sheet, "data": data})
    # -P: nothing in the folder where we happen to run is taken for a module. What can be imported here can
    # be there, whichever way this process found it. A session of its own: Ctrl-C is for us, and a worker
    # finishes the job at hand.
    command = [sys.executable, "-P", "-m", "pairloom.printing"]
    importable = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(  # noqa: S603 (our own program; the texts go in by a pipe)
            command,
            input=order.encode(),
            capture_output=True,
            env=importable,
            timeout=PATIENCE,
            start_new_session=True,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PrintingError(f"{sheet} could not be typeset: {error}") from error
    if done.returncode or not done.stdout:
        said = done.stderr.decode(errors="replace").splitlines()[-LINES_TOLD:]
        raise PrintingError("\n".join([f"{sheet} was not typeset; exit code {done.returncode}", *said]))
    return done.stdout


def answer(asked: BinaryIO, told: BinaryIO) -> None:
    """What the other process does: read one order, write one PDF."""
    order: dict[str, Any] = json.load(asked)
    told.write(typeset(order["sheet"], order["data"], format="pdf"))
