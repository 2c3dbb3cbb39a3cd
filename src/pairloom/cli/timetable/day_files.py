"""Where the files are that tell what the day brought."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path


@dataclass(frozen=True)
class DayFiles:
    """One file a list; all may be absent."""

    gone: Path | None = None
    late: Path | None = None
    arrived: Path | None = None
    mentors_gone: Path | None = None
    mentors_arrived: Path | None = None
    edges: Path | None = None

    def by_option(self) -> dict[str, Path | None]:
        """Each file by the option that names it."""
        return {f"--{field.name.replace('_', '-')}": getattr(self, field.name) for field in fields(self)}
