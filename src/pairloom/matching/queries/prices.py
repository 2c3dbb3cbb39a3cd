"""The price of a change as pages show it: figures before and after, and everybody whose mentor changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pairloom.matching import words
from pairloom.matching.report import Price
from pairloom.people.models import Person


@dataclass(frozen=True)
class MoveRow:
    """Somebody whose mentor changed."""

    mentee: int
    name: str
    text: str
    gain: str
    is_better: bool
    is_worse: bool


@dataclass(frozen=True)
class Difference:
    """A figure before and after."""

    label: str
    before: str
    after: str
    difference: str
    is_better: bool
    is_worse: bool


@dataclass(frozen=True)
class PriceView:
    """What a change cost, for a page."""

    differences: tuple[Difference, ...]
    moves: tuple[MoveRow, ...]
    gainers: int
    losers: int
    joined: str
    left: str

    @property
    def is_nothing(self) -> bool:
        return not self.moves and all(not each.is_better and not each.is_worse for each in self.differences)


def price_view(price: Price, names: words.Names) -> PriceView:
    """A price with names and signs."""
    return PriceView(
        differences=tuple(
            _difference(level.name, level.before, level.after)
            for level in price.levels
            if level.before is not None or level.after is not None
        ),
        moves=tuple(
            MoveRow(
                mentee=move.mentee,
                name=names[move.mentee],
                text=words.move_words(move, names),
                gain=words.signed(move.gain, is_affinity=True),
                is_better=move.gain > 0,
                is_worse=move.gain < 0,
            )
            for move in sorted(price.moves, key=lambda move: (move.gain, names[move.mentee]))
        ),
        gainers=len(price.gainers),
        losers=len(price.losers),
        joined=names.listed(price.joined),
        left=names.listed(price.left),
    )


def price_summary(price: PriceView) -> str:
    """One line: what became of the figures, and for how many people it is better or worse."""
    if price.is_nothing:
        return _("Nothing changes for anybody.")
    figures = [
        f"{each.label} {each.difference}" for each in price.differences if each.is_better or each.is_worse
    ]
    people = _("%(gainers)s better off, %(losers)s worse off") % {
        "gainers": price.gainers,
        "losers": price.losers,
    }
    return "; ".join([*figures, people])


def names_of(people: Iterable[int]) -> words.Names:
    """The names of these people, whoever is still here. One query."""
    found = Person.objects.filter(pk__in=set(people), erased_at=None).only("name", "email", "erased_at")
    return words.Names({person.pk: str(person) for person in found})


def people_in(price: Price) -> set[int]:
    """Everybody whom a price mentions."""
    moved = {person for move in price.moves for person in (move.mentee, *move.before, *move.after)}
    return moved | set(price.joined) | set(price.left)


def _difference(name: str, before: float | None, after: float | None) -> Difference:
    is_affinity = name in ("worst", "total")
    show = words.affinity if is_affinity else lambda value: f"{value or 0:g}"
    difference = words.signed((after or 0) - (before or 0), is_affinity=is_affinity)
    return Difference(
        label=words.LEVEL_NAMES[name](),
        before=show(before),
        after=show(after),
        difference=difference,
        is_better=difference.startswith("+"),
        is_worse=difference.startswith("\u2212"),
    )
