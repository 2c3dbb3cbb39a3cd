"""One sheet with its data through typst, in this process.

typst keeps what it worked out (some 70 KB for a line of a card) and gives nothing of it back to the system.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typst

SHEETS = Path(__file__).parent / "sheets"
SAME_MOMENT = 0  # a time of printing would make the bytes differ each time

# The first that can show every letter: to the standard with typst's own fonts, or with those of this machine;
# at last with a blank box for a letter that no font here has, which the standard forbids.
ATTEMPTS: tuple[dict[str, Any], ...] = (
    {"pdf_standards": ["ua-1"], "ignore_system_fonts": True},
    {"pdf_standards": ["ua-1"], "ignore_system_fonts": False},
    {"ignore_system_fonts": False},
)


def typeset(sheet: str, data: str, **output: Any) -> Any:
    """The file of that name in `sheets/` with `data` (JSON) as PDF, or as what `output` says."""
    for attempt in ATTEMPTS:
        try:
            return typst.compile(
                SHEETS / sheet,
                root=SHEETS,
                sys_inputs={"data": data},
                timestamp=SAME_MOMENT,
                **attempt,
                **output,
            )
        except typst.TypstError as error:
            if "could not be displayed" not in str(error):
                raise
    raise AssertionError("without a standard nothing is forbidden")
