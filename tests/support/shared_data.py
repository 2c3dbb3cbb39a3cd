"""Real instances made by others, which lie beside the project where it is developed."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2].parent / "shared" / "data"


def shared_file(name: str) -> Path:
    """The file `name`, such as `matching/preflib1.in`; skips the test where it is not there."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"needs ../shared/data/{name}, which is not here")
    return path
