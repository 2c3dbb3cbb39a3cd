"""What a speed event puts on paper: cards, sheets for mentors, table signs, wall lists. Values to bytes."""

from pairloom.printing.apart import PrintingError
from pairloom.printing.html import html
from pairloom.printing.papers import Paper
from pairloom.printing.parts import Part, parts
from pairloom.printing.pdf import images, pdf, pdf_apart
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
    "Part",
    "PrintingError",
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
    "parts",
    "pdf",
    "pdf_apart",
]
