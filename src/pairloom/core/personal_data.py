"""Which apps keep something about a person, so that all of it can be handed over or erased.

An app registers itself in its `AppConfig.ready`. The people app asks everybody without knowing them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Export = Callable[[Any], list[dict[str, Any]]]
Erase = Callable[[Any], None]


@dataclass(frozen=True)
class Holder:
    """One table's worth of personal data: how to hand it over and how to forget it."""

    name: str
    export: Export
    erase: Erase


_holders: dict[str, Holder] = {}


def register(name: str, *, export: Export, erase: Erase) -> None:
    """Announce that `name` keeps personal data.

    `export(person)` gives its rows as flat dictionaries of plain values. `erase(person)` runs inside the
    transaction that erases the person, before the person's own row changes; counts must stay. What lies
    outside the database is erased by `transaction.on_commit`.
    """
    if name in _holders:
        raise ValueError(f"{name} already registered its personal data")
    _holders[name] = Holder(name, export, erase)


def holders() -> list[Holder]:
    """All who registered, by name."""
    return [_holders[name] for name in sorted(_holders)]


def erase_everywhere(person: Any) -> None:
    """Let everybody forget the person. Who registered last begins: apps may look up what lower ones keep."""
    for holder in reversed(_holders.values()):
        holder.erase(person)
