"""What no file of the project may hold."""

import re

from tests.support.project import text_files

# Written so that this file does not hold what it looks for.
PACKAGE_INDEXES = re.compile(
    r"(?:py[p]i|pythonh[o]sted|npmj[s]|yarnpk[g])\.(?:org|com)|[-]index-url|[-]find-links", re.IGNORECASE
)
MACHINE_PATHS = re.compile(r"/hom[e]/\w|/User[s]/\w|[A-Z]:\\User[s]|/wor[k]/|/roo[t]/\.")


def lines_matching(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in text_files()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_file_names_a_package_index() -> None:
    assert not lines_matching(PACKAGE_INDEXES)


def test_no_file_holds_a_path_of_somebodys_machine() -> None:
    assert not lines_matching(MACHINE_PATHS)
