"""Pages that belong together, as the tabs that lead to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

# The page, its title, and how the names of the pages begin that stand under it, divided by spaces.
TabRow = tuple[str, Promise, str]


@dataclass(frozen=True)
class Tab:
    title: Promise | str
    address: str
    is_here: bool


def tabs_of(rows: Iterable[TabRow], *, view_name: str, address_of: Callable[[str], str]) -> list[Tab]:
    """A tab for each row; marked is that whose pages, by the beginning of their names, hold `view_name`."""
    return [
        Tab(title, address_of(page), view_name.startswith(tuple(own.split()))) for page, title, own in rows
    ]
