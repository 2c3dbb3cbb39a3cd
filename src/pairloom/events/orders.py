"""What somebody wants on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pairloom.events.enums import PaperKind

if TYPE_CHECKING:
    from pairloom.printing import Paper


@dataclass(frozen=True)
class Order:
    """One document of the published plan, or all of them. `numbers` chooses cards; none means all."""

    kind: PaperKind
    paper: Paper
    numbers: tuple[int, ...] = ()

    @property
    def has_cards(self) -> bool:
        return self.kind in (PaperKind.CARDS, PaperKind.EVERYTHING)
