"""A progress bar on the terminal, for people; nothing where the output goes to a file or another program."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LEVEL_WORDS = {
    "reading": "reading the candidate pairs",
    "served": "serving as many mentees as possible",
    "minimum": "filling mentors' minimums",
    "mentors": "using as many mentors as possible",
    "worst": "raising the lowest score",
    "total": "raising the total",
    "pairs": "adding pairs that cost nothing",
    "done": "done",
}


@contextmanager
def shown_progress() -> Iterator[Callable[[str, float], None] | None]:
    """Gives a callable that takes a level's name and the share done, or None where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # only where somebody watches
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda name, share: bar.update(
            task, completed=share, description=LEVEL_WORDS.get(name, name), refresh=True
        )
