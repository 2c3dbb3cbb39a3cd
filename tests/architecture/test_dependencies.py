"""What Pairloom is built on: pinned, hashed, and under licences that let anybody run and change it."""

import re
import tomllib
from importlib.metadata import Distribution, distributions

import pytest

from tests.support.project import ROOT, pins

LOCKS = ("requirements.lock", "requirements-dev.lock")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(lock: str) -> set[str]:
    return {normal(line.split("==")[0]) for line in pins(lock)}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes_and_no_address(lock: str) -> None:
    found = pins(lock)
    assert len(found) > 50
    assert [line for line, hashes in found.items() if "--hash=sha256:" not in hashes] == []
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")


def test_the_tests_run_on_the_versions_that_are_installed_for_everybody() -> None:
    assert pins(LOCKS[0]).keys() <= pins(LOCKS[1]).keys()


def test_what_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["setup"]]
    tools = [name for name in project["dependency-groups"]["dev"] if isinstance(name, str)]
    names = re.compile(r"[A-Za-z0-9._-]+")
    assert {normal(names.match(line)[0]) for line in asked} <= locked(LOCKS[0])
    assert {normal(names.match(line)[0]) for line in tools} <= locked(LOCKS[1])


def licence(package: Distribution) -> str:
    given = package.metadata
    named = [given.get("License-Expression", ""), given.get("License", "")[:300]]
    return " ".join([*named, *(line for line in given.get_all("Classifier", []) if "License" in line)])


def test_no_installed_package_obliges_an_installation_to_publish_its_changes() -> None:
    ours = locked(LOCKS[1])
    installed = {normal(package.name): licence(package) for package in distributions()}
    checked = ours & installed.keys()
    assert len(checked) > 50
    assert [name for name in checked if re.search(r"AGPL|Affero", installed[name])] == []
