"""How the time that a host has could be cut into turns."""

from dataclasses import dataclass

from pairloom.events.models import MOST_TURNS

USUAL = (
    (10, 2),
    (8, 2),
    (12, 3),
    (15, 3),
    (20, 4),
    (6, 1),
)  # minutes a turn, minutes to change; the best first
MOST_PROPOSALS = 4


@dataclass(frozen=True)
class Cut:
    turns: int
    minutes: int
    change_minutes: int

    @property
    def length(self) -> int:
        """Minutes from the first bell to the last."""
        return self.turns * (self.minutes + self.change_minutes) - self.change_minutes


def proposals(length: int) -> list[Cut]:
    """Cuts that fit into so many minutes, each with all its turns, the best first: 5 x 10 + 2 for 60."""
    found = []
    for minutes, change in USUAL:
        turns = min((length + change) // (minutes + change), MOST_TURNS)
        if turns >= 2:
            found.append(Cut(turns, minutes, change))
    return found[:MOST_PROPOSALS]
