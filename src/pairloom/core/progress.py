"""How far a long computation is, written down for those who wait for it."""

from collections.abc import Callable

NOTICED = 0.04  # of the whole: nobody sees a smaller step


def told_seldom(write: Callable[[float], object]) -> Callable[[float], None]:
    """A teller of shares from 0 to 1 that calls `write` no more often than anybody could notice."""
    last = 0.0

    def tell(share: float) -> None:
        nonlocal last
        if share - last >= NOTICED:
            last = share
            write(share)

    return tell
