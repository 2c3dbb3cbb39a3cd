"""The words on paper, so that they can be said in another language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Every label, in English unless told otherwise. `language` is a code such as "en" or "pt-BR"."""

    language: str = "en"
    cards: str = "Cards"
    mentor_sheets: str = "Sheets for mentors"
    table_signs: str = "Table signs"
    wall_list: str = "Find your name"
    wall_grid: str = "Who sits where"
    name: str = "Name"
    number: str = "No."
    turn: str = "Turn"
    table: str = "Table"
    mentor: str = "Mentor"
    met: str = "Met"
    sits_out: str = "Free in this turn"
    notes: str = "Notes"
    scan: str = "On your phone"
    nobody: str = "Nobody comes in this turn."
    page: str = "Page"
