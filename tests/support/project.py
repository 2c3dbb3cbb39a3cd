"""The project as files: what is written by hand and kept in its history."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOT_OURS = {
    ".git",
    ".venv",
    "data",
    "build",
    "dist",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".hypothesis",
}


def text_files() -> Iterator[tuple[str, str]]:
    """Path from the root and text of every file of the project, pictures and the like left out."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_OURS]
        for path in (Path(folder, name) for name in names if name not in NOT_OURS):
            try:
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def pins(lock: str) -> dict[str, str]:
    """What a lock pins: the line that names a package, and the text of its hashes."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^(\S+==.*?) \\\n((?:    .*\n)*)", text, re.MULTILINE))


def local_links(page: Path) -> list[Path]:
    """The files and folders of the project that a Markdown page links to."""
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    return [
        (page.parent / target).resolve() for target in targets if "://" not in target and ":" not in target
    ]
