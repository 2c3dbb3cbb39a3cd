"""Problems as an organiser mends them: the same cell in many rows is mended once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pairloom.programmes.imports.sign_ups import Problem

MOST_SHOWN = 40
MOST_ROWS_NAMED = 6
_HINT = re.compile(r"""^['"](?P<word>.+?)['"] is .*did you mean (?P<hint>.+)\?$""", re.DOTALL)
_LONG = 80


@dataclass(frozen=True)
class Mend:
    """One problem in one cell or in several that say the same. `place` is None for whole rows."""

    problem: Problem
    rows: tuple[int, ...]

    @property
    def name(self) -> str:
        """What its input is called in the form."""
        return f"cell-{self.problem.place}-{self.rows[0]}"

    @property
    def can_be_mended(self) -> bool:
        return self.problem.place is not None

    @property
    def is_long(self) -> bool:
        return len(self.problem.cell) > _LONG or "\n" in self.problem.cell

    @property
    def where(self) -> str:
        """Such as "row 17, Availability" or "rows 17, 23 and 41, Availability"."""
        rows = _rows_in_words(self.rows)
        return f"{rows}, {self.problem.heading}" if self.problem.heading else rows

    @property
    def proposal(self) -> str:
        """The cell with the word that was meant, where that can be guessed."""
        match = _HINT.match(self.problem.message)
        if match is None:
            return ""
        meant = match["hint"]
        return re.sub(re.escape(match["word"]), lambda _found: meant, self.problem.cell, flags=re.IGNORECASE)


def _rows_in_words(rows: tuple[int, ...]) -> str:
    if len(rows) == 1:
        return _("row %d") % rows[0]
    if len(rows) <= MOST_ROWS_NAMED:
        named, last = ", ".join(map(str, rows[:-1])), str(rows[-1])
    else:
        more = len(rows) - MOST_ROWS_NAMED
        named = ", ".join(map(str, rows[:MOST_ROWS_NAMED]))
        last = ngettext("%d more", "%d more", more) % more
    return _("rows %(named)s and %(last)s") % {"named": named, "last": last}


def mends_of(problems: Iterable[Problem]) -> list[Mend]:
    """The problems in the order of the rows; those that the same text in the same column has are one."""
    gathered: dict[object, list[Problem]] = {}
    for problem in problems:
        same_cell = problem.cell or problem.row
        gathered.setdefault((problem.place, same_cell, problem.message), []).append(problem)
    return [Mend(group[0], tuple(problem.row for problem in group)) for group in gathered.values()]


def cells_from(mends: Iterable[Mend], entered: Mapping[str, str]) -> dict[tuple[int, int], str]:
    """The cells that were changed, by row and place. `use` names a mend whose proposal is taken."""
    cells: dict[tuple[int, int], str] = {}
    for mend in mends:
        place = mend.problem.place
        if place is None or mend.name not in entered:
            continue
        text = mend.proposal if entered.get("use") == mend.name else entered[mend.name]
        text = text.replace("\r\n", "\n").strip()
        if text != mend.problem.cell:
            cells |= {(row, place): text for row in mend.rows}
    return cells
