"""The contracts that import-linter keeps must cover everything there is."""

import tomllib

from tests.support.project import ROOT

WITHOUT_ROWS = {"engines", "archive", "cli"}  # they may speak to the engines directly


def test_only_bridges_of_every_app_speak_to_the_engines() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    border = next(contract for contract in contracts if contract["id"] == "border")
    package = ROOT / "src" / "pairloom"
    apps = {init.parent.name for init in package.glob("*/__init__.py")} - WITHOUT_ROWS
    assert {f"pairloom.{app}" for app in apps} <= set(border["source_modules"])
