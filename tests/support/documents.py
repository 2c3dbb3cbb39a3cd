"""Run the examples in a Markdown page and compare what they print.

A block is run where the line above it asks for it, and ends with the code that it names, else 0:

    <!-- test -->            or   <!-- test: exit 2 -->
    ```console
    $ pairloom --version
    pairloom ...
    ```

`...` stands for any text, alone on a line for any lines. The blocks of a page share a folder, which
has the project's `examples`.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.support.project import ROOT

BLOCK = re.compile(
    r"<!-- test(?:: exit (\d+))? -->\s*\n```(?:console|sh)\n(.*?)^```", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True)
class Example:
    command: str
    expected: str
    code: int


def examples(page: str) -> Iterator[Example]:
    """The commands of the blocks to run, in order; the code of a block is that of its last command."""
    for code, block in BLOCK.findall(page):
        commands = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
        assert commands, f"a block to test holds no line that begins with a dollar sign:\n{block}"
        for number, text in enumerate(commands, start=1):
            lines = text.splitlines()
            length = 1 + sum(1 for line in lines[1:] if line.startswith("> "))
            command = "\n".join([lines[0], *(line[2:] for line in lines[1:length])])
            yield Example(
                command, "\n".join(lines[length:]), int(code or 0) if number == len(commands) else 0
            )


def run(example: Example, folder: Path) -> None:
    """Run one example in `folder`; raises AssertionError with both texts where it does not keep its word."""
    settings = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "NO_COLOR": "1",
        "TERM": "dumb",
        "COLUMNS": "100",
    }
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PAIRLOOM_", "DJANGO_"))
    }
    done = subprocess.run(
        ["sh", "-c", example.command],
        cwd=folder,
        env=kept | settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == example.code, (
        f"$ {example.command}\nended with {done.returncode}:\n{done.stdout}"
    )
    assert matches(example.expected, done.stdout), (
        f"$ {example.command}\nprinted:\n{done.stdout}\nthe page says:\n{example.expected}"
    )


def matches(expected: str, printed: str) -> bool:
    """Whether the text printed is the text expected, blanks at line ends and empty edges aside."""

    def tidy(text: str) -> str:
        return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())

    pattern = re.escape(tidy(expected)).replace(r"\.\.\.", ".*")
    return re.fullmatch(pattern, tidy(printed), re.DOTALL) is not None
