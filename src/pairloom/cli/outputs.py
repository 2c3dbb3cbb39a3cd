"""Writes the files of one command so that they appear whole and together, or not at all."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from pairloom.cli.errors import BadInput, Problem, Problems


def check_outputs(outputs: Mapping[str, Path | None], inputs: Mapping[str, Path | None]) -> None:
    """Raises BadInput, before any work is done, where a file could not be written. Keys are option names."""
    problems = Problems()
    named = {option: path for option, path in outputs.items() if path is not None}
    taken = {path.resolve(): option for option, path in inputs.items() if path is not None}
    for option, path in named.items():
        other = taken.setdefault(path.resolve(), option)
        if other != option:
            problems.add(f"{option} and {other} name the same file.", file=path)
        problem = _unwritable(path)
        if problem:
            problems.add(problem, file=path)
    problems.raise_if_any()


def _unwritable(path: Path) -> str:
    folder = path.parent
    if path.is_dir():
        return "is a folder, not a file."
    if path.exists() and not path.is_file():
        return "is not a file that can be replaced."
    if not folder.is_dir():
        return f"there is no folder {folder}; create it first."
    if not os.access(folder, os.W_OK | os.X_OK):
        return f"the folder {folder} cannot be written to."
    return ""


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Replace all files, or none if one cannot be written. Raises BadInput for a full disk and the like.

    Every file is complete under another name in its folder before the first is renamed; from then on it is
    too late for an interruption.
    """
    ready: dict[Path, str] = {}
    try:
        for path, data in contents.items():
            ready[path] = _write_beside(path, data)
        with _uninterrupted():
            for path in contents:
                Path(ready[path]).replace(path)
                del ready[path]
    except OSError as error:
        raise BadInput(Problem(f"cannot be written: {error.strerror}.", error.filename)) from None
    finally:
        for name in ready.values():
            with suppress(FileNotFoundError):
                Path(name).unlink()


def _write_beside(path: Path, data: bytes) -> str:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
    except BaseException:
        Path(name).unlink()
        raise
    return name


@contextmanager
def _uninterrupted() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
