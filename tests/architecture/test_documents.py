"""The documents must be findable, whole, and true."""

from pathlib import Path

import pytest

from tests.support import documents
from tests.support.project import ROOT, local_links

PAGES = sorted((ROOT / "docs").rglob("*.md"))
WITH_EXAMPLES = [
    page for page in [ROOT / "README.md", *PAGES] if documents.BLOCK.search(page.read_text(encoding="utf-8"))
]


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def test_the_readme_holds_the_two_commands() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert {"python3 start.py", "python3 start.py test"} <= {
        line.strip().removeprefix("$ ") for line in lines
    }


def test_every_page_is_linked_from_the_start_of_the_documents() -> None:
    start = ROOT / "docs" / "README.md"
    assert {name(page) for page in PAGES} - {name(start)} <= {name(page) for page in local_links(start)}


@pytest.mark.parametrize("page", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *PAGES], ids=name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    assert [link for link in local_links(page) if not link.exists()] == []


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=name)
def test_the_examples_of_a_page_run_as_printed(page: Path, tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    for example in documents.examples(page.read_text(encoding="utf-8")):
        documents.run(example, tmp_path)
