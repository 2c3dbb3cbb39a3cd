"""What a speed event puts on paper: cards, sheets for mentors, table signs, wall lists. Values to bytes."""

from pairloom.printing.html import html
from pairloom.printing.papers import Paper
from pairloom.printing.pdf import images, pdf
from pairloom.printing.values import (
    Card,
    CardRow,
    Cards,
    Document,
    EventHead,
    GridTable,
    MentorSheet,
    MentorSheets,
    SeatedMentee,
    SheetTurn,
    TableSign,
    TableSigns,
    TurnTimes,
    WallGrid,
    WallList,
    WallName,
)
from pairloom.printing.words import Words

__all__ = [
    "Card",
    "CardRow",
    "Cards",
    "Document",
    "EventHead",
    "GridTable",
    "MentorSheet",
    "MentorSheets",
    "Paper",
    "SeatedMentee",
    "SheetTurn",
    "TableSign",
    "TableSigns",
    "TurnTimes",
    "WallGrid",
    "WallList",
    "WallName",
    "Words",
    "html",
    "images",
    "pdf",
]
