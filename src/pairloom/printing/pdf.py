"""Documents as PDF, made by typst with the fonts that it brings: no system library, no network.

Texts reach typst as JSON, so that nobody's name or question is ever read as markup. The same document
gives the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from pairloom.printing.apart import typeset_apart
from pairloom.printing.impose import cut_and_stack
from pairloom.printing.papers import MILLIMETRES, Paper
from pairloom.printing.qr import qr_svg
from pairloom.printing.shorten import shortened
from pairloom.printing.typeset import typeset
from pairloom.printing.values import (
    Card,
    CardRow,
    Cards,
    Document,
    MentorSheets,
    TableSigns,
    WallGrid,
    WallList,
)
from pairloom.printing.words import Words

SHEET: dict[type[Document], str] = {
    Cards: "cards.typ",
    MentorSheets: "mentor_sheets.typ",
    TableSigns: "table_signs.typ",
    WallList: "wall_list.typ",
    WallGrid: "wall_grid.typ",
}
ROWS_ON_A_SHORT_CARD = 6
LETTERS_OF_NAME, LETTERS_OF_MENTOR, LETTERS_OF_TABLE, LETTERS_OF_LINE = 64, 48, 24, 38  # what fits on a card


def pdf(document: Document, *, paper: Paper = "a4", words: Words | None = None) -> bytes:
    """The document as a tagged PDF (PDF/UA-1 wherever a font has all its letters).

    Some 15 ms a page of cards, 45 ms a mentor's sheet. This process keeps the memory that it took.
    """
    made: bytes = typeset(*_sheet(document, paper, words), format="pdf")
    return made


def pdf_apart(document: Document, *, paper: Paper = "a4", words: Words | None = None) -> bytes:
    """The same bytes, and 0.2 s later, made in a process of its own: this one stays as small as it is.

    Raises PrintingError.
    """
    return typeset_apart(*_sheet(document, paper, words))


def images(
    document: Document, *, paper: Paper = "a4", words: Words | None = None, ppi: float = 96
) -> tuple[bytes, ...]:
    """Each page as a PNG, to be looked at."""
    made = typeset(*_sheet(document, paper, words), format="png", ppi=ppi)
    return tuple(made) if isinstance(made, list) else (made,)


def _sheet(document: Document, paper: Paper, words: Words | None) -> tuple[str, str]:
    """The name of the sheet, and what it reads."""
    data = _data(document, paper, words or Words())
    return SHEET[type(document)], json.dumps(data, ensure_ascii=False)


def _data(document: Document, paper: Paper, words: Words) -> dict[str, Any]:
    """What the sheets read: the document's fields, the words and the paper; for cards also their places."""
    data = asdict(document) | {"words": asdict(words), "paper": MILLIMETRES[paper]}
    if isinstance(document, Cards):
        tall = any(len(card.rows) > ROWS_ON_A_SHORT_CARD for card in document.cards)
        cards = [_card(card) for card in document.cards]
        data |= {"tall": tall, "cards": cut_and_stack(cards, places=2 if tall else 4)}
    return data


def _card(card: Card) -> dict[str, Any]:
    return {
        "person": shortened(card.person, LETTERS_OF_NAME),
        "number": card.number,
        "rows": [_card_row(row) for row in card.rows],
        "link": card.link,
        "qr": qr_svg(card.link) if card.link else "",
    }


def _card_row(row: CardRow) -> dict[str, Any]:
    mentor = shortened(row.mentor, LETTERS_OF_MENTOR)
    lines_left = (
        1 if len(mentor) > LETTERS_OF_LINE * 3 // 4 else 2
    )  # the name is written larger than the reason
    return {
        "turn": row.turn,
        "table": shortened(row.table, LETTERS_OF_TABLE),
        "mentor": mentor,
        "why": shortened(row.why, LETTERS_OF_LINE * lines_left),
    }
