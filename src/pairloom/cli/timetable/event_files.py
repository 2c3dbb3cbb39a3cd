"""Where the files of a speed event are."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path


@dataclass(frozen=True)
class EventFiles:
    """One file a list; the last four may be absent."""

    mentees: Path
    mentors: Path
    edges: Path
    bans: Path | None = None
    met: Path | None = None
    pins: Path | None = None
    apart: Path | None = None

    def by_option(self) -> dict[str, Path | None]:
        """Each file by the option that names it."""
        return {f"--{field.name}": getattr(self, field.name) for field in fields(self)}
