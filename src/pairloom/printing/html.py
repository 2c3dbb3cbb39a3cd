"""Documents as one HTML file each, style and QR codes inside: for a screen, and to print from a browser."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from pairloom.printing.elements import element, page
from pairloom.printing.qr import qr_svg
from pairloom.printing.values import (
    Card,
    CardRow,
    Cards,
    Document,
    EventHead,
    GridTable,
    MentorSheet,
    MentorSheets,
    SheetTurn,
    TableSign,
    TableSigns,
    WallGrid,
    WallList,
    WallName,
)
from pairloom.printing.words import Words

DASH = NOTHING = "\N{EN DASH}"  # between two times; where there is nothing to say
LETTERS_OF_A_NUMBER = 3  # tables with a longer label are written smaller
STYLE = Path(__file__).parent / "print.css"


def html(document: Document, *, words: Words | None = None) -> bytes:
    """The document as UTF-8 text that needs nothing else, and fits the paper that a browser prints on."""
    said = words or Words()
    make = MAKERS[type(document)]
    title, body = make(document, said)
    return page(
        title=f"{title}: {document.head.name}",
        language=said.language,
        style=STYLE.read_text(encoding="utf-8"),
        kind=type(document).__name__.lower(),
        body=body,
    )


def _cards(document: Cards, words: Words) -> tuple[str, list[Element]]:
    return words.cards, [_card(card, document.head, words) for card in document.cards]


def _card(card: Card, head: EventHead, words: Words) -> Element:
    number = element("span", f"{words.number} {card.number}", class_="number") if card.number else None
    labels = (words.turn, words.table, words.mentor, words.met)
    code = _code(card.link, words) if card.link else None
    return element(
        "section",
        number,
        element("h1", card.person),
        element("p", head.name, class_="soft"),
        element("p", _where_and_when(head), class_="soft"),
        _table(labels, (_card_row(row, head, words) for row in card.rows)),
        element("footer", element("div", element("small", words.notes), class_="notes"), code),
    )


def _card_row(row: CardRow, head: EventHead, words: Words) -> Element:
    when = element("td", head.turns[row.turn - 1].start, element("small", f"{words.turn} {row.turn}"))
    if not row.table:
        return element("tr", when, element("td"), element("td", element("em", words.sits_out), colspan="2"))
    return element(
        "tr",
        when,
        element("td", element("b", row.table), class_=f"table {_size(row.table)}"),
        element("td", element("b", row.mentor), element("small", row.why)),
        element("td", element("span", class_="tick")),
    )


def _code(link: str, words: Words) -> Element:
    source = f"data:image/svg+xml;base64,{b64encode(qr_svg(link).encode()).decode()}"
    image = element("img", src=source, alt=f"{words.scan}: {link}")
    return element("figure", image, element("figcaption", words.scan))


def _mentor_sheets(document: MentorSheets, words: Words) -> tuple[str, list[Element]]:
    return words.mentor_sheets, [_mentor_sheet(sheet, document.head, words) for sheet in document.sheets]


def _mentor_sheet(sheet: MentorSheet, head: EventHead, words: Words) -> Element:
    table = element("p", element("small", words.table), element("b", sheet.table), class_="place")
    return element(
        "section",
        table if sheet.table else None,
        element("h1", sheet.mentor),
        element("p", _told(head.name, _where_and_when(head)), class_="soft"),
        *(_sheet_turn(turn, head, words) for turn in sheet.turns),
    )


def _sheet_turn(turn: SheetTurn, head: EventHead, words: Words) -> Element:
    mentees = [
        element("li", element("span", class_="tick"), element("b", one.name), element("small", one.question))
        for one in turn.mentees
    ]
    return element(
        "article",
        element("h2", f"{words.turn} {turn.turn}", element("small", _from_to(head, turn.turn))),
        element("p", element("b", f"{words.table} {turn.table}")) if turn.table else None,
        element("ul", *mentees) if mentees else element("p", words.nobody, class_="soft"),
    )


def _table_signs(document: TableSigns, words: Words) -> tuple[str, list[Element]]:
    return words.table_signs, [_table_sign(sign, words) for sign in document.signs]


def _table_sign(sign: TableSign, words: Words) -> Element:
    shown = [
        element("small", words.table) if sign.table else None,
        element("h1", sign.table, class_=_size(sign.table)) if sign.table else None,
        element("p", element("b", sign.mentor)),
        element("p", " · ".join(sign.topics), class_="soft"),
    ]
    return element("section", *shown)


def _wall_list(document: WallList, words: Words) -> tuple[str, list[Element]]:
    turns = range(1, len(document.head.turns) + 1)
    rows = (_wall_name(one) for one in document.names)
    table = _table((words.name, *(f"{words.turn} {turn}" for turn in turns)), rows)
    return words.wall_list, [*_title(words.wall_list, document.head), table]


def _wall_name(one: WallName) -> Element:
    tables = (element("td", element("b", table) if table else NOTHING) for table in one.tables)
    return element("tr", element("th", one.name, scope="row"), *tables)


def _wall_grid(document: WallGrid, words: Words) -> tuple[str, list[Element]]:
    head = document.head
    turns = [_told(f"{words.turn} {turn}", _from_to(head, turn)) for turn in range(1, len(head.turns) + 1)]
    table = _table((words.table, *turns), (_grid_row(one) for one in document.tables))
    return words.wall_grid, [*_title(words.wall_grid, head), table]


def _grid_row(one: GridTable) -> Element:
    names = (element("td", *(element("div", name) for name in there)) for there in one.turns)
    return element(
        "tr", element("th", element("b", one.table), element("small", one.mentor), scope="row"), *names
    )


def _table(labels: Iterable[str], rows: Iterable[Element]) -> Element:
    heads = element("tr", *(element("th", label, scope="col") for label in labels))
    return element("table", element("thead", heads), element("tbody", *rows))


def _title(title: str, head: EventHead) -> list[Element]:
    return [element("h1", title), element("p", _told(head.name, _where_and_when(head)), class_="soft")]


def _where_and_when(head: EventHead) -> str:
    return _told(head.place, head.date)


def _from_to(head: EventHead, turn: int) -> str:
    times = head.turns[turn - 1]
    return DASH.join(filter(None, (times.start, times.end)))


def _size(table: str) -> str:
    return "figures" if len(table) <= LETTERS_OF_A_NUMBER else "name"


def _told(*parts: str) -> str:
    return " · ".join(filter(None, parts))


MAKERS: dict[type[Document], Callable[[Any, Words], tuple[str, list[Element]]]] = {
    Cards: _cards,
    MentorSheets: _mentor_sheets,
    TableSigns: _table_signs,
    WallList: _wall_list,
    WallGrid: _wall_grid,
}
