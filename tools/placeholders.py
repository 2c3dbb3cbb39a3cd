"""Write docs/reference/placeholders.md from the kinds of message that the apps announce."""

import os
from collections.abc import Iterator
from pathlib import Path

import django

from pairloom.messages import catalogue
from pairloom.messages.catalogue import MessageKind

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "placeholders.md"
HEAD = """\
# Placeholders

A wording may use these names between double curly brackets, such as `{{ mentee }}`; see
[Write your own letters](../how-to/write-your-own-letters.md). Another name is refused, and the nearest one
that exists is named.

This page is written by `python -m tools.placeholders` from what the program knows; a test holds it true.
"""


def reference() -> str:
    """The page as it should be."""
    sections = ["\n".join(_section(kind)) for kind in catalogue.kinds()]
    return "\n".join([HEAD, *sections])


def _section(kind: MessageKind) -> Iterator[str]:
    yield f"## {kind.name}\n"
    yield "| placeholder | what stands there | for example |\n|---|---|---|"
    for name, about in kind.placeholders.items():
        example = " / ".join(line for line in kind.sample[name].splitlines() if line)
        yield f"| `{name}` | {about} | {_cell(example)} |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pairloom.site.settings.test")
    django.setup()
    PAGE.write_text(reference(), encoding="utf-8")
    print(f"Wrote {PAGE}")
