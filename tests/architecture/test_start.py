"""`start.py` runs before anything is installed, on whatever Python is there."""

import ast
import sys

from tests.support.project import ROOT

SOURCE = (ROOT / "start.py").read_text(encoding="utf-8")


def test_it_needs_the_standard_library_only() -> None:
    tree = ast.parse(SOURCE)
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    chosen = {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in plain | chosen} <= sys.stdlib_module_names


def test_an_old_python_understands_it_well_enough_to_say_that_it_is_too_old() -> None:
    ast.parse(SOURCE, feature_version=(3, 6))
    first_check = SOURCE.index("sys.version_info < (3, 11)")
    assert first_check < SOURCE.index("def ")
